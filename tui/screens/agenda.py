"""F3: the sittings in the diary and their agendas: choose whose to build, plan a new one, run it, book a year."""

from __future__ import annotations

import asyncio
from typing import Any

from textual.binding import Binding

from forms.template.load import forms_of
from models.reading.above import read_outside
from models.reading.agenda.sitting import Sitting, home_of_children, read_sittings
from models.reading.people import PersonView, read_people
from tui import booking
from tui.screens.base import UNDO
from tui.screens.list_page import ListPage
from tui.settings import own_forms
from tui.sitting_rows import COLUMNS, PersonRef, SittingRef, SittingsManner, sitting_at, sitting_rows
from tui.widgets.rows import Row, Rows


class AgendasScreen(ListPage):
    """A line a sitting; Enter opens its agenda."""

    NAME = "Agenda"
    LEADS_TO = ("tui.screens.builder", "tui.screens.year", "tui.screens.today", "tui.screens.session")
    BINDINGS = [
        Binding("enter", "none", "its agenda", key_display="Enter"),
        Binding("n", "new", "new session", tooltip="Plan another session with whoever is under the cursor"),
        Binding("r", "run", "run it", tooltip="Run this session"),
        Binding("m", "page", "its page", tooltip="Its page: move it, cancel it, record it as held"),
        Binding("l", "later", "later ones", tooltip="Show or hide the sessions that come after the next"),
        Binding("t", "today", "today", tooltip="Today: sessions, what is due, records not finished"),
        Binding("y", "year", "a year", tooltip="A year of sessions with whoever is under the cursor"),
        UNDO,
    ]

    def __init__(self) -> None:
        super().__init__(
            Rows(
                COLUMNS,
                id="sittings",
                empty="Nothing is planned, and nobody is there yet. F6 adds practitioners.",
            )
        )
        self._sittings: list[Sitting] = []
        self._people: list[PersonView] = []
        self._outside: frozenset[int] = frozenset()
        self._later = False

    async def begin(self) -> None:
        """Let the rows have the keys; read the forms behind what is painted, which an agenda needs first."""
        await super().begin()
        names = self.desk.pack.names
        self.run_worker(asyncio.to_thread(forms_of, names, own_forms()), group="forms")

    async def read_page(self) -> None:
        """Read the diary again."""
        today, pack = self.desk.today, self.desk.pack

        def query(session: Any) -> tuple[list[Sitting], list[PersonView], frozenset[int]]:
            return read_sittings(session, pack, today), read_people(session, today), read_outside(session)

        self._sittings, self._people, self._outside = await self.desk.read(query)

    def page_rows(self) -> list[Row]:
        """The sittings as they are known."""
        manner = SittingsManner(
            self.desk.pack,
            self.desk.today,
            self._people,
            self._later,
            self.program.private,
            self.desk.team.manager_id,
            self._outside,
        )
        return sitting_rows(self._sittings, manner)

    # -- keys ------------------------------------------------------------------------------------

    async def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Open the agenda under the cursor; plan a session where there is none."""
        if isinstance(event.ref, SittingRef):
            self.program.open_agenda(event.ref.supervision_id)
        elif isinstance(event.ref, PersonRef):
            await self.action_new()

    async def action_new(self) -> None:
        """Plan a session with whoever is under the cursor, then build its agenda."""
        ref = self._rows.ref
        if not isinstance(ref, SittingRef | PersonRef):
            self.say("There is nobody under the cursor. F6 adds practitioners.")
            return
        due = await self.program.dues.fresh()
        if ref.practitioner_id is None:
            who = booking.With(None, self.desk.team.name)
        else:
            who = booking.with_person(due, ref.practitioner_id)
        self.ask(await booking.plan(self.desk, await self.lists(), who, due), self.program.open_agenda)

    async def action_run(self) -> None:
        """Run the session under the cursor."""
        one = self.sitting
        if one is None:
            self.say("Stand on a session that is planned.")
        else:
            await self.program.run_session(one.ids)

    def action_page(self) -> None:
        """Open the page of the session under the cursor."""
        if isinstance(self._rows.ref, SittingRef):
            one = self.sitting
            home = home_of_children(self.desk.pack, one) if one is not None else 0
            self.program.open_session(home or self._rows.ref.supervision_id)

    def action_later(self) -> None:
        """Show or hide what comes after the next with each."""
        self._later = not self._later
        self.show_again()

    def action_today(self) -> None:
        """Open the day."""
        self.program.open_today()

    def action_year(self) -> None:
        """Open the year of sessions with whoever is under the cursor."""
        ref = self._rows.ref
        if isinstance(ref, SittingRef | PersonRef):
            self.program.open_year(ref.practitioner_id)

    @property
    def sitting(self) -> Sitting | None:
        """The sitting under the cursor."""
        return sitting_at(self._rows.ref, self._sittings)
