"""A gate of the policy: what it asks for, what is there, and going on with a reason."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input

from models.words import clean_line
from tui.screens.dialog import Dialog
from tui.widgets.line import Line
from tui.widgets.typed import Typed
from tui.widgets.words import Words


class GateDialog(Dialog[str | None]):
    """Gives back the reason with which the gate was passed, or None if the person went back."""

    BINDINGS = [
        Binding("enter", "none", "go on with this reason", key_display="Enter"),
        Binding("escape", "go_back", "go back", key_display="Esc"),
    ]
    AUTO_FOCUS = "Input"
    DEFAULT_CSS = """
    GateDialog #policy { margin: 0 0 1 0; }
    """

    def __init__(self, title: str, said: Sequence[str]) -> None:
        """``said`` is what the policy wants and what is there, a sentence each."""
        super().__init__(title)
        self._said = said

    def body(self) -> ComposeResult:
        """What the policy wants, what is there, and the reason."""
        yield Words(*((sentence, "") for sentence in self._said), id="policy")
        yield Words(("Why go on? It is recorded, and quality assurance sees it.", "quiet"))
        yield Typed()
        yield Line(id="said")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on, if there is a reason."""
        reason = clean_line(event.value)
        if reason:
            self.dismiss(reason)
        else:
            self.query_one("#said", Line).show([("A reason is needed to go on; Esc goes back.", "warn")])

    def action_go_back(self) -> None:
        """Leave things as they are."""
        self.dismiss(None)
