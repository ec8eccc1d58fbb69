"""A long list under one cursor: a line a row, in columns of given widths, drawn when it comes into view."""

from __future__ import annotations

from collections.abc import Sequence

from tui.drawing import fit, plain
from tui.widgets.rows import Row, Rows


class LongRows(Rows):
    """Rows of which only those in view are worked out; what does not fit its column is cut with an ellipsis.

    A width of 0 takes what room is left. A row of one cell is wrapped; a row of fewer cells than there
    are columns has its last one as wide as what is left.
    """

    def show_in(self, widths: Sequence[int], rows: Sequence[Row]) -> None:
        """Show these rows in columns of these widths."""
        self._widths = tuple(widths)
        self.show(rows)

    def _height(self, n: int, row: Row, width: int) -> int:
        return super()._height(n, row, width) if len(row.cells) == 1 else 1

    def _text(self, row: Row, width: int) -> list[str]:
        if len(row.cells) == 1:
            return super()._text(row, width)
        cells = [plain(cell) for cell in row.cells]
        widths = list(self._widths[: len(cells)])
        left = width - sum(widths) - (len(widths) - 1)
        widths[widths.index(0) if 0 in widths else -1] += max(0, left)
        return [" ".join(fit(cell, wide) for cell, wide in zip(cells, widths, strict=True))]
