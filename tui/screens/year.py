"""A year of sessions with someone: booked at once, moved one by one, written as a list or for a calendar."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.binding import Binding

from models.dates import Span, counted, parse_span, show
from models.errors import Refused
from models.reading.agenda.sitting import Sitting, read_sittings
from models.reading.observing import PlannedSeen, read_planned
from models.reading.sessions import read_session
from models.series import SeriesDay
from models.store.change import Change
from tui import booking, observing, year_booking
from tui.files_out import ask_file
from tui.observing_lines import counted_of
from tui.screens.base import BACK, UNDO
from tui.screens.list_page import ListPage
from tui.screens.rearranging import RearrangingScreen
from tui.sitting_rows import SittingRef, short_label, sitting_at
from tui.widgets.rows import Row, Rows
from tui.year_rows import COLUMNS, year_plain, year_rows


class YearScreen(ListPage):
    """The planned sessions with one practitioner, or of groups."""

    NAME = "A year of sessions"
    BINDINGS = [
        BACK,
        Binding("b", "book", "book a year", tooltip="Book a year of sessions at once"),
        Binding("m", "move", "move", tooltip="Move the session or observation here to another day"),
        Binding("o", "observe", "observation", tooltip="Plan an observation for a day to come"),
        Binding("enter", "none", "its agenda", key_display="Enter"),
        Binding("p", "page", "its page", tooltip="Its page: cancel it, record it as held"),
        Binding("e", "export", "export", tooltip="Write the list as text, or as an .ics for a calendar"),
        UNDO,
    ]

    def __init__(self, practitioner_id: int | None) -> None:
        super().__init__(Rows(COLUMNS, id="year", empty="Nothing is planned. b books a year at once."))
        self._person = practitioner_id
        self._who = booking.With(practitioner_id, "")
        self._sittings: list[Sitting] = []
        self._observations: tuple[PlannedSeen, ...] = ()
        self._every: Span | None = None

    async def read_page(self) -> None:
        """Read the diary again."""
        today, pack, person = self.desk.today, self.desk.pack, self._person
        due = await self.program.dues.fresh()
        self._who = booking.With(None, "groups") if person is None else booking.with_person(due, person)

        def query(session: Any) -> tuple[list[Sitting], tuple[PlannedSeen, ...]]:
            return read_sittings(session, pack, today), read_planned(session, person) if person else ()

        found, self._observations = await self.desk.read(query)
        self._sittings = [one for one in found if one.practitioner_id == person]
        kind = booking.soonest_kind(pack, due, self._who)
        line = booking.due_of_kind(pack, due, self._who, kind)
        self._every = parse_span(booking.every_of(line)) if line is not None and person else None

    def heading(self) -> str:
        """With whom, and how many."""
        said = self._who.said(private=self.program.private)
        seen = f", {counted_of(self._observations, self.desk.pack)}" if self._observations else ""
        return f"A year of sessions with {said}: {counted(len(self._sittings), 'session')}{seen}"

    def page_rows(self) -> list[Row]:
        """The sessions, one a line, and between them the observations that are planned."""
        return year_rows(self._sittings, self.desk.pack, self._every, self._observations)

    @property
    def sitting(self) -> Sitting | None:
        """The sitting under the cursor."""
        return sitting_at(self._rows.ref, self._sittings)

    # -- keys ------------------------------------------------------------------------------------

    async def action_book(self) -> None:
        """Ask for a year of sessions and book it."""
        due = await self.program.dues.fresh()
        form, job = await year_booking.book_year(self.desk, await self.lists(), self._who, due)
        days: list[SeriesDay] = []

        def book(change: Change, values: dict[str, Any]) -> None:
            days[:] = job(change, values)

        self.ask((form, book), lambda _: self.say(year_booking.said_of(days, self.desk.today)))

    async def action_move(self) -> None:
        """Move the sitting under the cursor (its sessions go together), or the observation."""
        one, ref = self.sitting, self._rows.ref
        if isinstance(ref, PlannedSeen):
            observing.move(self, ref)
        if one is None:
            return
        first, today = one.ids[0], self.desk.today
        page = await self.desk.read(lambda session: read_session(session, first, today))
        title = f"Move: {short_label(one, self.desk.pack)}, {show(one.day)}"
        entry = booking.move(page, self.desk.pack, title, await booking.slot(self.desk, page))

        self.program.push_screen(RearrangingScreen(entry, first), self.read_afresh)

    async def action_export(self) -> None:
        """Write the list as text, or as a calendar file."""
        from tui.agenda.leaving import sittings_ics

        sittings, pack, now = list(self._sittings), self.desk.pack, self.desk.clock.now()
        seen = self._observations
        title = f"Sessions with {self._who.said(private=True)}"
        try:
            ics = await sittings_ics(self.desk, sittings, title, now, observed=seen)
        except Refused as refused:
            self.say(str(refused), wrong=True)
            return

        def content(path: Path) -> bytes:
            return ics if path.suffix.lower() == ".ics" else year_plain(sittings, pack, title, seen).encode()

        ask_file(
            self.program,
            f"Write {counted(len(sittings) + len(seen), 'day')} into a file",
            f"sessions-{self.desk.today.isoformat()}.ics",
            content,
            note="Initials only. The file is not encrypted.",
            hint="An ending of .ics makes it a calendar, any other plain text.",
        )

    async def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Open the agenda under the cursor, or record that the observation took place."""
        if isinstance(event.ref, SittingRef):
            self.program.open_agenda(event.ref.supervision_id)
        elif isinstance(event.ref, PlannedSeen):
            await observing.took_place(self, event.ref)

    def action_page(self) -> None:
        """Open the page of the session under the cursor, or the practitioner's with the observation on it."""
        observing.open_page(self.program, self._rows.ref)

    async def action_observe(self) -> None:
        """Plan an observation for a day to come."""
        await observing.plan(self, self._who)
