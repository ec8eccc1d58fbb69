"""A room that is one list: its rows have the keys, and each stands for something that Enter opens."""

from __future__ import annotations

from textual.app import ComposeResult

from tui.screens.base import Room
from tui.widgets.rows import Rows


class ListRoom(Room):
    """Pages and lists. A subclass hands its rows over, reads what they show, and says what Enter does."""

    def __init__(self, rows: Rows) -> None:
        super().__init__()
        self._rows = rows
        rows.add_class("first")

    def body(self) -> ComposeResult:
        """The list."""
        yield self._rows

    async def begin(self) -> None:
        """Let the rows have the keys."""
        self._rows.focus()
