"""The floor: a Textual app with one text, painted anew at each key. What it costs, Textual costs."""

import sys

from textual.app import App, ComposeResult
from textual.events import Key
from textual.widgets import Static


class Bare(App[None]):
    """One Static that counts keys."""

    def compose(self) -> ComposeResult:
        """One text."""
        self.count = 0
        yield Static("Bare 0")

    def on_key(self, event: Key) -> None:
        """Count the key and paint the text anew."""
        self.count += 1
        self.query_one(Static).update(f"Bare {self.count} {event.key}")


if __name__ == "__main__":
    app = Bare()
    app.run()
    sys.exit(app.return_code or 0)
