"""Dialogs about secrets: choosing a passphrase, and showing a recovery key that is typed back."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input

from forms.strength import strength
from models.store.recovery import from_text
from tui.screens.dialog import Dialog
from tui.widgets.hints import Hints
from tui.widgets.line import Line

_STYLE = """
{name} > Vertical {{ width: 74; height: auto; padding: 1 2; }}
{name} Input {{ padding: 0 1; margin: 0 0 1 0; background: $panel; }}
{name} Line {{ width: 100%; }}
"""


class PassphraseDialog(Dialog[str | None]):
    """Asks for a new passphrase twice and shows its strength; gives it back, or None."""

    BINDINGS = [
        Binding("enter", "none", "next", key_display="Enter"),
        Binding("escape", "leave", "leave it as it is", key_display="Esc"),
    ]
    AUTO_FOCUS = "#first"
    DEFAULT_CSS = _STYLE.format(name="PassphraseDialog")

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title

    def compose(self) -> ComposeResult:
        """Two fields, the strength between them, and what is wrong."""
        with Vertical():
            yield Line(id="title")
            yield Line(id="advice")
            yield Input(password=True, id="first", compact=True)
            yield Line(id="strength")
            yield Input(password=True, id="again", placeholder="the same again", compact=True)
            yield Line(id="said")
        yield Hints()

    def on_mount(self) -> None:
        """Show the words."""
        self.query_one(Hints).show_bindings(self.BINDINGS)
        self.query_one("#title", Line).show([(self._title, "strong")])
        self.query_one("#advice", Line).show(
            [("Four or five unrelated words are strong and easy to type.", "quiet")]
        )

    def action_none(self) -> None:
        """The fields take Enter; this is their hint."""

    def action_leave(self) -> None:
        """Leave without a passphrase."""
        self.dismiss(None)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show how strong it is; nothing is forbidden."""
        if event.input.id == "first":
            words = strength(event.value)
            self.query_one("#strength", Line).show([(words, "strong")] if words else "")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on to the second field, then compare."""
        first, again = self.query_one("#first", Input), self.query_one("#again", Input)
        said = self.query_one("#said", Line)
        if not first.value:
            said.show([("An empty passphrase protects nothing. Type one.", "warn")])
        elif event.input is first:
            again.focus()
        elif first.value != again.value:
            again.value = ""
            said.show([("The two are not the same. Type the second again.", "warn")])
        else:
            self.dismiss(first.value)


class RecoveryDialog(Dialog[bool]):
    """Shows a recovery key once, and has it typed back, so that it is surely written down."""

    BINDINGS = [
        Binding("enter", "none", "compare", key_display="Enter"),
        Binding("escape", "later", "I have it, skip typing it back", key_display="Esc"),
    ]
    AUTO_FOCUS = "Input"
    DEFAULT_CSS = (
        _STYLE.format(name="RecoveryDialog") + "RecoveryDialog #key { margin: 1 0; text-align: center; }"
    )

    def __init__(self, key: str, skip: str = "I have it, skip typing it back") -> None:
        """``skip`` says what Esc does here."""
        super().__init__()
        self._key = key
        self._skip = skip

    def compose(self) -> ComposeResult:
        """The key, what it is for, and the field."""
        with Vertical():
            yield Line(id="title")
            yield Line(id="advice")
            yield Line(id="key")
            yield Input(placeholder="type it back here", compact=True)
            yield Line(id="said")
        yield Hints()

    def on_mount(self) -> None:
        """Show the key."""
        compare = Binding("enter", "none", "compare", key_display="Enter")
        later = Binding("escape", "later", self._skip, key_display="Esc")
        self.query_one(Hints).show_bindings([compare, later])
        self.query_one("#title", Line).show([("Your recovery key. It is shown this once.", "strong")])
        self.query_one("#advice", Line).show(
            [
                (
                    "Write it on paper, keep it locked away: it opens the store if the passphrase is lost.",
                    "quiet",
                )
            ]
        )
        self.query_one("#key", Line).show([(self._key, "mark")])

    def action_none(self) -> None:
        """The field takes Enter; this is its hint."""

    def action_later(self) -> None:
        """Leave it at having been shown."""
        self.dismiss(False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Compare what was typed with the key."""
        try:
            same = from_text(event.value) == from_text(self._key)
            wrong = "" if same else "That is a recovery key, but not this one. Compare the groups."
        except ValueError as mistake:
            same, wrong = False, f"Not yet: {mistake}."
        if same:
            self.dismiss(True)
        else:
            self.query_one("#said", Line).show([(wrong, "warn")])
