"""Days in the store that can't be right, such as one in 1900 or 2100 out of a file: each is named in a line."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import TextClause, or_, select, text
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
    """Where days stand: the columns with what they are, and how the row leads to whose they are.

    Sessions are looked at by their days' own indexes: a store holds tens of thousands of them.
    """

    columns: dict[str, str]
    whose: Any
    through: tuple[tuple[Any, Any], ...] = ()
    where: tuple[Any, ...] = ()


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
                "performance_plan_from": "Beginning of the performance plan",
            },
            Practitioner.id,
        ),
    ),
    (Supervision, _Place({"held_on": "Day of a session"}, Supervision.practitioner_id)),
    (
        Supervision,
        _Place(
            {"planned_for": "Day of a planned session"},
            Supervision.practitioner_id,
            where=(col(Supervision.held_on).is_(None), col(Supervision.cancelled_on).is_(None)),
        ),
    ),
    (Agreement, _Place({"signed_on": "Signature of the agreement"}, Agreement.practitioner_id)),
    (Observation, _Place({"observed_on": "Day of an observation"}, Observation.practitioner_id)),
    (Absence, _Place({"since": "Beginning of an absence"}, Absence.practitioner_id)),
    (DatedEvent, _Place({"happened_on": "Day of an event"}, DatedEvent.practitioner_id)),
)


def read_unlikely(desk: Desk) -> list[Mistake]:
    """Return every day before 1901 or after 2099, with whose it is: the clock makes nothing of them."""
    if desk.is_of_all and not desk.rows(_is_there_any()):
        return []
    return [*_of_children(desk), *_of_people(desk)]


@cache
def _is_there_any() -> TextClause:
    """Return what asks whether any table has an odd day at all: of nearly every store that is all there is to ask."""
    asked = [
        f"SELECT 1 FROM {table.__tablename__} WHERE {name} {odd}"  # noqa: S608  names of our own tables
        for table, place in (*_OF_CHILDREN, *_OF_PEOPLE)
        for name in place.columns
        for odd in ("< :earliest", "> :latest")
    ]
    return text(f"{' UNION ALL '.join(asked)} LIMIT 1").bindparams(
        earliest=EARLIEST.isoformat(), latest=LATEST.isoformat()
    )


def _of_children(desk: Desk) -> Iterator[Mistake]:
    for table, place in _OF_CHILDREN:
        for statement in _unlikely(table, place, col(Child.number), col(Child.initials), col(Child.kind)):
            whole = statement.join(Child, col(Child.id) == col(place.whose)).order_by(col(Child.number))
            for row in desk.rows(desk.some_children(whole, Child.id)):
                label = f"{row.number} {row.initials}".strip()
                yield from _mistakes(
                    place, row, About(Facts(row.kind, row.number), "child", row.whose, label)
                )


def _of_people(desk: Desk) -> Iterator[Mistake]:
    for table, place in _OF_PEOPLE:
        for statement in _unlikely(table, place):
            for row in desk.rows(desk.some_people(statement, place.whose)):
                person = desk.people.get(row.whose)
                if person is None:
                    continue
                facts = Facts("practitioner", person.number)
                yield from _mistakes(
                    place, row, About(facts, "practitioner", person.id, person.name, person.id)
                )


def _unlikely(table: Any, place: _Place, *more: Any) -> Iterator[Any]:
    """Yield what reads the rows with an odd day; too early and too late apart where one index has both."""
    days = [col(getattr(table, name)) for name in place.columns]
    statement = select(col(place.whose).label("whose"), *days, *more).select_from(table)
    for other, on in place.through:
        statement = statement.join(other, on)
    odd = [condition for day in days for condition in (day < EARLIEST, day > LATEST)]
    for condition in odd if len(days) == 1 else (or_(*odd),):
        yield statement.where(condition, *place.where)


def _mistakes(place: _Place, row: Any, about: About) -> Iterator[Mistake]:
    for name, what in place.columns.items():
        day = getattr(row, name)
        if day is not None and not EARLIEST <= day <= LATEST:
            said = f"It says {show(day)}: no day before 1901 or after 2099 can be right."
            yield Mistake(about, what, Gap(f"unlikely_{name}", said))
