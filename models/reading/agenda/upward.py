"""What a supervisor raises with their own supervisor about those they supervise: punctuality and sickness (KCC-P50).

Counts and days as they were noted, each for itself; whether they are an issue is the supervisor's to say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlmodel import Session, col

from models.dates import add_months
from models.policy.pack import Pack
from models.reading.agenda.beside import MONTHS
from models.reading.agenda.told import Upward
from models.reading.rows import rows
from models.tables import Absence, Disturbance, Practitioner, Supervision, Team
from models.words import initials_of

TAKES = "upward"
"""The kind of point that takes it up; a policy that has none asks for nothing."""
SICKNESS = "sickness"


def read_upward(session: Session, pack: Pack, practitioner_id: int | None, today: date) -> tuple[Upward, ...]:
    """Return those supervised by someone of whom lateness or sickness was noted, by their number.

    Nobody, where the policy doesn't ask for it or the session is a group's.
    """
    wanted = any(point.takes == TAKES for source in pack.agenda for point in source.points)
    if practitioner_id is None or not wanted:
        return ()
    people = _supervised(session, practitioner_id, today)
    if not people:
        return ()
    since = add_months(today, -MONTHS)
    late, sick = _late(session, list(people), since), _sick(session, list(people), since, today)
    found = [
        Upward(person, label, late[person], *_days(sick.get(person, ()), since, today))
        for person, label in people.items()
    ]
    return tuple(one for one in found if one.late or one.sick)


def _supervised(session: Session, supervisor: int, today: date) -> dict[int, str]:
    """Return whom someone supervises; those with nobody named are the manager's."""
    manages = session.scalar(select(col(Team.manager_id))) == supervisor
    mine = col(Practitioner.supervisor_id) == supervisor
    statement = (
        select(col(Practitioner.id), col(Practitioner.number), col(Practitioner.name))
        .where(
            or_(mine, col(Practitioner.supervisor_id).is_(None)) if manages else mine,
            col(Practitioner.id) != supervisor,
            or_(col(Practitioner.left_on).is_(None), col(Practitioner.left_on) >= today),
        )
        .order_by(col(Practitioner.number))
    )
    return {row[0]: f"{row[1]} {initials_of(row[2])}" for row in rows(session, statement)}


def _late(session: Session, people: Sequence[int], since: date) -> Counter[int]:
    statement = (
        select(col(Supervision.practitioner_id))
        .join(Disturbance, col(Disturbance.supervision_id) == col(Supervision.id))
        .where(
            col(Supervision.practitioner_id).in_(people),
            col(Disturbance.whose) == "practitioner",
            col(Disturbance.kind) == "late",
            or_(col(Supervision.held_on) >= since, col(Supervision.planned_for) >= since),
        )
    )
    return Counter(row[0] for row in rows(session, statement))


def _sick(
    session: Session, people: Sequence[int], since: date, today: date
) -> dict[int, list[tuple[date, date | None]]]:
    statement = select(col(Absence.practitioner_id), col(Absence.since), col(Absence.until)).where(
        col(Absence.practitioner_id).in_(people),
        col(Absence.kind) == SICKNESS,
        col(Absence.since) <= today,
        or_(col(Absence.until).is_(None), col(Absence.until) >= since),
    )
    found: dict[int, list[tuple[date, date | None]]] = {}
    for person, first, last in rows(session, statement):
        found.setdefault(person, []).append((first, last))
    return found


def _days(spells: Sequence[tuple[date, date | None]], since: date, today: date) -> tuple[int, int, bool]:
    """Return how many spells, how many days of them lie in the span, and whether one of them lasts."""
    total = sum((min(last or today, today) - max(first, since)).days + 1 for first, last in spells)
    return len(spells), total, any(last is None or last >= today for _, last in spells)
