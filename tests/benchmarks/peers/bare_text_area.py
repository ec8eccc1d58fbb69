"""The floor of typing: a Textual app with one TextArea that holds 10,000 characters, the cursor at its end."""

import sys

from textual.app import App, ComposeResult
from textual.widgets import TextArea

TEXT = ("He said that the mornings are better now, and that the bus is not the reason. " * 130)[:10_000]


class Bare(App[None]):
    """One TextArea."""

    def compose(self) -> ComposeResult:
        """A long text."""
        yield TextArea(TEXT, soft_wrap=True)

    def on_mount(self) -> None:
        """Stand at the end of the text."""
        area = self.query_one(TextArea)
        area.focus()
        area.move_cursor(area.document.end)


if __name__ == "__main__":
    app = Bare()
    app.run()
    sys.exit(app.return_code or 0)
