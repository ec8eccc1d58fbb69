"""Keys that come faster than the screen follows: none is lost, none reaches the wrong place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from models.drafts import read_draft
from models.reading.record_context import read_numbers
from models.store.place import Place
from tests.tui.conftest import DAY, Running, shown, wait_for
from tests.tui.looking import app_of, at_once, board_of, picture, toasts, under_cursor, words
from tui.app import Footprint
from tui.desk import Desk
from tui.screens.board import BoardScreen
from tui.screens.secret import PassphraseDialog
from tui.when import Clock


def on_board(pilot: Pilot[Any], said: str) -> bool:
    """Say whether the board is in front and says something."""
    return isinstance(pilot.app.screen, BoardScreen) and said in picture(pilot)


class TestKeysInOneGo:
    """Every key is handled where it was meant to go."""

    async def test_search_is_typed_and_no_tile_moves(self, demo: Place, running: Running) -> None:
        """/ and a number in one go narrow the board; its digits are not taken for stages."""
        async with running(demo) as pilot:
            wanted = board_of(pilot).state.columns[3][5]
            before = board_of(pilot).state.board
            at_once(pilot, "/", *wanted.number, "enter")
            await wait_for(pilot, lambda: board_of(pilot).state.shown == 1)
            assert under_cursor(pilot).numbers == wanted.numbers
            assert board_of(pilot).state.board == before

    async def test_a_whole_form_in_one_go(self, demo: Place, running: Running) -> None:
        """From the key that opens the form to the one that saves it, each word is in its own field."""
        async with running(demo) as pilot:
            at_once(pilot, "a", *"51234", "tab", *"TB", "enter", *"F99", "tab", "tab")
            at_once(pilot, *"early", "ctrl+s", ">")
            await wait_for(pilot, lambda: on_board(pilot, "51234 TB moved to 2"))
            desk = app_of(pilot).desk
            assert await desk.read(lambda session: read_numbers(session).get("51234")) is not None

    async def test_a_choice_and_the_next_field(self, demo: Place, running: Running) -> None:
        """Letters, Tab, letters: the filter is made of both."""
        async with running(demo) as pilot:
            at_once(pilot, "f", *"ell", "tab", "tab", "tab", *"stu", "ctrl+s")
            await wait_for(pilot, lambda: on_board(pilot, "Ellie Penfold, stuck"))

    async def test_nothing_is_lost_when_the_form_is_left_at_once(self, demo: Place, running: Running) -> None:
        """Typed and left in one go, the words are in the draft."""
        async with running(demo) as pilot:
            at_once(pilot, "a", *"51299", "tab", *"ZZ", "escape")
            await wait_for(pilot, lambda: "What you typed is kept" in toasts(pilot))
            draft = await app_of(pilot).desk.read(read_draft("child:new"))
            assert draft is not None
            assert (draft.answers["number"], draft.answers["initials"]) == ("51299", "ZZ")

    async def test_a_paste_waits_its_turn(self, demo: Place, running: Running) -> None:
        """What is pasted right after the key that opens a field lands in that field."""
        async with running(demo) as pilot:
            at_once(pilot, "/")
            pilot.app.post_message(events.Paste("40"))
            at_once(pilot, "2")
            await wait_for(pilot, lambda: "“402”" in words(pilot, "#top"))


class TestASlowMachine:
    """A key that takes longer than another is waited for that never comes back."""

    async def test_each_still_waits_for_the_one_before(
        self, demo: Place, running: Running, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """However long it takes, and whatever the clock says: the words are in their fields, the last one too."""
        monkeypatch.setattr("tui.typing_ahead.AT_MOST", 0.001)
        async with running(demo) as pilot:
            at_once(pilot, "a", *"51234", "tab", *"TB", "enter", *"F99", "tab", "tab")
            at_once(pilot, *"early", "ctrl+s", ">")
            await wait_for(pilot, lambda: on_board(pilot, "51234 TB moved to 2"))
            at_once(pilot, "a", *"51235", "tab", *"QX", "escape")
            await wait_for(pilot, lambda: "What you typed is kept" in toasts(pilot))
            draft = await app_of(pilot).desk.read(read_draft("child:new"))
            assert draft is not None
            assert (draft.answers["number"], draft.answers["initials"]) == ("51235", "QX")


class TestFromTheFirstPaint:
    """Keys pressed while the program is still busy with beginning."""

    async def test_keys_behind_the_passphrase_are_the_boards(self, owned: tuple[Place, str]) -> None:
        """Passphrase, Enter and a search in one go: the search is on the board that opens."""
        place, _ = owned
        app = Footprint(Desk(place, Clock()))
        async with app.run_test(size=(100, 30)) as pilot:
            at_once(pilot, *"first", "enter", "/", *"40217")
            await shown(pilot, "board")
            await wait_for(pilot, lambda: "“40217”" in words(pilot, "#top"))
            app.desk.leave()

    async def test_keys_behind_a_wrong_passphrase_are_the_next_try(self, owned: tuple[Place, str]) -> None:
        """After a refusal the field holds what was typed meanwhile, and Enter tries that."""
        place, _ = owned
        app = Footprint(Desk(place, Clock()))
        async with app.run_test(size=(100, 30)) as pilot:
            at_once(pilot, *"wrong", "enter", *"first", "enter")
            await shown(pilot, "board")
            app.desk.leave()

    async def test_the_first_run_in_one_go(self, tmp_path: Path) -> None:
        """Team, manager, number and policy typed before the first question is on the screen."""
        app = Footprint(Desk(Place(tmp_path / "store"), Clock()))
        async with app.run_test(size=(100, 30)) as pilot:
            at_once(pilot, *"Riverside", "enter", *"Jo", "enter", *"M1", "enter", "enter", "enter")
            await wait_for(pilot, lambda: isinstance(app.screen, PassphraseDialog))
            app.desk.leave()

    async def test_a_demo_keeps_what_is_pressed_while_it_is_made(self, tmp_path: Path) -> None:
        """Right pressed while the team is being made up moves the cursor of the board that comes."""
        from tui.starting import made_up

        place = Place(tmp_path / "store")
        app = Footprint(Desk(place, Clock(DAY)), make=made_up(place, "kent", Clock(DAY)))
        async with app.run_test(size=(120, 40)) as pilot:
            at_once(pilot, "right", "down", "/", "4", "escape")
            await shown(pilot, "board")
            await wait_for(pilot, lambda: under_cursor(pilot).stage == 2)
            assert "DEMO" in picture(pilot)
            app.desk.leave()
