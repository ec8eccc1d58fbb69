"""What closed screens leave behind is cleared away while nobody waits."""

from __future__ import annotations

import asyncio
import gc
import time
import weakref

import pytest

from models.store.place import Place
from tests.tui.conftest import Running, wait_for
from tui.awake import NoticesIdleness, elapsed
from tui.screens.fields import FieldsDialog


class TestClearing:
    """A dialog is many widgets that hold one another: only the collector finds that they are garbage."""

    async def test_after_a_dialog(self, demo: Place, running: Running) -> None:
        """Once the person pauses after closing one, it is gone."""
        async with running(demo) as pilot:
            await pilot.press("o")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, FieldsDialog))
            dialog = weakref.ref(pilot.app.screen)
            gc.disable()
            try:
                await pilot.press("escape")
                await wait_for(pilot, lambda: dialog() is None)
            finally:
                gc.enable()


class TestPause:
    """Whether somebody types at the moment."""

    def test_after_a_sleep(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The clock that stands still while a laptop sleeps is not the one the last key was told by."""
        program = NoticesIdleness()
        program.last_input = elapsed() - 1
        monkeypatch.setattr(time, "monotonic", lambda: elapsed() - 3_600)
        asyncio.run(asyncio.wait_for(program.typing_rests(), 10))
