"""Random histories of a team, and the board worked out from the bare rows the slow way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from statistics import median
from typing import Any

from models.reading.board import Tile
from models.store.change import Change
from models.store.store import Store
from models.tables import (
    Action,
    Allocation,
    Child,
    Discussion,
    Family,
    Involvement,
    Situation,
    StageMove,
    Supervision,
)
from tests import made
from tests.made import OTHER_SERVICE, PRIYA, SAM, SERVICE, ago

Rows = list[dict[str, Any]]


def random_history(seed: int) -> Callable[[Change], None]:
    """Return a change that writes a random but possible history of some children and families."""
    chance = Random(seed)

    def write(change: Change) -> None:
        family = change.next_id(Family)
        families = [family + n for n in range(chance.randrange(4))]
        change.insert_many(Family, [{"id": one, "code": f"H{one}"} for one in families])
        for _ in range(chance.randrange(1, 9)):
            _write_child(change, chance, [None, *families])
        change.note("fill", "child")

    return write


def _write_child(change: Change, chance: Random, families: list[int | None]) -> None:
    child_id = change.next_id(Child)
    change.insert(
        Child(
            number=f"7{child_id:05}",
            initials=chance.choice(("AB", "C", "")),
            family_id=chance.choice(families),
        )
    )
    for service in (SERVICE, OTHER_SERVICE):
        closed: date | None = ago(800)
        for _ in range(chance.choice((0, 1, 1, 2))):
            closed = _write_involvement(change, chance, child_id, service, closed)
            if closed is None:
                break
    for _ in range(chance.randrange(4)):
        since = ago(chance.randrange(800))
        until = chance.choice((None, since + timedelta(days=chance.randrange(300))))
        change.insert(
            Situation(
                child_id=child_id,
                code=chance.choice(("cin", "cp", "risk")),
                value=chance.choice(("", "3")),
                since=since,
                until=until,
            )
        )
    for _ in range(chance.randrange(4)):
        held = change.insert(
            Supervision(kind="personal", practitioner_id=SAM, held_on=ago(chance.randrange(800)))
        )
        change.insert(
            Discussion(
                supervision_id=held.id,
                child_id=child_id,
                kind=chance.choice(("formal", "formal", "informal")),
                at=chance.choice((held.held_on, held.held_on, None)),
            )
        )
    for _ in range(chance.randrange(4)):
        set_on = ago(chance.randrange(800))
        ended = chance.choice((None, set_on + timedelta(days=chance.randrange(300))))
        done, dropped = chance.choice(((ended, None), (None, ended)))
        change.insert(
            Action(
                what="x",
                child_id=child_id,
                set_on=set_on,
                carried=chance.randrange(3),
                done_on=done,
                dropped_on=dropped,
            )
        )


def _write_involvement(
    change: Change, chance: Random, child_id: int, service: str, after: date | None
) -> date | None:
    assert after is not None
    length = (made.TODAY - after).days
    opened = after + timedelta(days=chance.randrange(max(1, length)))
    length = (made.TODAY - opened).days
    closed = opened + timedelta(days=chance.randrange(length + 1)) if chance.random() < 0.4 else None
    row = change.insert(Involvement(child_id=child_id, service=service, opened_on=opened, closed_on=closed))
    last = closed or made.TODAY
    days = sorted(chance.randrange((last - opened).days + 1) for _ in range(chance.randrange(5)))
    stage = None
    for n in [0, *days] if chance.random() < 0.9 else days:
        becomes = chance.randrange(1, 7)
        change.insert(
            StageMove(
                involvement_id=row.id, moved_on=opened + timedelta(days=n), from_stage=stage, to_stage=becomes
            )
        )
        stage = becomes
    starts = sorted(chance.randrange((last - opened).days + 1) for _ in range(chance.randrange(4)))
    for n, start in enumerate(starts):
        until = opened + timedelta(days=starts[n + 1]) if n + 1 < len(starts) else closed
        change.insert(
            Allocation(
                involvement_id=row.id,
                practitioner_id=chance.choice((PRIYA, SAM)),
                since=opened + timedelta(days=start),
                until=until,
            )
        )
    return closed


def rows_of(store: Store, table: str) -> Rows:
    """Return a table's rows as they are stored, by column, with days as days."""
    found = store.driver().execute(f"SELECT * FROM {table} ORDER BY id")
    names = [column[0] for column in found.description]
    return [dict(zip(names, map(_day, row), strict=True)) for row in found.fetchall()]


def _day(value: Any) -> Any:
    if isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-":
        return date.fromisoformat(value)
    return value


@dataclass(frozen=True)
class Stood:
    """One tile as the slow way finds it."""

    involvements: tuple[int, ...]
    children: tuple[int, ...]
    numbers: tuple[str, ...]
    stage: int
    since: date
    practitioner_id: int | None
    service: str
    situations: frozenset[str]
    last_discussed: date | None
    carried: int
    pace: str


def stood(tile: Tile) -> Stood:
    """Return what the slow way can tell of a tile."""
    return Stood(
        tile.involvements,
        tile.children,
        tile.numbers,
        tile.stage,
        tile.since,
        tile.practitioner_id,
        tile.service,
        frozenset(tile.situations),
        tile.last_discussed,
        tile.carried,
        tile.drift.pace,
    )


class SlowBoard:
    """The board worked out row by row from everything the store holds."""

    def __init__(self, store: Store) -> None:
        self.rows = {
            name: rows_of(store, name)
            for name in (
                "child",
                "involvement",
                "stage_move",
                "allocation",
                "situation",
                "discussion",
                "action",
            )
        }

    def tiles(self, day: date) -> set[Stood]:
        """Return the tiles of a day."""
        groups: dict[Any, list[dict[str, Any]]] = defaultdict(list)
        for row in self.rows["involvement"]:
            if row["opened_on"] <= day and (row["closed_on"] is None or row["closed_on"] > day):
                child = next(one for one in self.rows["child"] if one["id"] == row["child_id"])
                stage, since = self._stage(row, day)
                holder = self._holder(row, day)
                found = {"row": row, "child": child, "stage": stage, "since": since, "holder": holder}
                alone = child["family_id"] is None
                key = ("alone", row["id"]) if alone else (child["family_id"], stage, holder, row["service"])
                groups[key].append(found)
        return {self._tile(sorted(group, key=self._by_number), day) for group in groups.values()}

    def norm(self, stage: int, day: date) -> float:
        """Return the days that work usually stands in a stage: the median of eight or more, else 30."""
        stays = []
        for row in self.rows["involvement"]:
            moves = self._moves(row, day)
            closed = row["closed_on"] if row["closed_on"] and row["closed_on"] <= day else None
            ends = [*(move["moved_on"] for move in moves[1:]), closed]
            stays += [
                (end - move["moved_on"]).days
                for move, end in zip(moves, ends, strict=False)
                if move["to_stage"] == stage and end is not None and end > move["moved_on"]
            ]
        return median(stays) if len(stays) >= 8 else 30

    def _by_number(self, found: dict[str, Any]) -> tuple[str, int]:
        return found["child"]["number"], found["row"]["id"]

    def _moves(self, involvement: dict[str, Any], day: date) -> Rows:
        moves = [
            move
            for move in self.rows["stage_move"]
            if move["involvement_id"] == involvement["id"] and move["moved_on"] <= day
        ]
        return sorted(moves, key=lambda move: (move["moved_on"], move["id"]))

    def _stage(self, involvement: dict[str, Any], day: date) -> tuple[int, date]:
        moves = self._moves(involvement, day)
        return (moves[-1]["to_stage"], moves[-1]["moved_on"]) if moves else (1, involvement["opened_on"])

    def _holder(self, involvement: dict[str, Any], day: date) -> int | None:
        held = [
            one
            for one in self.rows["allocation"]
            if one["involvement_id"] == involvement["id"]
            and one["since"] <= day
            and (one["until"] is None or one["until"] > day)
        ]
        return max(held, key=lambda one: (one["since"], one["id"]))["practitioner_id"] if held else None

    def _tile(self, group: Rows, day: date) -> Stood:
        children = [found["child"]["id"] for found in group]
        stage, since = group[0]["stage"], min(found["since"] for found in group)
        discussed = [self._discussed(child, day) for child in children]
        days, norm = (day - since).days, self.norm(stage, day)
        return Stood(
            involvements=tuple(found["row"]["id"] for found in group),
            children=tuple(children),
            numbers=tuple(found["child"]["number"] for found in group),
            stage=stage,
            since=since,
            practitioner_id=group[0]["holder"],
            service=group[0]["row"]["service"],
            situations=frozenset(code for child in children for code in self._situations(child, day)),
            last_discussed=None if None in discussed else min(one for one in discussed if one),
            carried=sum(self._carried(child, day) for child in children),
            pace="stuck" if days > 2 * norm else "slow" if days > norm else "moving",
        )

    def _situations(self, child_id: int, day: date) -> list[str]:
        return [
            f"{one['code']}:{one['value']}" if one["value"] else one["code"]
            for one in self.rows["situation"]
            if one["child_id"] == child_id
            and one["since"] <= day
            and (one["until"] is None or one["until"] >= day)
        ]

    def _discussed(self, child_id: int, day: date) -> date | None:
        days = [
            one["at"]
            for one in self.rows["discussion"]
            if one["child_id"] == child_id and one["kind"] == "formal" and one["at"] and one["at"] <= day
        ]
        return max(days, default=None)

    def _carried(self, child_id: int, day: date) -> int:
        return sum(
            one["child_id"] == child_id
            and one["carried"] > 0
            and one["set_on"] <= day
            and all(one[end] is None or one[end] > day for end in ("done_on", "dropped_on"))
            for one in self.rows["action"]
        )
