"""Unlocking, locking, and what a locked screen keeps."""

from __future__ import annotations

import sys
import time
from typing import Any

import pytest
from textual.pilot import Pilot

from models.store.opening import unlock_place
from models.store.place import Place
from tests import made
from tests.tui.conftest import DAY, Running, wait_for
from tests.tui.looking import app_of, picture, toasts, words
from tui.app import Footprint
from tui.awake import elapsed
from tui.desk import Desk
from tui.screens.entry import EntryScreen
from tui.when import Clock


async def entered(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys, and wait until what they set off is done and painted."""
    await pilot.press(*keys)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


class TestUnlocking:
    """The first screen asks for the passphrase."""

    async def test_a_wrong_passphrase_is_refused_and_the_right_one_opens(
        self, owned: tuple[Place, str]
    ) -> None:
        """The refusal is a sentence; the field is empty again."""
        place, _ = owned
        app = Footprint(Desk(place, Clock()))
        async with app.run_test(size=(80, 24)) as pilot:
            await entered(pilot, *"wrong", "enter")
            assert "That passphrase does not open this store" in picture(pilot)
            await entered(pilot, *"first", "enter")
            assert app.current_mode == "board"
            app.desk.leave()

    async def test_the_recovery_key_opens_it_and_asks_for_a_new_passphrase(
        self, owned: tuple[Place, str]
    ) -> None:
        """F7 takes the recovery key; the passphrase chosen then opens the store from now on."""
        place, recovery = owned
        app = Footprint(Desk(place, Clock()))
        async with app.run_test(size=(80, 24)) as pilot:
            await entered(pilot, "f7", *recovery, "enter")
            assert "Choose a new passphrase" in picture(pilot)
            await pilot.press(*"second word", "enter", *"second word", "enter")
            await pilot.pause()
            assert "weak" in picture(pilot)
            await entered(pilot, "enter")  # it is meant
            app.desk.leave()
        assert unlock_place(place, "second word")

    async def test_a_store_that_another_program_has_is_looked_at_only(self, owned: tuple[Place, str]) -> None:
        """The refusal says who has it; F8 opens it to look, and says READ ONLY."""
        place, _ = owned
        other = made.open_(place, unlock_place(place, "first"))
        app = Footprint(Desk(place, Clock()))
        async with app.run_test(size=(120, 30)) as pilot:
            await entered(pilot, *"first", "enter")
            assert "already open in another window" in picture(pilot)
            await entered(pilot, *"first", "f8")
            assert "READ ONLY" in picture(pilot)
            app.desk.leave()
        other.close()


class TestLocking:
    """Ctrl+L hides everything behind the passphrase, and nothing typed is lost."""

    async def test_the_screen_is_blank_and_the_store_closed(self, demo: Place, running: Running) -> None:
        """No tile is left on the screen, and the desk has let go of the store."""
        async with running(demo) as pilot:
            number = picture(pilot)
            assert "CIN" in number
            await pilot.press("ctrl+l")
            await pilot.pause()
            assert "CIN" not in picture(pilot)
            assert not app_of(pilot).desk.is_open

    async def test_a_half_typed_form_is_there_again(self, demo: Place, running: Running) -> None:
        """Locking keeps the draft first; unlocking shows the form with its words, and it can be saved."""
        async with running(demo) as pilot:
            await pilot.press("a", *"51777", "tab", *"QX")
            await pilot.press("ctrl+l")
            await pilot.pause()
            assert "51777" not in picture(pilot)
            await app_of(pilot).desk.unlock("")
            await app_of(pilot).opened()
            await pilot.pause()
            assert isinstance(pilot.app.screen, EntryScreen)
            assert "51777" in picture(pilot)

    async def test_u_still_undoes_what_was_done_before_the_lock(self, demo: Place, running: Running) -> None:
        """A lock does not end the sitting."""
        async with running(demo) as pilot:
            await pilot.press("greater_than_sign", "ctrl+l")
            await pilot.pause()
            await app_of(pilot).desk.unlock("")
            await app_of(pilot).opened()
            await pilot.pause()
            await pilot.press("u")
            await pilot.pause()
            assert "Taken back: the move" in words(pilot, "#status")

    async def test_ten_idle_minutes_lock(self, owned: tuple[Place, str]) -> None:
        """A real store is locked once nobody has pressed anything for as long as the setting says."""
        place, _ = owned
        app = Footprint(Desk(place, Clock()))
        async with app.run_test(size=(80, 24)) as pilot:
            await app.desk.unlock("first")
            await app.opened()
            await app._watch()
            assert app.desk.is_open
            app.last_input -= 10 * 60 + 1
            await app._watch()
            await pilot.pause()
            assert not app.desk.is_open
            assert app.current_mode == "locked"
            app.desk.leave()

    async def test_the_key_that_wakes_a_laptop_locks(self, owned: tuple[Place, str]) -> None:
        """Nobody looked at the clock while it slept: the first key does, and does nothing else."""
        place, _ = owned
        app = Footprint(Desk(place, Clock()))
        async with app.run_test(size=(80, 24)) as pilot:
            await app.desk.unlock("first")
            await app.opened()
            await pilot.pause()
            app.last_input -= 10 * 60 + 1
            await pilot.press("f6")
            await wait_for(pilot, lambda: app.current_mode == "locked" and not app.desk.is_open)
            app.desk.leave()

    @pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the clock has another name")
    def test_sleep_is_counted(self) -> None:
        """The clock is one that runs on with the lid shut."""
        assert abs(elapsed() - time.clock_gettime(time.CLOCK_BOOTTIME)) < 5


class TestRehearsing:
    """--today opens a real store to be read only."""

    async def test_a_real_store_on_another_day_is_only_read(self, owned: tuple[Place, str]) -> None:
        """A move is refused with the reason."""
        place, _ = owned
        app = Footprint(Desk(place, Clock(DAY)))
        async with app.run_test(size=(120, 30), notifications=True) as pilot:
            await app.desk.unlock("first")
            await app.opened()
            await pilot.pause()
            await pilot.press("right", "greater_than_sign")
            await pilot.pause()
            assert "READ ONLY" in picture(pilot)
            assert "nothing can be changed" in words(pilot, "#status") + toasts(pilot)
            app.desk.leave()
