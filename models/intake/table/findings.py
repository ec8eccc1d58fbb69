"""What is said about a file that was read: rows that could not be taken, and what was assumed for the rest."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from models.words import clean_line

HIDDEN = "not shown here, it may be a name"
"""Stands in every report where a cell may hold a child's name."""
_SHOWN = 60


class Where(NamedTuple):
    """A place in a file: its name, the sheet, and the row as the spreadsheet numbers it (0: the whole sheet)."""

    file: str
    sheet: str
    row: int = 0


class Problem(NamedTuple):
    """A row, or a whole sheet, that was not taken: where, what was found and what was expected there."""

    where: Where
    column: str
    found: str
    expected: str

    def __str__(self) -> str:
        """Return it as one line for a person."""
        row = f", row {self.where.row}" if self.where.row else ""
        column = f", {self.column}" if self.column else ""
        found = f"found {self.found}; " if self.found else ""
        return f"{self.where.file}, {self.where.sheet}{row}{column}: {found}expected {self.expected}"


class Findings:
    """Collects problems, notes and tallies while files are read."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._notes: dict[str, None] = {}
        self._tallies: Counter[tuple[str, str]] = Counter()

    def problem(self, where: Where, column: str, found: str, expected: str) -> None:
        """List a row (or, with row 0, a sheet) that was not taken."""
        self.problems.append(Problem(where, column, found, expected))

    def note(self, sentence: str) -> None:
        """Say something once about what was read or assumed."""
        self._notes[sentence] = None

    def tally(self, one: str, many: str, count: int = 1) -> None:
        """Count something that is said in one sentence; ``{n}`` in ``many`` becomes the number."""
        self._tallies[one, many] += count

    @property
    def notes(self) -> list[str]:
        """Every note, then every tally as a sentence."""
        counted = (one if n == 1 else many.format(n=n) for (one, many), n in self._tallies.items())
        return [*self._notes, *counted]


def shown(value: object) -> str:
    """Return a cell as a report quotes it: one short line in quotation marks, or ``nothing``."""
    line = clean_line(str(value))
    if not line:
        return "nothing"
    return f"“{line[: _SHOWN - 1]}…”" if len(line) > _SHOWN else f"“{line}”"


def shown_number(value: object) -> str:
    """Return a child's number as a report quotes it; hidden where it has no digit, as it may be a name."""
    return shown(value) if not str(value).strip() or any(sign.isdigit() for sign in str(value)) else HIDDEN
