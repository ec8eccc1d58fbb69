"""The facts of practitioners: roles, ramps, the last session on each clock, events, absence, caseload."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import fsum
from typing import Any

from sqlalchemy import func, select
from sqlmodel import col

from models.facts import Event, Facts
from models.policy.pack import Pack
from models.policy.rule import Tally
from models.reading.facts.about import About, Person
from models.reading.facts.desk import Desk
from models.reading.facts.events import Events, read_events
from models.reading.facts.intervals import shorter_of_people
from models.reading.facts.sessions import Sessions, read_sessions
from models.tables import Agreement, Allocation, Observation

OBSERVATION = "observation"


@dataclass(frozen=True, slots=True)
class Signed:
    """The agreements of one practitioner: the first and the last signature, the weeks and the review it names.

    ``days`` are all of them, the earliest first.
    """

    id: int
    first: date
    last: date
    weeks: int | None
    days: tuple[date, ...] = ()
    review_on: date | None = None

    def since(self, day: date | None) -> date | None:
        """Return the first signature of a relationship that began on a day; None: it has always been."""
        return self.first if day is None else next((each for each in self.days if each >= day), None)


@dataclass(frozen=True, slots=True)
class Staff:
    """The practitioners who are supervised here, and what other facts need of them."""

    abouts: tuple[About, ...]
    workers: Mapping[int, Facts]
    outside: tuple[Person, ...]
    sessions: Sessions
    signed: Mapping[int, Signed]
    events: Events

    def worker(self, practitioner_id: int | None) -> Facts | None:
        """Return the facts of whoever holds work; all their children share them."""
        return None if practitioner_id is None else self.workers.get(practitioner_id)


def read_staff(desk: Desk) -> Staff:
    """Return everyone in post on the day who is supervised by someone of this store."""
    sessions, events = read_sessions(desk), read_events(desk)
    signed = _agreements(desk)
    make = _Maker(desk, sessions, events, signed)
    outside = _outside(desk)
    here = [row for row in desk.staff_rows if _in_post(row, desk.as_at)]
    needed = here if desk.staff_ids is None else [row for row in here if row.id in desk.staff_ids]
    workers = {row.id: make.facts(row) for row in needed}
    abouts = [
        About(workers[row.id], "practitioner", row.id, row.name, row.id)
        for row in needed
        if row.id not in outside and desk.is_asked(row.id)
    ]
    gone = tuple(desk.people[row.id] for row in here if row.id in outside)
    return Staff(tuple(abouts), workers, gone, sessions, signed, events)


def _in_post(row: Any, day: date) -> bool:
    """Say whether someone worked here on the day; one without a start date did."""
    return (row.started_on is None or row.started_on <= day) and (row.left_on is None or row.left_on >= day)


def _outside(desk: Desk) -> frozenset[int]:
    """Return those whom no one here supervises though they supervise others, or the team itself."""
    leads = {row.supervisor_id for row in desk.staff_rows} | {desk.team.manager_id}
    return frozenset(row.id for row in desk.staff_rows if row.supervisor_id is None and row.id in leads)


def roles_of(row: Any, pack: Pack, day: date) -> tuple[str, ...]:
    """Return the roles of a practitioner on a day: one that ends with probation is over after that."""
    ends = {each.code: each.ends for each in pack.roles if each.ends}
    said = [row.role, row.also_role]
    if row.performance_plan_days is not None and any(each.code == "performance_plan" for each in pack.roles):
        said.append("performance_plan")
    last = {role: getattr(row, ends[role]) for role in said if role in ends}
    return tuple(dict.fromkeys(role for role in said if role and not (last.get(role) and last[role] < day)))


class _Maker:
    """Makes the facts of one practitioner after the other."""

    def __init__(self, desk: Desk, sessions: Sessions, events: Events, signed: Mapping[int, Signed]) -> None:
        self._desk, self._pack, self._day = desk, desk.pack, desk.as_at
        self._sessions, self._events, self._signed = sessions, events, signed
        self._observed = _observations(desk)
        self._shorter = shorter_of_people(desk)
        self._caseloads = _caseloads(desk) if desk.wants("caseload") else {}
        self._mean = _mean_caseload(desk, self._caseloads)

    def facts(self, row: Any) -> Facts:
        """Return the facts of one."""
        return Facts(
            "practitioner",
            row.number,
            row.service or self._desk.team.service,
            roles_of(row, self._pack, self._day),
            start=row.started_on,
            next_session=self._sessions.next_of(row.id),
            shorter=self._shorter.get(row.id),
            absent=self._desk.away(row.id)[0],
            lasts=self._lasts(row.id),
            events=self._all_events(row.id),
            more=self._more(row),
        )

    def _lasts(self, person: int) -> dict[str, date]:
        found = dict(self._sessions.lasts.get(person, {}))
        for clock, day in self._events.lasts.get(person, {}).items():
            found[clock] = max(day, found.get(clock, day))
        observed = self._observed.get(person)
        return found | ({OBSERVATION: max(observed)} if observed else {})

    def _all_events(self, person: int) -> tuple[Event, ...]:
        return (
            *self._events.of_people.get(person, ()),
            *(Event(day, OBSERVATION) for day in self._observed.get(person, ())),
            *self._sessions.in_the_year(person),
        )

    def _more(self, row: Any) -> dict[str, Any]:
        """Return every other fact that the pack asks for and that is known."""
        signed = self._signed.get(row.id)
        held = row.six_month_review_on
        told = {
            "asye_start": row.asye_started_on,
            "six_month_review_held": held if held is not None and held <= self._day else None,
            "plan_interval_days": row.performance_plan_days,
            "plan_began": row.performance_plan_from if self._asks("plan_interval_days") else None,
            "fte": row.fte if row.fte < 1 else None,
            "frontline": None if row.frontline else False,
            "agreement_interval_weeks": signed.weeks if signed else None,
            "caseload": self._caseloads.get(row.id, 0) if self._caseloads else None,
            "team_mean_caseload": self._mean,
        }
        known = {name: value for name, value in told.items() if value is not None and self._asks(name)}
        return {**known, **self._events.told.get(row.id, {})}

    def _asks(self, name: str) -> bool:
        return name in ("frontline", "plan_began") or self._desk.wants(name)


def _agreements(desk: Desk) -> dict[int, Signed]:
    """Return the signatures of each practitioner up to the day."""
    statement = (
        select(
            col(Agreement.practitioner_id),
            col(Agreement.id),
            col(Agreement.signed_on),
            col(Agreement.weeks),
            col(Agreement.review_on),
        )
        .where(col(Agreement.signed_on) <= desk.as_at)
        .order_by(col(Agreement.signed_on), col(Agreement.id))
    )
    found: dict[int, Signed] = {}
    for person, agreement, day, weeks, review_on in desk.rows(
        desk.some_staff(statement, Agreement.practitioner_id)
    ):
        before = found[person].days if person in found else ()
        found[person] = Signed(agreement, (*before, day)[0], day, weeks, (*before, day), review_on)
    desk.met("agreement", (each.first for each in found.values()))
    return found


def _observations(desk: Desk) -> dict[int, list[date]]:
    """Return the days on which each practitioner's work was observed."""
    statement = select(col(Observation.practitioner_id), col(Observation.observed_on)).where(
        col(Observation.observed_on) <= desk.as_at
    )
    found: dict[int, list[date]] = defaultdict(list)
    for person, day in desk.rows(desk.some_staff(statement, Observation.practitioner_id)):
        found[person].append(day)
    desk.met("practitioner:observation", (day for days in found.values() for day in days))
    desk.met("event:observation", (day for days in found.values() for day in days))
    return found


def _caseloads(desk: Desk) -> dict[int, int]:
    """Return how many involvements each practitioner holds on the day."""
    statement = (
        select(col(Allocation.practitioner_id), func.count())
        .where(
            col(Allocation.since) <= desk.as_at,
            col(Allocation.until).is_(None) | (col(Allocation.until) > desk.as_at),
        )
        .group_by(col(Allocation.practitioner_id))
    )
    return dict(desk.rows(statement))


def _mean_caseload(desk: Desk, caseloads: Mapping[int, int]) -> float | None:
    """Return the mean caseload of those whom the policy holds others against (KCC-X14), in post on the day."""
    of, capped = set(desk.pack.mean_caseload_of), _capped(desk.pack)
    held = [
        caseloads.get(row.id, 0)
        for row in desk.staff_rows
        if row.role in of and row.also_role not in capped and _in_post(row, desk.as_at) and caseloads
    ]
    return fsum(held) / len(held) if held else None


def _capped(pack: Pack) -> set[str]:
    """Return the roles whose own caseload is held against that mean: they are none of those it is made of."""
    rules = [rule for rule in pack.rules if isinstance(rule.terms, Tally) and rule.terms.share_of]
    return {role for rule in rules for condition in rule.when for role in condition.role}
