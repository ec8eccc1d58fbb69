"""The ledger of actions: set, carried, given a new date, done, dropped, taken up again; never edited away."""

from __future__ import annotations

from datetime import date

from models.changes import checks
from models.changes.action_parts import (
    NOWHERE,
    Where,
    action_found,
    decided_on,
    needed,
    step,
    still_open,
    words_of,
)
from models.changes.record_parts import AgreedAction
from models.errors import Refused
from models.store.change import Change
from models.tables import Action, ActionStep, Practitioner
from models.trail import Words

FARTHEST = 3660
"""How many days ahead an action's date may lie: ten years."""


def set_action(
    change: Change,
    agreed: AgreedAction,
    set_on: date,
    *,
    practitioner_id: int | None = None,
    where: Where = NOWHERE,
) -> Action:
    """Put an action into the ledger: about a child, else about a practitioner, else the team's."""
    checks.not_future(set_on, change.today, "The day an action was agreed")
    child_id = checks.child(change.session, agreed.child_id).id if agreed.child_id is not None else None
    if practitioner_id is not None:
        checks.found(change.session, Practitioner, practitioner_id, "practitioner")
    row = change.insert(
        Action(
            what=needed(agreed.what, "action"),
            why=words_of(agreed.why, "reason"),
            how=words_of(agreed.how, "way it is done"),
            owner=checks.line_of(agreed.owner, "owner"),
            child_notices=words_of(agreed.child_notices, "sign the child would notice"),
            child_id=child_id,
            practitioner_id=practitioner_id,
            supervision_id=where.supervision_id,
            record_id=where.record_id,
            row=agreed.row,
            set_on=set_on,
            due_on=_sensible(set_on, agreed.due_on),
        )
    )
    change.note(
        "set_action",
        "action",
        row.id,
        child=child_id,
        practitioner=practitioner_id,
        record=where.record_id,
        set_on=set_on,
        due_on=row.due_on,
        what=Words(row.what),
        why=Words(row.why) if row.why else None,
        owner=Words(row.owner) if row.owner else None,
    )
    return row


def carry_action(
    change: Change, action_id: int, day: date, where: Where = NOWHERE, *, in_the_way: str = ""
) -> ActionStep:
    """Carry an open action on from one session to the next; from the second time on, what stands in its way."""
    row = still_open(change, action_id)
    words = words_of(in_the_way, "hindrance")
    made = step(change, row, "carried", decided_on(change, row, day), where, words=words)
    change.note(
        "carry_action",
        "action",
        row.id,
        step=made.id,
        day=day,
        record=where.record_id,
        session=where.supervision_id,
        in_the_way=Words(words) if words else None,
    )
    return made


def move_action(
    change: Change, action_id: int, due_on: date, reason: str, day: date, where: Where = NOWHERE
) -> ActionStep:
    """Give an open action a new date; the reason is required, and the date before stays on record."""
    row = still_open(change, action_id)
    words, was = needed(reason, "reason for the new date"), row.due_on
    _sensible(row.set_on, due_on)
    if due_on == was:
        raise Refused("That is its date already.")
    made = step(
        change, row, "moved", decided_on(change, row, day), where, was_due_on=was, due_on=due_on, words=words
    )
    change.update(row, due_on=due_on)
    change.note(
        "move_action",
        "action",
        row.id,
        step=made.id,
        was=was,
        became=due_on,
        record=where.record_id,
        reason=Words(words),
    )
    return made


def finish_action(change: Change, action_id: int, outcome: str, day: date, where: Where = NOWHERE) -> Action:
    """Close an action that was done, with what came of it."""
    row = still_open(change, action_id)
    words = needed(outcome, "outcome")
    made = step(change, row, "done", decided_on(change, row, day), where, words=words)
    change.update(row, done_on=day, outcome=words)
    change.note(
        "finish_action",
        "action",
        row.id,
        step=made.id,
        done_on=day,
        record=where.record_id,
        outcome=Words(words),
    )
    return row


def drop_action(change: Change, action_id: int, reason: str, day: date, where: Where = NOWHERE) -> Action:
    """Drop an action that is not wanted any more; the reason is required."""
    row = still_open(change, action_id)
    words = needed(reason, "reason for dropping it")
    made = step(change, row, "dropped", decided_on(change, row, day), where, words=words)
    change.update(row, dropped_on=day, outcome=words)
    change.note(
        "drop_action",
        "action",
        row.id,
        step=made.id,
        dropped_on=day,
        record=where.record_id,
        reason=Words(words),
    )
    return row


def take_up_action(change: Change, action_id: int, reason: str, day: date, where: Where = NOWHERE) -> Action:
    """Take an action up again that was closed too soon; how it was closed stays on record."""
    row = action_found(change, action_id)
    if row.done_on is None and row.dropped_on is None:
        raise Refused("It is open already.")
    words = needed(reason, "reason for taking it up again")
    made = step(change, row, "reopened", decided_on(change, row, day), where, words=words)
    change.update(row, done_on=None, dropped_on=None, outcome="")
    change.note("take_up_action", "action", row.id, step=made.id, day=day, reason=Words(words))
    return row


def _sensible(set_on: date, due_on: date | None) -> date | None:
    """Return an action's date; raise Refused for one before it was set or beyond ten years."""
    checks.in_order(set_on, due_on, "The action would be due before it was agreed")
    if due_on is not None and (due_on - set_on).days > FARTHEST:
        raise Refused("An action is due within ten years. Look at the year that was typed.")
    return due_on
