"""Leaving with everything written, whatever was pressed a moment ago, and whether or not there is a terminal left."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.app import App

from tui.ending import terminal_is_gone

if TYPE_CHECKING:
    from tui.desk import Desk
    from tui.typing_ahead import TypeAhead


class LeavesWritten(App[None]):
    """The app, as far as it is left."""

    desk: Desk
    keys: TypeAhead
    afterwards: Callable[[], None]
    rooms: Callable[[], list[Any]]

    async def action_quit(self) -> None:
        """Write everything and leave, once; every key that was pressed before does its own first."""
        if not any(worker.group == "quit" and worker.is_running for worker in self.workers):
            self.run_worker(self._quit(), group="quit")

    def told_to_end(self) -> None:
        """Leave: the system says so."""
        self.call_next(self.action_quit)

    async def keep_drafts(self) -> None:
        """Have every open form keep what was typed, before its words go out of reach."""
        for one in [each for screen in self.rooms() for each in (screen, *screen.query("Prompt"))]:
            keep = getattr(one, "keep_draft", None)
            if keep is not None:
                await keep()

    async def _quit(self) -> None:
        await self.keys.through()
        await self.keep_drafts()
        for screen in self.rooms():
            write = getattr(screen, "finish_writing", None)
            if write is not None:
                await write()
        await asyncio.get_running_loop().run_in_executor(None, self.desk.leave)
        if terminal_is_gone():
            # Whoever draws would wait for ever for a terminal that takes nothing any more.
            self.afterwards()
            os._exit(0)
        self.exit()
