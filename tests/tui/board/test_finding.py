"""Finding tiles: search, filter, order."""

from __future__ import annotations

from models.store.place import Place
from tests.tui.conftest import Running
from tests.tui.looking import board_of, picture, under_cursor, words


class TestSearch:
    """/ narrows the board while it is typed."""

    async def test_typing_a_number_finds_the_child(self, demo: Place, running: Running) -> None:
        """The cursor stands on the child whose number was typed, and Enter keeps it so."""
        async with running(demo) as pilot:
            wanted = board_of(pilot).state.columns[3][5]
            await pilot.press("slash", *wanted.number, "enter")
            assert under_cursor(pilot).numbers == wanted.numbers
            assert "1 of" in words(pilot, "#top")

    async def test_initials_find_siblings_too(self, demo: Place, running: Running) -> None:
        """A sibling's initials show the tile the sibling stands on."""
        async with running(demo) as pilot:
            state = board_of(pilot).state
            wanted = next(tile for column in state.columns for tile in column if len(tile.initials) > 1)
            await pilot.press("slash", *wanted.initials[1], "enter")
            assert wanted in [tile for column in state.columns for tile in column]

    async def test_escape_shows_everything_again(self, demo: Place, running: Running) -> None:
        """Giving the search up brings every tile back, the cursor still on a tile."""
        async with running(demo) as pilot:
            total = board_of(pilot).state.shown
            await pilot.press("slash", "3", "9", "escape")
            assert board_of(pilot).state.shown == total

    async def test_nothing_found_is_said(self, demo: Place, running: Running) -> None:
        """A search without a hit shows an empty board and how many there are."""
        async with running(demo) as pilot:
            await pilot.press("slash", "z", "z", "z", "enter")
            assert board_of(pilot).state.shown == 0
            assert "0 of" in words(pilot, "#top")
            assert "Nothing in this stage" in words(pilot, "#status")


class TestFilter:
    """f shows one practitioner, situation, service or pace."""

    async def test_stuck_work_of_one_practitioner(self, demo: Place, running: Running) -> None:
        """Choosing from the lists leaves only what fits, and the top line says what is shown."""
        async with running(demo) as pilot:
            await pilot.press("f")
            await pilot.press(*"ell", "tab", "tab", "tab", *"stu", "ctrl+s")
            await pilot.pause()
            shown = [tile for column in board_of(pilot).state.columns for tile in column]
            assert shown
            assert {(tile.practitioner, tile.drift.pace) for tile in shown} == {("Ellie", "stuck")}
            assert "Ellie Penfold, stuck" in words(pilot, "#top")

    async def test_work_that_nobody_holds(self, demo: Place, running: Running) -> None:
        """“not allocated” is a choice like a practitioner."""
        async with running(demo) as pilot:
            await pilot.press("f", *"not", "ctrl+s")
            await pilot.pause()
            shown = [tile for column in board_of(pilot).state.columns for tile in column]
            assert [tile.practitioner_id for tile in shown] == [None]
            assert "not allocated" in picture(pilot)

    async def test_a_choice_that_is_none_is_named_beside_the_field(
        self, demo: Place, running: Running
    ) -> None:
        """A typed name that is nobody's is said, and the dialog stays."""
        async with running(demo) as pilot:
            await pilot.press("f", *"Zorro", "ctrl+s")
            await pilot.pause()
            assert "choose one from the list" in picture(pilot)


class TestOrder:
    """s takes the next order within a stage."""

    async def test_each_order_is_said_and_kept(self, demo: Place, running: Running) -> None:
        """By number, the numbers stand in order."""
        async with running(demo) as pilot:
            await pilot.press("s", "s", "s")
            assert "by number" in words(pilot, "#status")
            numbers = [tile.number for tile in board_of(pilot).state.columns[0]]
            assert numbers == sorted(numbers)
