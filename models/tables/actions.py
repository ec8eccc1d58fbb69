"""Actions: what was agreed, by whom, by when, and what came of it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from models.tables.base import Row


class Action(Row, table=True):
    """One action of the ledger: open until it is done or dropped, never edited away.

    ``carried`` counts the sessions it was carried through before it came into this store.
    """

    __table_args__ = (
        Index("action_by_child", "child_id"),
        Index("action_by_person", "practitioner_id"),
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
