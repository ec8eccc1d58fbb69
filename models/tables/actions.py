"""Actions: what was agreed, by whom, by when, everything that was decided about it, and what came of it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from models.tables.base import Row


class Action(Row, table=True):
    """One action of the ledger: open until it is done or dropped, never edited away.

    ``due_on`` is the date that holds now; earlier ones are in its steps. ``carried`` counts the sessions
    it was carried through before it came into this store; those since are steps. ``row`` is the row of
    the record ``record_id`` in which it was written.
    """

    __table_args__ = (
        Index("action_by_child", "child_id"),
        Index("action_by_person", "practitioner_id"),
        Index("action_by_record", "record_id", "row"),
        CheckConstraint("carried >= 0", name="carried_is_a_count"),
        CheckConstraint("done_on IS NULL OR dropped_on IS NULL", name="done_or_dropped"),
    )

    code: str | None = Field(default=None, unique=True)
    what: str
    why: str = ""
    how: str = ""
    child_id: int | None = Field(default=None, foreign_key="child.id")
    practitioner_id: int | None = Field(default=None, foreign_key="practitioner.id")
    supervision_id: int | None = Field(default=None, foreign_key="supervision.id")
    owner: str = ""
    set_on: date
    due_on: date | None = None
    done_on: date | None = None
    dropped_on: date | None = None
    outcome: str = ""
    carried: int = 0
    child_notices: str = ""
    record_id: int | None = Field(default=None, foreign_key="record.id")
    row: str = ""


class ActionStep(Row, table=True):
    """One decision about an action: agreed, carried on, given a new date, done, dropped, taken up again.

    It is ``agreed`` once the record in which it was written is complete; from then on it can't be taken
    out of the ledger. ``words`` are the reason, the outcome, or what stands in its way; ``was_due_on`` and
    ``due_on`` the dates before and after a new one. ``record_id`` and ``supervision_id`` are where it was
    decided.
    """

    __tablename__ = "action_step"

    __table_args__ = (
        Index("step_of_action", "action_id", "taken_on"),
        Index("step_by_record", "record_id"),
        CheckConstraint(
            "kind IN ('agreed', 'carried', 'moved', 'done', 'dropped', 'reopened')", name="kind_is_known"
        ),
    )

    action_id: int = Field(foreign_key="action.id")
    kind: str
    taken_on: date
    record_id: int | None = Field(default=None, foreign_key="record.id")
    supervision_id: int | None = Field(default=None, foreign_key="supervision.id")
    was_due_on: date | None = None
    due_on: date | None = None
    words: str = ""
