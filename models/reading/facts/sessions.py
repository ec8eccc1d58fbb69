"""Sessions as the practitioners' clocks see them: the last held on each clock, the next booked, the year's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlmodel import col

from models.facts import Event
from models.policy.pack import Pack
from models.policy.rule import Count
from models.reading.facts.desk import Desk
from models.reading.facts.groups import read_own_groups
from models.reading.facts.labels import INFORMAL
from models.tables import Supervision

NOT_ONES_OWN = (INFORMAL, "transition")
"""Occasions that are no session of the practitioner's own: informal ones (GEN-X07), and talks about one child."""

_COUNTED_WEEKS = 156
"""How far back counted sessions are read: three years say since when there are too few in one."""


@dataclass(frozen=True, slots=True)
class Sessions:
    """What the sessions of a team say, by practitioner.

    ``lasts`` holds the last held, formal day of each clock, ``firsts`` the first of any one-to-one;
    ``next`` the next booked day of each clock; ``year`` those that are counted.
    """

    lasts: Mapping[int, dict[str, date]]
    firsts: Mapping[int, date]
    next: Mapping[int, dict[str, date]]
    year: Mapping[int, tuple[Event, ...]]
    one_to_one: str

    def next_of(self, practitioner_id: int) -> date | None:
        """Return the next booked one-to-one."""
        return self.next.get(practitioner_id, {}).get(self.one_to_one)

    def in_the_year(self, practitioner_id: int) -> tuple[Event, ...]:
        """Return the sessions of the last year as events, where the policy counts them."""
        return self.year.get(practitioner_id, ())

    def last_one_to_one(self, practitioner_id: int) -> date | None:
        """Return the last held one-to-one."""
        return self.lasts.get(practitioner_id, {}).get(self.one_to_one)


def read_sessions(desk: Desk) -> Sessions:
    """Read the sessions of everyone, and the group sessions that count for all."""
    lasts: dict[int, dict[str, date]] = defaultdict(dict)
    firsts: dict[int, date] = {}
    for person, kind, first, last in _held(desk):
        for clock in desk.pack.session_kind(kind).settles:
            lasts[person][clock] = max(last, lasts[person].get(clock, last))
            firsts[person] = min(first, firsts.get(person, first))
            desk.met(f"practitioner:{clock}", [first])
    for person, own in read_own_groups(desk).items():
        for clock, day in own.items():
            lasts[person][clock] = max(day, lasts[person].get(clock, day))
    return Sessions(lasts, firsts, _booked(desk), _counted(desk), desk.pack.one_to_one)


def _held(desk: Desk) -> Iterator[tuple[int, str, date, date]]:
    """Yield practitioner, kind, first and last day of held sessions, from the covering index."""
    statement = (
        select(
            col(Supervision.practitioner_id),
            col(Supervision.kind),
            col(Supervision.occasion),
            func.min(col(Supervision.held_on)),
            func.max(col(Supervision.held_on)),
        )
        .where(col(Supervision.practitioner_id).is_not(None), col(Supervision.held_on) <= desk.as_at)
        .group_by(col(Supervision.practitioner_id), col(Supervision.kind), col(Supervision.occasion))
    )
    for person, kind, occasion, first, last in desk.rows(
        desk.some_staff(statement, Supervision.practitioner_id)
    ):
        if occasion not in NOT_ONES_OWN:
            yield person, kind, first, last


def read_firsts(desk: Desk, since: Mapping[int, date]) -> dict[int, date]:
    """Return the first session of their own that each of some practitioners had from a day on."""
    found: dict[int, date] = {}
    for person, day in since.items():
        statement = select(col(Supervision.kind), func.min(col(Supervision.held_on))).where(
            col(Supervision.practitioner_id) == person,
            col(Supervision.held_on).between(day, desk.as_at),
            col(Supervision.occasion).not_in(NOT_ONES_OWN),
        )
        days = [
            first
            for kind, first in desk.rows(statement.group_by(col(Supervision.kind)))
            if desk.pack.session_kind(kind).settles
        ]
        if days:
            found[person] = min(days)
    return found


def _booked(desk: Desk) -> dict[int, dict[str, date]]:
    """Return the next booked day of each clock."""
    statement = (
        select(
            col(Supervision.practitioner_id),
            col(Supervision.kind),
            func.min(col(Supervision.planned_for)),
        )
        .where(
            col(Supervision.planned_for) >= desk.as_at,
            col(Supervision.held_on).is_(None),
            col(Supervision.cancelled_on).is_(None),
            col(Supervision.practitioner_id).is_not(None),
            col(Supervision.occasion).not_in(NOT_ONES_OWN),
        )
        .group_by(col(Supervision.practitioner_id), col(Supervision.kind))
    )
    found: dict[int, dict[str, date]] = defaultdict(dict)
    for person, kind, day in desk.rows(desk.some_staff(statement, Supervision.practitioner_id)):
        for clock in desk.pack.session_kind(kind).settles:
            found[person][clock] = min(day, found[person].get(clock, day))
    return found


def _counted_kinds(pack: Pack) -> list[str]:
    types = {name for rule in pack.rules if isinstance(rule.terms, Count) for name in rule.terms.types}
    return [each.code for each in pack.session_kinds if not each.group and each.code in types]


def _counted(desk: Desk) -> dict[int, tuple[Event, ...]]:
    """Return the year's held sessions of kinds that a rule counts (HAV-T04)."""
    kinds = [code for pack in desk.packs for code in _counted_kinds(pack)]
    if not kinds:
        return {}
    statement = select(
        col(Supervision.practitioner_id), col(Supervision.kind), col(Supervision.held_on)
    ).where(
        col(Supervision.held_on) > desk.weeks_ago(_COUNTED_WEEKS),
        col(Supervision.held_on) <= desk.as_at,
        col(Supervision.practitioner_id).is_not(None),
        col(Supervision.kind).in_(kinds),
        col(Supervision.occasion).not_in(NOT_ONES_OWN),
    )
    found: dict[int, list[Event]] = defaultdict(list)
    for person, kind, day in desk.rows(desk.some_staff(statement, Supervision.practitioner_id)):
        found[person].append(Event(day, kind))
    for kind in kinds:
        desk.met(f"event:{kind}", (each.on for own in found.values() for each in own if each.type == kind))
    return {person: tuple(own) for person, own in found.items()}
