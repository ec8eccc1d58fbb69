"""F1: every key of the screen that is shown, and those that work everywhere."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from tui.keys_said import spoken
from tui.screens.dialog import Dialog
from tui.widgets.rows import Row, Rows

ABOUT = "Footprint uses no network and no AI. What you type stays in the encrypted store on this computer."


class HelpScreen(Dialog[None]):
    """A list of keys with what they do."""

    BINDINGS = [
        Binding("down,up", "none", "line by line", key_display="↓ ↑"),
        Binding("pagedown,pageup", "none", "page by page", key_display="PgDn PgUp"),
        Binding("escape,f1,q", "close", "close", key_display="Esc"),
    ]
    AUTO_FOCUS = "Rows"
    DEFAULT_CSS = """
    HelpScreen > #box { height: 90%; }
    HelpScreen Rows { background: $surface; }
    """

    def __init__(self, title: str, here: Iterable[BindingType], everywhere: Iterable[BindingType]) -> None:
        super().__init__(f"{title}: every key")
        own = [*_rows(here)]
        told = {row.cells[0] for row in own}
        others = [row for row in _rows(everywhere) if row.cells[0] not in told]
        self._rows = [*own, Row(("Everywhere",), kind="heading"), *others]
        self._rows += [Row(("About",), kind="heading"), Row((ABOUT,))]

    def body(self) -> ComposeResult:
        """The list."""
        yield Rows((16, 0))

    async def begin(self) -> None:
        """Show the keys."""
        self.query_one(Rows).show(self._rows)

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)


def _rows(bindings: Iterable[BindingType]) -> Iterable[Row]:
    seen: set[tuple[str, str]] = set()
    together: set[str] = set()
    for binding in bindings:
        if isinstance(binding, Binding):
            words = binding.tooltip or binding.description
            key = binding.key_display or spoken(binding.key)
            if words and (key, words) not in seen and (binding.show or key not in together):
                seen.add((key, words))
                together.update(key.split() if " " in key else ())
                yield Row((key, words[:1].upper() + words[1:]))
