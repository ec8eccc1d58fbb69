"""One of two lists beside each other: only the one the keys go to shows a cursor that stands out."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip

from tui.drawing import fit
from tui.widgets.rows import Rows


class Pane(Rows):
    """A list that can be the other one: its cursor is marked then, but not as where the keys go."""

    DEFAULT_CSS = "Pane { width: 1fr; height: 1fr; }"
    is_active = False

    def activate(self, *, active: bool) -> None:
        """Have the keys, or let the other list have them."""
        self.set_class(active, "first")  # where a question's end puts the focus back
        if active != self.is_active:
            self.is_active = active
            self.show_again()
        if active:
            self.focus()

    def _line(self, text: str, row: int, width: int) -> Strip:
        if self.is_active or row != self._cursor or self._rows[row].ref is None:
            return super()._line(text, row, width)
        return self.strip([Segment(fit(f"·{text}", width), self.ink("marked"))], width)
