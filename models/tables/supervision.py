"""Supervisions, and which children were discussed in them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from models.tables.base import Row


class Supervision(Row, table=True):
    """A session: planned, held, cancelled or moved.

    ``kind`` is personal, case, joint or one of the group formats; ``occasion`` is formal, ad hoc,
    transition or front door (KCC-X18 keeps the two apart). ``practitioner_id`` is empty for a group.

    A session that was moved keeps in ``first_planned_for`` the day it was first planned for; ``reason``
    says why in words and ``cause`` in a code who or what made it so (`models.changes.supervisions`).
    ``replaces_id`` is the cancelled session that this one makes up for. ``starts_at`` is a time of day
    such as ``14:30``. Held, written (``recorded_on``), agreed and signed are four days;
    ``agenda_agreed_on`` is the day on which both had agreed what is on the agenda (NCT-A01).
    """

    __table_args__ = (
        Index("supervision_by_person", "practitioner_id", "kind", "occasion", "held_on"),
        Index(
            "supervision_planned",
            "planned_for",
            sqlite_where=text("held_on IS NULL AND cancelled_on IS NULL"),
        ),
        Index("supervision_held", "held_on"),
        Index("supervision_cancelled", "cancelled_on", sqlite_where=text("cancelled_on IS NOT NULL")),
        Index("supervision_replaces", "replaces_id", sqlite_where=text("replaces_id IS NOT NULL")),
        Index("supervision_unwritten", "held_on", sqlite_where=text("recorded_on IS NULL")),
        Index("supervision_unagreed", "held_on", sqlite_where=text("agreed_on IS NULL")),
        Index("supervision_unsigned", "held_on", sqlite_where=text("signed_on IS NULL")),
        CheckConstraint("planned_for IS NOT NULL OR held_on IS NOT NULL", name="supervision_has_a_day"),
        CheckConstraint("minutes IS NULL OR minutes BETWEEN 0 AND 1440", name="minutes_in_a_day"),
        CheckConstraint("replaces_id IS NULL OR replaces_id <> id", name="replaces_another"),
    )

    code: str | None = Field(default=None, unique=True)
    kind: str
    occasion: str = "formal"
    practitioner_id: int | None = Field(default=None, foreign_key="practitioner.id")
    planned_for: date | None = None
    first_planned_for: date | None = None
    starts_at: str = ""
    held_on: date | None = None
    minutes: int | None = None
    cancelled_on: date | None = None
    reason: str = ""
    cause: str = ""
    replaces_id: int | None = Field(default=None, foreign_key="supervision.id")
    recorded_on: date | None = None
    agreed_on: date | None = None
    signed_on: date | None = None
    agenda_agreed_on: date | None = None


class Discussion(Row, table=True):
    """That a child was discussed in a supervision, or is to be in a planned one (``at`` empty).

    ``kind`` is ``formal`` or ``informal``: only a held, formal one resets the child's clock (GEN-X07).
    ``at`` repeats the day the supervision was held, so that the last discussion of every child is read
    from one covering index. ``criterion`` is what a child was picked by where work is sampled (KCC-T36).
    """

    __table_args__ = (
        Index("discussion_last", "child_id", "kind", "at"),
        Index("discussion_by_supervision", "supervision_id"),
        CheckConstraint("kind IN ('formal', 'informal')", name="discussion_kind_is_known"),
    )

    supervision_id: int = Field(foreign_key="supervision.id")
    child_id: int = Field(foreign_key="child.id")
    kind: str = "formal"
    at: date | None = None
    criterion: str = ""
