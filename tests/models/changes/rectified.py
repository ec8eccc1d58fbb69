"""A signed record to be put right, and the child's date that follows."""

from __future__ import annotations

from models.changes.record_parts import About
from models.changes.records import complete_record
from models.changes.signing import Word, sign
from models.policy.load import load_pack
from models.reading.due import read_due
from models.store.change import Change
from models.store.store import Store
from tests import made
from tests.made import PRIYA, TODAY, ago
from tests.models.recording import begun


def signed_about(store: Store, session_id: int | None, child: int) -> int:
    """Return a signed record about a child, of a session or of none."""
    record_id = begun(store, about=About(ago(3), session_id, PRIYA, ((child, "p1"),)))

    def job(change: Change) -> None:
        complete_record(change, record_id)
        sign(change, record_id, Word("supervisor", "Morag Bell"), ("supervisor",))

    made.do(store, job)
    return record_id


def due_of(store: Store, child: int) -> object:
    """Return the day on which a child is to be discussed next."""
    due = store.read(lambda session: read_due(session, load_pack("kent"), TODAY))
    return next(one.day for one in due.lines if one.entity == ("child", child) and "KCC-T24" in one.rule)
