"""Counts over the rolling year or a calendar month, and tallies of one figure or one session."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING, Any

from models.clock import states
from models.clock.outcome import Due
from models.dates import add_months, end_of_month
from models.facts import Event, Facts
from models.policy.rule import Count, Rule, Tally

if TYPE_CHECKING:
    from models.clock.engine import Clock

_ONE = timedelta(days=1)


def judge_count(clock: Clock, facts: Facts, rule: Rule, terms: Count) -> Due:
    """Count events after the day a year ago up to today; in the first year nothing is failed (GEN-X12).

    ``keep_by`` is the last day on which the count is, or was, good without another event.
    """
    since = add_months(clock.today, -12)
    past = [event for event in facts.events if event.on <= clock.today and event.type in terms.types]
    counted = [event.type for event in past if event.on > since]
    held = len(set(counted)) if terms.one_of_each else len(counted)
    first_year = facts.start is not None and add_months(facts.start, 12) > clock.today
    state = _tested(held, terms.at_least, tested=not first_year)
    more: dict[str, Any] = _figures(terms.at_least, held)
    more |= {"pro_rata": _pro_rata(facts.start, clock.today, terms.at_least)}
    more |= {"keep_by": _keep_by(facts.start, past, terms)}
    return Due(clock, facts, rule.id, rule, None, state, more=more)


def _keep_by(start: date | None, past: Sequence[Event], terms: Count) -> date | None:
    """Return the last day that is good: while enough events count, and all of the first year.

    None where neither is known.
    """
    ends = [] if start is None else [add_months(start, 12) - _ONE]
    oldest = _oldest_needed(past, terms)
    return max([*ends, _counts_until(oldest)] if oldest is not None else ends, default=None)


def _oldest_needed(past: Sequence[Event], terms: Count) -> date | None:
    """Return the day of the event that has to count for there to be enough; None where there are too few."""
    days = sorted((event.on for event in past), reverse=True)
    if terms.one_of_each:
        latest = {event.type: event.on for event in sorted(past, key=lambda event: event.on)}
        days = sorted(latest.values(), reverse=True)
    return days[terms.at_least - 1] if len(days) >= terms.at_least else None


def _counts_until(on: date) -> date:
    """Return the last day on which an event lies in the twelve months up to it."""
    day = add_months(on, 12) - _ONE
    while add_months(day + _ONE, -12) < on:
        day += _ONE
    return day


def judge_month(clock: Clock, facts: Facts, rule: Rule, kind: str, month: str) -> Due | None:
    """Count the sessions of one kind in a calendar month such as ``2026-03``; None if it is no month.

    While the month runs, and where work began inside it, nothing is failed.
    """
    found = read_month(month)
    if found is None:
        return None
    first, last = found
    held = sum(event.type == kind and first <= event.on <= min(last, clock.today) for event in facts.events)
    began_later = facts.start is not None and facts.start > first
    state = _tested(held, 1, tested=clock.today > last and not began_later)
    return Due(clock, facts, kind, rule, None, state, more=_figures(1, held))


def read_month(text: str) -> tuple[date, date] | None:
    """Return the first and last day of ``2026-03``, or None."""
    year, _, month = text.partition("-")
    if not (year.isdigit() and month.isdigit() and len(year) == 4 and 1 <= int(month) <= 12):
        return None
    return date(int(year), int(month), 1), end_of_month(int(year), int(month))


def judge_tally(clock: Clock, facts: Facts, rule: Rule, terms: Tally) -> Due | None:
    """Hold one figure, or the distinct items of a session, against what is required, aimed at or allowed."""
    held = _items(facts.known(terms.items), terms.distinct) if terms.items else facts.known(terms.figure)
    if not isinstance(held, int | float) or isinstance(held, bool):
        return None
    if terms.share:
        return _ceiling(clock, facts, rule, terms, held)
    more: dict[str, Any] = {"held": held}
    more |= _figures(terms.at_least, int(held)) if terms.at_least is not None else {}
    more |= {"ideal": terms.ideal} if terms.ideal is not None else {}
    more |= {"target": terms.target} if terms.target is not None else {}
    more |= {"warnings": _too_short(facts, terms, held)} if terms.each_takes is not None else {}
    state = _tested(int(held), terms.at_least) if terms.at_least is not None else states.INFO
    return Due(clock, facts, rule.id, rule, None, state, more=more)


def _too_short(facts: Facts, terms: Tally, held: float) -> list[str]:
    """Return a warning where so many take longer than the session (HAV-X16)."""
    minutes = facts.known("minutes")
    needed = held * (terms.each_takes or 0)
    if not isinstance(minutes, int | float) or needed <= minutes:
        return []
    return [f"They take {needed:g} minutes, and the session has {minutes:g}."]


def _ceiling(clock: Clock, facts: Facts, rule: Rule, terms: Tally, held: float) -> Due | None:
    whole = facts.known(terms.share_of)
    if not isinstance(whole, int | float) or isinstance(whole, bool):
        return None
    maximum = floor(Fraction(str(whole)) * Fraction(terms.share))
    state = states.ABOVE_MAXIMUM if held > maximum else states.WITHIN
    return Due(clock, facts, rule.id, rule, None, state, more={"maximum": maximum, "held": held})


def _items(found: object, distinct: str) -> int | None:
    """Count items; with ``distinct`` those that differ in that, each item once (KCC-X19)."""
    if not isinstance(found, tuple):
        return None
    rows = [each for each in found if isinstance(each, Mapping)]
    names = {row.get("id") for row in rows}
    return min(len(names), len({row.get(distinct) for row in rows})) if distinct else len(names)


def _figures(required: int, held: int) -> dict[str, Any]:
    return {"required": required, "held": held, "missing": max(0, required - held)}


def _tested(held: int, required: int, *, tested: bool = True) -> str:
    if held >= required:
        return states.MET
    return states.NOT_MET if tested else states.NOT_TESTED_YET


def _pro_rata(start: date | None, today: date, required: int) -> int:
    """Return how many a steady pace would have brought by now; all of them after a year (GEN-X12)."""
    if start is None or add_months(start, 12) <= today:
        return required
    days = 366 if calendar.isleap(today.year) else 365
    return floor(required * max(0, (today - start).days) / days)
