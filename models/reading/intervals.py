"""A manager's own intervals, as the page of a child or a practitioner shows them (GEN-X09)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from models.reading.rows import rows
from models.tables import ShorterInterval


@dataclass(frozen=True, slots=True)
class IntervalView:
    """An interval in days with its reason; ``until`` is its last day, empty while it holds."""

    id: int
    days: int
    reason: str
    since: date
    until: date | None


def read_intervals(
    session: Session, *, child_id: int | None = None, practitioner_id: int | None = None
) -> tuple[IntervalView, ...]:
    """Return the intervals of one child or one practitioner, the latest first."""
    whose = (
        col(ShorterInterval.child_id) == child_id
        if child_id is not None
        else col(ShorterInterval.practitioner_id) == practitioner_id
    )
    found = rows(
        session,
        select(
            col(ShorterInterval.id),
            col(ShorterInterval.days),
            col(ShorterInterval.reason),
            col(ShorterInterval.since),
            col(ShorterInterval.until),
        )
        .where(whose)
        .order_by(col(ShorterInterval.since).desc(), col(ShorterInterval.id).desc()),
    )
    return tuple(IntervalView(*row) for row in found)
