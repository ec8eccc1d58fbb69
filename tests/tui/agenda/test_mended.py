"""F3 at the edges: what a question begins with is typed over, and the lists fit again after the window was small."""

from __future__ import annotations

from models.store.place import Place
from tests.tui.building import build, status
from tests.tui.conftest import Running, wait_for
from tests.tui.looking import picture, words
from tui.widgets.rows import Rows


class TestTypedOver:
    """A number or words that a question begins with give way to what is typed."""

    async def test_minutes_words_and_another_size(self, demo: Place, running: Running) -> None:
        """12 becomes 20, not 1220; more than a working day is refused; back from 80x24 nothing is cut."""
        async with running(demo) as pilot:
            await build(pilot, "Priya Nair")
            await pilot.press("g")
            await wait_for(pilot, lambda: "Filled: 18 items" in status(pilot))
            await pilot.press("m", *"20", "enter")
            await wait_for(
                pilot, lambda: words(pilot, "#items").startswith("1  Wellbeing, work-life balance  20\n")
            )
            await pilot.press("m", *"1220", "enter")
            await wait_for(pilot, lambda: "At most 480 minutes" in status(pilot))
            await pilot.press("a", *"Rota", "enter")
            await wait_for(pilot, lambda: "Rota" in words(pilot, "#items"))
            for _ in range(20):
                if "Rota" in status(pilot):
                    break
                await pilot.press("down")
            await pilot.press("w", *"Leave", "enter")
            await wait_for(pilot, lambda: "Leave" in words(pilot, "#items"))
            assert "Rota" not in words(pilot, "#items")
            await pilot.press("tab")
            before = picture(pilot)
            for size in ((80, 24), (40, 10), (120, 40)):
                await pilot.resize_terminal(*size)
                await pilot.pause()
                strips = pilot.app.screen.query_one("#offered", Rows).picture()
                assert not [strip.text for strip in strips if strip.text.rstrip().endswith("…")]
                if size[1] < 16:
                    # too low for what it says in full: its beginning is in view, the sum is not cut
                    rows = pilot.app.screen.query_one("#offered", Rows)
                    stood = rows.ref
                    await pilot.press("down", "down", "up")
                    lines = picture(pilot).splitlines()
                    assert next(line for line in lines if line.startswith(">"))[1:6].isdigit()
                    assert any(line.endswith("min each") for line in lines)
                    rows.stand_on(stood)
            assert picture(pilot) == before
