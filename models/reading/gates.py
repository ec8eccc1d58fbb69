"""What the gates of a policy look at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlmodel import Session, col

from models.reading.rows import rows
from models.tables import Child, Discussion, Involvement


def last_formal_supervision(session: Session, involvements: Sequence[int]) -> dict[str, date | None]:
    """Return, by child's number, the last formal supervision inside each involvement, or None (KCC-P39)."""
    found = rows(
        session,
        select(col(Child.number), func.max(col(Discussion.at)))
        .join(Involvement, col(Involvement.child_id) == col(Child.id))
        .outerjoin(
            Discussion,
            (col(Discussion.child_id) == col(Child.id))
            & (col(Discussion.kind) == "formal")
            & (col(Discussion.at) >= col(Involvement.opened_on)),
        )
        .where(col(Involvement.id).in_(involvements))
        .group_by(col(Involvement.id), col(Child.number)),
    )
    return dict(found)
