"""Who was at a session, or is expected there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from models.reading.rows import rows
from models.tables import Absence, Attendance, Practitioner


@dataclass(frozen=True, slots=True)
class Attending:
    """Someone of the team, or a guest with the service they are from."""

    id: int
    practitioner_id: int | None
    name: str
    service: str
    part: str
    state: str
    away: bool = False


def read_attending(session: Session, supervision_id: int, day: date) -> tuple[Attending, ...]:
    """Return who was at a session or is expected, in the order in which they came onto the list.

    ``away`` says that their absence covers the ``day``.
    """
    away = set(
        session.scalars(
            select(col(Absence.practitioner_id)).where(
                col(Absence.since) <= day, col(Absence.until).is_(None) | (col(Absence.until) >= day)
            )
        )
    )
    statement = (
        select(
            col(Attendance.id),
            col(Attendance.practitioner_id),
            col(Practitioner.name),
            col(Attendance.guest),
            col(Attendance.service),
            col(Attendance.part),
            col(Attendance.state),
        )
        .outerjoin(Practitioner, col(Practitioner.id) == col(Attendance.practitioner_id))
        .where(col(Attendance.supervision_id) == supervision_id)
        .order_by(col(Attendance.id))
    )
    return tuple(
        Attending(row[0], row[1], row[2] or row[3], row[4], row[5], row[6], row[1] in away)
        for row in rows(session, statement)
    )
