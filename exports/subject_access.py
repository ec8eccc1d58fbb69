"""A person's own file as one file: a zip of a summary, every record of theirs as Word, and the rows as JSON."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from typing import Any

from exports.file_words import FileWords
from exports.report import Block, Heading, Report, Table, Words, report_text
from exports.word.from_store import Ready
from exports.word.house.house import House
from exports.word.naming import file_name
from exports.word.report import report_document
from models.dates import counted, show
from models.moments import in_london
from models.reading.subject_access import WholeFile

FACE = (
    "Ours, not a form of the council's. Whoever hands this over looks it through first: what others said in "
    "confidence, and what would tell of someone else, may have to be taken out. Why a file is held is not in it."
)
CHILDRENS = (
    "These records name the person as the worker and belong to children's files. They are listed by number and "
    "day; what stands in them is about children and is not part of this file."
)
_HEADINGS = {
    "agreements": "Agreements",
    "sessions": "Sessions",
    "absences": "Absences",
    "observations": "Observations",
    "planned_observations": "Observations that were planned",
    "events": "Dated events",
    "intervals": "Intervals of the manager's own",
    "agenda_items": "Items of agendas",
    "actions": "Actions about the person",
    "disagreements": "Disagreements",
    "handovers": "Handovers",
    "attendance": "Attendance",
    "disturbances": "Lateness, interruptions",
    "notes": "Corrections, and gates passed with a reason",
    "signatures": "Signatures",
    "addenda": "Later words",
    "exports": "Documents that left",
    "drafts": "Typed and not part of a record yet",
    "templates": "Agendas kept for reuse",
    "runs": "Sessions run in the program",
}


def file_as_zip(
    file: WholeFile,
    records: Iterable[Ready],
    house: House,
    now: datetime,
    team: str,
    words: FileWords,
) -> bytes:
    """Return the whole file as one zip: the same bytes for the same file and moment."""
    report = file_report(file, now, team, words)
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:

        def put(name: str, data: bytes) -> None:
            moment = in_london(now)
            entry = zipfile.ZipInfo(
                name, (moment.year, moment.month, moment.day, moment.hour, moment.minute, 0)
            )
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)

        put("file.docx", report_document(report, house, now))
        put("file.txt", report_text(report).encode())
        put("file.json", json.dumps(_as_data(file), indent=1, ensure_ascii=False).encode())
        taken: set[str] = set()
        for ready in records:
            name = f"records/{_unused(file_name(ready.paper, ready.kind('final')), taken, ready.line.id)}"
            put(name, ready.document("final", house, now))
    return content.getvalue()


def file_report(file: WholeFile, now: datetime, team: str, words: FileWords) -> Report:
    """Return the summary: what is known of the person, every row by sort, and which records there are."""
    blocks: list[Block] = [
        Heading("What is known"),
        Table(("What", "Value"), (34, 66), tuple(words.facts(file.facts)), "Facts"),
        Heading("Records"),
        Words(
            f"{counted(len(file.records), 'record')} of their own, each a document in the folder “records”."
        ),
    ]
    if file.records:
        blocks.append(_records(file.records, "Records of their own", words))
    if file.childrens:
        blocks += [
            Heading("On children's files"),
            Words(CHILDRENS),
            _records(file.childrens, "On children's files", words),
        ]
    for sort, rows in file.rows.items():
        if sort in _HEADINGS:
            table = Table(("When", "What it says"), (26, 74), words.rows(rows), _HEADINGS[sort])
            blocks += [Heading(_HEADINGS[sort]), table]
    day, authority = in_london(now).date(), words.pack.authority
    return Report("Personal file", f"{file.name} ({file.number})", day, tuple(blocks), team, authority, FACE)


def _records(lines: Iterable[Any], caption: str, words: FileWords) -> Table:
    rows = tuple(
        (f"Record {one.id}", show(one.day), words.form_title(one.form), one.said_state) for one in lines
    )
    return Table(("Record", "Day", "Form", "State"), (18, 24, 34, 24), rows, caption)


def _as_data(file: WholeFile) -> dict[str, Any]:
    return {
        "footprint": 1,
        "number": file.number,
        "facts": file.facts,
        "rows": file.rows,
        "records": [one.id for one in file.records],
        "on_childrens_files": [{"record": one.id, "day": one.day.isoformat()} for one in file.childrens],
        "is_held": file.held,
    }


def _unused(name: str, taken: set[str], number: int) -> str:
    if name.casefold() in taken:
        name = f"{name.removesuffix('.docx')} ({number}).docx"
    taken.add(name.casefold())
    return name
