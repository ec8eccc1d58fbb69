"""What the policy says that no clock reckons with: who may read what, how records go on, what supervision is for."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding

from models.policy import Pack
from models.policy.relations import PLACES
from tui.screens.dialog import Dialog
from tui.widgets.rows import Row, Rows


class PolicySaysScreen(Dialog[None]):
    """Every provision of the pack, by where it bears, with its ID and heading."""

    BINDINGS = [Binding("escape,q", "close", "close", key_display="Esc")]
    AUTO_FOCUS = "Rows"
    DEFAULT_CSS = """
    PolicySaysScreen > #box { width: 104; height: 90%; }
    PolicySaysScreen Rows { background: $surface; }
    """

    def __init__(self, pack: Pack) -> None:
        super().__init__("What the policy says beside its dates, in our words")
        self._pack = pack

    def body(self) -> ComposeResult:
        """The list."""
        yield Rows((0,), id="says")

    async def begin(self) -> None:
        """Show it."""
        self.query_one(Rows).show(says_rows(self._pack))

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)


def says_rows(pack: Pack) -> list[Row]:
    """Return every provision below the place where it bears."""
    rows: list[Row] = []
    for place, title in PLACES.items():
        found = pack.provisions_at(place)
        if found:
            rows.append(Row((title,), kind="heading"))
            rows += [Row((f"{one.says} ({one.id}, {one.heading})",)) for one in found]
    return rows
