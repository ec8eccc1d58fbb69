"""What a screen leads to is loaded while it is looked at, and not before."""

from __future__ import annotations

import pytest

from models.store.place import Place
from tests.tui.conftest import Running, shown
from tests.tui.looking import app_of


@pytest.mark.parametrize(("key", "mode"), [("f6", "people"), ("f5", "overdue")])
async def test_the_lists_that_lead_to_a_person_load_their_page(
    demo: Place, running: Running, key: str, mode: str
) -> None:
    """The board loads nothing ahead, also once the overdue list is made behind it; the lists do, once painted."""
    async with running(demo) as pilot:
        program = app_of(pilot)
        await program.prepare("overdue")
        await pilot.pause()
        assert not program.loaded_ahead
        await pilot.press(key)
        await shown(pilot, mode)
        await program.workers.wait_for_complete()
        assert program.loaded_ahead
