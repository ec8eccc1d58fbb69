"""A question that is answered with yes or no before something is done."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding

from tui.screens.dialog import Dialog
from tui.widgets.words import Words


class SureDialog(Dialog[bool]):
    """Gives back whether to go on: Enter does, Esc leaves things as they are."""

    BINDINGS = [
        Binding("enter", "go_on", "go on", key_display="Enter"),
        Binding("escape", "go_back", "leave it", key_display="Esc"),
    ]

    def __init__(self, title: str, said: Sequence[str]) -> None:
        """``said`` is what going on means, a sentence each."""
        super().__init__(title)
        self._sentences = said

    def body(self) -> ComposeResult:
        """What going on means."""
        yield Words(*((sentence, "") for sentence in self._sentences))

    def action_go_on(self) -> None:
        """Go on."""
        self.dismiss(True)

    def action_go_back(self) -> None:
        """Leave things as they are."""
        self.dismiss(False)
