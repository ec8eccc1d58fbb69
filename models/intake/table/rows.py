"""Reading a sheet row by row: good rows as values, bad ones listed with what was found and expected."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from models.errors import Refused
from models.intake.files.sheets import Sheet
from models.intake.table.cells import Cells, is_blank
from models.intake.table.codes import Unread
from models.intake.table.findings import HIDDEN, Findings, Where, shown, shown_number
from models.intake.table.headers import Header, find_header, suggestion
from models.intake.table.layout import Column, SheetLayout

Progress = Callable[[int, int, str], None]
"""Told how much of what is done: done, in all (0: not known yet), and what it is."""
_STEP = 1_000
_NAMES = {"childs_name", "initials", "family"}
_FREE_TEXT = {"text", "line"}


class Entry(NamedTuple):
    """One row: where it stands, its values by column key, and whether all of it could be read."""

    where: Where
    values: dict[str, Any]
    good: bool


def read_rows(
    sheet: Sheet, layout: SheetLayout, cells: Cells, findings: Findings, progress: Progress | None = None
) -> Iterator[Entry]:
    """Yield the rows of a sheet. A sheet without a needed column is refused with a sentence, and yields none."""
    cells.from_1904 = sheet.from_1904
    try:
        header, rows = find_header(sheet, layout)
        if header is None or header.missing:
            _refuse(sheet, layout, header, findings)
            return
        _tell(sheet, header, findings)
        readers = [(place, column, cells.by_kind[column.kind]) for place, column in header.places]
        for done, (number, raw) in enumerate(rows):
            if progress is not None and done % _STEP == 0:
                progress(done, max(sheet.height, 0), sheet.name)
            if not all(map(is_blank, raw)):
                yield _read(Where(sheet.file, sheet.name, number), raw, readers, sheet, findings)
    except Refused as refused:
        findings.problem(Where(sheet.file, sheet.name), "", str(refused), "a sheet that can be read")


def _read(
    where: Where,
    raw: Sequence[object],
    readers: list[tuple[int, Column, Callable[[Any], Any]]],
    sheet: Sheet,
    findings: Findings,
) -> Entry:
    values: dict[str, Any] = {}
    good, width = True, len(raw)
    for place, column, read in readers:
        cell = raw[place] if place < width else ""
        try:
            if column.kind in _FREE_TEXT:
                _notice_formula(cell, findings)
            if is_blank(cell, column.kind):
                raise _Empty
            values[column.key] = read(cell)
        except _Empty:
            if sheet.lost_formulas and (where.row, place + 1) in sheet.lost_formulas:
                _list(
                    findings,
                    where,
                    column,
                    "a formula without a saved value",
                    "a value (open and save the file)",
                )
                good = good and column.soft
            elif column.filled:
                _list(findings, where, column, "nothing", _what(column))
                good = False
        except Unread as unread:
            found = _found(column, cell) if unread.found is None else unread.found
            _list(findings, where, column, found, unread.expected)
            good = good and column.soft
    return Entry(where, values, good)


class _Empty(Exception):
    """A cell holds nothing."""


def _list(findings: Findings, where: Where, column: Column, found: str, expected: str) -> None:
    findings.problem(where, column.name, found, expected)


def _found(column: Column, cell: object) -> str:
    """Return a cell as it may be quoted: never one that may hold a name or people's words."""
    if column.kind in _NAMES:
        return HIDDEN
    if column.kind in ("child", "children"):
        return shown_number(cell)
    if column.kind == "text":
        return f"{len(str(cell))} characters"
    return shown(cell)


def _what(column: Column) -> str:
    return {
        "child": "the child's number",
        "person": "the practitioner's number",
        "past_day": "a date",
        "day": "a date",
        "service": "a service",
        "role": "a role",
    }.get(column.kind, f"something in {column.name}")


def _notice_formula(cell: object, findings: Findings) -> None:
    if isinstance(cell, str) and cell.startswith("="):
        findings.tally(
            "1 text begins with = and was kept as text; it is never worked out.",
            "{n} texts begin with = and were kept as text; they are never worked out.",
        )


def _refuse(sheet: Sheet, layout: SheetLayout, header: Header | None, findings: Findings) -> None:
    where = Where(sheet.file, sheet.name)
    if header is None:
        wanted = ", ".join(column.name for column in layout.columns if column.needed)
        first = next(iter(sheet.rows()), None)
        found = "an empty sheet" if first is None else "no heading that is known here"
        if first is None and layout.optional:
            return
        findings.problem(where, "", found, f"a first row with the headings {wanted}; the sheet was not read")
        return
    for column in header.missing:
        findings.problem(
            where,
            column.name,
            "no such column" + suggestion(column, header.unknown),
            f"a column called {column.name}; without it the sheet was not read",
        )


def _tell(sheet: Sheet, header: Header, findings: Findings) -> None:
    place = f"{sheet.file}, {sheet.name}" if sheet.name not in sheet.file else sheet.file
    if header.row > 1:
        findings.note(
            f"{place}: the headings were found in row {header.row}; what stands above them was left out."
        )
    if header.unknown:
        findings.note(
            f"{place}: these columns are not needed here and were left out: {_listed(header.unknown)}."
        )
    for title, name in header.guessed:
        findings.note(f"{place}: the column “{title}” was taken for “{name}”.")
    for title in header.twice:
        findings.note(f"{place}: two columns are called “{title}”; the first was read.")
    names = [column.name for _, column in header.places if column.kind == "childs_name"]
    if names:
        findings.note(f"{place}: names in {_listed(names)} became initials; no name was kept.")


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names)
