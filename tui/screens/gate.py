"""A gate of the policy: what it asks for, what is there, and going on with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.geometry import Size

from forms.entry import EntryForm, Field
from tui.screens.kept_form import KeptForm
from tui.widgets.words import Words

REASON = "reason"


class GateDialog(KeptForm):
    """Gives back the reason with which the gate was passed, under ``reason``, or None if the person went back."""

    BINDINGS = [
        Binding("enter", "none", "go on with this reason", key_display="Enter"),
        Binding("escape", "leave", "go back", key_display="Esc"),
        Binding("pagedown", "turn(1)", "more", key_display="PgDn", tooltip="More of what the policy wants"),
        Binding("pageup", "turn(-1)", "before", show=False),
        Binding("f9", "afresh", "afresh", key_display="F9", tooltip="Throw away what was typed, begin again"),
    ]
    DEFAULT_CSS = """
    GateDialog #gate { height: auto; margin: 0 0 1 0; }
    """

    def __init__(self, title: str, said: Sequence[str], about: int) -> None:
        """``said`` is what the policy wants and what is there, a sentence each; ``about`` the work it is about."""
        super().__init__(EntryForm(f"gate:{about}", title, (Field(REASON, "Why go on", required=True),)))
        self._said = said

    def body(self) -> ComposeResult:
        """What the policy wants, what is there, and the reason."""
        with VerticalScroll(id="gate", can_focus=False):
            yield Words(*((sentence, "") for sentence in self._said), id="policy")
        yield Words(("The reason is recorded, and quality assurance sees it.", "quiet"))
        yield from super().body()

    def _fit_into(self, size: Size) -> None:
        """Leave room for the reason and the keys below what the policy wants."""
        super()._fit_into(size)
        self.query_one("#gate").styles.max_height = max(2, size.height - 15)

    def action_turn(self, by: int) -> None:
        """Turn what the policy wants by a page, where it is longer than there is room."""
        gate = self.query_one("#gate")
        gate.scroll_relative(y=by * max(1, gate.size.height - 1), animate=False)

    def action_save(self) -> None:
        """Go on, if there is a reason."""
        if self.field(REASON).value.strip():
            super().action_save()
        else:
            self.say(("A reason is needed to go on; Esc goes back.", "warn"))

    def finish(self, values: dict[str, Any]) -> None:
        """Give the reason back, kept until the change that it belongs to has it."""
        self.run_worker(self._give_back(values))

    async def _give_back(self, values: dict[str, Any]) -> None:
        with self.program.keys.held():
            await self.keep_draft()
            self.dismiss(values)
