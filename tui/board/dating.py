"""The days by which children are to be discussed, put on the tiles after the first paint."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from models.reading.board import Board, with_dates
from models.reading.due import DueLine, read_due

if TYPE_CHECKING:
    from tui.screens.board import BoardScreen


class Dater:
    """What the board screen does with dates: only tiles that change are painted."""

    def __init__(self, screen: BoardScreen) -> None:
        self._screen = screen

    def known(self) -> Mapping[int, date]:
        """Return today's days as far as they are known, for a board that is being read; none on an earlier day."""
        due = self._screen.program.dues.known
        return due.discuss_by if due is not None and self._screen.as_at is None else {}

    def show_known(self) -> None:
        """Put what is known now on the tiles of today's board."""
        if self._screen.program.dues.known is not None and self._screen.as_at is None:
            self._show(self.known())

    async def show_earlier(self, board: Board) -> None:
        """Work out what was to be discussed on an earlier day, behind the board that is shown."""
        screen, pack, today = self._screen, self._screen.desk.pack, self._screen.desk.today
        due = await screen.desk.read(lambda session: read_due(session, pack, board.as_at, present=today))
        if screen.state.board is board:
            self._show(due.discuss_by)

    async def of_tile(self) -> list[DueLine]:
        """Return what is due of the children on the tile under the cursor."""
        tile = self._screen.state.tile
        if tile is None:
            return []
        due, children = await self._screen.program.dues.fresh(), set(tile.children)
        return [
            line for line in due.lines if line.about.entity == "child" and line.about.entity_id in children
        ]

    def _show(self, dates: Mapping[int, date]) -> None:
        board = self._screen.state.board
        if board is not None:
            self._screen.state.show(with_dates(board, dates))
            self._screen.repaint()
