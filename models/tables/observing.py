"""Observations that are arranged for a day to come, moved and called off."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from models.tables.base import Row


class PlannedObservation(Row, table=True):
    """An observation that is arranged for a day (KCC-P45, HAV-P25): of whom, which, by whom, what is seen.

    ``kind`` is ``observation`` (of practice) or an event of the pack that is arranged, such as that a
    supervision is observed (CFA-T06). It took place where one of its kind is recorded of the practitioner
    on that day: that is never stored here. ``first_planned_for`` is the day from which it was moved;
    ``reason`` says in words and ``cause`` in a code why it was moved or called off.
    """

    __tablename__ = "planned_observation"

    __table_args__ = (
        Index("planned_observation_by_person", "practitioner_id", "planned_for"),
        CheckConstraint("cancelled_on IS NULL OR reason <> ''", name="called_off_with_reason"),
    )

    practitioner_id: int = Field(foreign_key="practitioner.id")
    kind: str
    planned_for: date
    first_planned_for: date | None = None
    starts_at: str = ""
    observer: str = ""
    what: str = ""
    cancelled_on: date | None = None
    reason: str = ""
    cause: str = ""
