"""What the board screen holds: the tiles as they are shown, the cursor, the marks. No widget, no store."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from models.drift import Norm, drift
from models.levels import said_code
from models.reading.board import Board, Tile

Sort = Literal["longest", "number", "practitioner", "due"]
SORTS: dict[Sort, str] = {
    "longest": "longest in the stage first",
    "due": "next discussion first",
    "practitioner": "by practitioner",
    "number": "by number",
}
_LAST = date.max


@dataclass(frozen=True, slots=True)
class Filter:
    """Which tiles are shown. An empty field lets everything through; ``text`` is the inline search."""

    practitioner_id: int | None = None
    unallocated: bool = False
    situation: str = ""
    service: str = ""
    pace: str = ""
    text: str = ""

    def __bool__(self) -> bool:
        return self != Filter()

    def lets(self, tile: Tile) -> bool:
        """Say whether a tile is shown."""
        if self.practitioner_id is not None and tile.practitioner_id != self.practitioner_id:
            return False
        if self.unallocated and tile.practitioner_id is not None:
            return False
        if self.situation and not any(said_code(code) == self.situation for code in tile.situations):
            return False
        if self.service and tile.service != self.service:
            return False
        if self.pace and tile.drift.pace != self.pace:
            return False
        return not self.text or self._finds(tile)

    def _finds(self, tile: Tile) -> bool:
        wanted = self.text.casefold()
        return any(wanted in number.casefold() for number in tile.numbers) or any(
            initials.casefold().startswith(wanted) for initials in tile.initials
        )


@dataclass(slots=True)
class BoardState:
    """The columns as they are shown, and where the cursor stands in them."""

    stages: tuple[int, ...]
    board: Board | None = None
    filter: Filter = field(default_factory=Filter)
    sort: Sort = "longest"
    columns: list[list[Tile]] = field(default_factory=list)
    marked: set[str] = field(default_factory=set)
    column: int = 0
    rows: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.columns = [[] for _ in self.stages]
        self.rows = [0 for _ in self.stages]

    # -- looking ---------------------------------------------------------------------------------

    @property
    def tile(self) -> Tile | None:
        """The tile under the cursor."""
        tiles = self.columns[self.column]
        return tiles[self.rows[self.column]] if tiles else None

    @property
    def shown(self) -> int:
        """How many tiles are shown."""
        return sum(len(tiles) for tiles in self.columns)

    def chosen(self) -> list[Tile]:
        """Return the marked tiles that are shown, or else the one under the cursor."""
        marked = [tile for tiles in self.columns for tile in tiles if tile.key in self.marked]
        return marked or ([self.tile] if self.tile else [])

    def place_of(self, key: str) -> tuple[int, int] | None:
        """Return the column and row of a tile, if it is shown."""
        for column, tiles in enumerate(self.columns):
            for row, tile in enumerate(tiles):
                if tile.key == key:
                    return column, row
        return None

    # -- laying out ------------------------------------------------------------------------------

    def show(self, board: Board) -> None:
        """Lay a board out; the cursor stays on the tile it was on, where that is still shown."""
        self.board = board
        self.lay_out()

    def lay_out(self) -> None:
        """Filter and sort again; the cursor stays with its tile, and marks on hidden tiles are let go."""
        was = self.tile
        tiles = self.board.tiles if self.board else ()
        shown = [tile for tile in tiles if self.filter.lets(tile)]
        self.columns = [
            sorted((tile for tile in shown if tile.stage == stage), key=self._order) for stage in self.stages
        ]
        self.marked &= {tile.key for tile in shown}
        self._keep_rows()
        if was is not None:
            self._stand_on(was)

    def _stand_on(self, was: Tile) -> None:
        place = self.place_of(was.key)
        if place is None:
            place = next(
                (found for found in map(self.place_of, self._keys_with(was.involvements)) if found), None
            )
        if place is not None:
            self.column, self.rows[place[0]] = place[0], place[1]
        elif not self.columns[self.column]:
            self._nearest_column()

    def _keys_with(self, involvements: Sequence[int]) -> Iterable[str]:
        wanted = set(involvements)
        return (tile.key for tiles in self.columns for tile in tiles if wanted & set(tile.involvements))

    def _nearest_column(self) -> None:
        filled = [column for column, tiles in enumerate(self.columns) if tiles]
        if filled:
            self.column = min(filled, key=lambda column: abs(column - self.column))

    def _keep_rows(self) -> None:
        self.rows = [
            max(0, min(row, len(tiles) - 1)) for row, tiles in zip(self.rows, self.columns, strict=True)
        ]

    def _order(self, tile: Tile) -> tuple[object, ...]:
        match self.sort:
            case "longest":
                return tile.since, tile.number
            case "due":
                return tile.discuss_by or _LAST, tile.since, tile.number
            case "practitioner":
                return tile.practitioner == "", tile.practitioner.casefold(), tile.since, tile.number
            case _:
                return (tile.number,)

    # -- walking ---------------------------------------------------------------------------------

    def walk(self, across: int, down: int) -> bool:
        """Move the cursor by columns and rows; return whether it moved. Empty columns can be stood in."""
        column = max(0, min(self.column + across, len(self.columns) - 1))
        row = max(0, min(self.rows[column] + down, len(self.columns[column]) - 1))
        moved = (column, row) != (self.column, self.rows[column])
        self.column, self.rows[column] = column, row
        return moved

    def stand(self, column: int, row: int) -> None:
        """Put the cursor on a tile by its place."""
        self.column = column
        self.rows[column] = max(0, min(row, len(self.columns[column]) - 1))

    def stand_on_child(self, child_id: int) -> bool:
        """Put the cursor on a child's tile; return whether there is one that is shown."""
        for column, tiles in enumerate(self.columns):
            for row, tile in enumerate(tiles):
                if child_id in tile.children:
                    self.column, self.rows[column] = column, row
                    return True
        return False

    def mark(self) -> None:
        """Mark the tile under the cursor, or take its mark off."""
        if self.tile is not None:
            self.marked ^= {self.tile.key}

    def mark_all(self, *, everywhere: bool = False) -> None:
        """Mark every tile of the column under the cursor, or of all; all of them are marked already: none."""
        columns = self.columns if everywhere else [self.columns[self.column]]
        keys = {tile.key for column in columns for tile in column}
        self.marked = self.marked - keys if keys <= self.marked else self.marked | keys

    # -- changing what is shown ------------------------------------------------------------------

    def moved(self, keys: Iterable[str], stage: int, day: date) -> None:
        """Show tiles as moved to ``stage``, without reading anything: the store has said that they are."""
        assert self.board is not None
        norm = self.board.norms.get(stage, Norm(0, from_team=False))
        target = self.stages.index(stage)
        for key in list(keys):
            place = self.place_of(key)
            if place is None:
                continue
            tile = self.columns[place[0]][place[1]]
            self.columns[place[0]] = [other for other in self.columns[place[0]] if other is not tile]
            days = (self.board.as_at - day).days
            new = replace(tile, stage=stage, since=day, days=days, drift=drift(days, norm, tile.days_late))
            row = bisect_right(self.columns[target], self._order(new), key=self._order)
            self.columns[target] = [*self.columns[target][:row], new, *self.columns[target][row:]]
            self.column, self.rows[target] = target, row
            self._remember(new)
        self.marked.clear()
        self._keep_rows()

    def _remember(self, new: Tile) -> None:
        assert self.board is not None
        tiles = tuple(new if tile.key == new.key else tile for tile in self.board.tiles)
        self.board = replace(self.board, tiles=tiles)
