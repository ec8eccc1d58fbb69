"""Adding spans to days and moments, fast, and working out an edge from facts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from models.dates import Span, WorkingDays, add
from models.facts import Facts
from models.moments import add_elapsed, in_london
from models.policy.edges import Edge

When = date | datetime
Shift = Callable[[date, WorkingDays], date]
_OTHERWISE = {"asye_start": "start", "opened_on": "start", "start": "allocated_at"}


def shifter(span: Span) -> Shift:
    """Return a function that adds one span of days to a day; months remember the days they were asked."""
    if span.unit in ("d", "w"):
        delta = timedelta(days=span.count * (7 if span.unit == "w" else 1))
        return lambda day, _working: day + delta
    if span.unit == "wd":
        return lambda day, working: working.add(day, span.count)
    if span.unit in ("h", "min"):
        days = timedelta(days=_whole_days(span))
        return lambda day, _working: day + days
    return _Months(span)


class _Months:
    """Months or years added to a day, each day worked out once: thousands of children share a few hundred."""

    __slots__ = ("_found", "_span")

    def __init__(self, span: Span) -> None:
        self._span = span
        self._found: dict[date, date] = {}

    def __call__(self, day: date, working: WorkingDays) -> date:
        found = self._found.get(day)
        if found is None:
            found = self._found[day] = add(day, self._span, working)
        return found


def _whole_days(span: Span) -> int:
    """Return the days after which so many hours have passed at the latest, for a day without a time."""
    return -(-span.count // (24 if span.unit == "h" else 1440))


def as_day(when: When) -> date:
    """Return the London day of a moment; a day as it is."""
    return in_london(when).date() if isinstance(when, datetime) else when


def fact_date(facts: Facts, name: str) -> When | None:
    """Return a fact that is a date or moment.

    The start stands in for an opening or an ASYE start, and the allocation for a start (GEN-X08).
    """
    found = facts.known(name)
    if found is None and name in _OTHERWISE:
        found = facts.known(_OTHERWISE[name])
    return found if isinstance(found, date) else None


def edge_date(edge: Edge, facts: Facts, working: WorkingDays) -> When | None:
    """Return the point in time an edge means, or None where its fact is not known.

    A moment stays one while hours or minutes are added to it; else its London day counts.
    """
    when = edge.day if edge.day is not None else fact_date(facts, edge.fact)
    if when is None:
        return None
    if isinstance(when, datetime) and any(span.unit not in ("h", "min") for span in edge.plus):
        when = as_day(when)
    for span in edge.plus:
        when = add_elapsed(when, span) if isinstance(when, datetime) else shifter(span)(when, working)
    return when


def is_past(when: When, now: When) -> bool:
    """Say whether ``when`` has passed: the day after a day (GEN-X02), the minute after a moment."""
    if isinstance(when, datetime):
        return when < now if isinstance(now, datetime) else as_day(when) < now
    return when < as_day(now)
