"""The days of a series of sessions: every so often from a first day, each held on a working day."""

from __future__ import annotations

from datetime import date

from models.dates import Span, WorkingDays, add


def days_of_series(first: date, every: Span, count: int, working: WorkingDays) -> list[date]:
    """Return ``count`` days, each a whole number of spans after the first.

    Every span is counted from the first day, so that months do not slip; a day that is not worked
    gives way to the working day before it, which keeps a longest interval.
    """
    days = [add(first, Span(every.count * place, every.unit), working) for place in range(count)]
    return list(dict.fromkeys(working.hold_by(day) for day in days))
