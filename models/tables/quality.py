"""Quality assurance: samples of records that were drawn, so that a draw can be repeated and followed up."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from models.tables.base import Row


class Sample(Row, table=True):
    """A random sample of the records of a span of time, drawn with a seed, so many for each supervisor."""

    __table_args__ = (
        Index("sample_drawn", "drawn_on"),
        CheckConstraint("until >= since", name="ends_after_start"),
        CheckConstraint("per_supervisor > 0", name="per_supervisor_is_a_count"),
    )

    drawn_on: date
    seed: int
    per_supervisor: int
    since: date
    until: date
    rule: str = ""


class SampledRecord(Row, table=True):
    """One record of a sample: whose supervision it is, by whom, and the worksheet on which it was looked at.

    ``record_id`` and ``supervisor_id`` are numbers that stay when their rows are lawfully destroyed.
    """

    __tablename__ = "sampled_record"

    __table_args__ = (
        UniqueConstraint("sample_id", "record_id"),
        Index("sampled_by_record", "record_id"),
    )

    sample_id: int = Field(foreign_key="sample.id")
    record_id: int
    supervisor_id: int | None = None
    worksheet_id: int | None = None
