"""What was written about a child, for their trail: each record with the point of oversight it was written at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlmodel import Session, col

from models.reading.rows import rows
from models.tables import Record, RecordChild


@dataclass(frozen=True, slots=True)
class WrittenView:
    """One record: the form's code, its day and state, the code of the point if it names one."""

    record_id: int
    form: str
    day: date
    state: str
    point: str = ""


def read_written(session: Session, child_id: int, limit: int = 40) -> tuple[WrittenView, ...]:
    """Return the records about a child, the latest first; drafts that nobody finished among them."""
    statement = (
        select(
            col(Record.id),
            col(Record.form),
            col(Record.day),
            col(Record.state),
            func.json_extract(col(Record.answers), "$.answers.point"),
        )
        .where(
            col(Record.id).in_(
                select(col(RecordChild.record_id)).where(col(RecordChild.child_id) == child_id)
            )
        )
        .order_by(col(Record.day).desc(), col(Record.id).desc())
        .limit(limit)
    )
    return tuple(
        WrittenView(row_id, form, day, state, point if isinstance(point, str) else "")
        for row_id, form, day, state, point in rows(session, statement)
    )
