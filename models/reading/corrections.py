"""What was put right: of a child, of a session, of a record; the value that stood there beside the one that stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlmodel import Session, col

from models.reading.rows import rows
from models.tables import Correction, Discussion, Situation


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """A value that was put right."""

    entity: str
    field: str
    was: str
    became: str
    reason: str
    corrected_on: date


def corrections_of(session: Session, entity: str, entity_id: int) -> tuple[CorrectionView, ...]:
    """Return what was put right of one session or record, the latest last."""
    return _read(session, (col(Correction.entity) == entity) & (col(Correction.entity_id) == entity_id))


def corrections_of_child(
    session: Session,
    child_id: int,
    number: str,
    *,
    involvements: Iterable[int],
    moves: Iterable[int],
    allocations: Iterable[int],
) -> tuple[CorrectionView, ...]:
    """Return what was put right of a child's work, of sessions they were discussed in, or of which child it was."""
    situations = select(col(Situation.id)).where(col(Situation.child_id) == child_id)
    talks = select(col(Discussion.supervision_id)).where(col(Discussion.child_id) == child_id)
    entity, entity_id = col(Correction.entity), col(Correction.entity_id)
    return _read(
        session,
        or_(
            (entity == "involvement") & entity_id.in_(tuple(involvements)),
            (entity == "stage_move") & entity_id.in_(tuple(moves)),
            (entity == "allocation") & entity_id.in_(tuple(allocations)),
            (entity == "situation") & entity_id.in_(situations),
            (entity == "supervision") & (col(Correction.field) == "held_on") & entity_id.in_(talks),
            (col(Correction.field) == "child")
            & or_(col(Correction.was) == number, col(Correction.became) == number),
        ),
    )


def _read(session: Session, where: Any) -> tuple[CorrectionView, ...]:
    statement = (
        select(
            col(Correction.entity),
            col(Correction.field),
            col(Correction.was),
            col(Correction.became),
            col(Correction.reason),
            col(Correction.corrected_on),
        )
        .where(where)
        .order_by(col(Correction.id))
    )
    return tuple(CorrectionView(*row) for row in rows(session, statement))
