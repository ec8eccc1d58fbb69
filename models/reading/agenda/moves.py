"""Moves on the board that a sitting made: what was decided by them, and which have no reason yet."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlmodel import Session, col

from models.reading.rows import rows
from models.tables import Child, Involvement, StageMove


@dataclass(frozen=True, slots=True)
class Move:
    """A move on the board that was decided in the sitting. ``child`` is number and initials."""

    child_id: int
    from_stage: int | None
    to_stage: int
    why: str
    number: str = ""
    child: str = ""
    involvement_id: int = 0


def read_moves(session: Session, supervision_ids: Sequence[int]) -> tuple[Move, ...]:
    """Return every move that sessions made, as they were made."""
    statement = (
        select(
            col(Involvement.child_id),
            col(StageMove.from_stage),
            col(StageMove.to_stage),
            col(StageMove.why),
            col(Child.number),
            col(Child.initials),
            col(Involvement.id),
        )
        .join(Involvement, col(Involvement.id) == col(StageMove.involvement_id))
        .join(Child, col(Child.id) == col(Involvement.child_id))
        .where(col(StageMove.supervision_id).in_(list(supervision_ids)))
        .order_by(col(StageMove.id))
    )
    return tuple(
        Move(child, came, to, why, number, f"{number} {initials}".strip(), involvement)
        for child, came, to, why, number, initials, involvement in rows(session, statement)
    )


def in_one_go(moves: Iterable[Move]) -> tuple[Move, ...]:
    """Return moves with those joined that only went through a stage on their way: they were given no reason.

    Work that was moved there and back without a reason was not moved.
    """
    found: list[Move] = []
    for move in moves:
        before = next((one for one in reversed(found) if one.involvement_id == move.involvement_id), None)
        if before is None or before.why or before.to_stage != move.from_stage:
            found.append(move)
        elif before.from_stage != move.to_stage:
            found.remove(before)
            found.append(replace(move, from_stage=before.from_stage))
        elif move.why:
            found.append(move)
        else:
            found.remove(before)
    return tuple(found)


def read_unexplained(session: Session, supervision_id: int, involvement_ids: Collection[int]) -> list[int]:
    """Return the last move of each involvement, where it belongs to a session and says no reason."""
    statement = (
        select(
            col(StageMove.id),
            col(StageMove.involvement_id),
            col(StageMove.supervision_id),
            col(StageMove.why),
        )
        .where(col(StageMove.involvement_id).in_(list(involvement_ids)))
        .order_by(col(StageMove.id))
    )
    last = {row[1]: row for row in rows(session, statement)}
    return [move for move, _, made_in, why in last.values() if made_in == supervision_id and not why]
