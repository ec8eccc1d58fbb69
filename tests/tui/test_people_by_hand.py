"""By hand, with keys: a caseload passed on from the board, and the people themselves."""

from __future__ import annotations

from models.reading.people import read_people
from models.store.place import Place
from tests.tui.conftest import DAY, Running
from tests.tui.looking import app_of, board_of, words


class TestFromTheBoard:
    """What is marked is allocated together."""

    async def test_a_leavers_caseload_is_passed_on(self, demo: Place, running: Running) -> None:
        """Filter by the practitioner; m marks a stage, h passes it on; one u takes it all back."""
        async with running(demo) as pilot:
            await pilot.press("f", *"nadia", "ctrl+s")
            await pilot.pause()
            numbers = {tile.number for tile in board_of(pilot).state.columns[0]}
            assert len(numbers) > 1
            await pilot.press("m", "h", *"kwame", "ctrl+s")
            await pilot.pause()
            assert not numbers & {tile.number for tile in board_of(pilot).state.columns[0]}
            await pilot.press("escape")
            mine = {tile.number for tile in board_of(pilot).state.columns[0] if tile.practitioner == "Kwame"}
            assert numbers <= mine
            await pilot.press("u")
            await pilot.pause()
            assert "Taken back: the allocation" in words(pilot, "#status")


class TestPeople:
    """F6: the people, each with a page of their own."""

    async def test_the_list_says_what_is_particular_about_each(self, demo: Place, running: Running) -> None:
        """ASYE week, probation, share of full time and absence are said in words."""
        async with running(demo) as pilot:
            await pilot.press("f6")
            await pilot.pause()
            shown = words(pilot, "#people")
            for said in ("ASYE week 5", "probation until", "0.6 of full time", "away"):
                assert said in shown

    async def test_a_practitioner_is_added_and_put_right(self, demo: Place, running: Running) -> None:
        """A asks for them; e on their page puts them right."""
        async with running(demo) as pilot:
            await pilot.press("f6")
            await pilot.pause()
            await pilot.press("a", *"P77", "tab", *"Ana Silva", "tab", *"social worker", "ctrl+s")
            await pilot.pause()
            people = await app_of(pilot).desk.read(lambda session: read_people(session, DAY))
            assert "Ana Silva" in [one.name for one in people]
            await pilot.press("home", "enter")
            await pilot.pause()
            await pilot.press("e", "tab", "home", "shift+end", *"Ana da Silva", "ctrl+s")
            await pilot.pause()
            people = await app_of(pilot).desk.read(lambda session: read_people(session, DAY))
            assert "Ana da Silva" in [one.name for one in people]
