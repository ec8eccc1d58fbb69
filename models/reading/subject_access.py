"""Everything the store holds about one person: their own file row by row, for a request of their own to see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from models.changes.checks import found as found_row
from models.changes.file_parts import find_file
from models.reading.records import RecordLine, Wanted, read_record_lines
from models.tables import LegalHold, Practitioner, Record, Row


@dataclass(frozen=True, slots=True)
class WholeFile:
    """One person's file: facts, rows by sort, their own records, and the children's records that name them."""

    number: str
    name: str
    facts: dict[str, Any]
    rows: dict[str, list[dict[str, Any]]]
    records: tuple[RecordLine, ...]
    childrens: tuple[RecordLine, ...]
    held: bool = False


def read_whole_file(session: Session, practitioner_id: int) -> WholeFile:
    """Return someone's own file. Raises Refused if there is no such practitioner.

    Why a file is held is left out: a claim's or an inquiry's papers may be privileged. What was typed and
    is not part of a record yet is in it as it stands.
    """
    person = found_row(session, Practitioner, practitioner_id, "practitioner")
    file = find_file(session, person.id)
    boss = session.get(Practitioner, person.supervisor_id) if person.supervisor_id is not None else None
    own = {one.id for one in file.records}
    lines = read_record_lines(session, Wanted(practitioner_id=person.id, limit=1_000_000))
    sorts = {
        sort: [_plain(row) for row in rows if not isinstance(row, LegalHold)]
        for sort, rows in file.gone.items()
    }
    sorts["sessions"] += [_plain(row) for row in file.kept_sessions]
    sorts["notes"] += [_plain(row) for row in file.kept_notes]
    return WholeFile(
        person.number,
        person.name,
        {**_plain(person), "supervised_by": boss.name if boss is not None else None},
        {sort: rows for sort, rows in sorts.items() if rows},
        tuple(sorted((one for one in lines if one.id in own), key=lambda one: (one.day, one.id))),
        tuple(sorted((one for one in lines if one.id not in own), key=lambda one: (one.day, one.id))),
        any(isinstance(row, LegalHold) and row.lifted_on is None for row in file.gone["holds"]),
    )


def _plain(row: Row) -> dict[str, Any]:
    columns = type(row).__table__.c  # type: ignore[attr-defined]
    elsewhere = ("answers",) if isinstance(row, Record) else ()  # they stand in the record itself
    told = {one.name: _text(getattr(row, one.name)) for one in columns if one.name not in elsewhere}
    return {"table": str(type(row).__table__.name), **told}  # type: ignore[attr-defined]


def _text(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value if isinstance(value, str | int | float | bool | None) else str(value)
