"""A list of rows under one cursor, drawn line by line: headings, columns, and whatever stands behind a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from tui.drawing import fit, plain, wrap
from tui.widgets.painted import Painted

_INKS = {
    "heading": "heading",
    "note": "quiet",
    "quiet": "quiet",
    "warn": "warn",
    "amber": "amber",
    "columns": "quiet",
}
GAP = 2
LEAST, ENOUGH = 8, 24
"""Cells that a column keeps however narrow the terminal, and that words in the last one can be read in."""
ROOMY = 140
"""Cells from which a column may take more than it is given, so that less is wrapped."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells, and what it stands for (None for a row that only reads).

    ``kind`` colours it: "", heading, note, warn, amber, quiet, or columns (names above the columns). A row of one
    cell spans the width. What does not fit its column is wrapped in it, so that nothing is cut.
    """

    cells: tuple[str, ...]
    ref: Any = None
    kind: str = ""


class Rows(Painted, can_focus=True):
    """Rows with a cursor on those that stand for something.

    Columns are as wide as what stands in them, and at most as wide as given, or wider where the terminal is wide;
    0 is no limit. Where there is not room for all, the widest give way first.
    """

    DEFAULT_CSS = "Rows { height: 1fr; background: $background; }"

    class Moved(Message):
        """The cursor came to stand on another row."""

        def __init__(self, rows: Rows, ref: Any) -> None:
            super().__init__()
            self.rows = rows
            self.ref = ref

    class Chosen(Message):
        """A row was chosen, with Enter or a second click."""

        def __init__(self, rows: Rows, ref: Any) -> None:
            super().__init__()
            self.rows = rows
            self.ref = ref

    def __init__(self, widths: Sequence[int], *, id: str | None = None, empty: str = "") -> None:  # noqa: A002
        super().__init__(id=id)
        self._widths = tuple(widths)
        self._empty = empty
        self._rows: list[Row] = []
        self._lines: list[tuple[int, int]] = []
        self._texts: dict[int, list[str]] = {}
        self._columns: tuple[int, list[int]] | None = None
        self._by_count: dict[tuple[int, int], list[int]] = {}
        self._laid_for = 0
        self._followed_in = Size(0, 0)
        self._cursor = 0
        self._top = 0

    # -- what is shown ---------------------------------------------------------------------------

    def show(self, rows: Sequence[Row], at: Any = None) -> None:
        """Show these rows; the cursor stays on what it stood on, where that is still there, or goes to ``at``."""
        was = self.ref if at is None else at
        if self._rows == list(rows):
            if self.ref != was:
                self.stand_on(was)
            return
        self._rows = list(rows)
        self._forget_lines()
        choosable = [n for n, row in enumerate(self._rows) if row.ref is not None]
        same = [n for n in choosable if self._rows[n].ref == was]
        if same:
            self._cursor = same[0]
        else:
            self._cursor = min(choosable, key=lambda n: abs(n - self._cursor)) if choosable else 0
        self._again()

    @property
    def ref(self) -> Any:
        """What the row under the cursor stands for."""
        return self._rows[self._cursor].ref if self._cursor < len(self._rows) else None

    @property
    def text(self) -> str:
        """Everything shown, as plain text."""
        return "\n".join("  ".join(cell for cell in row.cells if cell) for row in self._rows)

    @property
    def lines_needed(self) -> int:
        """How many lines all rows take at the present width."""
        return len(self._laid_out())

    def stand_on(self, ref: Any) -> None:
        """Put the cursor on the row that stands for ``ref``."""
        self.stand_where(lambda one: one == ref)

    def stand_where(self, fits: Callable[[Any], bool]) -> None:
        """Put the cursor on the first row that stands for something that fits."""
        for n, row in enumerate(self._rows):
            if row.ref is not None and fits(row.ref):
                self._cursor = n
                self._again()
                return

    def to_top(self) -> None:
        """Show the beginning, with the cursor on the first row that stands for something."""
        self._cursor = next((n for n, row in enumerate(self._rows) if row.ref is not None), 0)
        self._top = 0
        self._again()

    # -- keys and mouse --------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Walk the rows, or choose one."""
        page = max(1, self.size.height - 2)
        steps = {"up": -1, "down": 1, "home": -len(self._rows), "end": len(self._rows)}
        pages = {"pageup": -page, "pagedown": page}
        if event.key in steps:
            self._walk(steps[event.key])
            if event.key == "end":  # what is only read may stand below the last row
                self._scroll(len(self._laid_out()))
        elif event.key in pages:
            self._turn(pages[event.key])
        elif event.key == "enter" and self.ref is not None:
            self.post_message(self.Chosen(self, self.ref))
        else:
            return
        event.stop()
        event.prevent_default()

    def on_click(self, event: events.Click) -> None:
        """Stand on the clicked row; choose it at a second click."""
        line = event.y + self._top
        lines = self._laid_out()
        if line < len(lines) and self._rows[lines[line][0]].ref is not None:
            self._cursor = lines[line][0]
            self._again()
            self.post_message(self.Moved(self, self.ref))
            if event.chain == 2:
                self.post_message(self.Chosen(self, self.ref))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll without moving the cursor."""
        self._scroll(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll without moving the cursor."""
        self._scroll(-3)

    def _walk(self, by: int) -> None:
        choosable = [n for n, row in enumerate(self._rows) if row.ref is not None]
        if not choosable:
            self._scroll(by)
            return
        here = min(range(len(choosable)), key=lambda n: abs(choosable[n] - self._cursor))
        there = max(0, min(here + by, len(choosable) - 1))
        if there == here and by < 0:
            self._scroll(-self._top)
        elif choosable[there] != self._cursor and abs(by) == 1 and self._is_far(choosable[there]):
            self._scroll(by * max(1, self.size.height - 2))
        elif choosable[there] != self._cursor:
            self._cursor = choosable[there]
            self._again()
            self.post_message(self.Moved(self, self.ref))
        else:
            self._scroll(by)

    def _turn(self, by: int) -> None:
        """Turn a page: on the last one stand on the last row, else on the first that can be seen."""
        was, lines = self._top, self._laid_out()
        self._scroll(by)
        if self._top == was:
            self._walk(len(self._rows) if by > 0 else -len(self._rows))
            return
        seen = [row for row, part in lines[self._top : self._top + self.size.height] if part == 0]
        shown = [row for row in dict.fromkeys(seen) if self._rows[row].ref is not None]
        if shown and self._cursor not in shown:
            self._cursor = shown[0]
            self.show_again()
            self.post_message(self.Moved(self, self.ref))

    def _is_far(self, row: int) -> bool:
        """Say whether a row is more than a page from what is seen: then what stands between is shown first."""
        line = next((n for n, (each, _) in enumerate(self._laid_out()) if each == row), self._top)
        return not self._top - self.size.height < line < self._top + 2 * self.size.height - 2

    def _scroll(self, by: int) -> None:
        last = max(0, len(self._laid_out()) - self.size.height)
        self._top = max(0, min(self._top + by, last))
        self.show_again()

    # -- drawing ---------------------------------------------------------------------------------

    def _again(self) -> None:
        self._follow()
        self.show_again()

    def _follow(self) -> None:
        """Scroll so that the cursor's row can be seen, and a heading right above it: of the first, all above it.

        Of a row that is higher than the list its beginning is seen, which says what it is.
        """
        if not self.size:
            return
        self._followed_in = self.size
        lines = self._laid_out()
        mine = [n for n, (row, _) in enumerate(lines) if row == self._cursor]
        if not mine:
            return
        first, last = mine[0], mine[-1]
        if last < self.size.height and all(row.ref is None for row in self._rows[: self._cursor]):
            first = 0
        elif first and self._rows[lines[first - 1][0]].kind == "heading":
            first -= 1
        if first < self._top:
            self._top = first
        elif last >= self._top + self.size.height:
            self._top = min(last - self.size.height + 1, mine[0])
        self._top = max(0, min(self._top, max(0, len(lines) - self.size.height)))

    def draw(self, width: int, height: int) -> list[Strip]:
        """Return the lines in view: the cursor's among them, where the list is drawn in another size."""
        if self._followed_in != self.size:
            self._follow()
        lines = self._laid_out()[self._top : self._top + height]
        strips = [self._line(self._texts_of(row)[part], row, width) for row, part in lines]
        if not self._rows and self._empty:
            strips = [
                self._plain(f" {part}", "quiet", width) for part in wrap(self._empty, max(4, width - 2))
            ]
        blank = self._plain("", "", width)
        return (strips + [blank] * (height - len(strips)))[:height]

    def _line(self, text: str, row: int, width: int) -> Strip:
        under = row == self._cursor and self._rows[row].ref is not None
        mark = ">" if under else " "
        kind = "cursor-head" if under else _INKS.get(self._rows[row].kind, "")
        return self._plain(mark + text, kind, width)

    def _plain(self, text: str, kind: str, width: int) -> Strip:
        return self.strip([Segment(fit(text, width), self.ink(kind))], width)

    def _forget_lines(self) -> None:
        self._lines, self._texts, self._columns = [], {}, None
        self._by_count.clear()

    def _laid_out(self) -> list[tuple[int, int]]:
        """Return every line as the number of its row, and which of that row's lines it is."""
        width = self.size.width
        if self._laid_for != width:
            self._forget_lines()
            self._laid_for = width
        if not self._lines and self._rows:
            self._lines = [
                (n, part)
                for n, row in enumerate(self._rows)
                for part in range(self._height(n, row, max(1, width - 2)))
            ]
        return self._lines

    def _height(self, n: int, row: Row, width: int) -> int:
        """Return how many lines a row takes; the words of one that fits its columns are not set for that."""
        if len(row.cells) == 1:
            return len(self._texts_of(n))
        widths = self._widths_of(row, width)
        fits = all(len(cell) <= wide and cell.isascii() for cell, wide in zip(row.cells, widths, strict=True))
        return 1 if fits else len(self._texts_of(n))

    def _texts_of(self, n: int) -> list[str]:
        """Return the lines of a row as text, made once."""
        found = self._texts.get(n)
        if found is None:
            found = self._texts[n] = self._text(self._rows[n], max(1, self.size.width - 2))
        return found

    def _text(self, row: Row, width: int) -> list[str]:
        if len(row.cells) == 1:
            return wrap(plain(row.cells[0]), width)
        widths = self._widths_of(row, width)
        columns = [wrap(plain(cell), wide) for cell, wide in zip(row.cells, widths, strict=True)]
        return [
            (" " * GAP).join(fit(line, wide) for line, wide in zip(line_of_each, widths, strict=True))
            for line_of_each in zip_longest(*columns, fillvalue="")
        ]

    def _widths_of(self, row: Row, width: int) -> list[int]:
        """Return how wide each cell of a row is: the last takes the room that is left."""
        count = len(row.cells)
        widths = self._by_count.get((count, width))
        if widths is None:
            widths = self._fitted(width)[:count]
            widths[-1] += max(0, width - sum(widths) - GAP * (count - 1))
            self._by_count[count, width] = widths
        return widths

    def _fitted(self, width: int) -> list[int]:
        """Return how wide each column is in this width."""
        if self._columns and self._columns[0] == width:
            return self._columns[1]
        wanted = [0] * len(self._widths)
        for row in self._rows:
            for n, cell in enumerate(row.cells if len(row.cells) > 1 else ()):
                wanted[n] = max(wanted[n], cell_len(plain(cell)))
        held = [min(want, most) if most else want for want, most in zip(wanted, self._widths, strict=True)]
        room = width - GAP * (len(wanted) - 1)
        self._columns = width, narrowed(widened(held, wanted, room) if width >= ROOMY else held, room)
        return self._columns[1]


def widened(held: Sequence[int], wanted: Sequence[int], room: int) -> list[int]:
    """Return widths that take what is left of ``room``, from the left, up to what stands in each column."""
    widths = list(held)
    for n, want in enumerate(wanted):
        widths[n] += max(0, min(want - widths[n], room - sum(widths)))
    return widths


def narrowed(wanted: Sequence[int], room: int) -> list[int]:
    """Return widths that fit into ``room`` together: first the last gives way, then the widest ones."""
    widths = list(wanted)
    if sum(widths) > room:
        widths[-1] = max(min(widths[-1], ENOUGH), widths[-1] - (sum(widths) - room))
    while sum(widths) > room and max(widths) > LEAST:
        widths[widths.index(max(widths))] -= 1
    return widths
