"""Forms that have not been finished: what was typed so far."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel

from models.tables.base import Moment


class Draft(SQLModel, table=True):
    """What was typed into a form that has not been finished: one row a form, by its ``key``."""

    key: str = Field(primary_key=True)
    answers: dict[str, str] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    saved_at: datetime = Field(sa_type=Moment)

    def __repr__(self) -> str:
        return "<Draft>"

    __str__ = __repr__
