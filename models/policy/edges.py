"""Edges: a point in time said as a fact and the spans after or before it, ``start+6w+6m`` or ``2025-01-31``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from models.dates import Span, parse_span
from models.facts import NAMES

_EDGE = re.compile(r"([a-z_]+|\d{4}-\d{2}-\d{2})((?:\s*[+-]\s*\d+(?:min|h|d|wd|w|m|y))*)")
_STEP = re.compile(r"([+-])\s*(\d+(?:min|h|d|wd|w|m|y))")


@dataclass(frozen=True, slots=True)
class Edge:
    """A fact's date (or a day printed in the policy) and the spans to add to it, in their order."""

    fact: str
    plus: tuple[Span, ...] = ()
    day: date | None = None

    @property
    def is_event(self) -> bool:
        """Say whether this is the bare date of something that may not have happened yet."""
        return not self.plus and self.day is None


def parse_edge(text: str) -> Edge:
    """Read ``start+1m-1d``, ``six_month_review_held`` or ``2025-01-31``; raise ValueError otherwise."""
    found = _EDGE.fullmatch(text.strip())
    if not found:
        raise ValueError(f"{text!r} is not a fact with spans, such as start+6w or transfer_on-4w")
    steps = tuple(_step(sign, span) for sign, span in _STEP.findall(found[2]))
    if found[1][0].isdigit():
        return Edge("", steps, date.fromisoformat(found[1]))
    if found[1] not in NAMES:
        raise ValueError(f"there is no fact called {found[1]!r}")
    return Edge(found[1], steps)


def _step(sign: str, text: str) -> Span:
    span = parse_span(text)
    if span.count == 0:
        raise ValueError(f"{text!r} is no time at all; name the fact alone")
    return span if sign == "+" else -span
