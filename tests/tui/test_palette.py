"""Ctrl+P at awkward moments."""

from __future__ import annotations

from textual.command import CommandPalette

from models.store.place import Place
from tests.tui.conftest import Running, shown, wait_for
from tests.tui.looking import app_of


class TestPalette:
    """The palette and the keys that work everywhere."""

    async def test_left_by_going_elsewhere(self, demo: Place, running: Running) -> None:
        """F4 over it, with or without help above; Ctrl+P again there and back here: each time one, and no fault."""
        async with running(demo) as pilot:
            app = app_of(pilot)
            for over in ([], ["f1"]):
                await pilot.press("ctrl+p", *over, "f4")
                await shown(pilot, "records")
                await pilot.press("ctrl+p")
                await wait_for(pilot, lambda: isinstance(app.screen, CommandPalette))
                await pilot.press("escape", "f2")
                await shown(pilot, "board")
                await pilot.press("escape", "escape", "ctrl+p")
                await wait_for(pilot, lambda: isinstance(app.screen, CommandPalette))
                await pilot.press("escape")

    async def test_a_page_turned_before_there_is_a_list(self, demo: Place, running: Running) -> None:
        """Right after it was opened."""
        async with running(demo) as pilot:
            for key in ("pagedown", "pageup", "home", "end"):
                await pilot.press("ctrl+p", key, key, "escape")
            assert app_of(pilot).current_mode == "board"

    async def test_what_was_chosen_while_it_was_left(self, demo: Place, running: Running) -> None:
        """It closes nothing but itself."""
        async with running(demo) as pilot:
            app = app_of(pilot)
            await pilot.press("ctrl+p")
            await wait_for(pilot, lambda: isinstance(app.screen, CommandPalette))
            palette = app.screen
            await pilot.press("f4")
            await shown(pilot, "records")
            palette.dismiss()
            await pilot.pause()
            assert app.current_mode == "records"
