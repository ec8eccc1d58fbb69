"""Who is at a session: present, apologies or absent; who facilitates, who presents; guests from other services."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from sqlmodel import Session
from textual.app import ComposeResult
from textual.binding import Binding

from models.changes.attendance import expect_people, invite_guest, mark_attendance, strike_off
from models.errors import Refused
from models.reading.attendance import Attending, read_attending, read_in_post
from models.store.change import Change
from models.words import said_name
from tui.screens.base import BACK, UNDO
from tui.screens.list_page import ListPage
from tui.widgets.line import Line
from tui.widgets.prompt import Prompt
from tui.widgets.rows import Row, Rows

NEXT = {"expected": "present", "present": "apologies", "apologies": "absent", "absent": "present"}
_AWAY = "away that day: Space says what holds"


class AttendanceScreen(ListPage):
    """A line a person."""

    NAME = "Who is here"
    BINDINGS = [
        Binding("space", "state", "present", key_display="Space", tooltip="Present, apologies, absent"),
        Binding("t", "everyone", "all present", tooltip="Everyone who is expected and not away is present"),
        Binding("f", "part('facilitator')", "facilitates", tooltip="They facilitate the session"),
        Binding("p", "part('presenter')", "presents", tooltip="They present; once more: a member again"),
        Binding("a", "guest", "guest", tooltip="A guest: name, then the service with a comma"),
        Binding("x", "strike_off", "take off", tooltip="Take someone off the list"),
        UNDO,
        BACK,
    ]

    def __init__(self, supervision_id: int, *, group: bool, day: date | None = None) -> None:
        """``day`` is that on which it was held, where it is over."""
        super().__init__(Rows((34, 16, 0), id="people", empty="Nobody yet. a adds a guest."))
        self._supervision_id = supervision_id
        self._group, self._day = group, day
        self._people: tuple[Attending, ...] = ()

    def body(self) -> ComposeResult:
        """The list, what is refused, and the line in which a guest is asked for."""
        yield from super().body()
        yield Line(id="status")
        yield Prompt()

    async def begin(self) -> None:
        """Let the list have the keys; at a group everyone of the team is expected."""
        await super().begin()
        day, here = self._day or self.desk.today, self._supervision_id

        def query(session: Session) -> tuple[int, list[int]]:
            return len(read_attending(session, here, day)), read_in_post(session, day)

        there, team = await self.desk.read(query)
        if self._group and not there and team and not self.desk.read_only:
            await self._do(lambda change: expect_people(change, here, team))

    async def read_page(self) -> None:
        """Read the list again."""
        here, day = self._supervision_id, self._day or self.desk.today
        self._people = await self.desk.read(lambda session: read_attending(session, here, day))

    def page_rows(self) -> Iterator[Row]:
        """A line a person: whether they are there, and their part."""
        private = self.program.private
        for one in self._people:
            name = said_name(one.name, private=private)
            who = f"{name}, {one.service}" if one.service else name
            more = [
                each for each in (one.part if one.part != "member" else "", _AWAY if one.away else "") if each
            ]
            over = self._day is not None and one.state == "expected"
            yield Row((who, "not said" if over else one.state, ", ".join(more)), one.id)

    @property
    def _here(self) -> Attending | None:
        return next((one for one in self._people if one.id == self._rows.ref), None)

    async def action_state(self) -> None:
        """Say the next of present, apologies, absent of whoever is under the cursor."""
        one = self._here
        if one is not None:
            await self._do(lambda change: mark_attendance(change, one.id, NEXT[one.state]))

    async def action_everyone(self) -> None:
        """Everyone who is expected is present; who is away today is not there by this key."""
        expected = [one.id for one in self._people if one.state == "expected" and not one.away]
        if not expected:
            self.query_one("#status", Line).show(
                [(" Nobody is still expected: Space says it of one.", "quiet")]
            )
            return
        await self._do(lambda change: [mark_attendance(change, one, "present") for one in expected])

    async def action_part(self, part: str) -> None:
        """They facilitate or present; once more, they are a member again."""
        one = self._here
        if one is not None:
            wanted = "member" if one.part == part else part
            await self._do(lambda change: mark_attendance(change, one.id, "present", wanted))

    def action_guest(self) -> None:
        """Ask for a guest and their service."""

        async def answered(words: str) -> None:
            name, _, service = words.partition(",")
            if name.strip():
                here = self._supervision_id
                await self._do(lambda change: invite_guest(change, here, name, service.strip()))

        self.query_one(Prompt).ask("Guest: name, service", answered)

    async def action_strike_off(self) -> None:
        """Take whoever is under the cursor off the list."""
        one = self._here
        if one is not None:
            await self._do(lambda change: strike_off(change, one.id))

    async def _do(self, job: Callable[[Change], Any]) -> None:
        def whole(change: Change) -> None:
            job(change)

        try:
            await self.desk.change(whole)
        except Refused as refused:
            self.query_one("#status", Line).show([(f" {refused}", "warn")])
            return
        await self.reload()
