"""Answers to one form, pure data: what was written into each field, and what fields that are gone held."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

Cell = str | date | time | tuple["Row", ...]
"""What a cell of a table may hold; rows only where the column holds actions."""
Ticks = dict[str, str]
"""Which options are ticked, each with the words set beside it (often none)."""
Value = str | date | time | Ticks | tuple["Row", ...]
"""What a field may hold. An empty field has no value at all."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table or one action: its own id, which it keeps for life, and its cells by column."""

    id: str
    cells: Mapping[str, Cell] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer to a field that the form no longer has, or can no longer read: its label and what stood there.

    ``value`` is as JSON has it: a text, a list or a table.
    """

    label: str
    value: object


@dataclass(frozen=True, slots=True)
class Part:
    """The answers about one child, family or case, where sections of the form repeat."""

    id: str
    values: Mapping[str, Value] = field(default_factory=dict)
    kept: Mapping[str, Kept] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers to one form. ``fingerprint`` is that of the form's file when they were last written.

    ``made`` counts the rows and parts ever added, so that no id is given twice.
    """

    form: str
    fingerprint: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()
    kept: Mapping[str, Kept] = field(default_factory=dict)
    made: int = 0

    def part(self, part_id: str) -> Part | None:
        """Return the part of this id."""
        return next((one for one in self.parts if one.id == part_id), None)

    def value(self, key: str, part_id: str = "") -> Value | None:
        """Return what a field holds, in a part where ``part_id`` is given."""
        if not part_id:
            return self.values.get(key)
        part = self.part(part_id)
        return part.values.get(key) if part else None


def is_empty(value: Value | Cell | None) -> bool:
    """Say whether a value says nothing: no text, no tick, no row with anything in it."""
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, tuple):
        return all(is_empty(cell) for row in value for cell in row.cells.values())
    return value is None or value == {}
