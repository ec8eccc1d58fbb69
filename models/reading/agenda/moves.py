"""Moves on the board that a sitting made and that have no reason yet, to be given one after the program was ended."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlmodel import Session, col

from models.reading.rows import rows
from models.tables import StageMove


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
