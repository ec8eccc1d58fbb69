"""What only the clock needs: a manager's shorter intervals, and dated events that have no table of their own."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from models.tables.base import Row


class ShorterInterval(Row, table=True):
    """An interval in days that the manager set for one child or person, shorter than the policy's (GEN-X09).

    It holds from ``since`` to the last day ``until`` (empty: still); the reason is required.
    """

    __tablename__ = "shorter_interval"

    __table_args__ = (
        Index("interval_by_child", "child_id", "since"),
        Index("interval_by_person", "practitioner_id", "since"),
        CheckConstraint("(child_id IS NULL) <> (practitioner_id IS NULL)", name="of_a_child_or_a_person"),
        CheckConstraint("days BETWEEN 1 AND 3660", name="days_make_sense"),
        CheckConstraint("until IS NULL OR until >= since", name="interval_ends_after_start"),
    )

    child_id: int | None = Field(default=None, foreign_key="child.id")
    practitioner_id: int | None = Field(default=None, foreign_key="practitioner.id")
    days: int
    reason: str
    since: date
    until: date | None = None


class DatedEvent(Row, table=True):
    """Something that happened on a day and that a policy counts from or counts: an appraisal, an audit, a survey.

    ``type`` is an event of the pack. It is a practitioner's, a child's, or neither: then it is the
    team's or its service's. ``value`` is what the event says beside its day, where the pack asks for it.
    """

    __tablename__ = "dated_event"

    __table_args__ = (
        Index("event_by_person", "practitioner_id", "type", "happened_on"),
        Index("event_by_child", "child_id", "type", "happened_on"),
        CheckConstraint("child_id IS NULL OR practitioner_id IS NULL", name="of_one_at_most"),
    )

    type: str
    happened_on: date
    practitioner_id: int | None = Field(default=None, foreign_key="practitioner.id")
    child_id: int | None = Field(default=None, foreign_key="child.id")
    value: str = ""
