"""What verifying a document found, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll

from tui.screens.dialog import Dialog
from tui.widgets.words import Words


class VerdictDialog(Dialog[None]):
    """Shows a verdict, the words that differ among it; Esc closes it."""

    BINDINGS = [Binding("escape,enter", "leave", "close", key_display="Esc")]
    DEFAULT_CSS = """
    VerdictDialog > #box { width: 96; }
    VerdictDialog VerticalScroll { height: auto; max-height: 20; }
    """

    def __init__(self, *, good: bool, sentences: Sequence[str], title: str = "") -> None:
        super().__init__(title or ("As it was sealed" if good else "Not as it was sealed"))
        self._sentences = sentences
        self._good = good

    def body(self) -> ComposeResult:
        """The sentences, the verdict first."""
        first, *rest = self._sentences
        with VerticalScroll():
            yield Words((first, "strong" if self._good else "warn"), *((each, "") for each in rest))

    async def action_leave(self) -> None:
        """Close it; also where projector mode begins."""
        self.dismiss(None)
