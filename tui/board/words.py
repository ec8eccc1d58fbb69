"""What the lines around the board say: the stages on a narrow screen, and the tile under the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from models.dates import counted, show_short
from models.drift import Norm
from models.reading.board import Tile
from models.reading.open_work import before_opening
from tui.widgets.line import Part


def stage_strips(names: Sequence[str], counts: Sequence[int], here: int) -> list[list[Part]]:
    """Return the stages with their counts on one line, the fullest wording first.

    In each further one the name farthest from the cursor is left out, so that what stands beside the
    stage under the cursor, where < and > lead, can be read longest.
    """
    named = sorted(range(len(names)), key=lambda n: abs(n - here))
    found = []
    while named:
        parts: list[Part] = [(" ", "")]
        for n, name in enumerate(names):
            said = f"{n + 1} {name} {counts[n]}" if n in named else f"{n + 1}: {counts[n]}"
            parts += [(said, "strong" if n == here else "quiet"), ("  " if n + 1 < len(names) else "", "")]
        found.append(parts)
        named.pop()
    return found


def tile_wordings(tile: Tile, stage: str, norm: Norm | None, marked: int, today: date) -> list[str]:
    """Return what is known of a tile on one line, the fullest wording first."""
    again = before_opening(tile.last_discussed, tile.opened_on)
    last = (
        f"last discussed {show_short(tile.last_discussed, today)}{again}"
        if tile.last_discussed
        else "never discussed"
    )
    due = f"discuss by {show_short(tile.discuss_by, today)}" if tile.discuss_by else ""
    carried = f"{counted(tile.carried, 'action')} carried" if tile.carried else ""
    marks = f"{marked} marked" if marked else ""
    days = counted(tile.days, "day")
    full = f"{stage}, {days} ({norm}), {tile.drift.pace}"
    short = f"{stage}, {days}, {tile.drift.pace}"
    return [
        f" {' · '.join(part for part in parts if part)}"
        for parts in (
            (tile.label, marks, full, last, due, carried),
            (tile.label, marks, full, due, carried),
            (tile.label, marks, short, due, carried),
            (tile.label, marks, short, due),
        )
    ]
