"""A room whose screen is kept when it is left and shown again: several times as quick as making another."""

from __future__ import annotations

from datetime import date
from typing import Any, Generic, TypeVar

from tui.screens.base import Room
from tui.screens.list_room import ListRoom
from tui.widgets.rows import Rows

P = TypeVar("P")
"""What is read to be shown on a page."""


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


class KeptPage(ListRoom, KeptRoom, Generic[P]):
    """A kept list about one thing: turned to another, it shows nothing of the last."""

    def __init__(self, number: int, rows: Rows) -> None:
        super().__init__(rows)
        self._number = number
        self._page: P | None = None

    def turn_to(self, number: int) -> None:
        """Show another one from the next showing on."""
        if number != self._number:
            self._number, self._page = number, None
            self._rows.show([])
            self.forget()
