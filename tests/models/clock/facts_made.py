"""Small facts for the tests of the clock, and short ways to ask it."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from models.clock import Clock, Due
from models.facts import Facts, Situation
from models.policy import Pack, load_pack


@cache
def pack(name: str) -> Pack:
    """Return a bundled pack, read once."""
    return load_pack(name)


def on(text: str) -> date:
    """Return a day written as ``2026-03-02``."""
    return date.fromisoformat(text)


def situations(*codes: str, since: str = "", until: str = "") -> tuple[Situation, ...]:
    """Return situations with one since and until."""
    begin, end = (on(since) if since else None), (on(until) if until else None)
    return tuple(Situation(code, begin, end) for code in codes)


def child(service: str = "", *codes: str, **told: Any) -> Facts:
    """Return a child of a service in these situations; dates may be text."""
    return Facts("child", "40217", service, situations=situations(*codes)).changed(**_dated(told))


def practitioner(*roles: str, **told: Any) -> Facts:
    """Return a practitioner with these roles; dates may be text."""
    lasts = {name: on(day) for name, day in told.pop("lasts", {}).items()}
    return Facts("practitioner", "P1", roles=roles, lasts=lasts).changed(**_dated(told))


def _dated(told: dict[str, Any]) -> dict[str, Any]:
    return {name: on(value) if _is_day(value) else value for name, value in told.items()}


def _is_day(value: object) -> bool:
    return isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-"


def dues(name: str, facts: Facts, today: str) -> list[Due]:
    """Return everything due under a pack."""
    return Clock(pack(name), on(today)).due(facts)


def one(name: str, facts: Facts, today: str, clock: str = "case") -> Due:
    """Return what one clock says; it must say something."""
    found = Clock(pack(name), on(today)).on(facts, clock)
    assert found is not None
    return found


def gaps(name: str, facts: Facts, today: str) -> set[str]:
    """Return the codes of what could not be worked out."""
    return {due.gap.code for due in dues(name, facts, today) if due.gap is not None}
