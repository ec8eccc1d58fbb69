"""How a child is named in a record: as its form allows, by number, by initials, by both, or not at all."""

from __future__ import annotations

import re
from collections.abc import Mapping

from models.reading.record_context import KnownChild

_TOKEN = re.compile(r"[^\s,;()]+")


def named(child: KnownChild, naming: str) -> str:
    """Return a child as a field with this naming rule shows them."""
    match naming:
        case "number":
            return child.number
        case "initials" | "child":
            return child.initials or child.number
        case "anonymous":
            return ""
        case _:
            return f"{child.number} {child.initials}".strip()


def numbered_in(text: str, numbers: Mapping[str, int]) -> int | None:
    """Return the child whose number stands in a text; None where none or several do."""
    found = {numbers[token] for token in _TOKEN.findall(text) if token in numbers}
    if len(found) == 1:
        return found.pop()
    whole = text.strip()
    return numbers.get(whole)
