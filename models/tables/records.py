"""Records: the answers to one form, whom they are about, what is still being typed, and what was entered where."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from models.tables.base import Moment, Row


class Record(Row, table=True):
    """The answers to one form: for a supervision, a practitioner, children (`RecordChild`), or the team.

    ``form`` is the form's code, ``policy`` the pack it was written under, ``fingerprint`` the edition of
    the form's file. ``state`` is draft, complete or signed; a signed one is never changed. ``day`` is the
    day it is for. ``answers`` is canonical JSON (`forms.answers.keeping`). ``version`` grows with every
    writing, so that what was typed upon an older one is known as such. ``saved_at`` and ``saved_by`` are
    those of the last writing; ``completed_at`` is empty unless it stands complete or signed.
    """

    __table_args__ = (
        Index("record_by_day", "day"),
        Index("record_by_form", "form", "day"),
        Index("record_by_person", "practitioner_id", "day"),
        Index("record_by_session", "supervision_id"),
        Index("record_unfinished", "state", sqlite_where=text("state = 'draft'")),
        CheckConstraint("state IN ('draft', 'complete', 'signed')", name="state_is_known"),
        CheckConstraint("version > 0", name="version_is_a_count"),
        CheckConstraint("(state = 'draft') = (completed_at IS NULL)", name="complete_since"),
        CheckConstraint("copied_from_id IS NULL OR copied_from_id <> id", name="copied_from_another"),
    )

    form: str
    policy: str
    fingerprint: str = ""
    state: str = "draft"
    day: date
    supervision_id: int | None = Field(default=None, foreign_key="supervision.id")
    practitioner_id: int | None = Field(default=None, foreign_key="practitioner.id")
    answers: str
    version: int = 1
    begun_at: datetime = Field(sa_type=Moment)
    begun_by: str
    saved_at: datetime = Field(sa_type=Moment)
    saved_by: str
    completed_at: datetime | None = Field(default=None, sa_type=Moment)
    completed_by: str = ""
    copied_from_id: int | None = Field(default=None, foreign_key="record.id")


class RecordChild(Row, table=True):
    """That a record is about a child; ``part`` is the id of the part of its answers, empty for the whole of it."""

    __tablename__ = "record_child"

    __table_args__ = (
        Index("record_child_by_child", "child_id", "record_id"),
        UniqueConstraint("record_id", "child_id", "part"),
    )

    record_id: int = Field(foreign_key="record.id")
    child_id: int = Field(foreign_key="child.id")
    part: str = ""


class RecordDraft(Row, table=True):
    """What was typed into a record and is not part of it yet; written without a line in the trail.

    ``base`` is the version of the record it was typed upon, ``cursor`` where the cursor stood. There may
    be several: one that was typed upon an older version is kept beside the one that goes on. Numbers
    are never given twice, so that taking back a writing can bring its draft back.
    """

    __tablename__ = "record_draft"

    __table_args__ = (Index("draft_of_record", "record_id"), {"sqlite_autoincrement": True})

    record_id: int = Field(foreign_key="record.id")
    base: int
    answers: str
    fingerprint: str = ""
    cursor: str = ""
    begun_at: datetime = Field(sa_type=Moment)
    saved_at: datetime = Field(sa_type=Moment)
