"""What was written last time on the same form about the same child, or with the same practitioner."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from models.reading.rows import rows
from models.tables import Record, RecordChild, Supervision


@dataclass(frozen=True, slots=True)
class LastTime:
    """An earlier record: its day, its answers as JSON, and which part of them is meant (empty: the whole)."""

    record_id: int
    day: date
    answers: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Before:
    """Which records count as earlier: on this form, before this one, and not of the sitting it is written in."""

    form: str
    day: date
    record_id: int | None = None
    session_id: int | None = None


def last_with(session: Session, before: Before, practitioner_id: int | None) -> LastTime | None:
    """Return the last record on the form with a practitioner (None: of the team)."""
    whose = (
        col(Record.practitioner_id).is_(None)
        if practitioner_id is None
        else col(Record.practitioner_id) == practitioner_id
    )
    found = rows(
        session,
        select(col(Record.id), col(Record.day), col(Record.answers))
        .where(whose, _earlier(before))
        .order_by(col(Record.day).desc(), col(Record.id).desc())
        .limit(1),
    )
    return LastTime(*found[0]) if found else None


def last_about(session: Session, before: Before, child_id: int) -> LastTime | None:
    """Return the last record on the form about a child, and the part that is about them."""
    found = rows(
        session,
        select(col(Record.id), col(Record.day), col(Record.answers), col(RecordChild.part))
        .join(RecordChild, col(RecordChild.record_id) == col(Record.id))
        .where(col(RecordChild.child_id) == child_id, _earlier(before))
        .order_by(col(Record.day).desc(), col(Record.id).desc())
        .limit(1),
    )
    return LastTime(*found[0]) if found else None


def _earlier(before: Before) -> Any:
    """Return the condition that a record is on the form, and of an earlier day or begun before on that day."""
    day = col(Record.day) < before.day
    if before.record_id is not None:
        same = and_(col(Record.day) == before.day, col(Record.id) < before.record_id)
        if before.session_id is not None:
            together = _sitting_of(before.session_id)
            session = col(Record.supervision_id)
            same = and_(same, or_(session.is_(None), session.not_in(together)))
        day = or_(day, same)
    return and_(col(Record.form) == before.form, day)


def _sitting_of(session_id: int) -> Any:
    """Return the sessions held with someone in one with this: two records of one sitting are not one after another."""
    this = aliased(Supervision)
    return (
        select(col(Supervision.id))
        .join(this, col(this.id) == session_id)
        .where(
            col(Supervision.practitioner_id) == col(this.practitioner_id),
            col(Supervision.planned_for).is_not_distinct_from(col(this.planned_for)),
            col(Supervision.held_on).is_not_distinct_from(col(this.held_on)),
        )
    )
