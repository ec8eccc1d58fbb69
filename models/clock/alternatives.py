"""The other date: what the same facts would give if the text were read the other way."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from models.clock.arithmetic import When, as_day, edge_date, shifter
from models.clock.bases import base_of
from models.clock.outcome import Gap
from models.clock.runners import stretch_of
from models.clock.sums import last_of, sum_of
from models.policy.rule import Alternative, Interval, Rule

if TYPE_CHECKING:
    from models.clock.outcome import Due


class OtherDate(NamedTuple):
    """A date under the other reading, the reading it belongs to, and in words what would be read otherwise."""

    due: When
    reading: str
    words: str


def other_dates(due: Due) -> tuple[OtherDate, ...]:
    """Return every other date worth knowing, each once; none that equals the date itself."""
    if due.due is None or due.rule is None:
        return ()
    found = [*_declared(due, due.rule), *_back_dated(due), *_by_phase_at_last(due)]
    return tuple(dict.fromkeys(each for each in found if each.due != due.due))


def _declared(due: Due, rule: Rule) -> list[OtherDate]:
    dates = [(each, _declared_date(due, rule, each)) for each in rule.alternatives]
    return [OtherDate(day, each.reading, each.words) for each, day in dates if day is not None]


def _declared_date(due: Due, rule: Rule, other: Alternative) -> When | None:
    if other.by is not None:
        return edge_date(other.by, due.facts, due.engine.working)
    if other.every is not None and isinstance(rule.terms, Interval):
        base = base_of(rule.terms, due.facts, last_of(due.facts, due.clock, due.engine.today))
        return None if base is None else shifter(other.every)(base, due.engine.working)
    left = [each.due for each in due.candidates if each.rule.id not in other.without]
    return min(left, key=as_day, default=None)


def _back_dated(due: Due) -> list[OtherDate]:
    """A shorter interval that began late: the date it would have had, had it always been in force (GEN-X13)."""
    day = sum_of(due).back_dated
    return [] if day is None else [OtherDate(day, "GEN-X13", "if the shorter interval were back-dated")]


def _by_phase_at_last(due: Due) -> list[OtherDate]:
    """On a ramp: the date if the phase at the last session fixed the next gap (GEN-X05)."""
    base = last_of(due.facts, due.clock, due.engine.today) or due.facts.start
    if base is None or due.due is None:
        return []
    days = [day for rule in _ramp_rules(due) for day in _in_phase(due, rule, base)]
    first = min(days, default=None)
    if first is None or first >= as_day(due.due):
        return []
    return [OtherDate(first, "GEN-X05", "if the phase at the last session fixed the next gap")]


def _ramp_rules(due: Due) -> list[Interval]:
    rules = due.engine.rules_on(due.facts, due.clock)
    found = [rule.terms for rule in rules if isinstance(rule.terms, Interval)]
    return [terms for terms in found if any(step.after or step.until for step in terms.steps)]


def _in_phase(due: Due, terms: Interval, base: date) -> list[date]:
    found: list[date] = []
    for step in terms.steps:
        stretch = stretch_of(step, due.facts, due.engine)
        if stretch is None or isinstance(stretch, Gap):
            continue
        begin, end = stretch
        if (begin is None or begin <= base) and (end is None or base < end):
            found.append(shifter(step.every)(base, due.engine.working))
    return found
