"""Ramps: the weeks of a newcomer, a student, a plan, each with what was held in it, and the points on the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from models.clock.arithmetic import as_day, edge_date, shifter
from models.clock.bases import PLAN_BEGAN, PLAN_DAYS
from models.clock.engine import Clock
from models.clock.outcome import Gap
from models.clock.runners import stretch_of
from models.dates import Span, add_months
from models.facts import Facts
from models.policy.rule import Interval, Milestones, Rule, Step

_REVIEW = "six_month_review_held"
"""The fact that tells that the review of the ASYE was held."""
HELD, MISSED, AWAY, NOW, AHEAD = "held", "missed", "away", "now", "ahead"
_ONE = timedelta(days=1)
_PLAN_WEEKS = 12
"""How far back the strip of a performance plan goes at the most."""
_SOME = 80
"""How many slots a strip has at the most."""

Absences = Sequence[tuple[date, date | None]]


@dataclass(frozen=True, slots=True)
class Slot:
    """One week (fortnight, month) of a ramp, its last day included, and what became of it; ``every`` is the rule's."""

    first: date
    last: date
    state: str
    every: Span


@dataclass(frozen=True, slots=True)
class Point:
    """One point that the policy sets on the way, such as an assessment, and whether it was held."""

    what: str
    day: date
    is_held: bool
    rule: str


@dataclass(frozen=True, slots=True)
class Ramp:
    """A strip on one clock: its rules, its slots in order, the points on the way."""

    clock: str
    rules: tuple[Rule, ...]
    slots: tuple[Slot, ...]
    points: tuple[Point, ...] = ()

    def count(self, state: str) -> int:
        """Return how many slots are in a state."""
        return sum(slot.state == state for slot in self.slots)


def ramps_of(
    clock: Clock, facts: Facts, held: Mapping[str, Sequence[date]], absences: Absences
) -> tuple[Ramp, ...]:
    """Return the ramps a practitioner is on, or was on within the last month.

    ``held`` are the days of formal sessions by clock. Slots are counted from the first day of the ramp,
    so that every week stands for itself; when the next one is due is the clock's to say (GEN-X05).
    """
    found = []
    for name in clock.pack.sessions:
        rules = [rule for rule in clock.rules_on(facts, name) if isinstance(rule.terms, Interval)]
        own = [rule for rule in rules if _is_ramp(rule, facts)]
        if own and (span := _extent(clock, facts, own)) is not None:
            slots = _slots(clock, facts, rules, span, held.get(name, ()), absences)
            if slots:
                found.append(Ramp(name, tuple(own), slots, points_of(clock, facts)))
    return tuple(found)


def points_of(clock: Clock, facts: Facts) -> tuple[Point, ...]:
    """Return the points that the policy sets for someone on the way: assessments in probation, the six-month review."""
    found = list(_reviews(clock, facts))
    for due in clock.due(facts):
        rule = due.rule
        if rule is None or not isinstance(rule.terms, Milestones) or not rule.terms.held_as:
            continue
        days = [as_day(day) for day in due.value("dues") or ()]
        done = sum(event.type == rule.terms.held_as and event.on <= clock.today for event in facts.events)
        found += [Point(rule.what, day, place < done, rule.id) for place, day in enumerate(days)]
    return tuple(found)


def _reviews(clock: Clock, facts: Facts) -> Iterator[Point]:
    """Yield the review up to which a stretch lasts: planned six months on, and an event, not a date (KCC-X13)."""
    start = facts.known("asye_start")
    label = next((one.label for one in clock.pack.event_kinds if one.fact == _REVIEW), "")
    if not isinstance(start, date) or not label:
        return
    lasting = (
        rule
        for name in clock.pack.sessions
        for rule in clock.rules_on(facts, name)
        if isinstance(rule.terms, Interval)
        and any(step.until is not None and step.until.fact == _REVIEW for step in rule.terms.steps)
    )
    for rule in lasting:
        held = facts.known(_REVIEW) is not None
        yield Point(label.removesuffix(", held"), add_months(start, 6), held, rule.id)


def span_on(clock: Clock, facts: Facts, rules: Sequence[Rule], day: date) -> tuple[Span, Rule] | None:
    """Return the shortest interval in force on a day, and the rule it stands in; None where none is."""
    found: list[tuple[date, Span, Rule]] = []
    for rule in rules:
        if not isinstance(rule.terms, Interval):
            continue
        for step in _steps(rule.terms, facts):
            begin, end = _stretch(clock, facts, step)
            if (begin is None or day >= begin) and (end is None or day < end):
                found.append((shifter(step.every)(day, clock.working), step.every, rule))
    if not found:
        return None
    _, span, rule = min(found, key=lambda each: each[0])
    return span, rule


def _steps(terms: Interval, facts: Facts) -> Sequence[Step]:
    """Return the steps of an interval; a plan's own figure is one."""
    days = facts.known(PLAN_DAYS) if terms.every_from == PLAN_DAYS else None
    if isinstance(days, int) and days > 0:
        return (Step(Span(days, "d")),)
    return () if terms.every_from else terms.steps


def _stretch(clock: Clock, facts: Facts, step: Step) -> tuple[date | None, date | None]:
    """Return the first day of a step and the day after its last; one that can't be told yet is never."""
    found = stretch_of(step, facts, clock)
    if found is None or isinstance(found, Gap):
        return date.max, date.max
    return found


def _is_ramp(rule: Rule, facts: Facts) -> bool:
    terms = rule.terms
    if not isinstance(terms, Interval):
        return False
    if terms.every_from:
        return terms.every_from == PLAN_DAYS and bool(_steps(terms, facts))
    return any(step.after is not None or step.until is not None for step in terms.steps)


def _extent(clock: Clock, facts: Facts, rules: Sequence[Rule]) -> tuple[date, date] | None:
    """Return the first and the last day that a strip shows; None where the ramp is over or can't be told.

    An ASYE is a year; what goes on without an end is shown for six months.
    """
    edges = [
        edge
        for rule in rules
        if isinstance(rule.terms, Interval)
        for step in rule.terms.steps
        for edge in (step.after, step.until)
        if edge is not None
    ]
    if not edges:
        begun = facts.known(PLAN_BEGAN) or facts.start or clock.today
        return max(begun, clock.today - timedelta(weeks=_PLAN_WEEKS)), clock.today + timedelta(weeks=4)
    start = facts.known("asye_start") if any(edge.fact == "asye_start" for edge in edges) else None
    begin = start if isinstance(start, date) else facts.start
    if begin is None:
        return None
    ends = [edge_date(edge, facts, clock.working) for edge in edges]
    lasting = any(end is None for end in ends) or any(_is_open(rule) for rule in rules)
    if start is not None or lasting:
        last = add_months(begin, 6 if start is None else 12)
    else:
        last = max(as_day(end) for end in ends if end is not None)
    is_over = clock.today > last + timedelta(days=30)
    return None if is_over or begin > clock.today + timedelta(days=30) else (begin, last - _ONE)


def _is_open(rule: Rule) -> bool:
    """Say whether a rule's last stretch has no end."""
    terms = rule.terms
    return isinstance(terms, Interval) and any(step.after and step.until is None for step in terms.steps)


def _slots(
    clock: Clock,
    facts: Facts,
    rules: Sequence[Rule],
    extent: tuple[date, date],
    held: Sequence[date],
    absences: Absences,
) -> tuple[Slot, ...]:
    day, last = extent
    found: list[Slot] = []
    while day <= last and len(found) < _SOME:
        span = span_on(clock, facts, rules, day + _ONE)  # the day of an edge is still the earlier step's
        if span is None:
            break
        until = shifter(span[0])(day, clock.working) - _ONE
        found.append(Slot(day, until, _state(clock.today, day, until, held, absences), span[0]))
        day = until + _ONE
    return tuple(found)


def _state(today: date, first: date, last: date, held: Sequence[date], absences: Absences) -> str:
    if any(first <= day <= last for day in held):
        return HELD
    if first > today:
        return AHEAD
    if any(since <= first and (until is None or until >= last) for since, until in absences):
        return AWAY
    return MISSED if last < today else NOW
