"""Supervisory relationships: disagreements and how far they were taken, and handing over to someone new."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from models.tables.base import Row


class Disagreement(Row, table=True):
    """A disagreement between a practitioner and their supervisor, about a child or not, until it is settled.

    ``words`` are the two views, ``outcome`` how it was settled. ``record_id`` is the record it stands in.
    """

    __table_args__ = (
        Index("disagreement_by_person", "practitioner_id", "raised_on"),
        CheckConstraint("settled_on IS NULL OR settled_on >= raised_on", name="settled_after_raised"),
    )

    practitioner_id: int = Field(foreign_key="practitioner.id")
    raised_on: date
    words: str
    child_id: int | None = Field(default=None, foreign_key="child.id")
    supervision_id: int | None = Field(default=None, foreign_key="supervision.id")
    record_id: int | None = Field(default=None, foreign_key="record.id")
    settled_on: date | None = None
    outcome: str = ""


class DisagreementStep(Row, table=True):
    """One step up the line that the policy names for a disagreement: which, when, with whom, and what was said.

    ``step`` is a code of the pack's escalation; ``both_know`` that practitioner and supervisor both know
    that it goes there (HAV-P23).
    """

    __tablename__ = "disagreement_step"

    __table_args__ = (Index("step_of_disagreement", "disagreement_id", "taken_on"),)

    disagreement_id: int = Field(foreign_key="disagreement.id")
    step: str
    taken_on: date
    with_whom: str = ""
    both_know: bool = False
    words: str = ""


class Handover(Row, table=True):
    """That work is handed over: a practitioner's supervision to another supervisor, or their work to another.

    ``kind`` says which of the two. ``to_id`` is who takes over, or ``to_name`` where they are not of this
    store. What is in it are its items; their text is read from the store when it is looked at.
    """

    __table_args__ = (
        Index("handover_by_person", "practitioner_id", "made_on"),
        CheckConstraint("kind IN ('supervisor', 'practitioner')", name="kind_is_known"),
        CheckConstraint("(to_id IS NULL) = (to_name <> '')", name="to_someone"),
        CheckConstraint("closed_on IS NULL OR closed_on >= made_on", name="closed_after_made"),
    )

    kind: str
    practitioner_id: int = Field(foreign_key="practitioner.id")
    to_id: int | None = Field(default=None, foreign_key="practitioner.id")
    to_name: str = ""
    made_on: date
    closed_on: date | None = None


class HandoverItem(Row, table=True):
    """One thing that is handed over, and the day on which the one who takes over said that they have it.

    ``kind`` is agreement, session, clock, record, action, child, disagreement or note; ``ref`` is the
    number of the row it stands for, of a clock the rule that is due is in ``rule``. ``words`` are a note's,
    or what was asked about it. Disputed and not acknowledged since, it is open between the two.
    """

    __tablename__ = "handover_item"

    __table_args__ = (
        Index("item_of_handover", "handover_id", "place"),
        CheckConstraint(
            "kind IN ('agreement', 'session', 'clock', 'record', 'action', 'child', 'disagreement', 'note')",
            name="kind_is_known",
        ),
    )

    handover_id: int = Field(foreign_key="handover.id")
    place: int
    kind: str
    ref: int | None = None
    rule: str = ""
    due_on: date | None = None
    words: str = ""
    acknowledged_on: date | None = None
    disputed_on: date | None = None
