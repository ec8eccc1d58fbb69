"""What all changes of agendas share: a new item, finding one, its place, and the children on a session's list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import col, select

from models.changes import checks, sessions
from models.errors import Refused
from models.store.change import Change
from models.tables import AgendaItem, Discussion, SessionRun, Supervision
from models.words import MAX_LINE, clean_text

WHOSE = ("policy", "supervisor", "supervisee")
MAX_NOTE = 10_000
MOST = 200
"""How many items an agenda can have: far beyond any session."""


@dataclass(frozen=True, slots=True)
class NewItem:
    """One item to be put on an agenda: where it comes from, what it is, who brings it, its minutes.

    ``item_id`` is an item that waited for a session, or was left over from one.
    """

    source: str
    key: str
    words: str = ""
    whose: str = "policy"
    child_id: int | None = None
    minutes: int = 0
    by_reference: bool = False
    note: str = ""
    item_id: int | None = None


def item_found(change: Change, item_id: int) -> AgendaItem:
    """Return an item of an agenda; raise Refused if it is gone."""
    return checks.found(change.session, AgendaItem, item_id, "item of the agenda")


def open_session(change: Change, supervision_id: int | None) -> Supervision:
    """Return a session whose agenda can still be changed; raise Refused once its record is signed."""
    row = checks.found(change.session, Supervision, supervision_id, "session")
    sessions.unsigned(row)
    if row.cancelled_on is not None:
        raise Refused("It was cancelled. Plan another in its place.")
    return row


def other_items(change: Change, row: Supervision) -> None:
    """Note that something else is on an agenda now: what both agreed before is not agreed any more (NCT-A01).

    Once the session was begun it stays as it was agreed: what comes up in it is no new agenda.
    """
    begun = select(SessionRun.id).where(SessionRun.supervision_id == row.id)
    if row.agenda_agreed_on is not None and change.session.exec(begun).first() is None:
        change.update(row, agenda_agreed_on=None)


def items_of(change: Change, supervision_ids: Iterable[int]) -> list[AgendaItem]:
    """Return the items of sessions, in their order."""
    found = select(AgendaItem).where(col(AgendaItem.supervision_id).in_(list(supervision_ids)))
    return list(change.session.exec(found.order_by(col(AgendaItem.place), col(AgendaItem.id))).all())


def insert_item(change: Change, row: Supervision, new: NewItem, place: int) -> AgendaItem:
    """Add an item to a session's agenda at a place; one that waited comes itself."""
    child_id = _child(change, row, new)
    waited = change.session.get(AgendaItem, new.item_id) if new.item_id is not None else None
    if waited is not None and waited.supervision_id is None:
        return change.update(
            waited, supervision_id=row.id, place=place, minutes=minutes_of(new.minutes), state="open"
        )
    return change.insert(
        AgendaItem(
            supervision_id=row.id,
            practitioner_id=row.practitioner_id,
            place=place,
            source=_code(new.source),
            key=_code(new.key),
            whose=whose_of(new.whose),
            words=checks.line_of(new.words, "item"),
            child_id=child_id,
            minutes=minutes_of(new.minutes),
            by_reference=new.by_reference,
            note=note_of(new.note),
        )
    )


def remove_item(change: Change, item: AgendaItem) -> None:
    """Take an item off an agenda: what one of the two brought waits for the next session, the rest goes."""
    _take_off_list(change, item)
    if item.whose != "policy" and item.practitioner_id is not None:
        change.update(item, supervision_id=None, place=0, state="open")
        return
    for part in change.session.exec(select(AgendaItem).where(AgendaItem.split_from_id == item.id)).all():
        change.update(part, split_from_id=None)
    change.delete(item)


def move_items(change: Change, row: Supervision, to: Supervision | None) -> list[int]:
    """Take what was not talked about along from a session that was cancelled to another; return the items.

    What stands there already stays behind. Without another session what one of the two brought waits for one.
    """
    left = [item for item in items_of(change, [row.id]) if item.state != "done"]
    if to is None:
        mine = [one for one in left if one.whose != "policy" and one.practitioner_id is not None]
        for item in mine:
            change.update(item, supervision_id=None, place=0, state="open")
        return [one.id for one in mine]
    there = items_of(change, [to.id])
    keys = {(one.key, one.words) for one in there}
    mine = [one for one in left if (one.key, one.words) not in keys]
    for place, item in enumerate(mine, len(there)):
        change.update(item, supervision_id=to.id, place=place)
    return [one.id for one in mine]


def put_in_order(change: Change, items: Iterable[AgendaItem]) -> None:
    """Number items in the order given."""
    for place, item in enumerate(items):
        change.update(item, place=place)


def whose_of(text: str) -> str:
    """Return who brings an item; raise Refused for anyone else."""
    if text not in WHOSE:
        raise Refused("An item is brought by the policy, the supervisor or the supervisee.")
    return text


def minutes_of(minutes: int) -> int:
    """Return the minutes of an item; raise Refused for what no session takes."""
    if not 0 <= minutes <= 24 * 60:
        raise Refused("An item takes from 0 minutes to 24 hours.")
    return minutes


def note_of(text: str) -> str:
    """Return a note, cleaned; raise Refused beyond 10,000 characters."""
    said = clean_text(text).strip()
    if len(said) > MAX_NOTE:
        raise Refused(f"The note is longer than {MAX_NOTE} characters: {len(said)}. The record has room.")
    return said


def _child(change: Change, row: Supervision, new: NewItem) -> int | None:
    """Return the child of an item, who is put on the session's list too; raise Refused for closed work."""
    if new.child_id is None:
        return None
    day = row.held_on or max(row.planned_for or change.today, change.today)
    (child_id,) = sessions.discussable(change, [new.child_id], day, row.occasion)
    if row.held_on is None:
        sessions.put_on(change, row.id, [child_id])
    return child_id


def _take_off_list(change: Change, item: AgendaItem) -> None:
    """Take a child off the session's list with their last item."""
    others = select(AgendaItem.id).where(
        AgendaItem.supervision_id == item.supervision_id,
        AgendaItem.child_id == item.child_id,
        AgendaItem.id != item.id,
    )
    if item.child_id is None or change.session.exec(others).first() is not None:
        return
    listed = select(Discussion).where(
        Discussion.supervision_id == item.supervision_id,
        Discussion.child_id == item.child_id,
        col(Discussion.at).is_(None),
    )
    for one in change.session.exec(listed).all():
        change.delete(one)


def _code(text: str) -> str:
    if not text or len(text) > MAX_LINE:
        raise Refused("An item says where it comes from.")
    return text
