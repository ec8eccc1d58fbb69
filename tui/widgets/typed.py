"""A field for words: what is pasted or filled into it can move neither the cursor nor the line."""

from __future__ import annotations

from textual import events
from textual.widgets import Input

from tui.drawing import plain


class Typed(Input):
    """An input that holds drawable text only. Secrets have Textual's own: nothing of them is ever changed."""

    def __init__(
        self,
        value: str = "",
        placeholder: str = "",
        *,
        id: str | None = None,  # noqa: A002
        select_on_focus: bool = False,
    ) -> None:
        super().__init__(plain(value), placeholder, id=id, select_on_focus=select_on_focus, compact=True)

    def update_node_styles(self, animate: bool = True) -> None:
        """Have styles worked out where the field stands somewhere; they are anyway when it is put there."""
        if self.is_attached:
            super().update_node_styles(animate)

    def validate_value(self, value: str) -> str:
        """Leave out what would turn the line round or reach the terminal."""
        return plain(value)

    def _on_paste(self, event: events.Paste) -> None:
        """Take every line of a paste, one behind the other: Textual's own field takes the first and drops the rest."""
        event.stop()
        event.prevent_default()
        if line := " ".join(part for part in event.text.splitlines() if part.strip()):
            self.replace(line, *self.selection)
