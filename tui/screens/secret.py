"""Dialogs about secrets: choosing a passphrase, and showing a recovery key that is typed back."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.command import CommandPalette
from textual.widgets import Input

from forms.strength import is_weak, strength
from models.store.recovery import from_text
from tui.screens.dialog import Dialog, T
from tui.screens.help import HelpScreen
from tui.widgets.line import Line
from tui.widgets.words import Words

_BETTER = "Go back with Shift+Tab and type a longer one, or Enter again takes it all the same."


class SecretDialog(Dialog[T]):
    """A dialog about a secret, which is left where the person goes on to something else.

    Its field would swallow the next keys where nobody sees them. Help, the palette and the lock are only in
    between; in the first run (``gives_way`` false) there is nothing else to go to.
    """

    BINDINGS: ClassVar[list[Binding]] = []

    def __init__(self, title: str, *, gives_way: bool = False) -> None:
        super().__init__(title)
        self._gives_way = gives_way
        self._is_passed_over = False

    def on_screen_suspend(self) -> None:
        """Remember that another page or dialog was opened."""
        over, mode = self.app.screen, self.app.current_mode
        if self._gives_way and mode != "locked" and not isinstance(over, CommandPalette | HelpScreen):
            self._is_passed_over = True

    def on_screen_resume(self) -> None:
        """Go: whoever comes back to what lies beneath did not come back to this."""
        if self._is_passed_over:
            self.dismiss(None)


class PassphraseDialog(SecretDialog[str | None]):
    """Asks for a new passphrase twice and shows its strength; gives it back, or None.

    A weak one is asked about once more, and taken if that is meant.
    """

    BINDINGS = [
        Binding("enter", "none", "next", key_display="Enter"),
        Binding("escape", "leave", "back", key_display="Esc"),
    ]
    AUTO_FOCUS = "#first"
    DEFAULT_CSS = """
    PassphraseDialog Input { margin: 1 0 0 0; }
    """

    def __init__(self, title: str, *, gives_way: bool = False) -> None:
        super().__init__(title, gives_way=gives_way)
        self._asked = ""

    def body(self) -> ComposeResult:
        """Two fields, the strength between them, and what is wrong."""
        yield Words(("Four or five unrelated words are strong and easy to type.", "quiet"))
        yield Input(password=True, id="first", compact=True)
        yield Line(id="strength")
        yield Input(password=True, id="again", placeholder="the same again", compact=True)
        yield Words(id="said")

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
        said = self.query_one("#said", Words)
        if not first.value:
            said.say(("An empty passphrase protects nothing. Type one.", "warn"))
        elif event.input is first:
            again.focus()
        elif first.value != again.value:
            again.value = ""
            said.say(("The two are not the same. Type the second again.", "warn"))
        elif is_weak(first.value) and self._asked != first.value:
            self._asked = first.value
            said.say((f"This one is {strength(first.value)}. {_BETTER}", "warn"))
        else:
            self.dismiss(first.value)


class RecoveryDialog(SecretDialog[bool]):
    """Shows a recovery key once, and has it typed back, so that it is surely written down."""

    BINDINGS = [
        Binding("enter", "none", "compare", key_display="Enter"),
        Binding("escape", "later", "without typing it back", key_display="Esc"),
    ]
    AUTO_FOCUS = "Input"
    DEFAULT_CSS = """
    RecoveryDialog #key { margin: 1 0; }
    """

    def __init__(self, key: str, later: str, *, gives_way: bool = False) -> None:
        """``later`` says what it means not to type it back; Esc has to be pressed twice for that."""
        super().__init__("Your recovery key. It is shown this once.", gives_way=gives_way)
        self._key = key
        self._later = later
        self._warned = False

    def body(self) -> ComposeResult:
        """The key, what it is for, and the field."""
        yield Words(
            (
                "Write it on paper and keep it locked away: it opens the store if the passphrase is lost. "
                "Then type it back, to be sure.",
                "quiet",
            )
        )
        yield Words((self._key, "strong"), id="key")
        yield Input(placeholder="type it back here; capitals and dashes do not matter", compact=True)
        yield Words(id="said")

    def action_later(self) -> None:
        """Leave it at having been shown, once that was meant."""
        if self._warned:
            self.dismiss(False)
            return
        self._warned = True
        self._say(f"{self._later} Esc again goes on without.")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Whoever types it back does not mean to leave."""
        self._warned = False

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
            self._say(wrong)

    def _say(self, words: str) -> None:
        self.query_one("#said", Words).say((words, "warn"))
