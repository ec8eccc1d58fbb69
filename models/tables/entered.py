"""What of a record was entered on the case system, child by child."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from models.tables.base import Row


class Entered(Row, table=True):
    """That a child's part of a record was entered on a case system on a day: Liberi, LCS, Eclipse."""

    __table_args__ = (
        Index("entered_by_record", "record_id"),
        UniqueConstraint("record_id", "child_id", "system"),
    )

    record_id: int = Field(foreign_key="record.id")
    child_id: int = Field(foreign_key="child.id")
    system: str
    entered_on: date
