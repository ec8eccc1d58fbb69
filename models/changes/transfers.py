"""Planned transfers to another service or team: the day from which the policy counts back (KCC-T12)."""

from __future__ import annotations

from datetime import date

from models.changes import checks
from models.dates import show
from models.errors import Refused
from models.store.change import Change
from models.tables import Involvement


def plan_transfer(change: Change, involvement_id: int, day: date | None) -> Involvement:
    """Record the day on which an involvement is to go to another service or team; None takes the plan back.

    Raises Refused for closed work, or a day before it was opened.
    """
    row = checks.found(change.session, Involvement, involvement_id, "involvement")
    if row.closed_on is not None:
        raise Refused(f"It was closed on {show(row.closed_on)}, and goes nowhere any more.")
    checks.in_order(row.opened_on, day, "It would be transferred before it was opened")
    was = row.transfer_on
    if was == day:
        raise Refused(f"It says {show(day)} already." if day is not None else "No transfer is planned.")
    change.update(row, transfer_on=day)
    change.note("plan_transfer", "involvement", row.id, was=was, became=day)
    return row
