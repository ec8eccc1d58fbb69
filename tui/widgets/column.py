"""One stage of the board, drawn line by line: its head, and the tiles under it.

The column draws and scrolls; the cursor and the marks are the board's. It keeps the picture it last
painted, and asks for a repaint of the cells that differ and of nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip

from models.reading.board import Tile
from tui.drawing import fit, spread, wrap
from tui.widgets.painted import Painted
from tui.widgets.tiles import Manner, period, tile_rows

GAPPED = 4
"""The lines of a tile that ends with a gap, where “more below” or “more above” can stand."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a column is to show: its tiles, and which of them are under the cursor or marked."""

    number: int
    name: str
    tiles: Sequence[Tile] = ()
    cursor: int | None = None
    here: bool = False
    marked: frozenset[str] = frozenset()

    def same_as(self, other: Shown) -> bool:
        """Say whether nothing differs that could be seen; the tiles are compared as one list, by identity."""
        return (
            self.tiles is other.tiles
            and self.here == other.here
            and (self.cursor == other.cursor or not self.here)
            and self.number == other.number
            and self.marked == other.marked
        )


def head_height(number: int, name: str, room: int) -> int:
    """Return how many lines a stage's name takes, with its count on the last."""
    lines = wrap(f"{number} {name}", room)
    return len(lines) + (len(lines[-1]) > room - 4)


def _more(above: int, below: int, width: int) -> str:
    """Say how many tiles there are above and below those that are seen."""
    if not above or not below:
        return f"{below} more below" if below > 0 else f"{above} more above"
    said = f"{above} above, {below} below"
    return said if len(said) < width else f"{above} up, {below} down"


class Column(Painted):
    """A column of the board. It is never focused: the board holds the one cursor."""

    DEFAULT_CSS = """
    Column { width: 1fr; height: 100%; margin: 0 1 0 0; background: $background; }
    """

    class Pressed(Message):
        """A tile (or the space below the tiles, row None) was pressed with the mouse."""

        def __init__(self, column: int, row: int | None, *, again: bool) -> None:
            super().__init__()
            self.column = column
            self.row = row
            self.again = again

    class Dragged(Message):
        """A tile was dragged and let go somewhere on the screen."""

        def __init__(self, column: int, row: int, screen_x: int, screen_y: int) -> None:
            super().__init__()
            self.column = column
            self.row = row
            self.screen_x = screen_x
            self.screen_y = screen_y

    def __init__(self, index: int) -> None:
        super().__init__(id=f"stage-{index + 1}")
        self.index = index
        self._shown = Shown(index + 1, "")
        self._manner: Manner | None = None
        self._head_lines = 1
        self._top = 0
        self._strips: dict[tuple[object, ...], list[Strip]] = {}
        self._pressed: tuple[int, int] | None = None

    # -- showing ---------------------------------------------------------------------------------

    def show(self, shown: Shown, manner: Manner, head_lines: int) -> None:
        """Show this; only the cells that differ from what is painted are painted again."""
        if manner is self._manner and head_lines == self._head_lines and shown.same_as(self._shown):
            return
        if manner is not self._manner:
            self._strips.clear()
        self._shown, self._manner, self._head_lines = shown, manner, head_lines
        self._follow_cursor()
        self.show_again()

    @property
    def period(self) -> int:
        """How many lines a tile takes here."""
        return period(self.room.width, dense=bool(self._manner and self._manner.dense))

    @property
    def page(self) -> int:
        """How many whole tiles fit, with the line that says how many more there are."""
        room = self.room.height - self._head_lines
        fitting = room // self.period
        if fitting < len(self._shown.tiles) and self.period < GAPPED:
            fitting = (room - 1) // self.period
        return max(1, fitting)

    def row_at(self, y: int) -> int | None:
        """Return the row of the tile drawn at line ``y`` of this widget, or None."""
        line = y - self._head_lines
        row = self._top + line // self.period
        return row if line >= 0 and row < len(self._shown.tiles) else None

    def to_the_top(self) -> None:
        """Scroll to the first tile; the cursor's is scrolled to when the column is next shown."""
        if self._top:
            self._top = 0
            self.show_again()

    def forget_picture(self) -> None:
        """Draw every tile again when the column is next asked for."""
        super().forget_picture()
        self._strips.clear()

    def on_resize(self, event: events.Resize) -> None:
        """Keep the cursor's tile in view at the new size."""
        self.call_later(self._follow_cursor)

    def _follow_cursor(self) -> None:
        """Scroll so that the cursor's tile is whole; by half a page, so that walking seldom scrolls."""
        tiles, cursor = len(self._shown.tiles), self._shown.cursor
        last_top = max(0, tiles - self.page)
        if cursor is not None and self._shown.here and not self._top <= cursor < self._top + self.page:
            self._top = cursor - self.page // 2
        self._top = max(0, min(self._top, last_top))

    # -- drawing ---------------------------------------------------------------------------------

    def draw(self, width: int, height: int) -> list[Strip]:
        """Return the head and the tiles in view."""
        lines = self._head(width)
        for row in range(self._top, len(self._shown.tiles)):
            if len(lines) >= height:
                break
            lines.extend(self._tile(row, width))
        below = len(self._shown.tiles) - self._top - self.page
        blank = self._blank(width)
        lines.extend([blank] * (height - len(lines)))
        lines = lines[:height]
        if (below > 0 or self._top) and height > self._head_lines + self.period:
            lines[-1] = self._text(fit(f" {_more(self._top, below, width)}", width), "quiet")
        return lines

    def _head(self, width: int) -> list[Strip]:
        key = (self._shown.number, len(self._shown.tiles), self._shown.here, self._head_lines, width)
        if key not in self._strips:
            self._strips[key] = self._draw_head(width)
        return list(self._strips[key])

    def _draw_head(self, width: int) -> list[Strip]:
        shown, kind = self._shown, "heading" if self._shown.here else "quiet"
        room = max(0, width - 2)
        lines = wrap(f"{shown.number} {shown.name}", max(4, room))[: self._head_lines]
        lines += [""] * (self._head_lines - len(lines))
        lines[-1] = spread(lines[-1], str(len(shown.tiles)), room)
        return [self._text(f" {fit(line, room)} ", kind) for line in lines]

    def _tile(self, row: int, width: int) -> list[Strip]:
        assert self._manner is not None
        tile = self._shown.tiles[row]
        under = self._shown.here and row == self._shown.cursor
        marked = tile.key in self._shown.marked
        key = (tile, under, marked)
        strips = self._strips.get(key)
        if strips is None:
            if len(self._strips) > 4000:
                self._strips.clear()
            strips = self._strips[key] = [
                self._tile_line(text, kind, first=not number, under=under, marked=marked)
                for number, (text, kind) in enumerate(tile_rows(tile, width, self._manner))
            ]
        return strips

    def _tile_line(self, text: str, kind: str, *, first: bool, under: bool, marked: bool) -> Strip:
        if kind == "gap":
            return self._text(text, "")
        if under:
            return self._text(
                ("*" if marked else ">") + text[1:], "cursor-head" if kind == "head" else "cursor"
            )
        if marked:
            return self._text(("*" if first else " ") + text[1:], "marked")
        style = {"head": "tile-head", "slow": "slow", "stuck": "stuck"}.get(kind, "tile")
        return self._text(text, style)

    def _blank(self, width: int) -> Strip:
        key = ("blank", width)
        if key not in self._strips:
            self._strips[key] = [self._text(" " * width, "")]
        return self._strips[key][0]

    def _text(self, text: str, style: str) -> Strip:
        return self.strip([Segment(text, self.ink(style))], self.room.width)

    # -- the mouse -------------------------------------------------------------------------------

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Stand on the tile that was pressed, and be ready to drag it."""
        row = self.row_at(event.y)
        self._pressed = (event.screen_x, event.screen_y) if row is not None else None
        if row is not None:
            self.capture_mouse()
        self.post_message(self.Pressed(self.index, row, again=False))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let a dragged tile go where the mouse is."""
        self.release_mouse()
        if self._pressed is None or self._shown.cursor is None:
            return
        dragged = abs(event.screen_x - self._pressed[0]) > 2
        self._pressed = None
        if dragged:
            self.post_message(self.Dragged(self.index, self._shown.cursor, event.screen_x, event.screen_y))

    def on_click(self, event: events.Click) -> None:
        """Open the tile at a second click."""
        if event.chain == 2:
            self.post_message(self.Pressed(self.index, self.row_at(event.y), again=True))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll the tiles without moving the cursor."""
        self._scroll(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll the tiles without moving the cursor."""
        self._scroll(-3)

    def _scroll(self, tiles: int) -> None:
        self._top = max(0, min(self._top + tiles, max(0, len(self._shown.tiles) - self.page)))
        self.show_again()
