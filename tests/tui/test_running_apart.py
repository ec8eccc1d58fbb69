"""A session that runs: what stands apart from a child's record, what u takes back, and where its questions lead."""

from __future__ import annotations

from models.store.place import Place
from tests.tui.conftest import Running, wait_for
from tests.tui.looking import app_of, picture, words
from tests.tui.recording import SAMS
from tests.tui.test_running import planned, run


class TestApart:
    """Nothing that is not about a child is written on a child's record, whatever is talked about just now."""

    async def test_from_a_childs_item(self, demo: Place, running: Running) -> None:
        """An item added at a child goes to the two people's own record; u takes a note back and no words with it."""
        async with running(demo) as pilot:
            screen = await run(pilot, await planned(pilot))
            await pilot.press("2")
            await wait_for(pilot, lambda: SAMS[0] in words(pilot, "#item"))
            assert screen.state.form.code == "kent_case"
            await pilot.press("enter", *"Seen on Tuesday", "escape")
            await pilot.press("l")
            await wait_for(pilot, lambda: "was late" in words(pilot, "#status"))
            await pilot.press("u")
            await app_of(pilot).workers.wait_for_complete()
            assert "Seen on Tuesday" in picture(pilot)
            assert "other draft" not in words(pilot, "#banner")
            await pilot.press("plus", *"My own news", "enter")
            await wait_for(pilot, lambda: "My own news" in words(pilot, "#item"))
            assert screen.state.form.code == "kent_b"
            assert screen.state.here.section.key == "other"
