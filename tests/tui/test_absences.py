"""Someone away: recorded, ended, and the last day put right afterwards, all with b on their page."""

from __future__ import annotations

from models.reading.people import AbsenceView
from models.store.place import Place
from tests.tui.conftest import Running, wait_for
from tests.tui.looking import picture, stand_on_row, words


class TestAway:
    """b asks which is meant where an absence is just over."""

    async def test_an_absence_is_recorded_and_ended(self, demo: Place, running: Running) -> None:
        """B records it; Enter on it ends it."""
        async with running(demo) as pilot:
            await pilot.press("f6")
            await pilot.pause()
            await pilot.press("enter")
            await pilot.pause()
            await pilot.press("b", "tab", "tab", *"annual", "ctrl+s")
            await pilot.pause()
            assert "annual leave  still away" in words(pilot, "#person")
            await stand_on_row(pilot, "#person", AbsenceView)
            await pilot.press("enter", "tab", *"today", "ctrl+s")
            await pilot.pause()
            assert "still away" not in words(pilot, "#person")
            await pilot.press("b")
            await wait_for(pilot, lambda: "put right: annual leave 21 Nov to 21 Nov" in picture(pilot))
            await pilot.press("enter")
            await wait_for(pilot, lambda: "Correct or end an absence" in picture(pilot))
            await pilot.press("tab", "home", "shift+end", *"23/11", "ctrl+s")
            await wait_for(pilot, lambda: "until Mon 23 Nov 2026" in words(pilot, "#person"))
            await pilot.press("b", *"a new", "enter")
            await wait_for(pilot, lambda: "is away" in picture(pilot))
