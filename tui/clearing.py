"""What a screen leaves behind when it closes is cleared away while nobody waits, not in the middle of a later key.

The collector would come to it after a few dialogs, and take as long as half of a dialog's opening.
"""

from __future__ import annotations

import asyncio
import gc
from contextvars import Context

from textual.app import App
from textual.await_complete import AwaitComplete

from tui.awake import RESTED, NoticesIdleness, elapsed


class ClearsUp(NoticesIdleness, App[None]):
    """An app that collects its garbage when the person pauses after a screen was closed."""

    _closing_screen: AwaitComplete | None = None

    def pop_screen(self) -> AwaitComplete:
        """Leave the screen in front; what it was made of is collected once, however many are left until then."""
        waits = self._closing_screen is not None
        self._closing_screen = left = super().pop_screen()
        if not waits:
            self._clear_up_soon()
        return left

    def _clear_up_soon(self) -> None:
        # In a context of its own: that of the moment names the very screen that is left, and would hold it.
        asyncio.get_running_loop().call_later(RESTED, self._clear_up, context=Context())

    def _clear_up(self) -> None:
        """Collect once the last screen is gone and no key was pressed for a moment; else look again in a moment."""
        closing = self._closing_screen
        if (closing is not None and not closing.is_done) or elapsed() - self.last_input < RESTED:
            self._clear_up_soon()
            return
        self._closing_screen = closing = None
        gc.collect()
