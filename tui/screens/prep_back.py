"""A prep sheet that came back: what it would bring, and its words that have no place, before anything is taken in."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll

from tui.screens.dialog import Dialog
from tui.widgets.words import Words


class PrepBackDialog(Dialog[str]):
    """Gives back how to take a sheet in: ``places`` what has a place, ``all`` the rest too; empty leaves it."""

    BINDINGS = [
        Binding("enter", "take('places')", "take it in", key_display="Enter"),
        Binding(
            "a", "take('all')", "the rest too", tooltip="The words without a place too, as one item of theirs"
        ),
        Binding("escape", "take('')", "leave it", key_display="Esc"),
    ]
    DEFAULT_CSS = """
    PrepBackDialog > #box { width: 96; }
    PrepBackDialog VerticalScroll { height: auto; max-height: 24; }
    """

    def __init__(self, said: Sequence[str], rest: Sequence[str], warning: str = "") -> None:
        """``said`` is what it brings, ``rest`` the words without a place, ``warning`` what to know before all."""
        super().__init__("A prep sheet that came back")
        self._sentences, self._rest, self._warning = said, rest, warning

    def body(self) -> ComposeResult:
        """What it brings; then what has no place, and how it is kept."""
        with VerticalScroll():
            if self._warning:
                yield Words((self._warning, "warn"))
            yield Words(*((sentence, "") for sentence in self._sentences))
            if self._rest:
                yield Words(
                    ("", ""),
                    ("In no place of the sheet. a puts these on the agenda as one item of theirs:", "warn"),
                    *((line, "") for words in self._rest for line in words.split("\n")),
                )

    def hinted(self) -> list[Binding]:
        """Return the keys, that for the rest only where there is one."""
        return [one for one in super().hinted() if self._rest or one.key != "a"]

    def action_take(self, how: str) -> None:
        """Say how to take it in; the rest only where there is one."""
        if self._rest or how != "all":
            self.dismiss(how)
