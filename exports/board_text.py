"""The board as plain text for a screen reader, and as JSON for a script."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from models.dates import counted, show
from models.levels import said_code
from models.policy import Pack
from models.reading.board import Board, Tile
from models.reading.open_work import before_opening
from models.reading.team import TeamView


def board_plain(board: Board, team: TeamView, pack: Pack, *, private: bool = False) -> str:
    """Return the board as sentences, a line a tile. ``private``: numbers and initials only."""
    return "\n".join(_lines(board, team, pack, private=private)) + "\n"


def board_json(board: Board, team: TeamView, pack: Pack, *, private: bool = False) -> str:
    """Return the board as JSON: stages in order, each with its tiles."""
    stages = [
        {
            "number": stage.number,
            "name": stage.name,
            "usual_days": norm.days if (norm := board.norms.get(stage.number)) else None,
            "from_team": bool(norm and norm.from_team),
            "tiles": [_tile(tile, board, private=private) for tile in board.in_stage(stage.number)],
        }
        for stage in pack.stages
    ]
    body = {"team": team.name, "policy": pack.name, "as_at": board.as_at.isoformat(), "stages": stages}
    return json.dumps(body, indent=2, ensure_ascii=False) + "\n"


def _lines(board: Board, team: TeamView, pack: Pack, *, private: bool) -> Iterator[str]:
    yield f"{team.name}, {pack.authority}. The board on {show(board.as_at)}: {counted(len(board.tiles), 'tile')}."
    if pack.stages_note:
        yield pack.stages_note
    for stage in pack.stages:
        tiles = board.in_stage(stage.number)
        yield ""
        yield f"Stage {stage.number}, {stage.name.rstrip('.')}: {counted(len(tiles), 'tile')}."
        for tile in sorted(tiles, key=lambda one: (one.since, one.number)):
            yield "  " + _sentence(tile, board, pack, private=private)


def _sentence(tile: Tile, board: Board, pack: Pack, *, private: bool) -> str:
    children = " and ".join(f"{number} {initials}".strip() for number, initials in _children(tile))
    labels = ", ".join(_situation(code, pack) for code in tile.situations)
    said = [
        children,
        labels,
        _holder(tile, board, private=private),
        f"{counted(tile.days, 'day')} in the stage",
    ]
    said.append(f"{tile.drift.pace}: {tile.drift.reason}")
    if tile.discuss_by is not None:
        said.append(f"discuss by {show(tile.discuss_by)}")
    again = before_opening(tile.last_discussed, tile.opened_on)
    said.append(
        f"last discussed {show(tile.last_discussed)}{again}" if tile.last_discussed else "never discussed"
    )
    if tile.carried:
        said.append(f"{counted(tile.carried, 'action')} carried")
    return "; ".join(part for part in said if part) + "."


def _tile(tile: Tile, board: Board, *, private: bool) -> dict[str, Any]:
    return {
        "children": [{"number": number, "initials": initials} for number, initials in _children(tile)],
        "practitioner": _holder(tile, board, private=private) if tile.practitioner_id else None,
        "service": tile.service,
        "situations": list(tile.situations),
        "since": tile.since.isoformat(),
        "days": tile.days,
        "pace": tile.drift.pace,
        "reason": tile.drift.reason,
        "discuss_by": tile.discuss_by.isoformat() if tile.discuss_by else None,
        "last_discussed": tile.last_discussed.isoformat() if tile.last_discussed else None,
        "actions_carried": tile.carried,
    }


def _children(tile: Tile) -> list[tuple[str, str]]:
    return list(zip(tile.numbers, tile.initials, strict=True))


def _holder(tile: Tile, board: Board, *, private: bool) -> str:
    holder = board.holders.get(tile.practitioner_id or 0)
    if holder is None:
        return "not allocated"
    return holder.initials if private else holder.name


def _situation(code: str, pack: Pack) -> str:
    return pack.situation(said_code(code)).label
