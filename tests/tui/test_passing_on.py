"""Work that goes to someone else, or closes, leaves the list of whoever held it, and that is said."""

from __future__ import annotations

from textual.widgets import Input

from models.store.place import Place
from tests.tui.conftest import Running, wait_for
from tests.tui.looking import app_of, stand_on, toasts, words
from tui.screens.child import ChildScreen
from tui.screens.entry import EntryScreen


class TestOffTheList:
    """h on a child's page and on the board; one undo brings work and list back."""

    async def test_said_with_name_and_day(self, demo: Place, running: Running) -> None:
        """38537 JK stands on Callum's list of 25 November; with Ellie she stands on none."""
        async with running(demo) as pilot:
            dues = app_of(pilot).dues
            await dues.fresh()
            tile = await stand_on(pilot, "38537")
            (child,) = tile.children
            assert dues.diary is not None
            assert child in dues.diary.listed
            await pilot.press("enter")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, ChildScreen))
            await pilot.press("h", *"ellie", "ctrl+s")
            await wait_for(
                pilot, lambda: "Off Callum Brightwell's list of 25 Nov: 38537 JK." in toasts(pilot)
            )
            await dues.fresh()
            assert child not in dues.diary.listed
            await pilot.press("u")
            await wait_for(pilot, lambda: "Taken back: the allocation" in toasts(pilot))
            await dues.fresh()
            assert child in dues.diary.listed
            await pilot.press("x")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, EntryScreen))
            for name in ("reason", "passed"):
                if pilot.app.screen.query(f"#field-{name}"):
                    pilot.app.screen.query_one(f"#field-{name}", Input).value = "Moved away"
            await pilot.press("ctrl+s")
            await wait_for(
                pilot, lambda: "Closed. Off Callum Brightwell's list of 25 Nov: 38537 JK." in toasts(pilot)
            )
            await pilot.press("u")
            await dues.fresh()
            assert child in dues.diary.listed
            await pilot.press("escape")
            await wait_for(pilot, lambda: not isinstance(pilot.app.screen, ChildScreen))
            await pilot.press("h", *"ellie", "ctrl+s")
            await wait_for(
                pilot, lambda: "Off Callum Brightwell's list of 25 Nov: 38537 JK." in words(pilot, "#status")
            )
