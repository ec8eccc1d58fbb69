"""Who could decide while someone who supervises is away: whom the policy has named there (KCC-P48, HAV-P21)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import or_, select
from sqlmodel import Session, col

from models.reading.rows import rows
from models.tables import Absence, Practitioner


def could_decide(session: Session, practitioner_id: int, today: date) -> tuple[str, ...]:
    """Return the names of who could: their own supervisor, others who supervise, the rest; each in post and there."""
    away = {
        row[0]
        for row in rows(
            session,
            select(col(Absence.practitioner_id)).where(
                col(Absence.since) <= today,
                or_(col(Absence.until).is_(None), col(Absence.until) >= today),
            ),
        )
    }
    everyone = rows(
        session,
        select(col(Practitioner.id), col(Practitioner.name), col(Practitioner.supervisor_id))
        .where(or_(col(Practitioner.left_on).is_(None), col(Practitioner.left_on) >= today))
        .order_by(col(Practitioner.name)),
    )
    above = next((row[2] for row in everyone if row[0] == practitioner_id), None)
    supervising = {row[2] for row in everyone}
    there = [row for row in everyone if row[0] != practitioner_id and row[0] not in away]
    there.sort(key=lambda row: (row[0] != above, row[0] not in supervising))
    return tuple(dict.fromkeys(row[1] for row in there))
