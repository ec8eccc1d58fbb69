"""A gate of the policy: what it asks for, what is there, and going on with a reason."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input, Static

from models.words import clean_line
from tui.screens.dialog import Dialog
from tui.widgets.hints import Hints
from tui.widgets.line import Line


class GateDialog(Dialog[str | None]):
    """Gives back the reason with which the gate was passed, or None if the person went back."""

    BINDINGS = [
        Binding("enter", "none", "go on with this reason", key_display="Enter"),
        Binding("escape", "go_back", "go back", key_display="Esc"),
    ]
    AUTO_FOCUS = "Input"
    DEFAULT_CSS = """
    GateDialog > Vertical { width: 78; height: auto; padding: 1 2; }
    GateDialog Static { margin: 1 0; }
    GateDialog Input { padding: 0 1; background: $panel; }
    """

    def __init__(self, title: str, said: Sequence[str]) -> None:
        super().__init__()
        self._title = title
        self._said = said

    def compose(self) -> ComposeResult:
        """What the policy wants, what is there, and the reason."""
        with Vertical():
            yield Line(id="title")
            yield Static("\n".join(self._said), markup=False)
            yield Line(id="ask")
            yield Input(compact=True)
            yield Line(id="wrong")
        yield Hints()

    def on_mount(self) -> None:
        """Show the words."""
        self.query_one(Hints).show_bindings(self.BINDINGS)
        self.query_one("#title", Line).show([(self._title, "strong")])
        self.query_one("#ask", Line).show(
            [("Why go on? It is recorded, and quality assurance sees it.", "quiet")]
        )

    def action_none(self) -> None:
        """The field takes Enter; this is its hint."""

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on, if there is a reason."""
        reason = clean_line(event.value)
        if reason:
            self.dismiss(reason)
        else:
            self.query_one("#wrong", Line).show([("A reason is needed to go on; Esc goes back.", "warn")])

    def action_go_back(self) -> None:
        """Leave things as they are."""
        self.dismiss(None)
