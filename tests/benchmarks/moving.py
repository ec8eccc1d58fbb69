"""Moving a tile: from the key to committed and painted, against the same key in a bare app, pressed in turn.

What the disk takes of it is measured beside each move, by writing as many bytes through: it is the disk's and
is not taken off.
"""

from __future__ import annotations

import os
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path

from tests.benchmarks.programs import bare, footprint, rest, unlock
from tests.benchmarks.rows import Row, Settings, bytes_row, compare, seconds
from tests.benchmarks.stores import make
from tests.terminal.measure import Press, median, p95, press
from tests.terminal.probe import Probe

_TILES = 200
_FLOOR = "the same key in a bare Textual app"
_MOST = 6_000
"""The most bytes a move may cost: what two whole columns would cost is more."""
_COMMIT = 12_360
_PAUSE = 1.5
"""Seconds after which the board has read everything again."""
Move = tuple[int, int, str]
"""A move: the column and row the cursor stands in, from nought, and the key."""


def run(settings: Settings) -> list[Row]:
    """Move tiles on a board, and press the same keys in the bare app, in turn."""
    made = make(settings.folder, _TILES)
    figures: dict[str, list[float]] = defaultdict(list)
    moved: list[Press] = []
    after: list[Press] = []
    for number in range(settings.rounds):
        with bare() as floor, footprint(made) as board:
            floor.wait("Bare 0")
            unlock(board)
            rest(board)
            for presses in (_in_turn(floor, board, 2), _in_turn(floor, board, settings.presses)):
                pressed = presses
            for name, part in zip(("bare", "moved"), pressed, strict=True):
                _keep(figures, name, [one.expected for one in part])
            _keep(figures, "disk", [_written_through(settings.folder) for _ in range(settings.presses)])
            moved += pressed[1]
            after += _reread(board) if not number else []
    return [
        *(_row(figures, what, limit) for what, limit in (("p95", 4.0), ("median", None))),
        Row(
            f"of it the disk: {_COMMIT:,} bytes written through",
            "nothing",
            f"{seconds(median(figures['disk median']))} in the median, {seconds(median(figures['disk p95']))} p95",
        ),
        bytes_row("move a tile: the rows that changed", moved, _MOST),
        bytes_row("what is painted when the board is read again, once the person pauses", after),
    ]


def _keep(figures: dict[str, list[float]], name: str, values: Sequence[float | None]) -> None:
    figures[f"{name} median"].append(median(values))
    figures[f"{name} p95"].append(p95(values))


def _written_through(folder: Path) -> float:
    """Return the seconds the disk takes to keep as many bytes as a move adds to the store's log."""
    with (folder / "log").open("ab") as stream:
        stream.write(bytes(_COMMIT))
        begun = time.perf_counter()
        stream.flush()
        os.fsync(stream.fileno())
        return time.perf_counter() - begun


def _row(figures: dict[str, list[float]], what: str, limit: float | None) -> Row:
    return compare(
        f"move a tile: key to committed and painted, {_TILES} tiles, {what}",
        f"{_FLOOR}, {what}",
        figures[f"moved {what}"],
        figures[f"bare {what}"],
        limit,
    )


def _moves() -> Iterator[Move]:
    """Yield moves on and back between the first five stages: after a cycle each holds as many as before."""
    for step in range(4):
        yield step, step % 3, ">"
        yield step + 1, (step + 1) % 4, "<"


def _in_turn(floor: Probe, board: Probe, count: int) -> tuple[list[Press], list[Press]]:
    """Make so many moves, each with the same key in the bare app before or after it."""
    floors, moves = [], []
    for number, (column, row, key) in enumerate(islice(cycle(_moves()), count)):
        board.send(["left"] * 5 + ["right"] * column + ["home"] + ["down"] * row)
        board.settle()
        if number % 2:
            floors.append(press(floor, key, "Bare"))
        moves.append(press(board, key, "moved (back )?to"))
        if not number % 2:
            floors.append(press(floor, key, "Bare"))
        assert moves[-1].expected is not None, f"nothing moved\n{board.text}"
    return floors, moves


def _reread(board: Probe) -> list[Press]:
    """Move a tile, then wait; return what was written in the pause."""
    press(board, ">", "moved")
    written, frames = board.child.written, board.screen.frames
    rest(board, _PAUSE)
    return [Press(None, None, None, board.child.written - written, board.screen.frames - frames)]
