"""What a screen leaves behind when it closes is cleared away while nobody waits, not in the middle of a later key.

The collector would come to it after a few dialogs, and take as long as half of a dialog's opening.
"""

from __future__ import annotations

import asyncio
import gc

from textual.app import App
from textual.await_complete import AwaitComplete

from tui.awake import RESTED, NoticesIdleness


class ClearsUp(NoticesIdleness, App[None]):
    """An app that collects its garbage when the person pauses after a screen was closed."""

    def pop_screen(self) -> AwaitComplete:
        """Leave the screen in front; what it was made of is collected once, however many are left until then."""
        left = super().pop_screen()
        self.run_worker(self._clear_up(left), group="clearing up", exclusive=True)
        return left

    async def _clear_up(self, left: AwaitComplete) -> None:
        """Collect once the screen is gone. It is not awaited: with this it would be broken off by the next one."""
        await asyncio.sleep(RESTED)
        while not left.is_done:
            await asyncio.sleep(RESTED)
        await self.typing_rests()
        gc.collect()
