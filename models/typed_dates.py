"""Dates as people type them: ``24/11``, ``next tue``, ``+2w``, ``24 nov 26``, ``today``."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from models.dates import WorkingDays, add, parse_span, show

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)
"""What a person or a file may give as a day; anything else is a slip."""


def read_date(text: str, today: date, *, past: bool = False) -> date:
    """Read what a person typed as a day.

    Without a year the nearest such day to ``today`` is meant; with ``past`` the latest one that is
    not after it. A weekday alone is the coming one, with ``past`` today's or the one before it.
    Raises ValueError with a sentence that says what would be understood.
    """
    typed = " ".join(text.lower().replace(",", " ").split())
    readers: tuple[Callable[[str, date, bool], date | None], ...] = (
        _word,
        _offset,
        _weekday,
        _iso,
        _numbers,
        _named_month,
    )
    for reader in readers:
        day = reader(typed, today, past)
        if day is not None:
            if not EARLIEST <= day <= LATEST:
                raise ValueError(f"{text.strip()} is outside 1900 to 2100")
            return day
    raise ValueError("not a date: try 24/11, 24 nov 2026, next tue, +2w or today")


def _word(typed: str, today: date, _past: bool) -> date | None:
    words = {"today": 0, "now": 0, "t": 0, "tomorrow": 1, "yesterday": -1}
    return today + timedelta(days=words[typed]) if typed in words else None


def _offset(typed: str, today: date, _past: bool) -> date | None:
    found = re.fullmatch(r"([+-])\s*(\d{1,5})\s*(wd|d|w|m|y)", typed)
    if not found:
        return None
    span = parse_span(f"{'-' if found[1] == '-' else ''}{found[2]}{found[3]}")
    try:
        return add(today, span, WorkingDays())
    except (OverflowError, ValueError):
        raise ValueError(f"{typed} is outside 1900 to 2100") from None


def _weekday(typed: str, today: date, past: bool) -> date | None:
    found = re.fullmatch(r"(?:(next|last|this)\s+)?([a-z]{3,9})", typed)
    if not found:
        return None
    weekday = _weekday_named(found[2])
    if weekday is None:
        return None
    if past and found[1] is None:
        return today - timedelta(days=(today.weekday() - weekday) % 7)
    if found[1] == "last":
        return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _weekday_named(word: str) -> int | None:
    """Return the weekday (Monday is 0) that a word of three letters or more begins to name: ``tues``."""
    return _beginning(word.removesuffix("s"), _DAYS) if word != "weds" else 2


def _beginning(word: str, names: tuple[str, ...]) -> int | None:
    return next((n for n, name in enumerate(names) if len(word) >= 3 and name.startswith(word)), None)


def _iso(typed: str, _today: date, _past: bool) -> date | None:
    found = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", typed)
    return _real(int(found[1]), int(found[2]), int(found[3]), typed) if found else None


def _numbers(typed: str, today: date, past: bool) -> date | None:
    found = re.fullmatch(r"(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{4}|\d{2}))?", typed)
    if not found:
        return None
    return _with_year(int(found[1]), int(found[2]), found[3], today, past, typed)


def _named_month(typed: str, today: date, past: bool) -> date | None:
    found = re.fullmatch(
        r"(?:([a-z]{3,9}) )?(\d{1,2})(?:st|nd|rd|th)?[ \-]?([a-z]{3,9})(?:[ \-](\d{4}|\d{2}))?", typed
    )
    month = _beginning(found[3], _MONTHS) if found else None
    weekday = _weekday_named(found[1]) if found and found[1] else None
    if not found or month is None or (found[1] and weekday is None):
        return None
    day = _with_year(int(found[2]), month + 1, found[4], today, past, typed)
    if weekday is not None and day.weekday() != weekday:
        raise ValueError(f"{show(day)} is not a {_DAYS[weekday].capitalize()}")
    return day


def _with_year(day: int, month: int, year: str | None, today: date, past: bool, typed: str) -> date:
    """Complete a day and month: the year as typed, else the one that comes nearest."""
    if year is not None:
        return _real(int(year) if len(year) == 4 else 2000 + int(year), month, day, typed)
    found: list[date] = []
    for candidate in range(today.year - 4, today.year + 5):
        try:
            found.append(date(candidate, month, day))
        except ValueError:
            continue
    if past:
        found = [candidate for candidate in found if candidate <= today]
    if not found:
        return _real(today.year, month, day, typed)
    return min(found, key=lambda candidate: abs((candidate - today).days))


def _real(year: int, month: int, day: int, typed: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"{typed} does not exist in the calendar") from None
