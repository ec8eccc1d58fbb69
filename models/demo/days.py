"""The days on which the made-up team works: Monday to Friday, but not between Christmas and New Year.

Bank holidays are left to the clock: looking them up would hold up the first picture of the board.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from models.moments import LONDON

HISTORY = 730
"""Days of history that the made-up team has: two years."""


def ago(today: date, days: int) -> date:
    """Return the day so many days before ``today``."""
    return today - timedelta(days=days)


def is_worked(day: date) -> bool:
    """Say whether the team works on this day."""
    closed = (day.month, day.day) >= (12, 24) or (day.month, day.day) <= (1, 2)
    return day.weekday() < 5 and not closed


def _is_at_a_pinch(day: date) -> bool:
    return day.weekday() < 5 and (day.month, day.day) not in ((12, 25), (12, 26), (1, 1))


def on_or_before(day: date) -> date:
    """Return the day itself if it is worked, else the last worked day before it."""
    while not is_worked(day):
        day -= timedelta(days=1)
    return day


def on_or_after(day: date) -> date:
    """Return the day itself if it is worked, else the first worked day after it."""
    while not is_worked(day):
        day += timedelta(days=1)
    return day


def worked_after(day: date, count: int) -> date:
    """Return the ``count``-th worked day after ``day``."""
    for _ in range(count):
        day = on_or_after(day + timedelta(days=1))
    return day


def within(low: date, high: date, wanted: date, *, closed: bool = False) -> date | None:
    """Return the worked day from ``low`` to ``high`` that lies nearest to ``wanted``, if there is one.

    With ``closed`` a weekday between Christmas and New Year will do as well.
    """
    days = [low + timedelta(days=step) for step in range((high - low).days + 1)]
    worked = [day for day in days if is_worked(day) or (closed and _is_at_a_pinch(day))]
    return min(worked, key=lambda day: (abs((day - wanted).days), day)) if worked else None


def at(day: date, hour: int, minute: int) -> datetime:
    """Return a moment of a day by London clocks, in UTC as the store keeps it."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON).astimezone(UTC)
