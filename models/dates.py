"""Calendar arithmetic: spans in the policies' own units, and working days of England and Wales.

Readings GEN-X01 (corresponding date), GEN-X03 (hold by) and GEN-X04 (working days) of the
requirement catalogue are carried out here and nowhere else.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, cast

from models.bank_holidays import bank_holidays

Unit = Literal["min", "h", "d", "wd", "w", "m", "y"]
_UNIT_WORDS: dict[Unit, tuple[str, str]] = {
    "min": ("minute", "minutes"),
    "h": ("hour", "hours"),
    "d": ("day", "days"),
    "wd": ("working day", "working days"),
    "w": ("week", "weeks"),
    "m": ("month", "months"),
    "y": ("year", "years"),
}
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SPAN = re.compile(r"(-?\d+)(min|h|d|wd|w|m|y)")


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time in the unit its source uses; nothing is ever converted between units."""

    count: int
    unit: Unit

    def __str__(self) -> str:
        """Return the span as a person reads it: ``2 working days``, ``1 month``."""
        one, many = _UNIT_WORDS[self.unit]
        return f"{self.count} {one if abs(self.count) == 1 else many}"

    def __neg__(self) -> Span:
        """Return the same length, counted backwards."""
        return Span(-self.count, self.unit)


def parse_span(text: str) -> Span:
    """Read ``28d``, ``4w``, ``1m``, ``2wd``, ``24h``, ``10y`` or ``90min``; raise ValueError otherwise."""
    found = _SPAN.fullmatch(text.strip())
    if not found:
        raise ValueError(f"{text!r} is not a length of time such as 28d, 4w, 1m, 2wd, 24h, 10y or 90min")
    return Span(int(found[1]), cast("Unit", found[2]))


def add_months(day: date, months: int) -> date:
    """Return the corresponding day ``months`` later; the month's last day where it is shorter (GEN-X01)."""
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month0 + 1)[1]
    return date(year, month0 + 1, min(day.day, last))


def end_of_month(year: int, month: int) -> date:
    """Return the last day of a month: what a bare "January 2025" means."""
    return date(year, month, calendar.monthrange(year, month)[1])


class WorkingDays:
    """Which days are worked: Monday to Friday, no bank holiday, no local closure day (GEN-X04)."""

    def __init__(self, closures: Collection[date] = ()) -> None:
        """``closures`` are days the organisation has chosen to count as holidays of its own."""
        self._closures = frozenset(closures)

    def is_working(self, day: date) -> bool:
        """Say whether ``day`` is a working day."""
        return day.weekday() < 5 and day not in bank_holidays(day.year) and day not in self._closures

    def add(self, day: date, count: int) -> date:
        """Return the ``count``-th working day after ``day``, which is day 0; before it if negative."""
        step = timedelta(days=1 if count >= 0 else -1)
        for _ in range(abs(count)):
            day += step
            while not self.is_working(day):
                day += step
        return day

    def hold_by(self, day: date) -> date:
        """Return ``day`` itself if it is worked, else the last working day before it (GEN-X03)."""
        while not self.is_working(day):
            day -= timedelta(days=1)
        return day

    def between(self, start: date, end: date) -> int:
        """Count the working days after ``start`` up to and including ``end``; negative if reversed."""
        if end < start:
            return -self.between(end, start)
        return sum(self.is_working(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))


def add(day: date, span: Span, working: WorkingDays) -> date:
    """Return the day a span of days, working days, weeks, months or years after ``day``.

    Raises ValueError for hours and minutes, which need a moment (`models.moments`), and OverflowError
    or ValueError when the result lies outside the calendar.
    """
    match span.unit:
        case "d":
            return day + timedelta(days=span.count)
        case "w":
            return day + timedelta(weeks=span.count)
        case "m":
            return add_months(day, span.count)
        case "y":
            return add_months(day, 12 * span.count)
        case "wd":
            return working.add(day, span.count)
        case _:
            raise ValueError(f"{span} cannot be added to a day without a time")


def iso_day(text: str) -> date | None:
    """Return the day that an ISO text says; None for any other text."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def show(day: date) -> str:
    """Return ``Sat 21 Nov 2026``, the form used wherever a date stands alone."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def show_short(day: date, today: date) -> str:
    """Return ``21 Nov``, with the year only where it differs from today's."""
    short = f"{day.day} {_MONTHS[day.month - 1]}"
    return short if day.year == today.year else f"{short} {day.year}"


def counted(count: int, one: str, many: str = "") -> str:
    """Return ``1 day`` or ``2 days``: a number with its noun."""
    return f"{count} {one if count == 1 else many or one + 's'}"
