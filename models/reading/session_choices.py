"""Sessions a record can belong to: those around a day, planned or held, the nearest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, or_, select
from sqlmodel import Session, col

from models.reading.rows import rows
from models.tables import Discussion, Practitioner, Supervision


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session with its day, with whom it is, and the children on its list or discussed in it."""

    id: int
    kind: str
    occasion: str
    day: date
    held: bool
    practitioner_id: int | None
    practitioner: str
    children: tuple[int, ...] = ()


def read_sessions_around(
    session: Session, day: date, practitioner_id: int | None = None, days: int = 35
) -> list[SessionLine]:
    """Return the sessions within so many days of a day that were not cancelled, the nearest first."""
    when = func.coalesce(col(Supervision.held_on), col(Supervision.planned_for))
    statement = (
        select(
            col(Supervision.id),
            col(Supervision.kind),
            col(Supervision.occasion),
            col(Supervision.held_on),
            col(Supervision.planned_for),
            col(Supervision.practitioner_id),
            col(Practitioner.name),
        )
        .outerjoin(Practitioner, col(Practitioner.id) == col(Supervision.practitioner_id))
        .where(
            col(Supervision.cancelled_on).is_(None),
            when >= day - timedelta(days=days),
            when <= day + timedelta(days=days),
        )
    )
    if practitioner_id is not None:
        own = col(Supervision.practitioner_id) == practitioner_id
        statement = statement.where(or_(own, col(Supervision.practitioner_id).is_(None)))
    found = [
        SessionLine(
            row.id,
            row.kind,
            row.occasion,
            row.held_on or row.planned_for,
            row.held_on is not None,
            row.practitioner_id,
            row.name or "",
        )
        for row in rows(session, statement)
    ]
    return sorted(found, key=lambda one: (abs((one.day - day).days), one.day, one.id))


def children_on(session: Session, supervision_id: int) -> tuple[int, ...]:
    """Return the children who were discussed in a session or are on its list, in order."""
    found = rows(
        session,
        select(col(Discussion.child_id))
        .where(col(Discussion.supervision_id) == supervision_id)
        .order_by(col(Discussion.id)),
    )
    return tuple(row[0] for row in found)
