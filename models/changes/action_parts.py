"""What all changes of actions share: finding an open one, its days, and the step that is written down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from models.changes import checks
from models.dates import show
from models.errors import Refused
from models.store.change import Change
from models.tables import Action, ActionStep, Record
from models.words import clean_text

MAX_WORDS = 4_000


@dataclass(frozen=True, slots=True)
class Where:
    """Where something was decided about an action: in which record and session; nowhere in particular."""

    record_id: int | None = None
    supervision_id: int | None = None


NOWHERE = Where()


def words_of(text: str, what: str) -> str:
    """Return some lines of a person's words, cleaned; raise Refused beyond 4,000 characters."""
    said = clean_text(text).strip()
    if len(said) > MAX_WORDS:
        raise Refused(f"The {what} is longer than {MAX_WORDS} characters: {len(said)}.")
    return said


def needed(text: str, what: str) -> str:
    """Return words that may not be missing; raise Refused where they are."""
    said = words_of(text, what)
    if not said:
        raise Refused(f"The {what} is missing: say it in a line. It stays with the action.")
    return said


def action_found(change: Change, action_id: int) -> Action:
    """Return an action; raise Refused if it is gone."""
    return checks.found(change.session, Action, action_id, "action")


def still_open(change: Change, action_id: int) -> Action:
    """Return an open action; raise Refused for one that is done or dropped."""
    row = action_found(change, action_id)
    if row.done_on is not None:
        raise Refused(f"It was done on {show(row.done_on)}. Take it up again if it was not.")
    if row.dropped_on is not None:
        raise Refused(
            f"It was dropped on {show(row.dropped_on)}. Take it up again if it is wanted after all."
        )
    return row


def decided_on(change: Change, row: Action, day: date) -> date:
    """Return the day of a decision; raise Refused where it is still to come or before the action was set."""
    checks.not_future(day, change.today, "The day it was decided")
    checks.in_order(row.set_on, day, "It would be decided before the action was set")
    return day


def step(change: Change, row: Action, kind: str, day: date, where: Where, **more: Any) -> ActionStep:
    """Write down one decision about an action."""
    if where.record_id is not None:
        checks.found(change.session, Record, where.record_id, "record")
    return change.insert(
        ActionStep(
            action_id=row.id,
            kind=kind,
            taken_on=day,
            record_id=where.record_id,
            supervision_id=where.supervision_id,
            **more,
        )
    )
