"""Walking the board: from the key to the painted cursor, against the same key in a bare app, pressed in turn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import cycle, islice

from tests.benchmarks.programs import bare, footprint, rest, unlock
from tests.benchmarks.rows import Row, Settings, bytes_row, compare
from tests.benchmarks.stores import make
from tests.terminal.measure import Press, median, p95, press
from tests.terminal.probe import Probe

_SIZES = (200, 5_000)
_COLUMNS = 6
_FLOOR = "the same key in a bare Textual app"
_MOST = 1_536
"""The most bytes a key may cost: 1.5 KB."""
_SCROLLS = 24
Figures = dict[str, list[float]]


def run(settings: Settings) -> list[Row]:
    """Walk boards of every size and the bare app, key by key in turn, for so many rounds."""
    made = [make(settings.folder, tiles) for tiles in _SIZES]
    figures: Figures = defaultdict(list)
    walked: dict[int, list[Press]] = defaultdict(list)
    scrolled: list[Press] = []
    for _ in range(settings.rounds):
        with ExitStack() as running:
            floor = running.enter_context(bare())
            boards = [running.enter_context(footprint(each)) for each in made]
            _begin(floor, boards)
            pressed = _in_turn([floor, *boards], islice(cycle(_walk()), settings.presses))
            _keep(figures, "bare", pressed[0])
            for tiles, presses in zip(_SIZES, pressed[1:], strict=True):
                _keep(figures, str(tiles), presses)
                walked[tiles] += presses
            if not scrolled:
                for tiles, board in zip(_SIZES, boards, strict=True):
                    walked[tiles] += [press(board, key) for key in _walk()]
                scrolled = [press(boards[-1], "down") for _ in range(_SCROLLS)]
    rows = [row for tiles in _SIZES for row in _rows(tiles, figures, walked[tiles])]
    most = max(scrolled, key=lambda one: one.size)
    return [*rows, bytes_row("a key that scrolls a column", [most])]


def _walk() -> Iterator[str]:
    """Yield the keys of a walk through every column and back to where it began."""
    for column in range(_COLUMNS):
        yield from ("down", "down", "up", "up")
        yield "right" if column < _COLUMNS - 1 else "down"
    yield "up"
    yield from ["left"] * (_COLUMNS - 1)


def _begin(floor: Probe, boards: list[Probe]) -> None:
    floor.wait("Bare 0")
    for board in boards:
        unlock(board)
    for board in boards:
        rest(board)
        for key in ("down", "up"):
            press(board, key)
            press(floor, key)


def _in_turn(programs: list[Probe], keys: Iterator[str]) -> list[list[Press]]:
    """Press each key in every program, one after another; return the presses of each."""
    made: list[list[Press]] = [[] for _ in programs]
    for number, key in enumerate(keys):
        order = list(zip(programs, made, strict=True))
        for program, presses in order if number % 2 else reversed(order):
            presses.append(press(program, key))
            assert presses[-1].changed is not None, f"{key} did nothing\n{program.text}"
    return made


def _keep(figures: Figures, name: str, presses: list[Press]) -> None:
    figures[f"{name} median"].append(median(one.changed for one in presses))
    figures[f"{name} p95"].append(p95(one.changed for one in presses))


def _rows(tiles: int, figures: Figures, walked: list[Press]) -> Iterator[Row]:
    for what in ("median", "p95"):
        yield compare(
            f"walk: key to painted, {tiles:,} tiles, {what}",
            f"{_FLOOR}, {what}",
            figures[f"{tiles} {what}"],
            figures[f"bare {what}"],
            1.3,
        )
    yield bytes_row(f"walk: the most in any column, {tiles:,} tiles", walked, _MOST, frames=1)
