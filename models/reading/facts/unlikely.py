"""Days in the store that can't be right, such as one in 1900 or 2100 out of a file: each is named in a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import or_, select
from sqlmodel import col

from models.clock.outcome import Gap
from models.dates import show
from models.facts import EARLIEST, LATEST, Facts
from models.reading.facts.about import About, Mistake
from models.reading.facts.desk import Desk
from models.tables import (
    Absence,
    Agreement,
    Allocation,
    Child,
    DatedEvent,
    Involvement,
    Observation,
    Practitioner,
    Situation,
    Supervision,
)


class _Place(NamedTuple):
    """Where days stand: the columns with what they are, and how the row leads to whose they are."""

    columns: dict[str, str]
    whose: Any
    through: tuple[tuple[Any, Any], ...] = ()


_OF_CHILDREN: tuple[tuple[Any, _Place], ...] = (
    (
        Involvement,
        _Place(
            {"opened_on": "Opening", "closed_on": "Closure", "transfer_on": "Planned transfer"},
            Involvement.child_id,
        ),
    ),
    (
        Allocation,
        _Place(
            {"since": "Allocation", "until": "End of an allocation"},
            Involvement.child_id,
            ((Involvement, col(Involvement.id) == col(Allocation.involvement_id)),),
        ),
    ),
    (
        Situation,
        _Place({"since": "Beginning of a situation", "until": "End of a situation"}, Situation.child_id),
    ),
    (DatedEvent, _Place({"happened_on": "Day of an event"}, DatedEvent.child_id)),
)
_OF_PEOPLE: tuple[tuple[Any, _Place], ...] = (
    (
        Practitioner,
        _Place(
            {
                "started_on": "First day of work",
                "asye_started_on": "Start of the ASYE",
                "six_month_review_on": "Six-month review",
                "probation_ends_on": "End of probation",
                "left_on": "Leaving",
            },
            Practitioner.id,
        ),
    ),
    (
        Supervision,
        _Place(
            {"planned_for": "Day of a planned session", "held_on": "Day of a session"},
            Supervision.practitioner_id,
        ),
    ),
    (Agreement, _Place({"signed_on": "Signature of the agreement"}, Agreement.practitioner_id)),
    (Observation, _Place({"observed_on": "Day of an observation"}, Observation.practitioner_id)),
    (Absence, _Place({"since": "Beginning of an absence"}, Absence.practitioner_id)),
    (DatedEvent, _Place({"happened_on": "Day of an event"}, DatedEvent.practitioner_id)),
)


def read_unlikely(desk: Desk) -> list[Mistake]:
    """Return every day before 1901 or after 2099, with whose it is: the clock makes nothing of them."""
    return [*_of_children(desk), *_of_people(desk)]


def _of_children(desk: Desk) -> Iterator[Mistake]:
    for table, place in _OF_CHILDREN:
        statement = (
            _unlikely(table, place, col(Child.number), col(Child.initials), col(Child.kind))
            .join(Child, col(Child.id) == col(place.whose))
            .order_by(col(Child.number), col(table.id))
        )
        for row in desk.rows(desk.some_children(statement, Child.id)):
            label = f"{row.number} {row.initials}".strip()
            about = About(Facts(row.kind, row.number), "child", row.whose, label)
            yield from _mistakes(place, row, about)


def _of_people(desk: Desk) -> Iterator[Mistake]:
    for table, place in _OF_PEOPLE:
        statement = _unlikely(table, place).where(col(place.whose).is_not(None)).order_by(col(table.id))
        for row in desk.rows(desk.some_people(statement, place.whose)):
            person = desk.people[row.whose]
            facts = Facts("practitioner", person.number)
            about = About(facts, "practitioner", person.id, person.name, person.id)
            yield from _mistakes(place, row, about)


def _unlikely(table: Any, place: _Place, *more: Any) -> Any:
    days = [getattr(table, name) for name in place.columns]
    statement = select(col(place.whose).label("whose"), *(col(day) for day in days), *more).select_from(table)
    for other, on in place.through:
        statement = statement.join(other, on)
    return statement.where(or_(*((col(day) < EARLIEST) | (col(day) > LATEST) for day in days)))


def _mistakes(place: _Place, row: Any, about: About) -> Iterator[Mistake]:
    for name, what in place.columns.items():
        day = getattr(row, name)
        if day is not None and not EARLIEST <= day <= LATEST:
            text = f"It says {show(day)}: no day before 1901 or after 2099 can be right."
            yield Mistake(about, what, Gap(f"unlikely_{name}", text))
