"""Who holds each open involvement on the day, since when, and who held it first."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlmodel import col

from models.reading.facts.days import DAYS, as_text
from models.reading.facts.desk import Desk
from models.tables import Allocation, Involvement


class Holding(NamedTuple):
    """The allocations of one involvement up to a day; ``at`` is the moment of the latest, where it is known."""

    person: int | None = None
    since: date | None = None
    at: datetime | None = None
    first: date | None = None
    was_passed_on: bool = False


def read_holdings(desk: Desk) -> dict[int, Holding]:
    """Return the holding of each involvement that is open on the day, by its id."""
    day = desk.as_at.isoformat()
    found: dict[int, Holding] = {}
    for row_id, person, since, at, until in desk.rows(_statement(desk)):
        before = found.get(row_id)
        first, passed = (before.first, True) if before is not None else (DAYS[since], False)
        if until is not None and until <= day:
            person, at = None, None
        found[row_id] = Holding(person, None if person is None else DAYS[since], at, first, passed)
    return found


def _statement(desk: Desk) -> Any:
    """Return every allocation of open work that began by the day, one involvement after the other."""
    statement = (
        select(
            col(Allocation.involvement_id),
            col(Allocation.practitioner_id),
            as_text(Allocation.since),
            col(Allocation.at),
            as_text(Allocation.until),
        )
        .join(Involvement, col(Involvement.id) == col(Allocation.involvement_id))
        .where(
            col(Allocation.since) <= desk.as_at,
            col(Involvement.opened_on) <= desk.as_at,
            col(Involvement.closed_on).is_(None) | (col(Involvement.closed_on) > desk.as_at),
        )
        .order_by(col(Allocation.involvement_id), col(Allocation.since), col(Allocation.id))
    )
    return desk.some_children(statement, Involvement.child_id)
