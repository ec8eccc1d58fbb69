"""On which line of a form file each table, key and element of a list stands; the parser does not say."""

from __future__ import annotations

import re
from collections import Counter

from models.policy.lines import outside_long_texts

_TABLE = re.compile(r"^\s*\[\[?\s*([\w-]+(?:\s*\.\s*[\w-]+)*)\s*\]")
_KEY = re.compile(r"^\s*([A-Za-z_][\w-]*)\s*=")

Place = tuple[str | int, ...]
"""Where a table stands: ``()`` for the head, ``("section", 1, "field", 2)`` for a field, from 0."""


class FormLines:
    """The lines of one file, tables nested in tables counted each within its own."""

    def __init__(self, text: str) -> None:
        """Read the whole text once."""
        self._lines = text.splitlines()
        self._found: dict[tuple[Place, str], int] = {}
        self._count: Counter[Place] = Counter()
        self._at: Place = ()
        for number, line in outside_long_texts(text):
            self._note(line, number)

    def _note(self, line: str, number: int) -> None:
        if table := _TABLE.match(line):
            self._at = self._place([part.strip() for part in table[1].split(".")])
            self._found.setdefault((self._at, ""), number)
        elif key := _KEY.match(line):
            self._found.setdefault((self._at, key[1]), number)

    def _place(self, names: list[str]) -> Place:
        """Return the place of a table that begins here: the last of its name in the last of each above it."""
        above: Place = ()
        for name in names[:-1]:
            above = (*above, name, max(0, self._count[(*above, name)] - 1))
        here = (*above, names[-1])
        self._count[here] += 1
        return (*here, self._count[here] - 1)

    def of(self, place: Place, key: str = "") -> int:
        """Return the line of a key, else of its table, else of the table above, else 0.

        ``columns 2`` is the third element of the list under ``columns``, be it written as a list or as
        tables of their own.
        """
        name, _, index = key.partition(" ")
        found = self._found.get((place, name))
        if found is not None:
            return self._element(found, int(index)) if index.isdigit() else found
        written_out = self._found.get(((*place, name, int(index or 0)), ""))
        if written_out is not None:
            return written_out
        if name:
            return self.of(place)
        return self.of(place[:-2]) if place else 0

    def _element(self, start: int, index: int) -> int:
        """Return the line of an element of the list that begins on a line; that line if it is all on it."""
        line, seen = start, -1
        for number, text in enumerate(self._lines[start:], start=start + 1):
            if text.strip().startswith("]") or _TABLE.match(text):
                break
            if text.strip().startswith(("{", '"', "'")):
                line, seen = number, seen + 1
            if seen == index:
                return line
        return start
