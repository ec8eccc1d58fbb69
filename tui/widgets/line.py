"""A line of text that changes often: drawn by itself, never laid out, repainted only where it changed."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from tui.drawing import fit, plain
from tui.widgets.painted import Painted

Part = tuple[str, str]


class Line(Painted):
    """One line with something at its left end and something at its right.

    A part is a text and the name of an ink (``""`` for the line's own colours). What a person
    typed is drawn as it is: nothing in it is read as markup.
    """

    DEFAULT_CSS = "Line { height: 1; width: 1fr; }"

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._left: tuple[Part, ...] = ()
        self._right: tuple[Part, ...] = ()

    def show(self, left: Sequence[Part] | str, right: Sequence[Part] | str = ()) -> None:
        """Put this text on the line; nothing is repainted if it is there already."""
        parts = _parts(left), _parts(right)
        if parts == (self._left, self._right):
            return
        self._left, self._right = parts
        self.show_again()

    @property
    def text(self) -> str:
        """What stands on the line."""
        return "".join(text for text, _ in (*self._left, *self._right))

    def draw(self, width: int, height: int) -> list[Strip]:
        """Draw the line in exactly the width there is; the left end gives way to the right."""
        right = min(sum(cell_len(plain(text)) for text, _ in self._right), width)
        segments = self._segments(self._left, width - right) + self._segments(self._right, right)
        return [self.strip(segments, width)] * height

    def _segments(self, parts: tuple[Part, ...], room: int) -> list[Segment]:
        segments = []
        for text, name in parts:
            drawn = plain(text)
            used = min(cell_len(drawn), room)
            if used:
                segments.append(Segment(fit(drawn, used), self.ink(name)))
                room -= used
        if room:
            segments.append(Segment(" " * room, self.ink("")))
        return segments


def _parts(given: Sequence[Part] | str) -> tuple[Part, ...]:
    return ((given, ""),) if isinstance(given, str) else tuple(given)
