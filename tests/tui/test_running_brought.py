"""A session that runs: what the two bring to it, and what the closing page says of it."""

from __future__ import annotations

from models.store.place import Place
from tests.tui.conftest import Running, wait_for
from tests.tui.looking import app_of, picture, stand_on, words
from tests.tui.test_running import planned, run
from tui.screens.closing import ClosingScreen
from tui.screens.running import RunningScreen

NOT_SAMS = "40203"
"""A child whom somebody else holds: on the board, on no agenda of Sam's."""


class TestBrought:
    """An item of one's own is written where the policy's form takes it, and counts as talked about then."""

    async def test_from_the_item_to_the_closing_page(self, demo: Place, running: Running) -> None:
        """Two items in the one place for other topics: the one that was written about is done, with no F9."""
        async with running(demo) as pilot:
            screen = await run(pilot, await planned(pilot))
            for item in ("Christmas duty rota", "The new phone"):
                await pilot.press("plus", *item, "enter")
                await wait_for(pilot, lambda item=item: item in words(pilot, "#item"))  # type: ignore[misc]
                assert screen.state.form.code == "kent_b"
                assert screen.state.here.section.key == "other"
            await pilot.press("left_square_bracket")
            await wait_for(pilot, lambda: "Christmas duty rota" in words(pilot, "#item"))
            await pilot.press("enter", *"Sam has the 24th", "escape", "1")
            await pilot.press("f2")
            await wait_for(pilot, lambda: app_of(pilot).current_mode == "board")
            await stand_on(pilot, NOT_SAMS)
            await pilot.press("greater_than_sign")
            await app_of(pilot).workers.wait_for_complete()
            await pilot.press("f9")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, RunningScreen))
            await pilot.press("f")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, ClosingScreen))
            seen = words(pilot, "#closing")
            assert "Christmas duty rota  written about, so it counts as done" in seen
            assert "The new phone  not reached" in seen
            assert any(NOT_SAMS in line and "Moved from" in line for line in picture(pilot).splitlines())
