"""A day to propose for a session: worked, with nobody away, in time where that can be."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from sqlalchemy import select
from sqlmodel import Session, col

from models.dates import WorkingDays
from models.reading.rows import rows
from models.returning import Spell
from models.tables import Absence, Practitioner, Supervision, Team

_ONE = timedelta(days=1)
_LOOK = 366
Away = Sequence[tuple[date, date | None]]


def propose_day(
    due: date | None, today: date, working: WorkingDays, away: Away = (), taken: Collection[date] = ()
) -> date:
    """Return the last free day up to ``due``, and where there is none left the first free one after today.

    Free is a working day on which nobody is away and nothing of the kind stands in the diary (``taken``).
    Without ``due`` the first free day in a week's time is taken. Where somebody is away without an end,
    their absence is left out of it, so that a working day is proposed all the same.
    """

    def is_free(day: date) -> bool:
        gone = any(since <= day and (until is None or day <= until) for since, until in away)
        return working.is_working(day) and not gone and day not in taken

    if any(until is None for _, until in away):
        return propose_day(due, today, working, [span for span in away if span[1] is not None], taken)
    if due is not None:
        back = (due - _ONE * n for n in range((due - today).days))
        found = next((day for day in back if is_free(day)), None)
        if found is not None:
            return found
    first = today + _ONE * (1 if due is not None else 7)
    return next(
        (day for day in (first + _ONE * n for n in range(_LOOK)) if is_free(day)), working.add(today, 1)
    )


def read_both(session: Session, practitioner_id: int | None) -> tuple[int, ...]:
    """Return a practitioner and whoever supervises them: the manager, where nobody else is named."""
    person = session.get(Practitioner, practitioner_id) if practitioner_id is not None else None
    if person is None:
        return ()
    other = person.supervisor_id or session.scalar(select(col(Team.manager_id)))
    return (person.id,) if other in (None, person.id) else (person.id, other)


def read_spells(session: Session, practitioner_id: int | None) -> tuple[list[Spell], ...]:
    """Return all absences of a practitioner, and those of whoever supervises them."""
    both: dict[int, list[Spell]] = {person: [] for person in read_both(session, practitioner_id)}
    statement = select(col(Absence.practitioner_id), col(Absence.since), col(Absence.until)).where(
        col(Absence.practitioner_id).in_(both)
    )
    for person, since, until in rows(session, statement):
        both[person].append((since, until))
    return tuple(both.values())


def read_away(session: Session, practitioner_id: int | None, today: date) -> list[tuple[date, date | None]]:
    """Return the absences that are not over, of a practitioner and of whoever supervises them."""
    both = read_both(session, practitioner_id)
    if not both:
        return []
    statement = select(col(Absence.since), col(Absence.until)).where(
        col(Absence.practitioner_id).in_(both),
        col(Absence.until).is_(None) | (col(Absence.until) >= today),
    )
    return [(since, until) for since, until in rows(session, statement)]


def read_taken(session: Session, practitioner_id: int | None, kind: str, today: date) -> set[date]:
    """Return the days for which a session of a kind stands in the diary already."""
    found = rows(
        session,
        select(col(Supervision.planned_for)).where(
            col(Supervision.kind) == kind,
            col(Supervision.practitioner_id).is_(None)
            if practitioner_id is None
            else col(Supervision.practitioner_id) == practitioner_id,
            col(Supervision.planned_for) >= today,
            col(Supervision.held_on).is_(None),
            col(Supervision.cancelled_on).is_(None),
        ),
    )
    return {day for (day,) in found}
