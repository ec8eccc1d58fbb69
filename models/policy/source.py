"""The text of a pack file, cut into sections so that each is parsed only when someone asks for it.

The board asks for stages, labels and situations, a hundredth of the file; parsing rules and readings
with them would cost twenty times as much before the first paint.
"""

from __future__ import annotations

import re
import tomllib
from functools import cached_property
from pathlib import Path

from models.errors import Refused

LATER = (
    "rule",
    "session",
    "event",
    "reading",
    "agenda",
    "form",
    "escalation",
    "file_item",
    "provision",
    "floor",
)
_HEADER = re.compile(r"^\[\[?([a-z_]+)", re.MULTILINE)
_AT_LINE = re.compile(r"at line (\d+)")


class Source:
    """One pack file; what it holds is parsed on first use."""

    def __init__(self, path: Path) -> None:
        """``path`` is read at once; Refused if it can't be."""
        self.path = path
        try:
            self.text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            raise Refused(f"The policy pack {path.name} can't be read as a text file.") from None

    @cached_property
    def _sections(self) -> dict[str, list[slice]]:
        """Return where each later section stands in the text, and the rest under an empty name."""
        found: dict[str, list[slice]] = {}
        at, name = 0, ""
        for header in _HEADER.finditer(self.text):
            following = header[1] if header[1] in LATER else ""
            if following != name:
                found.setdefault(name, []).append(slice(at, header.start()))
                at, name = header.start(), following
        found.setdefault(name, []).append(slice(at, None))
        return found

    @cached_property
    def head(self) -> dict[str, object]:
        """Return everything but the later sections. Raises Refused with the line where it is no TOML."""
        return self._parsed("")

    def rows(self, section: str) -> list[object]:
        """Return the tables of a section such as ``rule`` or ``stage``."""
        tables = self._parsed(section) if section in LATER else self.head
        found = tables.get(section, [])
        return found if isinstance(found, list) else [found]

    @cached_property
    def whole(self) -> dict[str, object]:
        """Return the whole file parsed in one go. Raises tomllib.TOMLDecodeError."""
        return tomllib.loads(self.text)

    def _parsed(self, section: str) -> dict[str, object]:
        try:
            return tomllib.loads("".join(self.text[part] for part in self._sections.get(section, ())))
        except tomllib.TOMLDecodeError:
            return self._as_a_whole()

    def _as_a_whole(self) -> dict[str, object]:
        """Parse everything: cutting went wrong, or the file is no TOML and the line must be named."""
        try:
            return self.whole
        except tomllib.TOMLDecodeError as wrong:
            raise Refused(f"The policy pack {self.path.name} can't be read: {wrong}.") from None


def line_of(wrong: tomllib.TOMLDecodeError) -> int:
    """Return the line a TOML error names, or 0."""
    found = _AT_LINE.search(str(wrong))
    return int(found[1]) if found else 0
