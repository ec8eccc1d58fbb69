"""That the pages behind destroyed files were cleaned: what is left of each is its certificate."""

from __future__ import annotations

from sqlalchemy import exists
from sqlmodel import Session, col, select

from models.store.change import Change
from models.tables import Destruction

_DUE = (col(Destruction.destroyed_at).is_not(None), col(Destruction.cleaned_at).is_(None))


def cleaning_is_due(session: Session) -> bool:
    """Say whether a file was destroyed and the pages behind it are not known to be clean."""
    return bool(session.exec(select(exists().where(*_DUE))).one())


def note_cleaned(change: Change) -> int:
    """Note on every destroyed file that its pages are clean; return on how many. Call it once they are.

    Not taken back: the steps before it went with what was destroyed.
    """
    due = change.session.exec(select(Destruction).where(*_DUE).order_by(col(Destruction.id))).all()
    for row in due:
        change.update(row, cleaned_at=change.now)
        change.note("clean_pages", "destruction", row.id, practitioner=row.practitioner_id)
    change.is_final()
    return len(due)
