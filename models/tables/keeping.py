"""What the store keeps about itself and its changes: its mark, corrections, passed gates, drafts."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field, SQLModel

from models.tables.base import Moment, Row


class StoreMark(Row, table=True):
    """Which store this is: its own id, its kind (real, demo or scratch), and a copy of its key slots."""

    __tablename__ = "store_mark"

    uuid: str
    kind: str = "real"
    made_at: datetime = Field(sa_type=Moment)
    key_slots: str = ""


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


class GatePass(Row, table=True):
    """A gate of the policy that the manager passed with a reason, for quality assurance to see."""

    __tablename__ = "gate_pass"

    __table_args__ = (Index("gate_pass_of", "entity", "entity_id"),)

    rule: str
    entity: str
    entity_id: int
    reason: str
    passed_on: date


class Draft(SQLModel, table=True):
    """What was typed into a form that has not been finished: one row a form, by its ``key``."""

    key: str = Field(primary_key=True)
    answers: dict[str, str] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    saved_at: datetime = Field(sa_type=Moment)

    def __repr__(self) -> str:
        return "<Draft>"

    __str__ = __repr__
