"""The form screen as it stands there: its widgets, what it reads, and how it shows what it knows.

What is typed is in `tui.record.writing`, what the keys do in `screens.record`.
"""

from __future__ import annotations

import asyncio
from typing import ClassVar

from sqlmodel import Session
from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Horizontal

from models.dates import counted, show
from models.errors import Refused
from models.reading.records import RecordView, read_record
from tui.record.before import lay_before, lay_kept
from tui.record.beside import beside_rows, section_rows
from tui.record.checking import noticed
from tui.record.drafts import Drafts
from tui.record.editing import Editing
from tui.record.keeping import Keeper
from tui.record.lines import Manner, Page, lay_section
from tui.record.reading import read_state, read_surroundings
from tui.record.state import RecordState
from tui.record.stops import FROM_BEFORE, KEPT
from tui.record.walk import Surroundings
from tui.screens.base import Room
from tui.widgets.hints import Hints
from tui.widgets.line import Line, Part
from tui.widgets.prompt import Prompt
from tui.widgets.rows import Row, Rows
from tui.widgets.sheet import Gap, Sheet

WIDE, MEDIUM, ROOMY = 110, 84, 150
"""Columns from which sections stand at the side too, what helps does, and names of sections are whole."""


class RecordRoom(Room):
    """One record on its form, shown."""

    NAME = "Record"
    DRAFTS_KEY: ClassVar[str] = "v"
    """The key that shows other drafts, as it is named to the person."""
    DEFAULT_CSS = """
    RecordRoom #record { height: 1fr; }
    RecordRoom #sections { width: 27; margin: 0 1 0 0; }
    RecordRoom.roomy #sections { width: 42; }
    RecordRoom #middle { width: 1fr; height: 1fr; layers: sheet editor; overflow: hidden; }
    RecordRoom #beside { width: 38; margin: 0 0 0 1; background: $surface; }
    RecordRoom #strip { display: none; background: $surface; }
    RecordRoom.narrow #record { layout: vertical; }
    RecordRoom.narrow #beside { width: 1fr; height: 5; margin: 0; }
    RecordRoom.narrow #beside.bare { display: none; }
    RecordRoom.narrow #sections, RecordRoom.medium #sections { display: none; }
    RecordRoom.narrow #strip, RecordRoom.medium #strip { display: block; }
    """

    def __init__(self, record_id: int, looked_for: str = "") -> None:
        """``looked_for`` are words that a search found in it: it opens where they stand."""
        super().__init__()
        self.record_id = record_id
        self._looked_for = looked_for
        self.state: RecordState
        self.keeper: Keeper
        self.sheet = Sheet()
        self.editing = Editing(self)
        self.others = Drafts(self)
        self._reading: asyncio.Task[RecordState] | None = None
        self.is_ready = False
        self._opened = False
        self._said: tuple[Part, ...] = ()
        self._words = ""

    def body(self) -> ComposeResult:
        """Sections, answers, what stands beside, and the status; what is typed with comes after the first paint."""
        self._begin_reading()
        self.sheet.add_class("first")
        yield Line(id="strip")
        with Horizontal(id="record"):
            yield Rows((0, 8), id="sections")
            with Container(id="middle"):
                yield self.sheet
            yield Rows((0,), id="beside")
        yield Line(id="status")

    async def begin(self) -> None:
        """Let the answers have the keys."""
        for name in ("sections", "beside"):
            self.query_one(f"#{name}", Rows).can_focus = False
        self.sheet.focus()

    # -- opening and reading ---------------------------------------------------------------------

    async def reload(self) -> None:
        """Open the record; once it is open, look only at what was changed around it."""
        if self._opened:
            await self.reread_around()
            return
        reading, self._reading = self._reading, None
        if reading is None:
            return
        try:
            self.state = await reading
        except Refused as refused:
            self.program.keys.go_on()
            self.say(str(refused), wrong=True)
            self.dismiss(None)
            return
        self.keeper = Keeper(self, self.desk, self.state, self.gather, self._kept)
        self._opened = True
        self._seen = self.desk.version, self.desk.today
        at, typed = self.opened_at(*self.others.go_on())
        if self._looked_for and at is None:  # where somebody was typing comes first
            self.state.go_to_words(self._looked_for)
        self.show_again()
        self.call_after_refresh(self._let_type, at, typed)

    def opened_at(self, at: tuple[int, int] | None, typed: str) -> tuple[tuple[int, int] | None, str]:
        """Return where in the text a draft is typed on, and what of it was not read: here as it was left."""
        return at, typed

    def turn_to(self, record_id: int, looked_for: str = "") -> None:
        """Be the screen of another record, before it is shown again."""
        self.record_id, self._looked_for = record_id, looked_for
        self._opened, self._said, self._words = False, (), ""
        self.editing.hide()
        self.query_one(Prompt).put_away()
        self.sheet.show(Page(), 0)
        self._begin_reading()

    async def on_screen_resume(self) -> None:
        """Open the record that this screen was turned to; show what was changed while another was shown."""
        if self._seen is not None and not self._opened and self._reading is not None:
            self.sheet.focus()
            await self.reload()
        await super().on_screen_resume()

    def _begin_reading(self) -> None:
        """Read behind the first paint; keys wait until something can be done with them."""
        self.program.keys.wait()
        self._reading = asyncio.create_task(self._read())

    async def _read(self) -> RecordState:
        record_id, today, names = self.record_id, self.desk.today, self.desk.pack.names
        return await self.desk.read(lambda session: read_state(session, record_id, names, today))

    async def _let_type(self, at: tuple[int, int] | None, typed: str) -> None:
        """Bring what is typed with, now that the record can be seen; type on where a draft was left."""
        try:
            if not self.is_ready:
                await self.query_one("#middle").mount(*self.editing.editors)
                await self.mount(Prompt(), before=self.query_one(Hints))
                self.is_ready = True
            if at is not None:
                self.go_on_typing(at, typed)
        finally:
            self.program.keys.go_on()

    async def reread_around(self) -> None:
        """Read again what surrounds the answers: open actions, other drafts, where it was entered."""
        record_id, today, form = self.record_id, self.desk.today, self.state.form

        def query(session: Session) -> tuple[RecordView, Surroundings]:
            view = read_record(session, record_id)
            return view, read_surroundings(session, view, form, today)

        found = await self.read_or_leave(query)
        if found is None:
            return
        view, around = found
        self.others.changed(view)
        if view.line.state != self.state.view.line.state:
            self._said = ()  # what was said of it as a draft, or complete, is over
        self.state.view, self.state.around = view, around
        self.state.forget_stops()
        self.show_again()

    @property
    def is_open(self) -> bool:
        """Whether the record has been read and is shown."""
        return self._opened

    @property
    def fixed(self) -> bool:
        """Whether nothing can be typed: the record is signed, the store only read, or others may be looking."""
        return self._opened and (self.state.fixed or self.desk.read_only or self.program.private)

    # -- showing ---------------------------------------------------------------------------------

    def heading(self) -> str:
        """The form, and whom the record is about."""
        if not self._opened:
            return "Record"
        line = self.state.view.line
        about = line.about if not self.program.private else ", ".join(kid.label for kid in line.children)
        return " · ".join(part for part in (self.state.form.called, about, show(line.day)) if part)

    def banner(self) -> str:
        """Say first what keeps one from writing, and that another draft is kept."""
        said = []
        if self._opened:
            said = self.others.banner()
            if self.state.fixed:
                said.insert(0, "SIGNED: nothing can be changed")
        return " · ".join(part for part in (*said, super().banner()) if part)

    def show_again(self) -> None:
        """Show everything as it is known."""
        self.show_frame()
        if self._opened:
            self.lay()
            if self.editing.stop is None:
                self.query_one(Hints).show_bindings(self.hinted())

    def on_resize(self, event: events.Resize) -> None:
        """Give way at the sides on a small screen."""
        self.set_class(event.size.width < MEDIUM, "narrow")
        self.set_class(MEDIUM <= event.size.width < WIDE, "medium")
        self.set_class(event.size.width >= ROOMY, "roomy")

    def on_sheet_resized(self, event: Sheet.Resized) -> None:
        """Lay the section anew for the new width."""
        if self._opened:
            self.call_after_refresh(self.lay)

    def lay(self) -> None:
        """Lay the section under the cursor, and show what stands around it."""
        gap = Gap(self.editing.height()) if self.editing.stop is not None else None
        if self.sheet.size.width:  # before it has a place on the screen nothing is laid, rather than narrow
            self.sheet.show(self._page(), self.state.index, gap)
        if gap is not None:
            self.editing.lay()
        self.show_sides()
        self._show_status()

    def _page(self) -> Page:
        state, here = self.state, self.state.here
        strip = self.has_class("narrow") or self.has_class("medium")  # it says whose part it is
        named = "" if strip else here.part_name
        manner = Manner(max(20, self.sheet.size.width - 1), private=self.program.private, whose=named)
        if here.section.key == FROM_BEFORE:
            return lay_before(state, manner, self.desk.today)
        if here.section.key == KEPT:
            return lay_kept(state, manner)
        return lay_section(state.form, state.answers, here.section, here.part, manner, state.stops())

    def show_sides(self) -> None:
        """Show the sections with their state, and what helps at this place."""
        self.show_sections()
        here = self.state.here
        whose = f"{here.part_name}: " if here.part_name else ""
        self.query_one("#strip", Line).show(
            [(f" {whose}{here.name}", "strong"), (f"  {here.words}", "quiet")],
            [(f"section {self.state.step + 1} of {len(self.state.steps)}  ← → ", "quiet")],
        )
        beside = beside_rows(
            self.state,
            self.desk.today,
            private=self.program.private,
            choices=self.editing.matching(),
            gentle=noticed(self.state, self.state.stop),
        )
        rows, found = [*self.beside_first(), *beside], self.query_one("#beside", Rows)
        found.set_class(not rows, "bare")
        found.show(rows)

    def beside_first(self) -> list[Row]:
        """Return what stands above all else beside the answers: nothing here."""
        return []

    def show_sections(self) -> None:
        """Show the sections with their state."""
        sections = self.query_one("#sections", Rows)
        sections.show(section_rows(self.state))
        sections.stand_on(self.state.step)

    def _kept(self) -> None:
        """Show what was kept, and what it changes beside the answers."""
        self._show_status()
        if not self.editing.matching():
            self.show_sides()

    def _show_status(self) -> None:
        words = self.keeper.words
        left: list[Part] = [(f" {words}", "mark" if self.keeper.wrong else "quiet")]
        if self._said and not self.keeper.wrong:
            left = list(self._said)
        wanted = len(self.state.missing())
        right = [f"{self._words}", self.state.view.line.state]
        if wanted:
            right.append(f"{counted(wanted, 'thing')} wanted by a rule")
        told: list[Part] = [(f"{' · '.join(p for p in right if p)} ", "quiet")]
        brief: list[Part] = [(f" {self.state.view.line.state} ", "quiet")]
        shorter = [(left, brief), (left, list[Part]())] if self._said else []  # said just now: read in full
        self.query_one("#status", Line).show(left, told, shorter=shorter)

    def say_here(self, words: str, *, wrong: bool = False) -> None:
        """Say something on the status line until the cursor moves on."""
        self._said = ((f" {words}", "warn" if wrong else "strong"),)
        self._show_status()

    def changed(self) -> None:
        """The answers were changed without typing: show them and keep them."""
        self._said = ()
        self.keeper.touch()
        self.lay()

    def _refused(self) -> bool:
        """Say why nothing can be changed, where that is so."""
        if not self.fixed:
            return False
        if self.program.private:
            self.say_here("In projector mode nothing is written. F10 ends it.", wrong=True)
        elif self.desk.read_only:
            self.say_here("The store is only read: nothing can be written.", wrong=True)
        else:
            self.say_here(
                "It is signed. s, then a adds to it; c puts a wrong child right.",
                wrong=True,
            )
        return True

    # -- what typing and the keys do ------------------------------------------------------------------------

    def gather(self) -> str:
        """Take in what stands in the editor; return where the cursor stands, for the draft."""
        raise NotImplementedError

    def go_on_typing(self, at: tuple[int, int], typed: str) -> None:
        """Type on where a draft was left."""
        raise NotImplementedError

    def newer_letter(self) -> None:
        """Something was typed: before its picture nothing says any more that all is saved."""
        raise NotImplementedError

    def end_typing(self) -> bool:
        """End typing; False where what is typed can't be read."""
        raise NotImplementedError

    def show_mode(self) -> None:
        """Hint at the keys that matter now."""
        raise NotImplementedError

    def action_add(self) -> None:
        """Add a row where the cursor stands."""
        raise NotImplementedError
