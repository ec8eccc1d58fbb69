"""The caseload board, on any day: a tile per open involvement or sibling group, in its stage.

Nothing here is stored: the stage comes from the moves, the holder from the allocations, the pace
from the days between, each as they stood on the day asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from models.drift import Drift, Norm, drift, norms
from models.reading.holders import Holder, read_holders
from models.reading.open_work import Open, past_stays, read_open


@dataclass(frozen=True, slots=True)
class Tile:
    """What stands on the board: one open involvement, or siblings alike in stage, holder and service.

    ``key`` names the tile as long as it stands for the same work; ``days`` are days in the stage (the
    longest among siblings); ``days_late`` is how long the next discussion is overdue, where it is.
    """

    key: str
    involvements: tuple[int, ...]
    children: tuple[int, ...]
    numbers: tuple[str, ...]
    initials: tuple[str, ...]
    practitioner_id: int | None
    practitioner: str
    practitioner_initials: str
    service: str
    situations: tuple[str, ...]
    stage: int
    since: date
    days: int
    discuss_by: date | None
    days_late: int | None
    last_discussed: date | None
    carried: int
    drift: Drift
    opened_on: date

    @property
    def number(self) -> str:
        """The first child's number."""
        return self.numbers[0]

    @property
    def label(self) -> str:
        """Number and initials, and how many siblings stand with it: ``40555 RO+2``."""
        others = len(self.numbers) - 1
        return f"{self.numbers[0]} {self.initials[0]}{f'+{others}' if others else ''}".strip()


@dataclass(frozen=True, slots=True)
class Board:
    """Every tile on a day, with the norms they were judged by and the people who hold them."""

    as_at: date
    tiles: tuple[Tile, ...]
    norms: Mapping[int, Norm]
    holders: Mapping[int, Holder]

    def in_stage(self, stage: int) -> list[Tile]:
        """Return the tiles of one stage."""
        return [tile for tile in self.tiles if tile.stage == stage]


Discussions = Mapping[int, date]


def read_board(
    session: Session, as_at: date, usual_days: Mapping[int, int], discuss_by: Discussions | None = None
) -> Board:
    """Return the board as it stood on ``as_at``.

    ``usual_days`` are the pack's days per stage; ``discuss_by`` the day by which each child (by id) is
    to be discussed, where the clock gives one.
    """
    holders = read_holders(session)
    stage_norms = norms(past_stays(session, as_at), usual_days)
    tiles = _tiles(read_open(session, as_at), as_at, stage_norms, holders, discuss_by or {})
    return Board(as_at, tuple(tiles), stage_norms, holders)


def with_dates(board: Board, discuss_by: Discussions) -> Board:
    """Return the board with these days to discuss each child by; tiles that stay as they were are the same ones."""
    return replace(board, tiles=tuple(_dated(tile, board, discuss_by) for tile in board.tiles))


def _dated(tile: Tile, board: Board, discuss_by: Discussions) -> Tile:
    due = min((discuss_by[child] for child in tile.children if child in discuss_by), default=None)
    if due == tile.discuss_by:
        return tile
    late = (board.as_at - due).days if due else None
    pace = drift(tile.days, board.norms.get(tile.stage), late)
    return replace(tile, discuss_by=due, days_late=late, drift=pace)


def _tiles(
    found: Iterable[Open],
    as_at: date,
    stage_norms: Mapping[int, Norm],
    holders: Mapping[int, Holder],
    discuss_by: Discussions,
) -> list[Tile]:
    groups: dict[tuple[object, ...], list[Open]] = defaultdict(list)
    for one in found:
        alone = one.family_id is None
        key = (
            (one.involvement_id,)
            if alone
            else ("f", one.family_id, one.stage, one.practitioner_id, one.service)
        )
        groups[key].append(one)
    return [_tile(group, as_at, stage_norms, holders, discuss_by) for group in groups.values()]


def _tile(
    group: list[Open],
    as_at: date,
    stage_norms: Mapping[int, Norm],
    holders: Mapping[int, Holder],
    discuss_by: Discussions,
) -> Tile:
    first = group[0]
    holder = holders.get(first.practitioner_id) if first.practitioner_id is not None else None
    since = min(one.since for one in group)
    days = (as_at - since).days
    dues = [discuss_by[one.child_id] for one in group if one.child_id in discuss_by]
    due = min(dues) if dues else None
    late = (as_at - due).days if due else None
    discussed = [one.last_discussed for one in group]
    return Tile(
        key="-".join(str(one.involvement_id) for one in group),
        involvements=tuple(one.involvement_id for one in group),
        children=tuple(one.child_id for one in group),
        numbers=tuple(one.number for one in group),
        initials=tuple(one.initials for one in group),
        practitioner_id=first.practitioner_id,
        practitioner=holder.short if holder else "",
        practitioner_initials=holder.initials if holder else "",
        service=first.service,
        situations=tuple(dict.fromkeys(code for one in group for code in one.situations)),
        stage=first.stage,
        since=since,
        days=days,
        discuss_by=due,
        days_late=late,
        last_discussed=None if None in discussed else min(day for day in discussed if day),
        carried=sum(one.carried for one in group),
        drift=drift(days, stage_norms.get(first.stage), late),
        opened_on=min(one.opened_on for one in group),
    )
