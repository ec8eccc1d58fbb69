"""Sessions that run: apart from what is talked about in them, for it is asked at every start whether one ran."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from models.tables.base import Moment, Row


class SessionRun(Row, table=True):
    """That a session was begun, and how far it has come, so that it can be stopped and gone on with.

    ``spent`` are the seconds it ran up to ``running_since``, the last time that was noted; that is empty
    while it is stopped. ``at_item`` is the item it stands at: not a foreign key, for it is noted beside the
    trail and may name one that was taken off.
    """

    __tablename__ = "session_run"

    __table_args__ = (
        UniqueConstraint("supervision_id"),
        CheckConstraint("spent >= 0", name="spent_is_a_count"),
    )

    supervision_id: int = Field(foreign_key="supervision.id")
    began_at: datetime = Field(sa_type=Moment)
    running_since: datetime | None = Field(default=None, sa_type=Moment)
    spent: int = 0
    at_item: int | None = None
    ended_at: datetime | None = Field(default=None, sa_type=Moment)
