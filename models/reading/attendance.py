"""Who was at a session, or is expected there."""

from __future__ import annotations

from collections import Counter
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


@dataclass(frozen=True, slots=True)
class AttendanceSaid:
    """How many of the team were said to be in each state, and of how many who could be there nothing was said."""

    states: tuple[tuple[str, int], ...] = ()
    unsaid: int = 0


def read_in_post(session: Session, day: date) -> list[int]:
    """Return who of the team was in post on a day, by name."""
    started, left = col(Practitioner.started_on), col(Practitioner.left_on)
    found = (
        select(col(Practitioner.id))
        .where(started.is_(None) | (started <= day), left.is_(None) | (left >= day))
        .order_by(col(Practitioner.name))
    )
    return list(session.scalars(found))


def read_attendance_said(session: Session, supervision_id: int, day: date) -> AttendanceSaid:
    """Return what was said of who was at a group on a day; who was away needs no word (BCT-T31)."""
    people = read_attending(session, supervision_id, day)
    said = {
        one.practitioner_id: one.state for one in people if one.practitioner_id and one.state != "expected"
    }
    away = _away(session, day)
    unsaid = sum(one not in said and one not in away for one in read_in_post(session, day))
    return AttendanceSaid(tuple(Counter(said.values()).items()), unsaid)


def _away(session: Session, day: date) -> set[int]:
    return set(
        session.scalars(
            select(col(Absence.practitioner_id)).where(
                col(Absence.since) <= day, col(Absence.until).is_(None) | (col(Absence.until) >= day)
            )
        )
    )


def read_attending(session: Session, supervision_id: int, day: date) -> tuple[Attending, ...]:
    """Return who was at a session or is expected, in the order in which they came onto the list.

    ``away`` says that their absence covers the ``day``.
    """
    away = _away(session, day)
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
