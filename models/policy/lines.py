"""On which line of a TOML file each table and key stands; the parser itself does not say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

_TABLE = re.compile(r"^\[(\[?)\s*([\w-]+)((?:\s*\.\s*[\w-]+)*)\s*\]")
_KEY = re.compile(r"^\s*([A-Za-z_][\w-]*)\s*=")


def outside_long_texts(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a TOML file with their numbers, without those inside a text over several lines."""
    quoted = False
    for number, line in enumerate(text.splitlines(), start=1):
        if not quoted:
            yield number, line
        if line.count('"""') % 2 or line.count("'''") % 2:
            quoted = not quoted


class Lines:
    """The lines of one file: of the n-th table of a section, and of a key in it."""

    def __init__(self, text: str) -> None:
        """Read the whole text once."""
        self._found: dict[tuple[str, int, str], int] = {}
        self._count: Counter[str] = Counter()
        self._at = ("", 0)
        for number, line in outside_long_texts(text):
            self._note(line, number)

    def _note(self, line: str, number: int) -> None:
        if table := _TABLE.match(line):
            self._note_table(table[1], table[2], table[3].strip(" ."), number)
        elif key := _KEY.match(line):
            self._found.setdefault((*self._at, key[1]), number)

    def _note_table(self, listed: str, name: str, below: str, number: int) -> None:
        if below:
            self._found.setdefault((*self._at, below), number)
            return
        index = self._count[name] if listed else 0
        self._count[name] += 1
        self._at = (name, index)
        self._found[(name, index, "")] = number

    def of(self, section: str, index: int = 0, key: str = "") -> int:
        """Return the line of a key, else of its table, else 0."""
        return self._found.get((section, index, key)) or self._found.get((section, index, ""), 0)

    def has(self, section: str, index: int, key: str) -> bool:
        """Say whether a table has a key of its own line."""
        return (section, index, key) in self._found
