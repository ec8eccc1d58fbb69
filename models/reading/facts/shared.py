"""Children whom several services are, or were, open to at once, and whose each discussion was.

A discussion starts the clock of the service it was held for. A joint or group session is held for all
that are open (GEN-X14); a one-to-one for what that practitioner held, else for their service, else for all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import aliased
from sqlmodel import col

from models.lots import in_lots
from models.reading.facts.desk import Desk
from models.tables import Allocation, Discussion, Involvement, Supervision

_FOR_ALL = "joint"


class _Period(NamedTuple):
    """A period of one service of a child."""

    id: int
    service: str
    opened_on: date
    closed_on: date | None

    def covers(self, day: date) -> bool:
        """Say whether it was open on a day."""
        return self.opened_on <= day and (self.closed_on is None or day <= self.closed_on)


class _Held(NamedTuple):
    """A formal discussion: the day, the kind of session, and whose one-to-one it was."""

    day: date
    kind: str
    person: int | None


def read_shared(desk: Desk) -> dict[int, dict[int, date | None]]:
    """Return, for such children alone, the last formal discussion of each of their involvements."""
    children = [child_id for (child_id,) in desk.rows(_overlapping(desk))]
    return {
        child_id: {each: days[-1] if days else None for each, days in found.items()}
        for child_id, found in read_talks(desk, children).items()
    }


def read_talks(desk: Desk, children: Iterable[int]) -> dict[int, dict[int, list[date]]]:
    """Return, by child, the days of the formal discussions held for each of their involvements, oldest first."""
    services = {row.id: row.service or desk.team.service for row in desk.staff_rows}
    found: dict[int, dict[int, list[date]]] = {}
    for lot in in_lots(sorted(children)):
        periods, holders, held = _periods(desk, lot), _holders(desk, lot), _held(desk, lot)
        for child_id in lot:
            own = periods[child_id]
            days: dict[int, list[date]] = {each.id: [] for each in own}
            for talk in held[child_id]:
                for period_id in _meant(own, holders, services, talk):
                    days[period_id].append(talk.day)
            found[child_id] = days
    return found


def _meant(
    periods: Iterable[_Period],
    holders: dict[int, list[tuple[int, date, date | None]]],
    services: dict[int, str],
    talk: _Held,
) -> list[int]:
    """Return the involvements that a discussion was held for."""
    there = [each for each in periods if each.covers(talk.day)]
    if talk.person is None or talk.kind == _FOR_ALL:
        return [each.id for each in there]
    own = [
        each.id
        for each in there
        if any(
            person == talk.person and since <= talk.day and (until is None or talk.day <= until)
            for person, since, until in holders.get(each.id, ())
        )
    ]
    alike = [each.id for each in there if each.service == services.get(talk.person)]
    return own or alike or [each.id for each in there]


def _overlapping(desk: Desk) -> Any:
    """Return the children with an open involvement beside which another was open for a while."""
    one, other = aliased(Involvement), aliased(Involvement)
    statement = (
        select(col(one.child_id))
        .distinct()
        .join(
            other,
            (col(other.child_id) == col(one.child_id))
            & (col(other.id) != col(one.id))
            & (col(other.opened_on) <= desk.as_at)
            & (col(other.closed_on).is_(None) | (col(other.closed_on) > col(one.opened_on))),
        )
        .where(
            col(one.opened_on) <= desk.as_at,
            col(one.closed_on).is_(None) | (col(one.closed_on) > desk.as_at),
        )
    )
    return desk.some_children(statement, one.child_id)


def _periods(desk: Desk, children: list[int]) -> dict[int, list[_Period]]:
    found: dict[int, list[_Period]] = defaultdict(list)
    statement = select(
        col(Involvement.child_id),
        col(Involvement.id),
        col(Involvement.service),
        col(Involvement.opened_on),
        col(Involvement.closed_on),
    ).where(col(Involvement.child_id).in_(children))
    for child_id, *row in desk.rows(statement):
        found[child_id].append(_Period(*row))
    return found


def _holders(desk: Desk, children: list[int]) -> dict[int, list[tuple[int, date, date | None]]]:
    found: dict[int, list[tuple[int, date, date | None]]] = defaultdict(list)
    statement = (
        select(
            col(Allocation.involvement_id),
            col(Allocation.practitioner_id),
            col(Allocation.since),
            col(Allocation.until),
        )
        .join(Involvement, col(Involvement.id) == col(Allocation.involvement_id))
        .where(col(Involvement.child_id).in_(children))
    )
    for involvement_id, person, since, until in desk.rows(statement):
        found[involvement_id].append((person, since, until))
    return found


def _held(desk: Desk, children: list[int]) -> dict[int, list[_Held]]:
    """Return the formal discussions of each child up to the day, oldest first."""
    found: dict[int, list[_Held]] = defaultdict(list)
    statement = (
        select(
            col(Discussion.child_id),
            col(Discussion.at),
            col(Supervision.kind),
            col(Supervision.practitioner_id),
        )
        .join(Supervision, col(Supervision.id) == col(Discussion.supervision_id))
        .where(
            col(Discussion.child_id).in_(children),
            col(Discussion.kind) == "formal",
            col(Discussion.at) <= desk.as_at,
        )
        .order_by(col(Discussion.at))
    )
    for child_id, *row in desk.rows(statement):
        found[child_id].append(_Held(*row))
    return found
