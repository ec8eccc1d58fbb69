"""The file of rows that an import did not take, with the reason beside each, to be put right and imported again."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO, StringIO
from pathlib import Path

from exports.files import write_file
from exports.sheet_cells import Formats, neutral, safe_book, write_value
from models.errors import Refused
from models.intake.rejected import RejectedSheet, rejected_rows
from models.intake.table.cells import text_of
from models.intake.table.findings import Problem

_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 28


def write_rejects(path: Path, sources: Sequence[Path], problems: Sequence[Problem]) -> int:
    """Write the rejected rows of ``sources`` as .xlsx or .csv, by the suffix; return how many there are.

    An .xlsx has a sheet for each sheet it came from, with the same headings, and one with every problem.
    Text that a spreadsheet program would take for a formula is made harmless. A file that is there is
    replaced. Raises Refused for another suffix, or where it cannot be written.
    """
    kind = path.suffix.lower()
    if kind not in (".csv", ".xlsx"):
        raise Refused(f"{path.name} needs a name that ends in .csv or .xlsx.")
    sheets = rejected_rows(sources, problems)
    content = _as_csv(sheets, problems) if kind == ".csv" else _as_xlsx(sheets, problems)
    write_file(path, content)
    return sum(len(sheet.rows) for sheet in sheets)


def _as_csv(sheets: Sequence[RejectedSheet], problems: Sequence[Problem]) -> bytes:
    stream = StringIO()
    writer = csv.writer(stream)
    writer.writerow(("file", "sheet", "row", "reason", "the row as it was found"))
    for problem in problems:
        if not problem.where.row:
            writer.writerow((*_safe(problem.where.file, problem.where.sheet), "", *_safe(str(problem))))
    for sheet in sheets:
        writer.writerow((*_safe(sheet.file, sheet.sheet), "headings", "", *_safe(*sheet.headings)))
        for number, reason, cells in sheet.rows:
            writer.writerow((*_safe(sheet.file, sheet.sheet), number, *_safe(reason, *map(_text, cells))))
    return b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8")


def _safe(*texts: str) -> tuple[str, ...]:
    return tuple(neutral(text) for text in texts)


def _text(cell: object) -> str:
    if isinstance(cell, (date, datetime)):
        return cell.isoformat(" ") if isinstance(cell, datetime) else cell.isoformat()
    return text_of(cell)


def _as_xlsx(sheets: Sequence[RejectedSheet], problems: Sequence[Problem]) -> bytes:
    stream = BytesIO()
    book = safe_book(stream)
    formats, names = Formats(book), set[str]()
    for sheet in sheets:
        table = book.add_worksheet(_sheet_name(sheet.sheet, names))
        for place, heading in enumerate((*sheet.headings, "row", "reason")):
            table.write_string(0, place, heading, formats.heading)
        for line, (number, reason, cells) in enumerate(sheet.rows, 1):
            for place, cell in enumerate((*cells, number, reason)):
                write_value(table, line, place, _plain(cell), formats)
    every = book.add_worksheet(_sheet_name("Problems", names))
    for place, heading in enumerate(("file", "sheet", "row", "column", "found", "expected")):
        every.write_string(0, place, heading, formats.heading)
    for line, problem in enumerate(problems, 1):
        for place, value in enumerate((*problem.where, problem.column, problem.found, problem.expected)):
            write_value(every, line, place, value, formats)
    book.close()
    return stream.getvalue()


def _plain(cell: object) -> object:
    """Return a number that stood in a cell as text does: a child's number is not a figure."""
    return text_of(cell) if isinstance(cell, float) and cell.is_integer() else cell


def _sheet_name(name: str, taken: set[str]) -> str:
    """Return a name a sheet can have, unlike the others."""
    tidy = _NOT_IN_A_NAME.sub(" ", name).strip("' ")[:_LONGEST_NAME] or "Rows"
    found, number = tidy, 2
    while found.lower() in taken:
        found, number = f"{tidy} {number}", number + 1
    taken.add(found.lower())
    return found
