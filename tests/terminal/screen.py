"""The screen of the terminal: what stands on it after what a program wrote. No input, no output.

Beyond pyte it knows the alternate screen, synchronised frames (2026), repeated characters and scrolling,
and it drops sequences that pyte would print as text.
"""

from __future__ import annotations

import copy
import re
from typing import Any

import pyte

_PARTIAL = re.compile(r"\x1b(?:[\]P_^X][^\x07\x1b]*\x1b?|\[[0-?]*[ -/]*)?$")
_SWITCH = re.compile(r"(\x1b\[\?(?:1049|2026)[hl])")
_REPEAT = re.compile(r"([^\x1b])\x1b\[(\d+)b")
_COLONS = re.compile(r"\x1b\[[0-9;:]*:[0-9;:]*m")
_UNKNOWN = re.compile(
    r"\x1b\[[<>=][0-?]*[ -/]*[@-~]|\x1b\[[0-?]*[ -/]+[@-~]|\x1b\[\?[0-9;]*[a-gi-km-zA-Z]"
    r"|\x1b[P_^X][^\x1b\x07]*(?:\x1b\\|\x07)"
)


class Screen:
    """What stands on the screen, line by line. ``frames`` counts the finished synchronised frames."""

    def __init__(self, columns: int, rows: int) -> None:
        self.columns = columns
        self.rows = rows
        self.frames = 0
        self.in_frame = False
        self.lines = [""] * rows
        self.cells: Any = pyte.Screen(columns, rows)
        self._stream: Any = pyte.Stream(self.cells)
        self._tail = ""
        self._main: Any = None
        self._seen: list[tuple[Any, ...] | None] = [None] * rows
        self._cursor: tuple[int, int] | None = None

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows."""
        return self.columns, self.rows

    @property
    def cursor(self) -> tuple[int, int]:
        """The cursor's column and row, from nought."""
        return self.cells.cursor.x, self.cells.cursor.y

    def whole(self, text: str) -> str:
        """Return text without a sequence that its end cuts in two; that waits for the next call."""
        text = self._tail + text
        partial = _PARTIAL.search(text)
        cut = partial.start() if partial else len(text)
        self._tail = text[cut:]
        return text[:cut]

    def feed(self, text: str) -> None:
        """Take what a program wrote; inside a synchronised frame nothing of it is visible yet."""
        for part in _SWITCH.split(text):
            if part.endswith(("2026h", "2026l")):
                self.in_frame = part[-1] == "h"
                self.frames += not self.in_frame
            elif part == "\x1b[?1049h":
                self._main = copy.deepcopy(self.cells.buffer), copy.copy(self.cells.cursor)
                self.cells.reset()
            elif part == "\x1b[?1049l":
                self._back_to_main()
            elif part:
                self._stream.feed(_plainer(part))

    def _back_to_main(self) -> None:
        if self._main is not None:
            self.cells.reset()
            (self.cells.buffer, self.cells.cursor), self._main = self._main, None

    def refresh(self) -> bool:
        """Bring ``lines`` up to date; return whether a cell, or a cursor that is shown, looks different."""
        changed = False
        for row in self.cells.dirty:
            if row < self.rows:
                changed = self._refresh_line(row) or changed
        self.cells.dirty.clear()
        cursor = None if self.cells.cursor.hidden else self.cursor
        changed, self._cursor = changed or cursor != self._cursor, cursor
        return changed

    def _refresh_line(self, row: int) -> bool:
        line = self.cells.buffer[row]
        cells = tuple(line[column] for column in range(self.columns))
        if cells == self._seen[row]:
            return False
        self._seen[row] = cells
        self.lines[row] = "".join(cell.data for cell in cells).rstrip()
        return True

    def resize(self, columns: int, rows: int) -> None:
        """Take another size; what no longer fits is gone."""
        self.columns, self.rows = columns, rows
        self._seen, self.lines = [None] * rows, [""] * rows
        self.cells.resize(rows, columns)
        self.cells.dirty.update(range(rows))


def _plainer(text: str) -> str:
    """Return text in the sequences that pyte knows."""
    text = _REPEAT.sub(lambda match: match[1] * (int(match[2]) + 1), text)
    text = _COLONS.sub(lambda match: match[0].replace("::", ":").replace(":", ";"), text)
    return _UNKNOWN.sub("", text)
