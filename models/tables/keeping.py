"""What the store keeps about itself and its changes: its mark, and passed gates."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index
from sqlmodel import Field

from models.tables.base import Moment, Row


class StoreMark(Row, table=True):
    """Which store this is: its own id, its kind (real, demo or scratch), and a copy of its key slots."""

    __tablename__ = "store_mark"

    uuid: str
    kind: str = "real"
    made_at: datetime = Field(sa_type=Moment)
    key_slots: str = ""


class GatePass(Row, table=True):
    """A gate of the policy that the manager passed with a reason, for quality assurance to see."""

    __tablename__ = "gate_pass"

    __table_args__ = (Index("gate_pass_of", "entity", "entity_id"),)

    rule: str
    entity: str
    entity_id: int
    reason: str
    passed_on: date
