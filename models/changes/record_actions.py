"""The actions that stand in a record, kept in the ledger as the record is written, and carried when it is done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlmodel import col, select

from models.changes.action_parts import MAX_WORDS, Where, step
from models.changes.record_parts import AgreedAction
from models.store.change import Change
from models.tables import Action, ActionStep, Record
from models.trail import Words
from models.words import MAX_LINE, clean_line, clean_text

PUT_RIGHT = "Put right in the record"
"""The reason kept with a date that was corrected in the record itself, after the action was agreed."""


def keep_actions(change: Change, record: Record, agreed: Sequence[AgreedAction]) -> None:
    """Keep the ledger as the rows of a record say: new ones are set, altered ones follow.

    One whose row was taken out goes only if it was never agreed: then it was a slip of the pen. Nothing
    here is refused: what is odd about an action is pointed out where it is written, and never keeps a
    record from being saved.
    """
    there = {row.row: row for row in actions_of(change, record.id)}
    for one in agreed:
        if not one.what.strip():
            continue
        if one.row in there:
            _follow(change, record, there.pop(one.row), one)
        else:
            _set(change, record, one)
    for row in there.values():
        if is_loose(change, row):
            change.note("unset_action", "action", row.id, record=record.id)
            change.delete(row)


def agree_actions(change: Change, record: Record) -> None:
    """Note that the actions of a record are agreed: the record is complete."""
    for row in actions_of(change, record.id):
        if is_loose(change, row):
            step(change, row, "agreed", max(row.set_on, record.day), _at(record))


def carry_actions(change: Change, record: Record, action_ids: Iterable[int]) -> list[int]:
    """Carry the open ones of some actions on through a record, each once; return those that were carried."""
    carried = []
    for action_id in dict.fromkeys(action_ids):
        row = change.session.get(Action, action_id)
        if row is None or row.done_on or row.dropped_on or row.record_id == record.id:
            continue
        there = select(ActionStep.id).where(
            ActionStep.action_id == row.id, ActionStep.record_id == record.id, ActionStep.kind == "carried"
        )
        if change.session.exec(there).first() is None:
            step(change, row, "carried", max(row.set_on, record.day), _at(record))
            carried.append(row.id)
    return carried


def actions_of(change: Change, record_id: int) -> list[Action]:
    """Return the actions that were written in a record."""
    found = select(Action).where(Action.record_id == record_id).order_by(col(Action.id))
    return list(change.session.exec(found).all())


def is_loose(change: Change, row: Action) -> bool:
    """Say whether nothing was decided about an action yet: its record was never complete."""
    steps = select(ActionStep.id).where(ActionStep.action_id == row.id)
    return row.done_on is None and row.dropped_on is None and change.session.exec(steps).first() is None


def _set(change: Change, record: Record, one: AgreedAction) -> None:
    row = change.insert(
        Action(
            **_texts(one),
            child_id=one.child_id,
            practitioner_id=record.practitioner_id,
            supervision_id=record.supervision_id,
            record_id=record.id,
            row=one.row,
            set_on=min(record.day, change.today),
            due_on=one.due_on,
        )
    )
    change.note(
        "set_action",
        "action",
        row.id,
        child=row.child_id,
        practitioner=row.practitioner_id,
        record=record.id,
        set_on=row.set_on,
        due_on=row.due_on,
        what=Words(row.what),
    )


def _follow(change: Change, record: Record, row: Action, one: AgreedAction) -> None:
    """Let an action say what its row says now; a date that was agreed changes by a step."""
    before = (row.what, row.why, row.how, row.owner, row.child_notices, row.child_id, row.due_on)
    was = row.due_on
    if row.done_on is not None or row.dropped_on is not None:
        return
    if one.due_on != was and not is_loose(change, row):
        step(
            change,
            row,
            "moved",
            max(row.set_on, change.today),
            _at(record),
            was_due_on=was,
            due_on=one.due_on,
            words=PUT_RIGHT,
        )
    change.update(row, **_texts(one), child_id=one.child_id, due_on=one.due_on)
    after = (row.what, row.why, row.how, row.owner, row.child_notices, row.child_id, row.due_on)
    if after != before:
        change.note(
            "word_action",
            "action",
            row.id,
            record=record.id,
            was=was,
            due_on=row.due_on,
            what=Words(row.what),
        )


def _texts(one: AgreedAction) -> dict[str, Any]:
    long = {name: getattr(one, name) for name in ("what", "why", "how", "child_notices")}
    return {
        **{name: clean_text(text).strip()[:MAX_WORDS] for name, text in long.items()},
        "owner": clean_line(one.owner)[:MAX_LINE],
    }


def _at(record: Record) -> Where:
    return Where(record.id, record.supervision_id)
