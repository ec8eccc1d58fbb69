"""Everything of how a practitioner's supervision stands, read in one go and worked out by the policy's rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from models.clock import states
from models.clock.arithmetic import When, as_day
from models.clock.engine import Clock
from models.clock.outcome import Due
from models.dates import WorkingDays
from models.facts import Facts
from models.policy.pack import Pack
from models.policy.rule import Count, Interval, Rule, Tally
from models.reading.disagreements import DisagreementView, read_disagreements
from models.reading.facts import Asked, TeamFacts, read_facts
from models.reading.people import SessionView
from models.reading.rows import rows
from models.reading.standing.calendar_months import MonthsTest, month_tests
from models.reading.standing.file_list import FileLine, read_file_list
from models.reading.standing.floor import FloorView, floor_of
from models.reading.standing.frequency import TooLong, too_long
from models.reading.standing.ramp import Point, Ramp, points_of, ramps_of
from models.reading.standing.year import Year, read_year
from models.tables import Absence, Agreement, Practitioner


@dataclass(frozen=True, slots=True)
class Figure:
    """A count or figure that the policy sets: what, how many there are, how many there should be, and the rule.

    ``most`` is the figure it may not pass (a caseload); ``is_met`` is None while it is ``early`` to say, and of
    what is only counted.
    """

    what: str
    held: float
    wanted: int | None
    most: float | None
    is_met: bool | None
    rule: Rule
    early: bool = False

    def text(self) -> str:
        """Return ``7 of 10`` or ``9, at most 13``."""
        if self.most is not None:
            return f"{self.held:g}, at most {self.most:g}"
        said = f"{self.held:g} of {self.wanted}" if self.wanted is not None else f"{self.held:g}"
        return f"{said}, too early to say" if self.early else said


@dataclass(frozen=True, slots=True)
class PersonStanding:
    """How one practitioner's supervision stands on a day.

    ``points`` are those the policy sets on the way, such as assessments in probation.
    ``rules`` are the intervals of their own sessions; ``part_time`` the rule that divides an interval by
    their share of full time; ``months`` whether each calendar month had its session. Of someone
    ``is_outside`` whom nobody here supervises, such as the manager's own manager, nothing is expected here.
    """

    facts: Facts
    year: Year
    ramps: tuple[Ramp, ...] = ()
    figures: tuple[Figure, ...] = ()
    rules: tuple[Rule, ...] = ()
    part_time: Rule | None = None
    floor: FloorView | None = None
    frequency: TooLong | None = None
    file: tuple[FileLine, ...] = ()
    disagreements: tuple[DisagreementView, ...] = ()
    points: tuple[Point, ...] = ()
    is_outside: bool = False
    months: tuple[MonthsTest, ...] = ()


def read_standing(
    session: Session,
    pack: Pack,
    now: When,
    practitioner_id: int,
    team: TeamFacts | None = None,
    *,
    working: WorkingDays | None = None,
    sessions: Sequence[SessionView] | None = None,
) -> PersonStanding:
    """Return how someone's supervision stands.

    ``team`` is what the clock is told of everyone, ``sessions`` their sessions, if either is known already.
    """
    today = as_day(now)
    clock = Clock(pack.at(today), now, working)
    year = read_year(session, clock.pack, practitioner_id, today, sessions)
    person = session.get(Practitioner, practitioner_id)
    if person is not None and person.left_on is not None:  # the months after the last day are nobody's
        left = person.left_on
        year = replace(year, months=tuple(one for one in year.months if one.first <= left))
    told, is_outside = _told(session, clock.pack, today, practitioner_id, team)
    if is_outside:
        return PersonStanding(told, year, is_outside=True)
    rules = [
        rule
        for name in clock.pack.sessions
        for rule in clock.rules_on(told, name)
        if isinstance(rule.terms, Interval)
    ]
    signed = _agreement(session, practitioner_id, today)
    return PersonStanding(
        told,
        year,
        ramps_of(clock, told, year.days, _absences(session, practitioner_id, today)),
        tuple(_figures(clock, told))
        if told.id
        else (),  # nothing is wanted of who left, or is not of the team
        tuple({rule.id: rule for rule in rules}.values()),
        next((rule for rule in rules if _is_shared(rule)), None) if told.known("fte") is not None else None,
        floor_of(clock, told, rules),
        too_long(clock.pack, told, signed[1], signed[0]) if signed is not None else None,
        read_file_list(session, clock.pack, practitioner_id, today),
        read_disagreements(session, clock.pack, practitioner_id=practitioner_id),
        points_of(clock, told),
        months=tuple(month_tests(clock.pack, year.days, told.start, today)) if told.id else (),
    )


def _told(
    session: Session, pack: Pack, today: date, practitioner_id: int, team: TeamFacts | None
) -> tuple[Facts, bool]:
    """Return what the clock is told of someone, and whether nobody here supervises them: then it is told nothing."""
    found = team or read_facts(session, pack, today, Asked(people=(practitioner_id,)))
    told = found.of_row("practitioner", practitioner_id)
    is_outside = any(one.id == practitioner_id for one in found.outside)
    return told.facts if told else Facts("practitioner"), is_outside


def _figures(clock: Clock, facts: Facts) -> list[Figure]:
    dues = [(due, due.rule) for due in clock.due(facts) if due.rule is not None]
    return [
        _figure(due, rule) for due, rule in dues if isinstance(rule.terms, Count | Tally) and due.gap is None
    ]


def _figure(due: Due, rule: Rule) -> Figure:
    most, wanted = due.value("maximum"), due.value("required")
    met = {states.NOT_TESTED_YET: None, states.INFO: None}.get(
        due.state, due.state in (states.MET, states.WITHIN)
    )
    target = due.value("target")
    return Figure(
        rule.what,
        due.value("held") or 0,
        wanted if wanted is not None else target,
        most,
        met,
        rule,
        early=due.state == states.NOT_TESTED_YET,
    )


def _is_shared(rule: Rule) -> bool:
    return isinstance(rule.terms, Interval) and rule.terms.share_of == "fte"


def _agreement(session: Session, practitioner_id: int, today: date) -> tuple[date, int | None] | None:
    statement = (
        select(col(Agreement.signed_on), col(Agreement.weeks))
        .where(col(Agreement.practitioner_id) == practitioner_id, col(Agreement.signed_on) <= today)
        .order_by(col(Agreement.signed_on).desc(), col(Agreement.id).desc())
        .limit(1)
    )
    found = rows(session, statement)
    return (found[0][0], found[0][1]) if found else None


def _absences(session: Session, practitioner_id: int, today: date) -> list[tuple[date, date | None]]:
    statement = (
        select(col(Absence.since), col(Absence.until))
        .where(col(Absence.practitioner_id) == practitioner_id, col(Absence.since) <= today)
        .order_by(col(Absence.since))
    )
    return [(since, until) for since, until in rows(session, statement)]
