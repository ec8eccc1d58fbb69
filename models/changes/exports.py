"""That a record left the store as a document: a line in the trail, and a row that a screen can show."""

from __future__ import annotations

from models.changes.record_parts import record_found
from models.errors import Refused
from models.store.change import Change
from models.tables import RecordExport

KINDS = ("working", "draft", "final")


def note_export(change: Change, record_id: int, kind: str, recipient: str = "") -> RecordExport:
    """Note that a record was exported, of which kind and for which party. An undo passes over it."""
    if kind not in KINDS:
        raise Refused(f"A record is exported as {', '.join(KINDS)}.")
    row = record_found(change, record_id)
    made = change.insert(RecordExport(record_id=row.id, at=change.now, kind=kind, recipient=recipient))
    change.note(
        "export_record", "record", row.id, kind=kind, recipient=recipient or None, version=row.version
    )
    change.is_passing()
    return made
