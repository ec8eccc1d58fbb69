"""Facts that can't be: named one by one and set aside, so that the rest still runs."""

from __future__ import annotations

from datetime import date
from typing import Any

from models.clock.outcome import Gap
from models.facts import EARLIEST, LATEST, NAMES, Facts

_DATED = ("start", "last", "allocated_at", "transferred_on", "next_session", "ended")
_WORDS = {"last": "the last discussion", "ended": "the closure"}


def misplaced(last: date, today: date) -> Gap | None:
    """Return why a held session can't count: it lies in the future, or out of any likely time."""
    if last > today:
        return Gap("held_in_future", "A session is marked as held on a day that has not come yet.")
    return None if last >= EARLIEST else _outside("the last session")


def others_misplaced(facts: Facts, today: date) -> list[Gap]:
    """Return the same for the other involvements of a child."""
    held = (each.last for each in facts.others if each.last is not None)
    gaps = [gap for day in held if (gap := misplaced(day, today)) is not None]
    opened = [each for each in facts.others if likely(each.opened_on) != each.opened_on]
    return gaps + [_outside(NAMES["opened_on"].words) for _ in opened]


def likely(day: date | None) -> date | None:
    """Return a day that a clock reckons with, or None."""
    return day if day is not None and EARLIEST <= day <= LATEST else None


def made_sane(facts: Facts) -> tuple[Facts, list[Gap]]:
    """Return the facts without dates that no clock reckons with, and a gap for each that was set aside."""
    start, last, allocated = facts.start, facts.last, facts.allocated_at
    if (
        (start is None or EARLIEST <= start <= LATEST)
        and (last is None or EARLIEST <= last <= LATEST)
        and (allocated is None or EARLIEST.year <= allocated.year <= LATEST.year)
        and not (facts.more or facts.transferred_on or facts.next_session or facts.ended or facts.lasts)
    ):
        return facts, []
    return _sifted(facts)


def _sifted(facts: Facts) -> tuple[Facts, list[Gap]]:
    gaps: list[Gap] = []
    changes: dict[str, Any] = {}
    for name in _DATED:
        if _is_outside(facts.known(name)):
            gaps.append(_outside(_WORDS.get(name) or NAMES[name].words))
            changes[name] = None
    for held in ("more", "lasts"):
        kept = {name: value for name, value in getattr(facts, held).items() if not _is_outside(value)}
        if len(kept) < len(getattr(facts, held)):
            gaps.append(_outside("a date among the facts"))
            changes[held] = kept
    return (facts.changed(**changes) if changes else facts), gaps


def _is_outside(value: object) -> bool:
    return isinstance(value, date) and not EARLIEST.year <= value.year <= LATEST.year


def _outside(words: str) -> Gap:
    return Gap("out_of_range", f"The date of {words} lies before 1901 or after 2099.")


def after_closure(facts: Facts) -> list[Gap]:
    """Return a gap where a discussion is recorded after the work was closed."""
    held = [day for day in (facts.last, *facts.lasts.values()) if day is not None]
    if facts.ended is None or not any(day > facts.ended for day in held):
        return []
    return [
        Gap("after_closure", "A discussion is recorded after the work was closed; one of the dates is wrong.")
    ]
