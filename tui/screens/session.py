"""One supervision: planned, held with the children discussed ticked, written up, moved, cancelled, put right."""

from __future__ import annotations

from textual.binding import Binding

from models.changes import rearranging
from models.dates import counted, show
from models.reading.sessions import SessionPage
from tui import booking, keeping
from tui.by_hand import Entry
from tui.correcting import correct_held
from tui.screens.base import BACK, UNDO
from tui.screens.due_room import EXPLAIN
from tui.screens.entry import EntryScreen
from tui.screens.rearranging import RearrangingScreen
from tui.session_page import ChildRef, title_of
from tui.session_room import SessionRoom


class SessionScreen(SessionRoom):
    """A session's page. What is ticked on it is kept until the session is recorded as held."""

    BINDINGS = [
        BACK,
        Binding("space", "tick", "tick", key_display="Space", tooltip="Tick a child as discussed"),
        Binding("r", "run", "run", tooltip="Run the session: its agenda item by item, the record beside"),
        Binding(
            "b", "build", "its agenda", tooltip="Build its agenda: what could be on it, against the time"
        ),
        Binding("h", "hold", "held", tooltip="Record it as held, with those ticked as discussed"),
        Binding("f", "record", "its record", tooltip="Write its record, or open the one there is"),
        Binding("w", "write_up", "written up", tooltip="The day its record was written"),
        Binding("g", "agree", "agreed", tooltip="The day the supervisee agreed the record"),
        Binding("s", "sign", "signed", tooltip="The day the record was signed"),
        Binding("a", "add", "add a child", tooltip="Put a child on the list, or add one who was discussed"),
        Binding("x", "take_off", "take off", tooltip="Take a child off the list"),
        Binding("t", "tick_all", "tick all", tooltip="Tick everyone on the list"),
        Binding("m", "move", "move", tooltip="Move it to another day"),
        Binding("c", "cancel", "cancel", tooltip="Cancel it, with or without a new day"),
        Binding("p", "again", "another", tooltip="Plan another in its place"),
        Binding("k", "criterion", "picked by", tooltip="What a child was picked by, where work is sampled"),
        Binding("z", "draw", "draw", tooltip="Draw families at random, where work is sampled"),
        Binding("e", "correct", "correct", tooltip="Correct the day, or the child under the cursor"),
        Binding("r", "take_back", "take back", tooltip="It was not held, or not cancelled, after all"),
        Binding("enter", "none", "open the child", key_display="Enter"),
        EXPLAIN,
        UNDO,
    ]
    STATES = {
        "planned": {
            "run",
            "build",
            "tick",
            "hold",
            "add",
            "take_off",
            "tick_all",
            "move",
            "cancel",
            "criterion",
            "draw",
        },
        "held": {"write_up", "agree", "sign", "add", "correct", "take_back"},
        "cancelled": {"again", "take_back"},
    }

    def action_build(self) -> None:
        """Open its agenda."""
        if self._is("planned"):
            self.program.open_agenda(self._session_id)

    async def action_record(self) -> None:
        """Open the record of this session, or begin it."""
        from tui.record.beginning import record_of_session

        await record_of_session(self.program, self._session_id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let ``r`` run a session that is planned, and take back that one was held or cancelled."""
        if action in ("run", "take_back"):
            return (action == "run") is self._is("planned")
        return True

    async def action_run(self) -> None:
        """Run the session, or go on with it."""
        await self.program.run_session([self._session_id])

    def hinted(self) -> list[Binding]:
        """Return the keys that do something in the state the session is in."""
        page = self._page
        elsewhere = {name for names in self.STATES.values() for name in names}
        here = self.STATES[page.state] if page is not None else set()
        return [one for one in super().hinted() if one.action not in elsewhere - here]

    # -- the session -----------------------------------------------------------------------------

    async def action_hold(self) -> None:
        """Record it as held, with those ticked as discussed."""
        if self._page is None or not self._is("planned"):
            return
        count = counted(len(self._ticked), "child", "children")
        note = (
            f"{count} ticked as discussed." if self._ticked else "Nobody is ticked: no child was discussed."
        )
        entry = keeping.hold(
            self._page,
            self.desk.today,
            sorted(self._ticked),
            {child: words for child, words in self._criteria.items() if child in self._ticked},
            self._key,
            note,
        )
        await self._ask(entry)

    async def action_write_up(self) -> None:
        """Record when it was written up."""
        if self._page is not None and self._is("held"):
            await self._ask(keeping.written_up(self._page, self.desk.today))

    async def action_agree(self) -> None:
        """Record when the record was agreed."""
        if self._page is not None and self._is("held"):
            await self._ask(keeping.agreed(self._page, self.desk.today))

    async def action_sign(self) -> None:
        """Record when the record was signed."""
        if self._page is not None and self._is("held"):
            await self._ask(keeping.signed(self._page, self.desk.today))

    async def action_correct(self) -> None:
        """Put right which child was discussed, with the cursor on one; else the day it was held."""
        ref = self._rows.ref
        if self._page is not None and self._is("held"):
            child = ref.child_id if isinstance(ref, ChildRef) else None
            await self._ask(await correct_held(self.desk, self._page, child))

    async def action_take_back(self) -> None:
        """Take back that it was held, or that it was cancelled."""
        session_id = self._session_id
        if self._page is not None and self._is("held"):
            await self._ask(keeping.take_back(self._page))
        elif self._is("cancelled"):
            await self.make(lambda change: rearranging.reinstate_supervision(change, session_id))

    async def action_move(self) -> None:
        """Move it to another day."""
        if self._page is not None and self._is("planned"):
            to = await booking.slot(self.desk, self._page)
            self._rearrange(booking.move(self._page, self.desk.pack, self._titled("Move", self._page), to))

    async def action_cancel(self) -> None:
        """Cancel it."""
        if self._page is not None and self._is("planned"):
            to = await booking.slot(self.desk, self._page)
            self._rearrange(
                booking.cancel(self._page, self.desk.pack, self._titled("Cancel", self._page), to)
            )

    async def action_again(self) -> None:
        """Plan another in the place of a cancelled one."""
        if self._page is not None and self._is("cancelled"):
            entry = await booking.replace(self.desk, self._page, self._titled("In place of", self._page))
            self._rearrange(entry)

    def _titled(self, word: str, page: SessionPage) -> str:
        what = title_of(page, self.desk.pack, private=self.program.private)
        return f"{word}: {what}, {show(page.day)}"

    def _rearrange(self, entry: Entry) -> None:
        self.program.push_screen(RearrangingScreen(entry, self._session_id), self._done)

    async def _ask(self, entry: Entry) -> None:
        self.program.push_screen(EntryScreen(*entry), self._done)

    # -- going about -----------------------------------------------------------------------------
