"""The fields of a dialog one below another: what stands before and beside them is one picture, they lie over it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual.app import ComposeResult
from textual.geometry import Size
from textual.strip import Strip
from textual.widgets import Input

from tui.drawing import fit, plain
from tui.widgets.line import Part
from tui.widgets.painted import Painted

GAP = 1
"""Cells between a field and what is said beside it."""


class FieldRows(Painted):
    """A row for each field: its label, the field, and what is said beside it, as wide as that needs to be.

    A widget for every label and every saying would be most of what a large dialog takes to open.
    """

    DEFAULT_CSS = "FieldRows { height: auto; width: 1fr; layout: vertical; }"

    def __init__(self, labels: Sequence[Part], fields: Sequence[Input]) -> None:
        super().__init__()
        self._labels, self._fields = tuple(labels), tuple(fields)
        self._besides: list[Part] = [("", "")] * len(fields)
        self._wanted = [0] * len(fields)
        self._label_width, self._beside_at_most = 0, 0

    def compose(self) -> ComposeResult:
        """The fields; the rest is drawn."""
        yield from self._fields

    def make_room(self, labels: int, beside_at_most: int) -> None:
        """Give the labels so many cells, and what stands beside a field so many at the most; 0: it is not shown."""
        self._label_width, self._beside_at_most = labels, beside_at_most
        for row in range(len(self._fields)):
            self._lay_out(row)

    def say(self, row: int, part: Part, least: int = 0) -> None:
        """Say something beside a field, which leaves it the cells that takes, and so many in any case."""
        wanted = max(cell_len(plain(part[0])), least)
        if (part, wanted) == (self._besides[row], self._wanted[row]):
            return
        self._besides[row], self._wanted[row] = part, wanted
        self._lay_out(row)
        self.show_again()

    def said(self, row: int) -> str:
        """Return what is said beside a field."""
        return self._besides[row][0]

    def label_width(self) -> int:
        """Return the cells a label has."""
        return self._label_width

    def beside_width(self, row: int) -> int:
        """Return the cells that what is said beside a field has."""
        return min(self._wanted[row], self._beside_at_most)

    def _lay_out(self, row: int) -> None:
        """Put a field between its label and what is said beside it."""
        styles, gap = self._fields[row].styles, GAP if self._beside_at_most else 0
        margin = (0, self.beside_width(row) + gap, 0, self._label_width)
        if tuple(styles.margin) != margin:
            styles.margin = margin
            self.forget_picture()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return a line for each field."""
        return len(self._fields)

    def draw(self, width: int, height: int) -> list[Strip]:
        """Draw the labels and what is said beside the fields."""
        return [self._row(row, width) for row in range(height)]

    def _row(self, row: int, width: int) -> Strip:
        label, label_ink = self._labels[row]
        said, said_ink = self._besides[row]
        before, beside = min(self._label_width, width), self.beside_width(row)
        between = max(0, width - before - beside)
        beside = width - before - between
        segments = [
            Segment(fit(plain(label), before), self.ink(label_ink)),
            Segment(" " * between, self.ink("")),
            Segment(fit(plain(said), beside), self.ink(said_ink)),
        ]
        return self.strip(segments, width)
