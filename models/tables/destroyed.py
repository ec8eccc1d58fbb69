"""The records that a destruction is about."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from models.tables.base import Row


class DestroyedRecord(Row, table=True):
    """One record that a destruction is about: only such a one may leave the store once it is signed.

    ``record_id`` outlives the record, so it refers to nothing.
    """

    __tablename__ = "destroyed_record"

    __table_args__ = (UniqueConstraint("destruction_id", "record_id"), Index("destroyed", "record_id"))

    destruction_id: int = Field(foreign_key="destruction.id")
    record_id: int
