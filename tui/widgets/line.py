"""A line of text that changes often: drawn by itself, never laid out, repainted only where it changed."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from tui.drawing import both_ends, fit, plain
from tui.widgets.painted import Painted

Part = tuple[str, str]
Wording = tuple[tuple[Part, ...], tuple[Part, ...]]


class Line(Painted):
    """One line with something at its left end and something at its right.

    A part is a text and the name of an ink (``""`` for the line's own colours). What a person
    typed is drawn as it is: nothing in it is read as markup. ``both_ends``: where even the shortest wording has
    no room, its middle gives way, and not its end.
    """

    DEFAULT_CSS = "Line { height: 1; width: 1fr; }"

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
        both_ends: bool = False,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._both_ends = both_ends
        self._wordings: tuple[Wording, ...] = (((), ()),)

    def show(
        self,
        left: Sequence[Part] | str,
        right: Sequence[Part] | str = (),
        *,
        shorter: Sequence[tuple[Sequence[Part] | str, Sequence[Part] | str]] = (),
    ) -> None:
        """Put this text on the line; nothing is repainted if it is there already.

        ``shorter`` are other wordings (left, right), the longest first: the first that fits is drawn.
        """
        wordings = tuple((_parts(one), _parts(other)) for one, other in ((left, right), *shorter))
        if wordings == self._wordings:
            return
        self._wordings = wordings
        self.show_again()

    @property
    def text(self) -> str:
        """What stands on the line, in its fullest wording."""
        return "".join(text for part in self._wordings[0] for text, _ in part)

    def draw(self, width: int, height: int) -> list[Strip]:
        """Draw the line in exactly the width there is; the left end gives way to the right."""
        fitting = (one for one in self._wordings if sum(map(cells, one)) <= width)
        start, end = next(fitting, self._wordings[-1])
        right = min(cells(end), width)
        if self._both_ends and len(start) == 1 and cells(start) > width - right:
            start = ((both_ends(plain(start[0][0]), width - right), start[0][1]),)
        segments = self._segments(start, width - right) + self._segments(end, right)
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


def cells(parts: Sequence[Part]) -> int:
    """Return how many cells parts take."""
    return sum(cell_len(plain(text)) for text, _ in parts)


def _parts(given: Sequence[Part] | str) -> tuple[Part, ...]:
    return ((given, ""),) if isinstance(given, str) else tuple(given)
