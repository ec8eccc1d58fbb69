"""The keys that matter now, on the bottom line. A hint can be clicked."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType

from tui.widgets.line import Line


class Hints(Line):
    """The bottom line: a screen's own bindings that ask to be shown, as many as fit.

    Drawn only when they change: the stock footer rebuilds itself at every change of focus and keeps
    what it replaced.
    """

    DEFAULT_CSS = "Hints { background: $panel; } ModalScreen > Hints { dock: bottom; }"

    def __init__(self) -> None:
        super().__init__(id="hints")
        self._ends: list[tuple[int, str]] = []

    def show_bindings(self, bindings: Sequence[BindingType]) -> None:
        """Show these bindings, the first ones first."""
        parts: list[tuple[str, str]] = [(" ", "")]
        self._ends, at = [], 1
        for binding in bindings:
            if not isinstance(binding, Binding) or not binding.show:
                continue
            key, words = binding.key_display or binding.key.partition(",")[0], f" {binding.description}   "
            parts += [(key, "strong"), (words, "quiet")]
            at += cell_len(key) + cell_len(words)
            self._ends.append((at, binding.action))
        self.show(parts)

    async def on_click(self, event: events.Click) -> None:
        """Do what the clicked hint says."""
        for end, action in self._ends:
            if event.x < end:
                await self.screen.run_action(action)
                return
