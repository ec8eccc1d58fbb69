"""The screen of a running sitting as it stands there: the item above, the record of its session below.

It is the form screen, turned from record to record; where the cursor stands for an item is in `tui.running.standing`,
what is said of it in `tui.running.lines`, what the keys do in `screens.running`.
"""

from __future__ import annotations

from contextlib import suppress

from sqlmodel import Session
from textual import events
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete

from forms.answers.model import Answers
from forms.records.sitting import Beginning, add_child, begin_missing
from models.errors import Refused
from models.moments import in_london
from models.reading.agenda.running import Running, read_running
from models.reading.agenda.sitting import home_of_children
from models.reading.agenda.told import ItemView
from models.reading.records import Wanted, read_record_lines
from models.session_clock import note_progress
from tui.record.keeping import Keeper
from tui.record.reading import read_state
from tui.record.state import RecordState
from tui.running import lines
from tui.running.places import record_of
from tui.running.standing import StandingScreen
from tui.running.state import RunningState, as_named
from tui.session_running import beginning
from tui.widgets.line import Line
from tui.widgets.rows import Rows

EVERY = 10
"""Seconds between two notes of the quiet clock."""
LOW = 32
"""Rows of a screen from which everything about an item is said above its record."""
_WORDS = ("stands", "last", "left", "voice")


class RunningRoom(StandingScreen, inherit_bindings=False):
    """A sitting that runs, shown: one item, and the record it is written up in."""

    NAME = "Session"
    DRAFTS_KEY = "V"
    DEFAULT_CSS = """
    RunningRoom #item { background: $panel; }
    RunningRoom.low #voice, RunningRoom.low #stands { display: none; }
    RunningRoom.narrow #beside, RunningRoom Line.empty { display: none; }
    """

    def __init__(self, supervision_id: int, record_id: int = 0) -> None:
        super().__init__(record_id)
        self.supervision_id = supervision_id
        self.records: dict[int, RecordState] = {}
        self._keepers: dict[int, Keeper] = {}
        self._above = {name: Line(id=name) for name in ("item", *_WORDS)}
        self._came_with: Answers | None = None

    def body(self) -> ComposeResult:
        """What is said of the item, then the record."""
        yield from self._above.values()
        yield from super().body()

    def dismiss(self, result: object = None) -> AwaitComplete:
        """Leave for the screen from which the session was begun."""
        from tui.session_running import leave_session

        self.program.call_later(leave_session, self.program)
        return AwaitComplete()

    # -- reading ---------------------------------------------------------------------------------

    async def _read(self) -> RecordState:
        """Read the sitting, and every record of its sessions, in one go."""
        names, today, pack, first = self.desk.pack.names, self.desk.today, self.desk.pack, self.supervision_id

        def job(session: Session) -> tuple[Running, dict[int, RecordState]]:
            told = read_running(session, pack, first, today)
            ids = [record_id for found in told.records.values() for record_id in found]
            return told, {each: read_state(session, each, names, today) for each in ids}

        told, self.records = await self.desk.read(job)
        if not self.records:
            raise Refused("None of its sessions has a record. Begin it again.")
        self.sitting = RunningState.of(as_named(told))
        self.record_id = self._record_of(self.sitting.item)
        return self.records[self.record_id]

    async def reload(self) -> None:
        """Open the sitting; once it is open, look only at what was changed around it."""
        first = not self._opened
        if not first:
            await self.reread()
        await super().reload()
        if first and self._opened:
            self._keepers[self.record_id] = self.keeper
            self.set_interval(EVERY, self.tick)
            self._came_with = self.state.answers
            self.lay()

    async def reread(self) -> None:
        """Read the sitting again: its items, where the children stand, the moves made in it."""
        pack, today, first = self.desk.pack, self.desk.today, self.supervision_id
        names, there = self.desk.pack.names, set(self.records)

        def job(session: Session) -> tuple[Running, dict[int, RecordState]]:
            told = read_running(session, pack, first, today)
            new = [each for ids in told.records.values() for each in ids if each not in there]
            return told, {each: read_state(session, each, names, today) for each in new}

        try:
            told, new = await self.desk.read(job)
        except Refused as refused:
            self.say(str(refused), wrong=True)
            return
        self.records.update(new)
        was = self.sitting.at
        self.sitting.know(as_named(told))
        left = {each for ids in told.records.values() for each in ids}
        if self.record_id not in left and left:
            await self._leave_for(min(left))
        for gone in set(self.records) - left if left else ():
            self.records.pop(gone)
            self._keepers.pop(gone, None)
        item = self.sitting.item
        if item is not None and item.id != was:
            # the one it stood at is gone: nobody types on under another's name
            await self.go_to(item)

    async def reread_around(self) -> None:
        """Read again what surrounds the record; one that was taken back with its item is left first."""
        wanted = Wanted(ids=(self.record_id,))
        if not await self.desk.read(lambda session: read_record_lines(session, wanted)):
            await self.reread()
        await super().reread_around()

    async def _leave_for(self, record_id: int) -> None:
        """Turn to another record from one that is there no more: nothing of it can be kept."""
        self.editing.hide()
        self.record_id, self.state = record_id, self.records[record_id]
        self.keeper = self._keepers.get(record_id) or Keeper(
            self, self.desk, self.state, self.gather, self._kept
        )
        self._keepers[record_id] = self.keeper

    async def reread_others(self) -> None:
        """Take in the sitting's other records as they are in the store, where they were written by something else.

        What stood on the page of one of them is then its draft, and no words are shown that no record has.
        """
        names, today = self.desk.pack.names, self.desk.today
        others = [each for each in self.records if each != self.record_id]

        def job(session: Session) -> list[RecordState]:
            return [read_state(session, each, names, today) for each in others]

        for record_id, state in zip(others, await self.desk.read(job), strict=True):
            if state.view.version != self.records[record_id].view.version:
                self.records[record_id] = state
                self._keepers.pop(record_id, None)

    async def put_child(self, child_id: int) -> ItemView | None:
        """Put a child on the agenda after the present item, with what is written about them begun; return the item.

        Raises Refused with nothing changed.
        """
        told, after = self.sitting.told, self.sitting.beside(1)
        home = home_of_children(self.desk.pack, told.sitting) or told.sitting.ids[-1]
        one = next(each for each in told.sitting.sessions if each.id == home)
        with_ = self.beginning()
        before = after.id if after is not None else None
        await self.desk.change(
            lambda change: add_child(change, told.sitting, one, child_id, with_, before=before)
        )
        await self.reread()
        return self.sitting.of_child(child_id)

    def _record_of(self, item: ItemView | None) -> int:
        """Return the record an item is written up in."""
        return record_of(self.desk.pack, self.sitting.told, self.records, item)

    async def _begun_for(self, item: ItemView) -> int:
        """Begin the record of an item that came onto the agenda while the sitting ran; return it, 0 if it can't be."""
        told = self.sitting.told
        try:
            await self.desk.change(lambda change: begin_missing(change, told.sitting, self.beginning()))
        except Refused as refused:
            self.say_here(str(refused), wrong=True)
            return 0
        await self.reread()
        return self._record_of(item)

    def beginning(self) -> Beginning:
        """Return what records of this sitting are begun with."""
        run = self.sitting.told.run
        return beginning(self.program, in_london(run.began_at).date() if run else self.desk.today)

    # -- going from item to item -----------------------------------------------------------------

    async def go_to(self, item: ItemView) -> bool:
        """Stand at an item, where it is written up; False where what is typed can't be left yet."""
        if not self.end_typing():
            return False
        self.note_written()
        number = self._record_of(item) or await self._begun_for(item)
        if not number or not await self.turn(number):
            return False
        was, self.sitting.at = self.sitting.at, item.id
        self._said = ()
        self._stand()
        self._came_with = self.state.answers
        self.lay_item(was)
        return True

    def note_written(self) -> None:
        """Remember that something was typed into the record while it stood at the item."""
        if self.sitting.at is not None and self._came_with not in (None, self.state.answers):
            self.sitting.written.add(self.sitting.at)

    async def turn(self, record_id: int) -> bool:
        """Turn to another record of the sitting, with everything typed into this one part of it."""
        if record_id == self.record_id:
            return True
        if not self.fixed and not await self.keeper.fold():
            return False
        self.record_id, self.state = record_id, self.records[record_id]
        keeper = self._keepers.get(record_id)
        if keeper is not None:
            self.keeper = keeper
            return True
        self.keeper = Keeper(self, self.desk, self.state, self.gather, self._kept)
        self._keepers[record_id] = self.keeper
        self.others.go_on()
        return True

    def _follow(self) -> None:
        """Where the cursor was walked into another child's part, the item is that child's."""
        part = self.state.here.part
        if part == self._part:
            return
        self._part = part
        child = self.state.links().get(part)
        item = self.sitting.of_child(child) if child is not None else None
        if item is not None and self.sitting.item is not None and item.child_id != self.sitting.item.child_id:
            was, self.sitting.at = self.sitting.at, item.id
            self.run_worker(self.tick(was))

    # -- the quiet clock -------------------------------------------------------------------------

    async def tick(self, was: int | None = None) -> None:
        """Note how long it has taken; what came on since the last note is that of the item it ``was`` at."""
        run = self.sitting.told.run
        if run is None or not run.running or not self.desk.is_open or self.desk.read_only:
            return
        now, at = self.desk.clock.now(), self.sitting.at
        with suppress(Refused):  # locked meanwhile: nobody talks through that
            whole = await self.desk.quietly(note_progress(run.id, now, at))
            self.sitting.counted(whole, was or at)
            self.show_item()

    # -- showing ---------------------------------------------------------------------------------

    def looked(self) -> lines.Looked:
        """Return what the words about an item are said with."""
        item = self.sitting.item
        due = self.program.dues.of_children.get(item.child_id or 0) if item is not None else None
        return lines.Looked(self.desk.pack, self.desk.today, due, self.program.private)

    def heading(self) -> str:
        """What kind of session it is, and with whom."""
        if not self._opened:
            return self.NAME
        return lines.title_of(self.sitting, self.looked())

    def show_dues(self) -> None:
        """Show the dates as they are known now."""
        super().show_dues()
        if self._opened:
            self.show_item()

    def on_resize(self, event: events.Resize) -> None:
        """Give way at the sides and above on a small screen."""
        super().on_resize(event)
        self.set_class(event.size.height < LOW, "low")

    def lay(self) -> None:
        """Lay the section under the cursor, with what is said of the item above it."""
        self._follow()
        super().lay()
        self.show_item()

    def show_item(self) -> None:
        """Show what is said of the item: the timers, where the child stands, last time's words, where it was left."""
        looked = self.looked()
        (left, right), *shorter = lines.item_line(self.sitting, looked)
        self._above["item"].show(left, right, shorter=shorter)
        hidden = looked.private
        said = {
            "stands": lines.stands(self.sitting, looked),
            "last": "" if hidden else lines.last_time(self.state),
            "left": "" if hidden else lines.where_left(self.sitting, self.state, looked),
            "voice": "" if hidden else lines.voice(self.sitting, self.state),
        }
        for name, words in said.items():
            line = self._above[name]
            line.set_class(not words, "empty")
            line.show([(f" {words}", "" if name == "stands" else "quiet")])

    def lay_item(self, was: int | None) -> None:
        """Show an item that was gone to; what stands around it, and what is noted of it, once that is painted."""
        self.sheet.show(self._page(), self.state.index)
        self.show_item()

        def afterwards() -> None:
            self.show_sides()
            self._show_status()
            self.run_worker(self.tick(was))

        self.program.once_painted(afterwards)

    def show_sections(self) -> None:
        """Show the agenda, the sections of the present item below it."""
        sections = self.query_one("#sections", Rows)
        rows = lines.agenda_rows(self.sitting, self.state, self.looked(), sections.size.width)
        sections.show(rows, at=("item", self.sitting.at))

    async def on_rows_moved(self, event: Rows.Moved) -> None:  # type: ignore[override]
        """Go to the item or the section that was clicked."""
        if event.rows.id != "sections" or not isinstance(event.ref, tuple) or not self.end_typing():
            return
        kind, number = event.ref
        item = next((one for one in self.sitting.items if kind == "item" and one.id == number), None)
        if item is not None:
            await self.go_to(item)
        elif kind == "section":
            self.state.go_to_section(number)
            self.lay()
