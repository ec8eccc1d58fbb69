"""Complete: what is missing with the rule that wants it, and going on with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from tui.screens.kept_form import KeptForm
from tui.widgets.words import Words

if TYPE_CHECKING:
    from tui.record.completing import Completing


class CompleteDialog(KeptForm):
    """Gives back what was answered by field, or None if the person went back."""

    DEFAULT_CSS = """
    CompleteDialog #missing { height: auto; max-height: 14; margin: 0 0 1 0; }
    """

    def __init__(self, completing: Completing) -> None:
        super().__init__(completing.form())
        self._completing = completing

    def body(self) -> ComposeResult:
        """What is missing, then the fields."""
        with VerticalScroll(id="missing", can_focus=False):
            yield Words(*self._completing.paragraphs())
        yield from super().body()
