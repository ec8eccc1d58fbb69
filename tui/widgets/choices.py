"""The choices of a field: as many as fit, flowing over a few lines, the chosen one in view."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.strip import Strip

from tui.drawing import fit, plain, wrap
from tui.widgets.line import Line, Part

GAP = 3


class Choices(Line):
    """Labels beside and below one another. The chosen one is bold; how many more there are is said."""

    DEFAULT_CSS = "Choices { height: 3; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._labels: tuple[str, ...] = ()
        self._chosen = ""
        self._whole, self._kind, self._by_its_end = "", "", False

    def offer(self, labels: Sequence[str], chosen: str) -> None:
        """Show these labels."""
        self._labels, self._chosen, self._whole = tuple(map(plain, labels)), plain(chosen), ""
        self.show([(label, "strong" if label == self._chosen else "quiet") for label in self._labels])

    def put(self, words: str, kind: str) -> None:
        """Show a sentence instead of choices."""
        self._labels, self._whole, self._kind, self._by_its_end = (), plain(words), kind, False
        self.show([(words, kind)] if words else "")

    def put_whole(self, words: str) -> None:
        """Show what is typed in a field that is too narrow for it: its last lines, where the cursor is."""
        self._labels, self._whole, self._kind, self._by_its_end = (), plain(words), "", True
        self.show([(self._whole, "")])

    def draw(self, width: int, height: int) -> list[Strip]:
        """Flow the labels over the lines there are."""
        if self._whole and width:
            return self._sentence(width, height)
        if not self._labels or not width:
            blank = self.strip(self._segments((), width), width)
            return [*super().draw(width, 1), *[blank] * height][:height]
        rows = self._flow(width)
        at = next((n for n, row in enumerate(rows) if self._chosen in row), 0)
        top = max(0, min(at - height + 1, len(rows) - height)) if at >= height else 0
        shown = rows[top : top + height]
        hidden = len(self._labels) - sum(map(len, shown))
        lines = [self._row(row, width) for row in shown]
        if hidden:
            more: tuple[Part, ...] = ((f"  {hidden} more", "quiet"),)
            room = width - cell_len(more[0][0])
            last = self._segments(self._parts(shown[-1]), room) + self._segments(more, width - room)
            lines[-1] = self.strip(last, width)
        return [*lines, *[self._row((), width)] * height][:height]

    def _sentence(self, width: int, height: int) -> list[Strip]:
        """Wrap a sentence over the lines there are; where they are too few, its end or its beginning stands there."""
        lines = wrap(self._whole, width)
        if self._by_its_end:
            lines = lines[-height:]
        elif len(lines) > height:
            lines = [*lines[: height - 1], fit(" ".join(lines[height - 1 :]), width)]
        lines = [*lines, *[""] * height][:height]
        return [self.strip(self._segments(((line, self._kind),), width), width) for line in lines]

    def _flow(self, width: int) -> list[tuple[str, ...]]:
        rows: list[tuple[str, ...]] = []
        row: tuple[str, ...] = ()
        used = 0
        for label in self._labels:
            wide = min(cell_len(label), width)
            if row and used + wide > width:
                rows.append(row)
                row, used = (), 0
            row += (label,)
            used += wide + GAP
        return [*rows, row]

    def _parts(self, row: Sequence[str]) -> tuple[Part, ...]:
        return tuple(
            part
            for label in row
            for part in ((label, "strong" if label == self._chosen else "quiet"), (" " * GAP, ""))
        )

    def _row(self, row: Sequence[str], width: int) -> Strip:
        return self.strip(
            self._segments(tuple((fit(t, min(cell_len(t), width)), k) for t, k in self._parts(row)), width),
            width,
        )
