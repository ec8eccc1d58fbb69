"""The keys that matter now, on the bottom line. A hint can be clicked."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.binding import Binding, BindingType
from textual.strip import Strip

from tui.widgets.line import Line, Part, cells

ALWAYS = Binding("f1", "app.help", "help", key_display="F1")
ROOMY = 110


class Hints(Line):
    """The bottom line: a screen's own bindings that ask to be shown, as many as fit whole, and F1 for all.

    Drawn only when they change: the stock footer rebuilds itself at every change of focus and keeps
    what it replaced.
    """

    DEFAULT_CSS = "Hints { background: $panel; }"

    def __init__(self) -> None:
        super().__init__(id="hints")
        self._own: list[Binding] = []
        self._shown: list[Binding] = []
        self._is_lent = False
        self._ends: list[tuple[int, str]] = []

    def show_bindings(self, bindings: Sequence[BindingType]) -> None:
        """Show these bindings, the first ones first; while the line is lent, once it is given back."""
        self._own = [one for one in bindings if isinstance(one, Binding) and one.show]
        if not self._is_lent:
            self._show(self._own)

    def lend(self, bindings: Sequence[Binding]) -> None:
        """Show the keys of what asks for a few words, for as long as it asks."""
        self._is_lent = True
        self._show(list(bindings))

    def give_back(self) -> None:
        """Show the screen's own keys again."""
        self._is_lent = False
        self._show(self._own)

    def _show(self, bindings: list[Binding]) -> None:
        self._shown = bindings
        self.show([part for one in bindings for part in hint(one, "  ")])

    def draw(self, width: int, height: int) -> list[Strip]:
        """Draw the hints that fit whole, with F1 at the end of the line."""
        gap = "   " if width >= ROOMY else "  "
        last = hint(ALWAYS, " ")
        left: list[Part] = [(" ", "")]
        self._ends = []
        for one in self._shown:
            parts = hint(one, gap)
            if cells(left) + cells(parts) + cells(last) > width:
                break
            left += parts
            self._ends.append((cells(left), one.action))
        self._ends.append((width, ALWAYS.action))
        room = max(0, width - cells(last))
        return [
            self.strip(self._segments(tuple(left), room) + self._segments(last, width - room), width)
        ] * height

    async def on_click(self, event: events.Click) -> None:
        """Do what the clicked hint says."""
        for end, action in self._ends:
            if event.x < end:
                await self.screen.run_action(action)
                return


def hint(one: Binding, gap: str) -> tuple[Part, ...]:
    """Return a key and what it does, as parts of a line."""
    key = one.key_display or one.key.partition(",")[0]
    return (key, "strong"), (f" {one.description}{gap}", "quiet")
