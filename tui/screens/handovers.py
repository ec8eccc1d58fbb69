"""Handovers: those that are open, and those that were."""

from __future__ import annotations

from textual.binding import Binding

from models.dates import show
from models.reading.handover.reading import HandoverLine, read_handovers
from models.words import said_name
from tui.handing_over import beginning
from tui.screens.base import BACK, UNDO
from tui.screens.kept_room import KeptRoom
from tui.screens.list_page import ListPage
from tui.widgets.rows import Row, Rows

HEADS = ("Whose", "What", "To", "Made", "Acknowledged")


class HandoversScreen(ListPage, KeptRoom):
    """A line a handover; Enter opens it, a begins one."""

    NAME = "Handovers"
    BINDINGS = [
        BACK,
        Binding("enter", "none", "open", key_display="Enter"),
        Binding("a", "add", "hand over", tooltip="Begin a handover: someone's supervision, or their work"),
        UNDO,
    ]

    LEADS_TO = ("tui.screens.handover",)

    def __init__(self, begin_with: str | None = None) -> None:
        """``begin_with`` begins one at once: of the practitioner with this number, or of whoever is chosen."""
        super().__init__(Rows((26, 16, 26, 16, 0), id="handovers", empty="None yet. a begins one."))
        self._begin_with = begin_with
        self._lines: list[HandoverLine] = []

    def turn_to(self, begin_with: str | None) -> None:
        """Begin a handover at the next showing, where that is asked for."""
        self._begin_with = begin_with

    async def begin(self) -> None:
        """Let the rows have the keys; begin a handover at once where that was asked for."""
        await super().begin()
        self._begin_if_asked()

    async def on_screen_resume(self) -> None:
        """Begin a handover where that was asked for when the list was gone to again."""
        if self._seen is not None:
            self._begin_if_asked()

    def _begin_if_asked(self) -> None:
        number, self._begin_with = self._begin_with, None
        if number is not None:
            self.call_after_refresh(self._add, number)

    async def make_ahead(self) -> None:
        """Make the page of the handover under the cursor."""
        if isinstance(self._rows.ref, int):
            await self.program.make_handover(self._rows.ref)

    async def read_page(self) -> None:
        """Read them again."""
        self._lines = await self.desk.read(read_handovers)

    def page_rows(self) -> list[Row]:
        """Those that are open, then those that were."""
        open_ones = [one for one in self._lines if one.closed_on is None]
        closed = [one for one in self._lines if one.closed_on is not None]
        rows = [Row(HEADS, kind="columns"), Row((f"Open {len(open_ones)}",), kind="heading")]
        rows += [self._row(one) for one in open_ones] or [Row(("None is open. a begins one.",), kind="note")]
        if closed:
            rows.append(Row((f"Closed {len(closed)}",), kind="heading"))
            rows += [self._row(one) for one in closed]
        return rows

    def _row(self, one: HandoverLine) -> Row:
        private = self.program.private
        what = "supervision" if one.kind == "supervisor" else "work"
        done = one.said_acknowledged.replace(" acknowledged", "")
        if one.closed_on is not None:
            done = f"{done}, closed {show(one.closed_on)}"
        cells = (
            said_name(one.practitioner, private=private),
            what,
            said_name(one.to, private=private),
            show(one.made_on),
            done,
        )
        return Row(cells, one.id, "quiet" if one.closed_on else "")

    # -- keys ------------------------------------------------------------------------------------

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Open the handover."""
        self.program.open_handover(event.ref)

    async def action_add(self) -> None:
        """Begin a handover, then open it."""
        await self._add("")

    async def _add(self, number: str) -> None:
        due = await self.program.dues.fresh()
        self.ask(beginning(await self.lists(), due, number), self.program.open_handover)
