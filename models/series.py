"""The days of a series of sessions: every so often from a first day, each held on a working day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from models.dates import Span, WorkingDays, add, add_months

Away = Sequence[tuple[date, date | None]]
_ONE = timedelta(days=1)
_MOST = 60


@dataclass(frozen=True, slots=True)
class SeriesDay:
    """One day of a year of sessions; ``wanted`` is the day by the interval, where it had to give way, and why."""

    day: date
    wanted: date
    why: str = ""


def days_of_series(first: date, every: Span, count: int, working: WorkingDays) -> list[date]:
    """Return ``count`` days, each a whole number of spans after the first.

    Every span is counted from the first day, so that months do not slip; a day that is not worked
    gives way to the working day before it, which keeps a longest interval.
    """
    days = [add(first, Span(every.count * place, every.unit), working) for place in range(count)]
    return list(dict.fromkeys(working.hold_by(day) for day in days))


def days_of_year(
    first: date, every: Span, working: WorkingDays, away: Away = (), most: Span | None = None
) -> list[SeriesDay]:
    """Return the days of a year of sessions from a first day (BCT-T60, CFA-T03).

    Each is so many spans after the first, so that a weekday stays the same, but never longer after the one
    before than ``most``, the longest interval the policy allows. A day on a weekend, a bank holiday or in an
    absence gives way to the last free day before it; where none is free since the session before, to the
    first free day after.
    """
    end, before = add_months(first, 12), first - _ONE
    found: list[SeriesDay] = []
    for place in range(_MOST):
        wanted = add(first, Span(every.count * place, every.unit), working)
        if wanted >= end:
            break
        if most is not None and found:
            wanted = min(wanted, add(before, most, working))
        day = _free(wanted, before, working, away)
        if day > before:
            found.append(SeriesDay(day, wanted, _why(wanted, working) if day != wanted else ""))
            before = day
    return found


def _free(wanted: date, before: date, working: WorkingDays, away: Away) -> date:
    day = wanted
    while day > before:
        if working.is_working(day) and not is_away(day, away):
            return day
        day -= _ONE
    day = wanted
    for _ in range(366):
        day += _ONE
        if working.is_working(day) and not is_away(day, away):
            break
    return day


def _why(day: date, working: WorkingDays) -> str:
    if day.weekday() >= 5:
        return "weekend"
    return "away" if working.is_working(day) else "bank holiday"


def is_away(day: date, away: Iterable[tuple[date, date | None]]) -> bool:
    """Say whether one of the absences covers a day; one without an end goes on."""
    return any(since <= day and (until is None or day <= until) for since, until in away)
