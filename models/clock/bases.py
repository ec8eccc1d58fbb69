"""What an interval counts from, and by how much: the small questions that dates and reasons both ask."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import floor

from models.clock.arithmetic import as_day, fact_date
from models.clock.outcome import Gap
from models.dates import Span, Unit
from models.facts import NAMES, Facts
from models.policy.rule import Interval

_UNITS: dict[str, Unit] = {"days": "d", "weeks": "w", "months": "m"}
_DAYS_OF: dict[Unit, int] = {"m": 30, "w": 7, "d": 1}
_LONGEST = 36_500
PLAN_DAYS, PLAN_BEGAN = "plan_interval_days", "plan_began"
"""The facts of a performance plan: its days between sessions, and the day it began."""


def base_of(terms: Interval, facts: Facts, last: date | None) -> date | None:
    """Return the day an interval counts from: the last held event, else the first of its start facts.

    An interval that restarts with each involvement ignores what was held before this one (KCC-X04).
    """
    if last is not None and not (terms.restart and facts.start is not None and last < facts.start):
        return last
    for name in terms.first:
        when = fact_date(facts, name)
        if when is not None:
            return as_day(when)
    return None


def figure_of(terms: Interval, facts: Facts) -> Span | Gap | None:
    """Return the interval a fact gives, a gap where the figure is missing or makes no sense.

    None where the manager has set no interval of their own: then nothing is missing.
    """
    name = terms.every_from
    if name == "manager_interval_days":
        return _span(facts.shorter.days, "d", name) if facts.shorter is not None else None
    found = facts.known(name)
    if found is None:
        return Gap("no_figure", f"{NAMES[name].words[:1].upper()}{NAMES[name].words[1:]} is not recorded.")
    return _span(found, _UNITS[name.rsplit("_", 1)[-1]], name)


def _span(found: object, unit: Unit, name: str) -> Span | Gap:
    if isinstance(found, int) and not isinstance(found, bool) and 0 < found <= _LONGEST:
        return Span(found, unit)
    words = NAMES[name].words
    return Gap("bad_figure", f"{words[:1].upper()}{words[1:]} is not a whole number of one or more.")


def shared(every: Span, facts: Facts, name: str) -> Span | Gap:
    """Return an interval divided by a part-time share: whole units stay, other results are whole days.

    A month that does not divide evenly is thirty days, rounded down (HAV-X13).
    """
    found = facts.known(name)
    if not isinstance(found, int | float) or isinstance(found, bool) or not 0 < found <= 1:
        return Gap("bad_figure", f"{NAMES[name].words} is not above nought and at most one.".capitalize())
    count = every.count / Fraction(str(found))
    if count.denominator == 1:
        return Span(int(count), every.unit)
    return Span(floor(count * _DAYS_OF[every.unit]), "d")
