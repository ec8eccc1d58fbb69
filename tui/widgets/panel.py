"""The six columns under one cursor, or the one column there is room for."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.geometry import Offset

from tui.board.state import BoardState
from tui.widgets.column import Column, Shown, head_height
from tui.widgets.tiles import Manner

ROOM_FOR_ALL = 100
_STEPS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}


class BoardPanel(Horizontal, can_focus=True):
    """The board itself: it has the focus, and shows what its state says in as many columns as fit."""

    BLANK = True
    DEFAULT_CSS = "BoardPanel { height: 1fr; background: $background; }"

    def __init__(self, names: tuple[str, ...], walk: Callable[[int, int], None]) -> None:
        """``walk`` is called with columns across and rows down when an arrow key is pressed."""
        super().__init__(id="panel")
        self._walk = walk
        self._names = names
        self._columns = [Column(index) for index in range(len(names))]
        self._was_narrow = False
        self._head = 0

    def on_key(self, event: events.Key) -> None:
        """Walk at once, without asking every binding between here and the app first."""
        step = _STEPS.get(event.key)
        if step is not None:
            event.stop()
            event.prevent_default()
            self._walk(*step)

    def compose(self) -> ComposeResult:
        """Lay the columns beside one another."""
        yield from self._columns

    @property
    def narrow(self) -> bool:
        """Say whether there is room for one column only."""
        return self.app.size.width < ROOM_FOR_ALL

    @property
    def page(self) -> int:
        """How many whole tiles fit in a column."""
        return self._columns[0].page

    def show(self, state: BoardState, manner: Manner) -> None:
        """Show the state; only what differs is painted."""
        narrow = self.narrow
        if narrow != self._was_narrow or not self._head:
            self._fit(narrow=narrow)
        head_lines = self._head
        marked = frozenset(state.marked)
        for index, column in enumerate(self._columns[:1] if narrow else self._columns):
            stage = state.column if narrow else index
            shown = Shown(
                stage + 1,
                self._names[stage],
                state.columns[stage],
                cursor=state.rows[stage],
                here=stage == state.column,
                marked=marked,
            )
            column.show(shown, manner, head_lines)

    def others_to_the_top(self, state: BoardState) -> None:
        """Show the other columns from their first tile again: what they followed was taken back."""
        for index, column in enumerate(self._columns):
            if index != state.column and not self.narrow:
                column.to_the_top()

    def column_at(self, screen_x: int, screen_y: int) -> int | None:
        """Return the index of the column drawn at a place on the screen."""
        for column in self._columns:
            if column.display and column.region.contains_point(Offset(screen_x, screen_y)):
                return column.index
        return None

    def on_resize(self) -> None:
        """Wrap the heads anew for the new width."""
        self._head = 0

    def _fit(self, *, narrow: bool) -> None:
        for index, column in enumerate(self._columns):
            column.display = not narrow or index == 0
        if narrow != self._was_narrow:
            self._columns[0].to_the_top()  # it showed another stage
        self._was_narrow, self._head = narrow, self._head_lines(narrow=narrow)

    def _head_lines(self, *, narrow: bool) -> int:
        if narrow:
            return 1
        width = max(4, self.size.width // len(self._names) - 3)
        return max(head_height(n + 1, name, width) for n, name in enumerate(self._names))
