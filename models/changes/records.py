"""Changes of records: begun, written, complete and back, about something else, given up, entered elsewhere.

What is typed is kept quietly as a draft (`models.record_drafts`); it becomes part of the record here, with
one line in the trail. Signing locks a record for good and is no part of this module.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlmodel import col, select

from models.changes import checks
from models.changes.record_actions import actions_of, agree_actions, carry_actions, is_loose, keep_actions
from models.changes.record_parts import (
    Written,
    checked_about,
    checked_answers,
    record_found,
    set_children,
    unsigned,
)
from models.dates import show
from models.errors import Refused
from models.store.change import Change
from models.tables import (
    ActionStep,
    Disagreement,
    Entered,
    GatePass,
    Record,
    RecordChild,
    RecordDraft,
    RecordExport,
    Supervision,
)
from models.trail import Words

CODE_LENGTH = 80


def begin_record(
    change: Change, form: str, policy: str, written: Written, *, copied_from: int | None = None
) -> Record:
    """Begin a record on a form, with the answers it starts with; it is a draft until it is complete."""
    if not form or len(form) > CODE_LENGTH:
        raise Refused("A record is written on a form. Choose one.")
    about = checked_about(change, written.about)
    if copied_from is not None:
        record_found(change, copied_from)
    row = change.insert(
        Record(
            form=form,
            policy=policy,
            fingerprint=written.fingerprint,
            day=about.day,
            supervision_id=about.supervision_id,
            practitioner_id=about.practitioner_id,
            answers=checked_answers(written.answers),
            begun_at=change.now,
            begun_by=change.actor,
            saved_at=change.now,
            saved_by=change.actor,
            copied_from_id=copied_from,
        )
    )
    set_children(change, row.id, about.children)
    change.note(
        "begin_record",
        "record",
        row.id,
        form=form,
        day=row.day,
        session=row.supervision_id,
        practitioner=row.practitioner_id,
        children=[child_id for child_id, _ in about.children],
        copied_from=copied_from,
        answers=Words(row.answers),
    )
    keep_actions(change, row, written.actions)
    return row


def write_record(
    change: Change, record_id: int, written: Written, base: int, *, draft_id: int | None = None
) -> Record:
    """Make what was typed part of a record. ``base`` is the version it was typed upon; its draft goes.

    Raises Refused where the record has been written since: both texts are kept, and the person chooses.
    """
    row = unsigned(change, record_id)
    if row.version != base:
        raise Refused(
            "The record was written since by something else. What you typed is kept as a draft of its own: "
            "open the record again to see both."
        )
    _write(change, row, written, draft_id)
    return row


def complete_record(
    change: Change,
    record_id: int,
    *,
    missing: Sequence[str] = (),
    reason: str = "",
    carried: Iterable[int] = (),
    writes_up: bool = True,
) -> Record:
    """Say that a record is complete. ``missing`` are rules that still want something: a reason is needed then.

    Its actions are agreed, and the open ones that were ``carried`` through it count that. A held session
    all of whose records are complete is written up today; where ``writes_up`` is false it is only once it
    is entered on the case system (`enter_part`).
    """
    row = unsigned(change, record_id)
    if row.state == "complete":
        raise Refused("It is complete already.")
    words = checks.line_of(reason, "reason")
    if missing and not words:
        raise Refused("Something a rule wants is missing. Say in a line why it is complete without.")
    change.update(row, state="complete", completed_at=change.now, completed_by=change.actor)
    agree_actions(change, row)
    through = carry_actions(change, row, carried)
    for rule in dict.fromkeys(missing):
        change.insert(
            GatePass(rule=rule, entity="record", entity_id=row.id, reason=words, passed_on=change.today)
        )
    change.note(
        "complete_record",
        "record",
        row.id,
        version=row.version,
        missing=list(dict.fromkeys(missing)),
        reason=Words(words) if words else None,
        carried=through,
        recorded_on=_written_up(change, row, change.today) if writes_up else None,
    )
    return row


def reopen_record(change: Change, record_id: int) -> Record:
    """Make a complete record a draft again; it is not written up any more if that is what its session said."""
    row = unsigned(change, record_id)
    if row.state != "complete" or row.completed_at is None:
        raise Refused("It is a draft already.")
    completed_on = row.completed_at.date()
    change.update(row, state="draft", completed_at=None, completed_by="")
    passes = select(GatePass).where(GatePass.entity == "record", GatePass.entity_id == row.id)
    for one in change.session.exec(passes).all():
        change.delete(one)
    held = change.session.get(Supervision, row.supervision_id) if row.supervision_id else None
    if held is not None and held.recorded_on == completed_on and held.agreed_on is None:
        change.update(held, recorded_on=None)
    change.note("reopen_record", "record", row.id, version=row.version)
    return row


def correct_record(change: Change, record_id: int, written: Written, base: int) -> Record:
    """Put right what a record is about: its day, session, practitioner or children."""
    row = write_record(change, record_id, written, base)
    change.note(
        "correct_record",
        "record",
        row.id,
        day=row.day,
        session=row.supervision_id,
        practitioner=row.practitioner_id,
    )
    return row


def discard_record(change: Change, record_id: int, reason: str = "") -> None:
    """Give up a record that was begun by mistake; what was already agreed in it can't go with it."""
    row = unsigned(change, record_id)
    if row.state != "draft":
        raise Refused("It is complete. Make it a draft again before you give it up.")
    if any(not is_loose(change, one) for one in actions_of(change, row.id)):
        raise Refused("Actions were agreed in it, and stay. Close or drop them; the record keeps them.")
    keep_actions(change, row, ())
    words = checks.line_of(reason, "reason")
    for table in (RecordChild, RecordDraft, RecordExport, Entered):
        for one in change.session.exec(select(table).where(table.record_id == row.id)).all():
            change.delete(one)
    for step in change.session.exec(select(ActionStep).where(ActionStep.record_id == row.id)).all():
        change.update(step, record_id=None)
    for said in change.session.exec(select(Disagreement).where(Disagreement.record_id == row.id)).all():
        change.update(said, record_id=None)
    for copy in change.session.exec(select(Record).where(Record.copied_from_id == row.id)).all():
        change.update(copy, copied_from_id=None)
    change.note(
        "discard_record",
        "record",
        row.id,
        form=row.form,
        day=row.day,
        answers=Words(row.answers),
        reason=Words(words) if words else None,
    )
    change.delete(row)


def drop_record_draft(change: Change, draft_id: int) -> None:
    """Let a draft go that the person does not want to go on with; it comes back with an undo."""
    draft = checks.found(change.session, RecordDraft, draft_id, "draft")
    change.note(
        "drop_record_draft",
        "record",
        draft.record_id,
        draft=draft.id,
        base=draft.base,
        answers=Words(draft.answers),
    )
    change.delete(draft)


def enter_part(
    change: Change, record_id: int, child_id: int, system: str, entered_on: date, *, writes_up: bool = False
) -> Entered:
    """Record that a child's part of a record was entered on a case system on a day.

    ``writes_up``: with it the last of a complete record is entered, and its session is written up that day.
    """
    row = record_found(change, record_id)
    checks.not_future(entered_on, change.today, "The day it was entered")
    checks.in_order(row.day, entered_on, "It would be entered before the day it is for")
    name = checks.line_of(system, "name of the system")
    child = checks.child(change.session, child_id)
    before = change.session.exec(
        select(Entered).where(
            Entered.record_id == row.id, Entered.child_id == child.id, Entered.system == name
        )
    ).first()
    if before is not None:
        raise Refused(f"It says that it was entered on {show(before.entered_on)} already.")
    made = change.insert(Entered(record_id=row.id, child_id=child.id, system=name, entered_on=entered_on))
    day = _written_up(change, row, entered_on) if writes_up and row.state != "draft" else None
    change.note(
        "enter_part", "record", row.id, child=child.id, system=name, entered_on=entered_on, recorded_on=day
    )
    return made


def take_back_entry(change: Change, entered_id: int) -> None:
    """Take back that a child's part was entered: it was a mistake."""
    row = checks.found(change.session, Entered, entered_id, "entry")
    record = record_found(change, row.record_id)
    held = change.session.get(Supervision, record.supervision_id) if record.supervision_id else None
    if held is not None and held.recorded_on == row.entered_on and held.agreed_on is None:
        change.update(held, recorded_on=None)
    change.note("take_back_entry", "record", row.record_id, child=row.child_id, entered_on=row.entered_on)
    change.delete(row)


def _write(change: Change, row: Record, written: Written, draft_id: int | None) -> None:
    about = checked_about(change, written.about)
    change.update(
        row,
        answers=checked_answers(written.answers),
        fingerprint=written.fingerprint,
        day=about.day,
        supervision_id=about.supervision_id,
        practitioner_id=about.practitioner_id,
        version=row.version + 1,
        saved_at=change.now,
        saved_by=change.actor,
    )
    set_children(change, row.id, about.children)
    draft = change.session.get(RecordDraft, draft_id) if draft_id is not None else None
    if draft is not None and draft.record_id == row.id:
        change.delete(draft)
    change.note("write_record", "record", row.id, version=row.version, answers=Words(row.answers))
    keep_actions(change, row, written.actions)


def _written_up(change: Change, row: Record, day: date) -> date | None:
    """Date the session of a record as written up, where it was held and nothing of it is a draft still."""
    held = change.session.get(Supervision, row.supervision_id) if row.supervision_id else None
    if held is None or held.held_on is None or held.recorded_on is not None or held.held_on > day:
        return None
    drafts = select(Record.id).where(
        Record.supervision_id == held.id, Record.state == "draft", col(Record.id) != row.id
    )
    if change.session.exec(drafts).first() is not None:
        return None
    change.update(held, recorded_on=day)
    return day
