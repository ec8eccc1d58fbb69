"""Children and families, the periods in which a service is open to them, and what happened in those.

No field holds a child's name: a child is a number and initials.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from models.tables.base import Moment, Row


class Family(Row, table=True):
    """A family: what siblings share."""

    code: str = Field(unique=True)


class Child(Row, table=True):
    """Someone the team works with: a child or young person, or a carer, caregiver or victim (``kind``).

    ``joined_into_id`` is set once two numbers proved to be one child: the row stays, so that the old
    number is still found, and everything it held hangs on the other.
    """

    __table_args__ = (
        Index("child_by_family", "family_id"),
        CheckConstraint("kind IN ('child', 'carer', 'caregiver', 'victim')", name="kind_is_known"),
        CheckConstraint("joined_into_id IS NULL OR joined_into_id <> id", name="not_joined_into_itself"),
    )

    number: str = Field(unique=True)
    initials: str = ""
    kind: str = "child"
    family_id: int | None = Field(default=None, foreign_key="family.id")
    joined_into_id: int | None = Field(default=None, foreign_key="child.id")


class Involvement(Row, table=True):
    """One period in which one service is open to a child. The tile on the board is an open involvement."""

    __table_args__ = (
        Index("involvement_by_child", "child_id", "service"),
        Index("involvement_open", "closed_on"),
        CheckConstraint("closed_on IS NULL OR closed_on >= opened_on", name="closed_after_opened"),
    )

    child_id: int = Field(foreign_key="child.id")
    service: str
    opened_on: date
    closed_on: date | None = None
    closing_reason: str = ""
    transfer_on: date | None = None


class Allocation(Row, table=True):
    """Who holds an involvement, from when to when.

    ``at`` is the moment where it is known (policies count hours from it). ``until`` is the day on
    which the next one takes over or the involvement closes; empty for the one who holds it now.
    """

    __table_args__ = (
        Index("allocation_by_involvement", "involvement_id", "since"),
        Index("allocation_by_person", "practitioner_id"),
        CheckConstraint("until IS NULL OR until >= since", name="allocation_ends_after_start"),
    )

    involvement_id: int = Field(foreign_key="involvement.id")
    practitioner_id: int = Field(foreign_key="practitioner.id")
    since: date
    at: datetime | None = Field(default=None, sa_type=Moment)
    until: date | None = None


class Situation(Row, table=True):
    """A dated fact that changes the clock: a plan, care, a risk level, a placement, a flag.

    ``code`` is one the pack knows, or a fact of `models.facts.NAMES` (``placements``, ``joint_with``), or
    ``role`` for what a carer is; ``value`` is the level, figure or word where the code has one.
    ``until`` is the last day on which it was true.
    """

    __table_args__ = (
        Index("situation_by_child", "child_id", "code", "since"),
        CheckConstraint("until IS NULL OR until >= since", name="situation_ends_after_start"),
    )

    child_id: int = Field(foreign_key="child.id")
    code: str
    value: str = ""
    since: date
    until: date | None = None


class StageMove(Row, table=True):
    """One move of an involvement to a stage of case progression (KCC-P34), with who, when and why.

    The first move of an involvement comes from no stage. Where a day holds several, the later row counts.
    """

    __tablename__ = "stage_move"

    __table_args__ = (
        Index("move_by_involvement", "involvement_id", "moved_on", "id"),
        CheckConstraint("to_stage BETWEEN 1 AND 12", name="stage_in_range"),
    )

    involvement_id: int = Field(foreign_key="involvement.id")
    moved_on: date
    from_stage: int | None = None
    to_stage: int
    why: str = ""
    moved_by: str = ""
    supervision_id: int | None = Field(default=None, foreign_key="supervision.id")
