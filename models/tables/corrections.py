"""Wrong values that were put right, told beside what they are now."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index

from models.tables.base import Row


class Correction(Row, table=True):
    """A wrong value put right: what it was, what it is now, and why. The words live here, not in the trail."""

    __table_args__ = (Index("correction_of", "entity", "entity_id"),)

    entity: str
    entity_id: int
    field: str
    was: str
    became: str
    reason: str
    corrected_on: date
