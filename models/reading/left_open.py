"""What was being typed when the program was last ended in the middle of it."""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import Session, col

from models.reading.rows import rows
from models.tables import Record, RecordDraft


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
