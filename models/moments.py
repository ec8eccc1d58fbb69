"""Moments: aware points in time, kept in UTC and read in London time.

The ``tzdata`` package carries the time-zone database, so a council laptop without one is served too.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from models.dates import Span, counted, show

LONDON = ZoneInfo("Europe/London")
_LENGTHS = (("year", 365 * 86400), ("month", 30 * 86400), ("week", 7 * 86400), ("day", 86400), ("hour", 3600))


def read_moment(text: str) -> datetime:
    """Read an ISO moment; one without an offset is London time. Raises ValueError with a sentence."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(f"{text!r} is not a date and time such as 2026-11-21T14:30") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=LONDON)


def in_london(moment: datetime) -> datetime:
    """Return the same moment as London clocks show it."""
    return moment.astimezone(LONDON)


def add_elapsed(moment: datetime, span: Span) -> datetime:
    """Return an aware ``moment`` plus elapsed hours or minutes, in London time (KCC-X11).

    24 elapsed hours across a clock change end at another time of day. Raises ValueError for a unit
    that is counted in days.
    """
    if span.unit == "h":
        length = timedelta(hours=span.count)
    elif span.unit == "min":
        length = timedelta(minutes=span.count)
    else:
        raise ValueError(f"{span} is counted in days, not in elapsed hours")
    return (moment.astimezone(UTC) + length).astimezone(LONDON)


def show_time(moment: datetime) -> str:
    """Return ``14:02`` in London."""
    return f"{in_london(moment):%H:%M}"


def show_moment(moment: datetime) -> str:
    """Return ``Tue 3 Nov 2026, 14:02`` in London."""
    return f"{show(in_london(moment).date())}, {show_time(moment)}"


def ago(moment: datetime, now: datetime) -> str:
    """Return how long before ``now`` a moment was, in the largest whole unit: ``3 hours ago``, ``2 days ago``."""
    seconds = max(0, int((now - moment).total_seconds()))
    for name, length in _LENGTHS:
        if seconds >= length:
            return f"{counted(seconds // length, name)} ago"
    return f"{counted(seconds // 60, 'minute')} ago" if seconds >= 60 else "just now"
