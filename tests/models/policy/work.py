"""Checking the sums of cases without the clock: a small reader of ``work`` with a calendar of its own."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import pendulum

_HOLIDAYS = """
2025-01-01 2025-04-18 2025-04-21 2025-05-05 2025-05-26 2025-08-25 2025-12-25 2025-12-26
2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28
2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-27 2027-12-28
2028-01-03 2028-04-14 2028-04-17 2028-05-01 2028-05-29 2028-08-28 2028-12-25 2028-12-26
"""
HOLIDAYS = frozenset(date.fromisoformat(day) for day in _HOLIDAYS.split())
"""The bank holidays of England and Wales in the years of the cases, written out by hand."""
_STEP = re.compile(r"([+-])(\d+)(min|h|d|wd|w|m|y)")


def worked(text: str) -> str:
    """Return what a sum such as ``min(2026-03-02 +4w, 2026-03-30)`` comes to, as a case file writes it."""
    called = re.fullmatch(r"(min|max|prevwd)\((.*)\)", text)
    if not called:
        return _one(text)
    parts = [worked(part.strip()) for part in called[2].split(",")]
    if called[1] == "prevwd":
        return _last_worked(date.fromisoformat(parts[0])).isoformat()
    return min(parts) if called[1] == "min" else max(parts)


def _one(text: str) -> str:
    start, *steps = text.split()
    if "T" in start:
        moment = pendulum.instance(datetime.fromisoformat(start), tz="Europe/London")
        for sign, count, unit in (_parts(step) for step in steps):
            length = timedelta(minutes=count) if unit == "min" else timedelta(hours=count)
            moment = (
                moment.in_tz("UTC").add(seconds=sign * int(length.total_seconds())).in_tz("Europe/London")
            )
        return f"{moment.format('YYYY-MM-DDTHH:mmZ')}"
    day = date.fromisoformat(start)
    for sign, count, unit in (_parts(step) for step in steps):
        day = _added(day, sign * count, unit)
    return day.isoformat()


def _parts(step: str) -> tuple[int, int, str]:
    found = _STEP.fullmatch(step)
    assert found, step
    return (1 if found[1] == "+" else -1), int(found[2]), found[3]


def _added(day: date, count: int, unit: str) -> date:
    whole = pendulum.date(day.year, day.month, day.day)
    if unit == "wd":
        for _ in range(count):
            day = _next_worked(day)
        return day
    later = {
        "d": whole.add(days=count),
        "w": whole.add(weeks=count),
        "m": whole.add(months=count),
        "y": whole.add(years=count),
    }[unit]
    return date(later.year, later.month, later.day)


def _is_worked(day: date) -> bool:
    return day.weekday() < 5 and day not in HOLIDAYS


def _next_worked(day: date) -> date:
    day += timedelta(days=1)
    return day if _is_worked(day) else _next_worked(day)


def _last_worked(day: date) -> date:
    return day if _is_worked(day) else _last_worked(day - timedelta(days=1))
