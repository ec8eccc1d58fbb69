"""?: why a date is what it is, as text that can be read, copied and kept."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding

from models.reading.due import DueLine
from tui.files_out import ask_file, copy_out
from tui.screens.dialog import Dialog
from tui.widgets.rows import Row, Rows


class WhyScreen(Dialog[None]):
    """The reasons behind one due thing after the other."""

    BINDINGS = [
        Binding("c", "copy", "copy", tooltip="Send the text to the terminal's clipboard"),
        Binding("w", "write", "write to a file", tooltip="Write the text into a file"),
        Binding("tab,right,n", "next(1)", "next", key_display="Tab", tooltip="The next due thing here"),
        Binding("shift+tab,left", "next(-1)", "The one before", show=False),
        Binding("escape,question_mark,q", "close", "close", key_display="Esc"),
    ]
    AUTO_FOCUS = "Rows"
    DEFAULT_CSS = """
    WhyScreen > #box { width: 104; height: 90%; }
    WhyScreen Rows { background: $surface; }
    """

    def __init__(self, lines: Sequence[DueLine], *, private: bool = False) -> None:
        """``lines`` are explained one at a time, the first one first."""
        of = f" (1 of {len(lines)}; Tab shows the next)" if len(lines) > 1 else ""
        super().__init__(f"Why this date{of}")
        self._lines = tuple(lines)
        self._private = private
        self._at = 0

    def body(self) -> ComposeResult:
        """The text."""
        yield Rows((0,), id="why")

    async def begin(self) -> None:
        """Explain the first."""
        self._show()

    def hinted(self) -> list[Binding]:
        """Return the keys that do something here."""
        return [one for one in self.BINDINGS if len(self._lines) > 1 or one.description != "next"]

    @property
    def text(self) -> str:
        """The text as it is copied and written."""
        return f"{self._lines[self._at].explain(private=self._private)}\n"

    def _show(self) -> None:
        first, *rest = self.text.splitlines()
        rows = [Row((first,), kind="warn" if self._lines[self._at].is_late else ""), Row(("",))]
        self.query_one(Rows).show([*rows, *(Row((line,), kind=_kind(line)) for line in rest)])

    def action_next(self, by: int) -> None:
        """Explain the next due thing."""
        self._at = (self._at + by) % len(self._lines)
        self._show()

    def action_copy(self) -> None:
        """Send the text to the terminal, which may or may not take it."""
        copy_out(self.program, self.text)

    def action_write(self) -> None:
        """Ask for a file and write the text there."""
        ask_file(self.program, "Write the explanation", "why.txt", self.text.encode())

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)


def _kind(line: str) -> str:
    return "note" if line.startswith(("Reading ", "Also ran: ")) else ""
