"""The day: its sessions, what falls due on it, records not finished, and the first key to press for each."""

from __future__ import annotations

from typing import Any

from textual.binding import Binding

from models.errors import Refused
from models.reading.agenda.sitting import Sitting, read_held, read_sittings
from models.reading.due import DueLine
from models.reading.observing import PlannedSeen
from models.reading.people import PersonView, read_people
from models.reading.records import RecordLine, Wanted, read_record_lines
from tui.observing import open_page, took_place
from tui.overdue_lines import Key, key_of
from tui.record.reading import form_called
from tui.screens.base import BACK, UNDO
from tui.screens.due_room import EXPLAIN, DueRoom
from tui.screens.list_page import ListPage
from tui.settling import open_settling
from tui.sitting_rows import SittingRef, SittingsManner, sitting_at
from tui.today_rows import COLUMNS, Goes, RecordRef, today_rows
from tui.widgets.rows import Row, Rows


class TodayScreen(ListPage, DueRoom):
    """The day at a glance."""

    NAME = "Today"
    BINDINGS = [
        BACK,
        Binding("enter", "none", "open", key_display="Enter"),
        Binding("r", "run", "run", tooltip="Run this session"),
        Binding("g", "agenda", "on the agenda", tooltip="Put it on the practitioner's next agenda"),
        Binding("m", "page", "its page", tooltip="Its page: hold, move or cancel it there"),
        EXPLAIN,
        UNDO,
    ]

    def __init__(self) -> None:
        super().__init__(Rows(COLUMNS, id="today"))
        self._sittings: list[Sitting] = []
        self._people: list[PersonView] = []
        self._records: list[tuple[RecordLine, str]] = []
        self._by_key: dict[Key, DueLine] = {}

    async def read_page(self) -> None:
        """Read the day again."""
        today, pack = self.desk.today, self.desk.pack

        def query(session: Any) -> tuple[list[Sitting], list[PersonView], list[RecordLine]]:
            drafts = read_record_lines(session, Wanted(state="draft"))
            sittings = [*read_held(session, pack, today), *read_sittings(session, pack, today)]
            return sittings, read_people(session, today), drafts

        self._sittings, self._people, drafts = await self.desk.read(query)
        self._records = [(line, called(line.form)) for line in drafts]
        await self.program.dues.fresh()

    def show_dues(self) -> None:
        """Show what is due as it is known now."""
        self.show_again()

    def page_rows(self) -> list[Row]:
        """The day as it is known."""
        dues = self.program.dues
        manner = SittingsManner(
            self.desk.pack,
            self.desk.today,
            self._people,
            private=self.program.private,
            manager_id=self.desk.team.manager_id,
        )
        self._by_key = {key_of(line): line for line in dues.known.lines} if dues.known else {}
        return today_rows(self._sittings, self._records, dues.known, dues.diary, manner)

    async def due_here(self) -> list[DueLine]:
        """Return the due thing under the cursor."""
        line = self._by_key.get(self._rows.ref) if isinstance(self._rows.ref, tuple) else None
        return [line] if line is not None else []

    # -- keys ------------------------------------------------------------------------------------

    async def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Open what is under the cursor."""
        ref = event.ref
        if isinstance(ref, SittingRef):
            self.program.open_agenda(ref.supervision_id)
        elif isinstance(ref, PlannedSeen):
            await took_place(self, ref)
        elif isinstance(ref, RecordRef):
            self.program.open_record(ref.record_id)
        elif isinstance(ref, Goes):
            await self.program.action_go(ref.mode)
        else:
            for line in await self.due_here():
                await open_settling(self, line, self.read_afresh)

    async def action_run(self) -> None:
        """Run the session under the cursor."""
        found = sitting_at(self._rows.ref, self._sittings)
        if found is None:
            self.say("Stand on a session.")
        else:
            await self.program.run_session(found.ids)

    def action_page(self) -> None:
        """Open the page of the session under the cursor; of an observation, its practitioner's."""
        open_page(self.program, self._rows.ref)


def called(code: str) -> str:
    """Return what a form is called, its code where it can't be used any more."""
    try:
        return form_called(code).called
    except Refused:
        return code
