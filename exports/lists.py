"""Lists as .csv or .xlsx: a heading row and plain cells, none of which is ever taken for a formula."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO
from pathlib import Path

from exports.files import write_file
from exports.sheet_cells import Formats, neutral, safe_book, write_value
from models.errors import Refused

SUFFIXES = (".csv", ".xlsx")
_WIDEST = 60


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list: what it is called, its headings, and its rows; a cell is text, a number, a day or nothing."""

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[object]]


def write_list(path: Path, sheet: Sheet, *, overwrite: bool = False) -> None:
    """Write a list as .csv or .xlsx, by the suffix. Raises Refused for another, or where it can't be written.

    A file that is there is written over only where that is said.
    """
    kind = path.suffix.lower()
    if kind not in SUFFIXES:
        raise Refused(f"{path.name} needs a name that ends in {' or '.join(SUFFIXES)}.")
    if path.exists() and not overwrite:
        raise Refused(f"{path.name} is there already. Name another file, or say that it may be replaced.")
    content = as_csv(sheet) if kind == ".csv" else as_xlsx(sheet)
    write_file(path, content)


def as_csv(sheet: Sheet) -> bytes:
    """Return a list as .csv that Excel reads in UTF-8."""
    stream = StringIO()
    writer = csv.writer(stream)
    writer.writerow(sheet.headings)
    writer.writerows([_cell(value) for value in row] for row in sheet.rows)
    return b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8")


def as_xlsx(sheet: Sheet) -> bytes:
    """Return a list as a workbook of one sheet: days as days, headings that stay in sight."""
    stream = BytesIO()
    book = safe_book(stream)
    formats, table = Formats(book), book.add_worksheet(sheet.name[:31])
    for place, heading in enumerate(sheet.headings):
        table.write_string(0, place, heading, formats.heading)
        table.set_column(place, place, _width(sheet, place))
    for line, row in enumerate(sheet.rows, start=1):
        for place, value in enumerate(row):
            write_value(table, line, place, value, formats)
    table.freeze_panes(1, 0)
    if sheet.rows:
        table.autofilter(0, 0, len(sheet.rows), len(sheet.headings) - 1)
    book.close()
    return stream.getvalue()


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, (int, float)) else neutral(str(value))


def _width(sheet: Sheet, place: int) -> int:
    longest = max((len(str(row[place] or "")) for row in sheet.rows), default=0)
    return min(_WIDEST, max(len(sheet.headings[place]), longest) + 2)
