"""Readers: one value of a pack each, to a plain Python value; ValueError says what was expected."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from models.dates import Span, parse_span
from models.facts import NAMES
from models.policy.conditions import Condition, Word
from models.policy.edges import Edge, parse_edge
from models.policy.table import Table

T = TypeVar("T")


def text(value: object) -> str:
    """Read a text that says something."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError("a text is expected here")
    return value.strip()


def texts(value: object) -> tuple[str, ...]:
    """Read a text or a list of texts."""
    return tuple(text(each) for each in (value if isinstance(value, list) else [value]))


def yes(value: object) -> bool:
    """Read true or false."""
    if not isinstance(value, bool):
        raise ValueError("true or false is expected here")
    return value


def day(value: object) -> date:
    """Read a TOML date or the same as text."""
    if type(value) is date:
        return value
    try:
        return date.fromisoformat(text(value))
    except ValueError:
        raise ValueError(f"{value!r} is not a day such as 2026-11-21") from None


def number(value: object) -> float:
    """Read a number that is not negative."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise ValueError(f"{value!r} is not a number of nought or more")
    return value


def whole(value: object) -> int:
    """Read a whole number of one or more."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ValueError(f"{value!r} is not a whole number of one or more")
    return value


def span(value: object) -> Span:
    """Read a length of time that is longer than nothing."""
    found = parse_span(text(value))
    if found.count < 1:
        raise ValueError(f"{value!r} is not longer than nothing")
    return found


def minutes(value: object) -> int:
    """Read ``90min`` or ``2h`` as minutes."""
    found = span(value)
    if found.unit not in ("min", "h"):
        raise ValueError(f"{value!r} is not a length in minutes or hours")
    return found.count * (60 if found.unit == "h" else 1)


def edge(value: object) -> Edge:
    """Read an edge: ``start+6w``."""
    return parse_edge(text(value))


def edges(value: object) -> tuple[Edge, ...]:
    """Read one edge or a list of them."""
    return tuple(parse_edge(each) for each in texts(value))


def fact(value: object) -> str:
    """Read the name of a fact."""
    name = text(value)
    if name not in NAMES:
        raise ValueError(f"there is no fact called {name!r}")
    return name


def facts(value: object) -> tuple[str, ...]:
    """Read the names of facts; ``last`` stands for the last held event of the clock."""
    return tuple(each if each == "last" else fact(each) for each in texts(value))


def one_of(*words: str) -> Callable[[object], str]:
    """Return a reader of one word out of ``words``."""

    def read(value: object) -> str:
        if value not in words:
            raise ValueError(f"{value!r} is none of {', '.join(words)}")
        return str(value)

    return read


def by_fact(reader: Callable[[object], T]) -> Callable[[object], Mapping[str, T]]:
    """Return a reader of a small table whose keys are facts."""

    def read(value: object) -> Mapping[str, T]:
        if not isinstance(value, dict):
            raise ValueError("a table such as { minutes = 60 } is expected here")
        return {fact(name): reader(each) for name, each in value.items()}

    return read


def words(value: object) -> frozenset[Word]:
    """Read true, false, a word or a list of words."""
    return frozenset((value,)) if isinstance(value, bool) else frozenset(texts(value))


def _set(value: object) -> frozenset[str]:
    return frozenset(texts(value))


def _fact_set(value: object) -> frozenset[str]:
    return frozenset(fact(each) for each in texts(value))


def condition(value: object) -> Condition:
    """Read one condition; every key of it must be known and it must say something."""
    table = Table(value)
    none: frozenset[str] = frozenset()
    found = Condition(
        service=table.get("service", _set, none),
        role=table.get("role", _set, none),
        status=table.get("status", _set, none),
        flags=table.get("flags", _set, none),
        is_=table.get("is", by_fact(words), {}),
        has=table.get("has", _fact_set, none),
        lacks=table.get("lacks", _fact_set, none),
        at_least=table.get("at_least", by_fact(number), {}),
        at_most=table.get("at_most", by_fact(number), {}),
        below=table.get("below", by_fact(number), {}),
        other_than=table.get("other_than", by_fact(words), {}),
        lasting=table.get("lasting", by_fact(span), {}),
    )
    table.close()
    if table.faults:
        raise ValueError("; ".join(fault.text for fault in table.faults))
    if found == Condition():
        raise ValueError("the condition is empty; leave it out where a rule holds for all")
    return found


def conditions(value: object) -> tuple[Condition, ...]:
    """Read a condition or a list of conditions of which one is enough."""
    return tuple(condition(each) for each in (value if isinstance(value, list) else [value]))
