"""That a record left the store as a document: a line in the trail, and a row that a screen can show."""

from __future__ import annotations

from collections.abc import Sequence

from models.changes import checks
from models.changes.record_parts import record_found
from models.errors import Refused
from models.store.change import Change
from models.tables import Practitioner, RecordExport

WORKING, DRAFT, FINAL = KINDS = ("working", "draft", "final")


def note_export(
    change: Change, record_id: int, kind: str, recipient: str = "", suffix: str = ".docx"
) -> RecordExport:
    """Note that a record was exported, of which kind, for which party, and as which sort of file.

    An undo passes over it.
    """
    if kind not in KINDS:
        raise Refused(f"A record is exported as {', '.join(KINDS)}.")
    row = record_found(change, record_id)
    made = change.insert(RecordExport(record_id=row.id, at=change.now, kind=kind, recipient=recipient))
    change.note(
        "export_record",
        "record",
        row.id,
        kind=kind,
        recipient=recipient or None,
        file=suffix if suffix != ".docx" else None,
        version=row.version,
    )
    change.is_passing()
    return made


def note_file_export(change: Change, practitioner_id: int, record_ids: Sequence[int]) -> None:
    """Note that someone's own file left as a whole, with which records. An undo passes over it."""
    person = checks.found(change.session, Practitioner, practitioner_id, "practitioner")
    for one in record_ids:
        row = record_found(change, one)
        kind = "final" if row.state == "signed" else "draft"
        change.insert(RecordExport(record_id=row.id, at=change.now, kind=kind, recipient="subject access"))
    change.note("export_file", "practitioner", person.id, records=list(record_ids))
    change.is_passing()
