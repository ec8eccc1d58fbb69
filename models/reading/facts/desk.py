"""The desk on which facts are put together: the store, the pack, the day, who was asked for, and the people."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlmodel import Session, col

from models.moments import in_london
from models.policy.pack import Pack
from models.policy.wants import wanted_facts
from models.reading.facts.about import Person
from models.reading.facts.days import ONE
from models.reading.facts.kept import Kept
from models.reading.holders import Holder, read_holders
from models.reading.rows import rows
from models.reading.team import TeamView, read_team
from models.tables import Absence, Allocation, Involvement, Practitioner, StoreMark, Supervision

Query = Any
"""A statement; what its rows hold is told by the one who wrote it."""


class Desk:
    """One reading of the store under way."""

    def __init__(
        self,
        session: Session,
        pack: Pack,
        as_at: date,
        children: Collection[int] | None = None,
        people: Collection[int] | None = None,
        also_for: Collection[Pack] = (),
    ) -> None:
        """``children`` and ``people`` narrow what is read to these ids; None is everyone.

        What the packs ``also_for`` ask is told too.
        """
        self.session = session
        self.pack = pack
        self.packs = (pack, *also_for)
        self.as_at = as_at
        self._children = None if children is None else frozenset(children)
        self._people = None if people is None else frozenset(people)
        self._firsts: dict[str, date] = {}
        self._wanted = frozenset[str]().union(*(wanted_facts(each) for each in self.packs))

    def rows(self, statement: Query) -> list[Any]:
        """Return the rows of a statement as plain tuples."""
        return rows(self.session, statement)

    @property
    def is_of_all(self) -> bool:
        """Say whether everyone is read, and not some children or people."""
        return self._children is None and self._people is None

    def wants(self, *names: str) -> bool:
        """Say whether a rule of the pack asks for one of these facts."""
        return not self._wanted.isdisjoint(names)

    def some_children(self, statement: Query, column: Any) -> Query:
        """Narrow a statement to the children asked for."""
        return statement if self._children is None else statement.where(col(column).in_(self._children))

    def some_people(self, statement: Query, column: Any) -> Query:
        """Narrow a statement to the practitioners asked for."""
        return statement if self._people is None else statement.where(col(column).in_(self._people))

    def some_staff(self, statement: Query, column: Any) -> Query:
        """Narrow a statement to the practitioners asked for, and those who hold the children asked for.

        What belongs to no practitioner stays.
        """
        if self.staff_ids is None:
            return statement
        return statement.where(col(column).is_(None) | col(column).in_(self.staff_ids))

    @cached_property
    def staff_ids(self) -> frozenset[int] | None:
        """The practitioners whose facts are needed; None for all."""
        if self._people is None and self._children is None:
            return None
        return (self._people or frozenset()) | self._holding()

    def _holding(self) -> frozenset[int]:
        """Return who holds the children asked for on the day."""
        if not self._children:
            return frozenset()
        statement = (
            select(col(Allocation.practitioner_id))
            .join(Involvement, col(Involvement.id) == col(Allocation.involvement_id))
            .where(
                col(Involvement.child_id).in_(self._children),
                col(Allocation.since) <= self.as_at,
                col(Allocation.until).is_(None) | (col(Allocation.until) > self.as_at),
            )
        )
        return frozenset(person for (person,) in self.rows(statement))

    @property
    def is_everyone(self) -> bool:
        """Say whether the whole team was asked for."""
        return self._people is None and self._children is None

    def is_asked(self, practitioner_id: int) -> bool:
        """Say whether this practitioner's own clocks were asked for."""
        if self._people is None:
            return self._children is None
        return practitioner_id in self._people

    # -- what everyone needs -----------------------------------------------------------------------

    @cached_property
    def team(self) -> TeamView:
        """The team."""
        return read_team(self.session)

    @cached_property
    def holders(self) -> dict[int, Holder]:
        """Everyone's name."""
        return read_holders(self.session)

    @cached_property
    def staff_rows(self) -> list[Any]:
        """Every practitioner's row."""
        return self.rows(select(*Practitioner.__table__.c))  # type: ignore[attr-defined]

    @cached_property
    def group_days(self) -> dict[str, date]:
        """The last held, formal group session of each clock that such sessions settle."""
        statement = (
            select(col(Supervision.kind), func.max(col(Supervision.held_on)))
            .where(
                col(Supervision.practitioner_id).is_(None),
                col(Supervision.held_on) <= self.as_at,
                col(Supervision.occasion) == "formal",
            )
            .group_by(col(Supervision.kind))
        )
        found: dict[str, date] = {}
        for code, day in self.rows(statement):
            kind = self.pack.session_kind(code)
            for clock in kind.settles if kind.group else ():
                found[clock] = max(day, found.get(clock, day))
        return found

    @cached_property
    def absences(self) -> dict[int, list[tuple[date, date | None]]]:
        """The absences of each practitioner that began by the day, oldest first: first and last day away."""
        found: dict[int, list[tuple[date, date | None]]] = {}
        statement = (
            select(col(Absence.practitioner_id), col(Absence.since), col(Absence.until))
            .where(col(Absence.since) <= self.as_at)
            .order_by(col(Absence.since))
        )
        for person, since, until in self.rows(statement):
            found.setdefault(person, []).append((since, until))
        return found

    def both(self, practitioner_id: int) -> tuple[int, ...]:
        """Return a practitioner and whoever supervises them: the manager, where nobody else is named."""
        named = next((row.supervisor_id for row in self.staff_rows if row.id == practitioner_id), None)
        other = named or self.team.manager_id
        return (practitioner_id,) if other in (None, practitioner_id) else (practitioner_id, other)

    def away(self, practitioner_id: int) -> tuple[bool, date | None]:
        """Say whether someone is away on the day, and the last day of that if it is known."""
        running = [
            until
            for _, until in self.absences.get(practitioner_id, ())
            if until is None or until >= self.as_at
        ]
        if not running:
            return False, None
        return True, None if None in running else max(until for until in running if until is not None)

    @cached_property
    def people(self) -> Mapping[int, Person]:
        """Everyone by id, as lists name them."""
        return {row.id: self._person(row) for row in self.staff_rows}

    def _person(self, row: Any) -> Person:
        holder, (is_away, until) = self.holders[row.id], self.away(row.id)
        return Person(
            row.id, row.number, row.name, holder.short, holder.initials, is_away, until, row.left_on
        )

    # -- since when things are kept here -------------------------------------------------------------

    def met(self, sort: str, days: Iterable[date]) -> None:
        """Note on which days a sort of thing was recorded."""
        first = min(days, default=None)
        if first is not None and first < self._firsts.get(sort, date.max):
            self._firsts[sort] = first

    def kept(self) -> Kept:
        """Return since when each sort of thing is kept."""
        made = self.rows(select(col(StoreMark.made_at)))
        begun = in_london(made[0][0]).date() if made else self.as_at
        return Kept(min(begun, self.as_at), self._firsts)

    # -- small helps -------------------------------------------------------------------------------

    def was_running(self, since: Any, until: Any) -> ColumnElement[bool]:
        """Return the condition that a span of days (last day included) covers the day."""
        return (col(since) <= self.as_at) & (col(until).is_(None) | (col(until) >= self.as_at))

    def weeks_ago(self, weeks: int) -> date:
        """Return the day so many weeks before the day."""
        return self.as_at - 7 * weeks * ONE

    @property
    def a_year_ago(self) -> date:
        """Return a day that lies a little more than a year back."""
        return self.as_at - ONE * 400
