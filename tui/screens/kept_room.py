"""A room whose screen is kept when it is left and shown again: several times as quick as making another."""

from __future__ import annotations

from datetime import date
from typing import Any

from tui.screens.base import Room


class KeptRoom(Room):
    """Pages that are gone to again and again. What was changed meanwhile is read when it is shown again."""

    def __init__(self) -> None:
        super().__init__()
        self._shown_private = False

    def turn_to(self, *about: Any) -> None:
        """Be about something else from the next showing on."""

    def forget(self) -> None:
        """Read again at the next showing, whether or not the store was changed."""
        self._seen = (-1, date.min)

    def show_frame(self) -> None:
        """Show the frame, and remember for whose eyes."""
        self._shown_private = self.program.private
        super().show_frame()

    async def on_screen_resume(self) -> None:
        """Show it anew where projector mode began or ended while it was away; `Room` sees to what was changed."""
        if self._seen is not None and self._shown_private != self.program.private:
            self.show_again()
