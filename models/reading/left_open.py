"""What was under way when the program was last ended in the middle of it: a session that ran, a record in hand."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from models.reading.rows import rows
from models.tables import Record, RecordDraft, SessionRun, Supervision


def left_open(session: Session) -> int | None:
    """Return the record that was typed into last and left in the middle of it; None where there is none."""
    found = rows(
        session,
        select(col(RecordDraft.record_id))
        .join(Record, col(Record.id) == col(RecordDraft.record_id))
        .where(col(RecordDraft.base) == col(Record.version), col(Record.state) != "signed")
        .order_by(col(RecordDraft.saved_at).desc(), col(RecordDraft.id).desc())
        .limit(1),
    )
    return found[0][0] if found else None


def left_running(session: Session, since: datetime) -> int | None:
    """Return a session that ran when the program was last ended, if that was not before ``since``; else None."""
    found = rows(
        session,
        select(col(SessionRun.supervision_id))
        .join(Supervision, col(Supervision.id) == col(SessionRun.supervision_id))
        .where(
            col(SessionRun.running_since) >= since,
            col(SessionRun.ended_at).is_(None),
            col(Supervision.held_on).is_(None),
            col(Supervision.cancelled_on).is_(None),
        )
        .order_by(col(SessionRun.running_since).desc())
        .limit(1),
    )
    return found[0][0] if found else None
