"""Files of those who left: what may not be destroyed for now, and what was destroyed, told without a word of it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from models.tables.base import Moment, Row


class LegalHold(Row, table=True):
    """That someone's file is not to be destroyed, whatever the policy's period says; the reason is required.

    It holds until ``lifted_on``; both people give their reason in words.
    """

    __tablename__ = "legal_hold"

    __table_args__ = (
        Index("hold_by_person", "practitioner_id", "placed_on"),
        CheckConstraint("lifted_on IS NULL OR lifted_on >= placed_on", name="lifted_after_placed"),
    )

    practitioner_id: int = Field(foreign_key="practitioner.id")
    placed_on: date
    reason: str
    lifted_on: date | None = None
    lifted_because: str = ""


class Destruction(Row, table=True):
    """The destruction of someone's file in two steps: proposed, then done or withdrawn. It is the certificate.

    ``rule`` is the rule of the policy whose period ran out (empty where the policy sets none: then the
    ``reason`` says why), ``keep_until`` the last day the file was kept for. ``certificate`` is canonical
    JSON of what went and what stayed, in numbers, dates and names of files alone (`models.certificates`).
    ``cleaned_at`` is when the store's pages and its log were cleaned after it; empty while that is due.
    """

    __table_args__ = (
        Index("destruction_by_person", "practitioner_id", "proposed_on"),
        CheckConstraint("destroyed_at IS NULL OR withdrawn_on IS NULL", name="done_or_withdrawn"),
        CheckConstraint("(destroyed_at IS NULL) = (certificate = '')", name="certified_when_done"),
    )

    practitioner_id: int = Field(foreign_key="practitioner.id")
    rule: str = ""
    keep_until: date | None = None
    reason: str = ""
    proposed_on: date
    proposed_by: str
    withdrawn_on: date | None = None
    destroyed_at: datetime | None = Field(default=None, sa_type=Moment)
    destroyed_by: str = ""
    certificate: str = ""
    cleaned_at: datetime | None = Field(default=None, sa_type=Moment)
