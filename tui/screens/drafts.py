"""Two texts of one record: what differs, field by field, to take the other one or to let it go."""

from __future__ import annotations

from collections.abc import Sequence

from textual.binding import Binding

from forms.answers.differences import Change
from models.dates import counted
from tui.screens.list_room import ListRoom
from tui.widgets.rows import Row, Rows

Found = tuple[int, str, list[Change]]


class DraftsScreen(ListRoom):
    """Gives back ``("take", id)``, ``("drop", id)`` or None; the id 0 is the record itself."""

    NAME = "Other drafts"
    BINDINGS = [
        Binding("enter", "take", "take this text", key_display="Enter"),
        Binding("x", "drop", "let this one go"),
        Binding("escape", "back", "back, keep both", key_display="Esc"),
    ]

    def __init__(self, found: Sequence[Found]) -> None:
        super().__init__(Rows((26, 0), id="drafts", empty="There is no other draft any more."))
        self._found = found

    async def begin(self) -> None:
        """Show what differs."""
        rows: list[Row] = []
        for draft_id, title, changes in self._found:
            rows.append(Row((title, counted(len(changes), "difference")), draft_id, ""))
            for one in changes:
                rows.append(Row((one.label,), kind="heading"))
                for mark, text in (("now", one.was), ("there", one.now)):
                    rows += [
                        Row((f"  {mark}: {line}",), kind="quiet") for line in (text or "nothing").split("\n")
                    ]
        self._rows.show(rows)
        await super().begin()

    def action_take(self) -> None:
        """Take the text under the cursor."""
        if self._rows.ref is not None:
            self.dismiss(("take", self._rows.ref))

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Take the text under the cursor."""
        self.dismiss(("take", event.ref))

    def action_drop(self) -> None:
        """Let the draft under the cursor go; the record itself stays."""
        if self._rows.ref:
            self.dismiss(("drop", self._rows.ref))
        else:
            self.say("That is the record itself: it stays.")
