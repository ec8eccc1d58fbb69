"""Who supervises the manager: with whom the manager's own sessions are, and of whom none are expected here."""

from __future__ import annotations

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from models.reading.rows import rows
from models.tables import Practitioner, Team


def above_manager(session: Session, practitioner_id: int | None) -> str | None:
    """Return who supervises the team's manager (empty where that is not known); None for anybody else."""
    if practitioner_id is None:
        return None
    manager, above = aliased(Practitioner), aliased(Practitioner)
    statement = (
        select(col(above.name))
        .select_from(Team)
        .join(manager, col(manager.id) == col(Team.manager_id))
        .outerjoin(above, col(above.id) == col(manager.supervisor_id))
        .where(col(Team.manager_id) == practitioner_id)
    )
    found = rows(session, statement)
    return (found[0][0] or "") if found else None


def read_outside(session: Session) -> frozenset[int]:
    """Return those whom no one here supervises though they supervise others, or the team itself."""
    leads = select(col(Practitioner.supervisor_id)).where(col(Practitioner.supervisor_id).is_not(None))
    managers = select(col(Team.manager_id)).where(col(Team.manager_id).is_not(None))
    found = select(col(Practitioner.id)).where(
        col(Practitioner.supervisor_id).is_(None),
        or_(col(Practitioner.id).in_(leads), col(Practitioner.id).in_(managers)),
    )
    return frozenset(row[0] for row in rows(session, found))
