"""What a screen leads to is loaded and made while it is looked at, and not before."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from typing import TypeVar

import pytest
from sqlmodel import Session

from models.changes.handovers import PRACTITIONER, start_handover
from models.reading.handover.proposing import propose_items
from models.reading.people import read_people
from models.store.change import Change
from models.store.place import Place
from tests.tui.conftest import Running, shown, wait_for
from tests.tui.looking import app_of, picture
from tui.ahead import FROM_THE_PALETTE
from tui.screens.handover import HandoverScreen
from tui.screens.leavers import LeaversScreen
from tui.screens.overdue import OverdueScreen
from tui.screens.people import PeopleScreen
from tui.screens.person import PersonScreen

T = TypeVar("T")


class LockedMeanwhile(LeaversScreen):
    """A page that has the store locked under it while it reads."""

    async def read_page(self) -> None:
        """Read too late."""
        await self.desk.lock()
        await super().read_page()


class PersonLockedMeanwhile(PersonScreen):
    """A person's page that has the store locked under it while it reads."""

    async def read_or_leave(self, query: Callable[[Session], T]) -> T | None:
        """Read too late."""
        await self.desk.lock()
        return await super().read_or_leave(query)


class TestLoadedAhead:
    """Modules of the pages that a screen leads to."""

    @pytest.mark.parametrize(("key", "mode"), [("f6", "people"), ("f5", "overdue"), ("f3", "agenda")])
    async def test_while_a_list_is_looked_at(
        self, demo: Place, running: Running, key: str, mode: str
    ) -> None:
        """The board loads nothing ahead, also once the overdue list is made behind it; lists do, once painted."""
        async with running(demo) as pilot:
            program = app_of(pilot)
            await program.prepare("overdue")
            await pilot.pause()
            assert not program.loaded_ahead
            await pilot.press(key)
            await shown(pilot, mode)
            await wait_for(pilot, lambda: len(program.loaded_ahead) == 1)
            (names,) = program.loaded_ahead
            await wait_for(pilot, lambda: all(name in sys.modules for name in names))

    async def test_while_a_page_is_looked_for(self, demo: Place, running: Running) -> None:
        """The palette loads the pages that have no key of their own."""
        async with running(demo) as pilot:
            program = app_of(pilot)
            await pilot.press("ctrl+p")
            await wait_for(pilot, lambda: FROM_THE_PALETTE in program.loaded_ahead)
            await wait_for(pilot, lambda: len(program._kept_rooms) == len(FROM_THE_PALETTE))
            assert all(page.is_mounted for page in program._kept_rooms.values())

    def test_what_is_named_is_there(self) -> None:
        """Each list names the page that its Enter opens."""
        assert "tui.screens.person" in PeopleScreen.LEADS_TO
        assert "tui.screens.person" in OverdueScreen.LEADS_TO


class TestMadeAhead:
    """Pages that are made behind the list that leads to them."""

    async def test_the_page_of_the_person_under_the_cursor(self, demo: Place, running: Running) -> None:
        """Enter on another turns the page that is there; nothing of the first person stands on it."""
        async with running(demo) as pilot:
            program = app_of(pilot)
            await pilot.press("f6")
            await shown(pilot, "people")
            await wait_for(pilot, lambda: "person" in program._kept_rooms)
            made = program._kept_rooms["person"]
            assert isinstance(made, PersonScreen)
            first = made.heading()
            await pilot.press("down", "enter")
            await wait_for(pilot, lambda: program.screen is made and "Supervised by" in picture(pilot))
            assert made.heading() != first
            assert first not in picture(pilot)

    async def test_opened_before_it_was_made(self, demo: Place, running: Running) -> None:
        """Whoever is quicker opens a page of their own, and the one made ahead goes."""
        async with running(demo) as pilot:
            program = app_of(pilot)

            def opened_meanwhile(number: int) -> PersonScreen:
                program.open_kept("another", PersonScreen, number)
                return PersonScreen(number)

            await program.make_kept("another", opened_meanwhile, 1)
            assert program._kept_rooms["another"] is program.screen

    async def test_a_handover(self, demo: Place, running: Running) -> None:
        """The page of a handover is made behind the list of them, where there is one."""
        async with running(demo) as pilot:
            program = app_of(pilot)
            due = await program.dues.fresh()

            def begin(change: Change) -> None:
                busiest = max(read_people(change.session, program.desk.today), key=lambda one: one.caseload)
                items = propose_items(change.session, due, PRACTITIONER, busiest.id)
                start_handover(change, PRACTITIONER, busiest.id, items, to_name="Ruth Adeyemi")

            await program.desk.change(begin)
            program.open_handovers()
            await wait_for(pilot, lambda: "handover" in program._kept_rooms)
            assert isinstance(program._kept_rooms["handover"], HandoverScreen)

    async def test_locked_while_it_is_made(self, demo: Place, running: Running) -> None:
        """What could not be read any more is read when the page is opened."""
        async with running(demo) as pilot:
            program = app_of(pilot)
            await program.make_kept("leavers", LockedMeanwhile)
            assert program._kept_rooms["leavers"]._seen == (-1, date.min)

    async def test_a_person_locked_while_made(self, demo: Place, running: Running) -> None:
        """Opened on the same person afterwards, the page is read: it would stand there empty otherwise."""
        async with running(demo) as pilot:
            program = app_of(pilot)
            await program.make_kept("person", PersonLockedMeanwhile, 1)
            made = program._kept_rooms["person"]
            made.turn_to(1)
            assert made._seen == (-1, date.min)

    async def test_what_is_not_there_any_more(self, demo: Place, running: Running) -> None:
        """A page that nobody sees yet says nothing of it, and closes nothing that is open."""
        async with running(demo) as pilot:
            program = app_of(pilot)
            await pilot.press("f6")
            await shown(pilot, "people")
            await program.make_kept("nobody", PersonScreen, 987_654)
            assert isinstance(program.screen, PeopleScreen)
            assert not program._notifications
