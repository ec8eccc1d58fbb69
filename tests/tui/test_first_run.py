"""The first run: team, policy, service, passphrase, recovery key, and the offer to import."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from forms.strength import is_weak
from models.store.opening import unlock_place, unlock_place_with_recovery
from models.store.place import Place
from tests.tui.conftest import shown, wait_for
from tests.tui.looking import app_of, picture, words
from tui.app import Footprint
from tui.desk import Desk
from tui.screens.fields import FieldsDialog
from tui.screens.secret import PassphraseDialog, RecoveryDialog
from tui.when import Clock


@asynccontextmanager
async def fresh(tmp_path: Path, day: date | None = None) -> AsyncIterator[Pilot[Any]]:
    """Run the app on a machine where no store was made yet."""
    app = Footprint(Desk(Place(tmp_path / "store"), Clock(day)))
    app.animation_level = "none"
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await wait_for(pilot, lambda: isinstance(app.screen, FieldsDialog))
        yield pilot
        app.desk.leave()


async def up_to_the_passphrase(pilot: Pilot[Any]) -> None:
    """Answer everything that comes before the passphrase: Kent, Early Help."""
    await pilot.press(*"Riverside 2", "enter", *"Jo Hale", "enter", *"M1", "enter")
    await pilot.press("enter", *"early", "enter")
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, PassphraseDialog))


async def up_to_the_recovery_key(pilot: Pilot[Any], passphrase: str) -> str:
    """Choose a passphrase, and return the recovery key that is shown."""
    await up_to_the_passphrase(pilot)
    meant = ["enter"] if is_weak(passphrase) else []
    await pilot.press(*passphrase, "enter", *passphrase, "enter", *meant)
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, RecoveryDialog))
    return words(pilot, "#key")


class TestTheFirstRun:
    """A fresh machine is walked through with keys only."""

    async def test_it_ends_on_an_empty_board_of_the_team(self, tmp_path: Path) -> None:
        """The recovery key is typed back, import is offered, and both secrets open the store again."""
        async with fresh(tmp_path) as pilot:
            key = await up_to_the_recovery_key(pilot, "four quiet green boats")
            await pilot.press(*key.lower().replace("-", " "), "enter")
            await shown(pilot, "board")
            desk = app_of(pilot).desk
            assert (desk.team.name, desk.team.manager, desk.team.service) == (
                "Riverside 2",
                "Jo Hale",
                "early_help",
            )
            assert "Your caseload" in picture(pilot)
            await pilot.press("escape")
            await pilot.pause()
            assert "Riverside 2" in words(pilot, "#top")
        place = Place(tmp_path / "store")
        assert unlock_place(place, "four quiet green boats")
        assert unlock_place_with_recovery(place, key)

    async def test_strength_is_shown_and_nothing_is_forbidden(self, tmp_path: Path) -> None:
        """A weak passphrase is called weak, asked about once, and taken."""
        async with fresh(tmp_path) as pilot:
            await up_to_the_passphrase(pilot)
            await pilot.press("a", "b")
            assert "weak" in picture(pilot)
            await pilot.press("f1")
            assert "Every command by name" in picture(pilot)
            assert "oard" not in picture(pilot), "nothing is offered that does nothing yet"
            await pilot.press("escape")
            await pilot.press("enter", "a", "b", "enter")
            assert "Enter again takes it all the same" in picture(pilot)
            assert isinstance(pilot.app.screen, PassphraseDialog)
            await pilot.press("enter")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, RecoveryDialog))
        assert unlock_place(Place(tmp_path / "store"), "ab")

    async def test_a_weak_passphrase_that_is_thought_better_of(self, tmp_path: Path) -> None:
        """Another one that is weak too is asked about as well."""
        async with fresh(tmp_path) as pilot:
            await up_to_the_passphrase(pilot)
            await pilot.press("a", "b", "enter", "a", "b", "enter", "shift+tab", "c", "enter", "c", "enter")
            assert "Enter again takes it all the same" in picture(pilot)
            assert isinstance(pilot.app.screen, PassphraseDialog)

    async def test_two_passphrases_that_differ_are_asked_again(self, tmp_path: Path) -> None:
        """Nothing is made of a passphrase that was mistyped once."""
        async with fresh(tmp_path) as pilot:
            await up_to_the_passphrase(pilot)
            await pilot.press(*"one", "enter", *"two", "enter")
            assert "not the same" in picture(pilot)
        assert not Place(tmp_path / "store").exists()

    async def test_the_recovery_key_is_not_skipped_by_one_escape(self, tmp_path: Path) -> None:
        """The first Esc says what that means; a wrong key is named; the second Esc in a row goes on."""
        async with fresh(tmp_path) as pilot:
            await up_to_the_recovery_key(pilot, "ab")
            await pilot.press("escape")
            assert "a lost passphrase loses everything" in picture(pilot)
            await pilot.press("x", "enter")
            assert "Not yet" in picture(pilot)
            await pilot.press("escape")
            assert isinstance(pilot.app.screen, RecoveryDialog)
            await pilot.press("escape")
            await shown(pilot, "board")

    async def test_escape_goes_a_step_back_and_keeps_the_answers(self, tmp_path: Path) -> None:
        """Back from the service is the policy as chosen; its services are those of that policy."""
        async with fresh(tmp_path) as pilot:
            await pilot.press(*"Riverside 2", "enter", *"Jo Hale", "enter", *"M1", "enter")
            await pilot.press(*"hav", "enter")
            assert "Your service" in picture(pilot)
            await pilot.press("escape")
            assert "London Borough of Havering" in picture(pilot)
            await pilot.press("escape")
            assert "Riverside 2" in picture(pilot)

    async def test_locking_in_the_same_sitting_asks_for_the_passphrase(self, tmp_path: Path) -> None:
        """The screen on which it all began is the one that asks, and it opens."""
        async with fresh(tmp_path) as pilot:
            key = await up_to_the_recovery_key(pilot, "ab")
            await pilot.press(*key, "enter")
            await shown(pilot, "board")
            await pilot.press("escape", "ctrl+l")
            await shown(pilot, "locked")
            assert "Type your passphrase" in picture(pilot)
            await pilot.press("a", "b", "enter")
            await shown(pilot, "board")

    async def test_with_another_today_it_is_a_scratch_store(self, tmp_path: Path) -> None:
        """A store made on a rehearsed day says that it is for rehearsal."""
        async with fresh(tmp_path, date(2026, 11, 21)) as pilot:
            key = await up_to_the_recovery_key(pilot, "ab")
            await pilot.press(*key, "enter")
            await shown(pilot, "board")
            await pilot.press("escape")
            await pilot.pause()
            assert "SCRATCH STORE" in picture(pilot)
