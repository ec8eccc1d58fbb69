"""Words that are wrapped over as many lines as they need: advice in a dialog, what a policy wants."""

from __future__ import annotations

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip

from tui.drawing import fit, plain, wrap
from tui.widgets.line import Part
from tui.widgets.painted import Painted


class Words(Painted):
    """Paragraphs, each a part of a line with its ink; nothing in them is read as markup."""

    DEFAULT_CSS = "Words { height: auto; width: 1fr; }"

    def __init__(self, *paragraphs: Part, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._paragraphs = paragraphs

    @property
    def text(self) -> str:
        """What stands there, a paragraph a line."""
        return "\n".join(text for text, _ in self._paragraphs)

    def say(self, *paragraphs: Part) -> None:
        """Put other words there, in the height they need."""
        if paragraphs == self._paragraphs:
            return
        before, width = len(self._wrapped(self.size.width)), self.size.width
        self._paragraphs = paragraphs
        if before == len(self._wrapped(width)):
            self.show_again()
        else:
            self.forget_picture()
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines the words take in a width."""
        return len(self._wrapped(width))

    def draw(self, width: int, height: int) -> list[Strip]:
        """Draw the paragraphs."""
        lines = [*self._wrapped(width), *[("", "")] * height][:height]
        return [self.strip([Segment(fit(line, width), self.ink(kind))], width) for line, kind in lines]

    def _wrapped(self, width: int) -> list[Part]:
        return [(line, kind) for text, kind in self._paragraphs for line in wrap(plain(text), max(4, width))]
