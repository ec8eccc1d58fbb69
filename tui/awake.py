"""How long nobody has done anything, a night with the lid shut among it."""

from __future__ import annotations

import asyncio
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.desk import Desk
    from tui.settings import Settings

if sys.platform == "win32":
    elapsed = time.monotonic
else:
    _CLOCK: int = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
    """What runs on while the computer sleeps: so named on Linux, and on macOS. On Windows every clock does."""

    def elapsed() -> float:
        """Return seconds from some moment on, those included in which the computer slept.

        `time.monotonic` stands still then: a laptop opened the next morning would show the store.
        """
        return time.clock_gettime(_CLOCK)


RESTED = 0.1
"""Seconds without a key after which what nobody waits for is done."""


class NoticesIdleness:
    """The app, as far as it knows that nobody is there any more."""

    desk: Desk
    settings: Settings
    last_input: float

    def is_over(self) -> bool:
        """Say whether nobody has done anything for as long as the setting allows; a demo may be looked at for ever."""
        real = self.desk.is_open and self.desk.kind != "demo"
        return real and elapsed() - self.last_input > self.settings.idle_minutes * 60

    async def typing_rests(self) -> None:
        """Wait until no key was pressed for a moment."""
        while (pressed := elapsed() - self.last_input) < RESTED:
            await asyncio.sleep(RESTED - pressed)
