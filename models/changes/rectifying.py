"""Rectification: a wrong day or child of a held session, a wrong child of a signed record, put right.

It is a dated correction that stands beside what was written. The clocks follow it; a signed text never changes.
Every record of the session that is signed already gets an addendum of the day, sealed with it, so that whoever
reads the record reads the correction too.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import col, select

from models.changes import checks, sessions
from models.changes.record_parts import record_found
from models.changes.signing import addend
from models.dates import show
from models.errors import Refused
from models.reading.names import read_actor_name
from models.store.change import Change
from models.tables import Action, Child, Correction, Discussion, Record, RecordChild, Supervision
from models.trail import Words


def correct_held_day(change: Change, supervision_id: int, day: date, reason: str) -> Supervision:
    """Put the day on which a session was held right, though its record may be signed; the clocks follow."""
    row, was = sessions.held(change, supervision_id)
    checks.not_future(day, change.today, "The day a session was held")
    words = sessions.why(reason, "given another day")
    if day == was:
        raise Refused(f"It says {show(day)} already.")
    checks.in_order(day, row.recorded_on, "It would be written up before it was held")
    talks = [one for one in sessions.on_list(change, row.id) if one.at is not None]
    sessions.discussable(change, [one.child_id for one in talks], day, row.occasion)
    change.update(row, held_on=day)
    for one in talks:
        change.update(one, at=day)
    _keep(change, "supervision", row.id, "held_on", was.isoformat(), day.isoformat(), words)
    said = f"Correction: the session was held on {show(day)}, not on {show(was)}. {words}"
    added = _beside(change, row.id, said)
    change.note(
        "correct_held_day", "supervision", row.id, was=was, became=day, reason=Words(words), records=added
    )
    return row


def correct_discussed(
    change: Change, supervision_id: int, wrong_id: int, right_id: int | None, reason: str
) -> Supervision:
    """Put right which child was discussed in a held session; None: that child was not, and nobody instead."""
    row, day = sessions.held(change, supervision_id)
    words = sessions.why(reason, "about another child")
    wrong = checks.child(change.session, wrong_id)
    talks = {one.child_id: one for one in sessions.on_list(change, row.id) if one.at is not None}
    if wrong.id not in talks:
        raise Refused(f"{wrong.number} is not among those who were discussed in it.")
    right = None
    if right_id is not None:
        right = checks.found(
            change.session, Child, sessions.discussable(change, [right_id], day, row.occasion)[0], "child"
        )
        if right.id in talks:
            raise Refused(f"{right.number} is recorded as discussed already.")
    _swap(change, row, talks[wrong.id], right)
    became = right.number if right is not None else ""
    _keep(change, "supervision", row.id, "child", wrong.number, became, words)
    records = _records(change, row.id, wrong.id)
    _repoint(change, records, wrong, right)
    actions = _bring_actions(change, records, wrong, right)
    instead = f"{became} was discussed in it, not {wrong.number}."
    said = instead if became else f"{wrong.number} was not discussed in it."
    added = _beside(change, row.id, f"Correction: {said} {words}")
    change.note(
        "correct_discussed",
        "supervision",
        row.id,
        was=wrong.id,
        became=right.id if right is not None else None,
        reason=Words(words),
        records=added,
        actions=actions,
    )
    return row


def correct_record_child(change: Change, record_id: int, wrong_id: int, right_id: int, reason: str) -> Record:
    """Put right which child a signed record is about: the text stays, the correction stands beside it."""
    row = record_found(change, record_id)
    if row.state != "signed":
        raise Refused("It is not signed yet: put the child right in the record itself.")
    words = sessions.why(reason, "about another child")
    wrong, right = checks.child(change.session, wrong_id), checks.child(change.session, right_id)
    if wrong.id == right.id:
        raise Refused(f"It says {right.number} already.")
    if not _repoint(change, [row], wrong, right):
        raise Refused(f"The record is not about {wrong.number}.")
    actions = _bring_actions(change, [row], wrong, right)
    _keep(change, "record", row.id, "child", wrong.number, right.number, words)
    change.note(
        "correct_record_child",
        "record",
        row.id,
        was=wrong.id,
        became=right.id,
        reason=Words(words),
        actions=actions,
    )
    _addend(change, row.id, f"Correction: this is about {right.number}, not about {wrong.number}. {words}")
    return row


def _swap(change: Change, row: Supervision, talk: Discussion, right: Child | None) -> None:
    """Let the right child be the one who was discussed, whether or not they stood on the list."""
    if right is None:
        change.delete(talk)
        return
    waiting = next((one for one in sessions.on_list(change, row.id) if one.child_id == right.id), None)
    if waiting is None:
        change.update(talk, child_id=right.id)
        return
    change.update(waiting, at=talk.at, kind=talk.kind, criterion=talk.criterion)
    change.delete(talk)


def _records(change: Change, supervision_id: int, child_id: int) -> list[Record]:
    about = select(RecordChild.record_id).where(RecordChild.child_id == child_id)
    return list(
        change.session.exec(
            select(Record).where(Record.supervision_id == supervision_id, col(Record.id).in_(about))
        ).all()
    )


def _repoint(change: Change, records: list[Record], wrong: Child, right: Child | None) -> bool:
    """Let signed records stand in the right child's trail; others are put right where they are written."""
    moved = False
    for record in records:
        if record.state != "signed" or right is None:
            continue
        links = change.session.exec(select(RecordChild).where(RecordChild.record_id == record.id)).all()
        there = {(one.child_id, one.part) for one in links}
        for link in links:
            if link.child_id == wrong.id and (right.id, link.part) not in there:
                change.update(link, child_id=right.id)
                moved = True
    return moved


def _bring_actions(change: Change, records: list[Record], wrong: Child, right: Child | None) -> list[int]:
    """Let the actions that signed records set for the wrong child be the right one's; return which."""
    signed = [record.id for record in records if record.state == "signed"]
    if right is None or not signed:
        return []
    found = change.session.exec(
        select(Action).where(col(Action.record_id).in_(signed), Action.child_id == wrong.id)
    ).all()
    for one in found:
        change.update(one, child_id=right.id)
    return [one.id for one in found]


def _beside(change: Change, supervision_id: int, words: str) -> int:
    """Set the correction beside every signed record of a session; return how many there are."""
    signed = change.session.exec(
        select(Record.id).where(Record.supervision_id == supervision_id, Record.state == "signed")
    ).all()
    for record_id in signed:
        _addend(change, record_id, words)
    return len(signed)


def _addend(change: Change, record_id: int, words: str) -> None:
    name = read_actor_name(change.session, change.actor) or change.actor
    addend(change, record_id, words, name)


def _keep(change: Change, entity: str, row_id: int, field: str, was: str, became: str, reason: str) -> None:
    change.insert(
        Correction(
            entity=entity,
            entity_id=row_id,
            field=field,
            was=was,
            became=became,
            reason=reason,
            corrected_on=change.today,
        )
    )
