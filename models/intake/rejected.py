"""The rows that were not taken, as they were found: for a file in which they can be put right.

They are read again rather than kept: a good file of 100,000 rows need not be held in memory for it. Only
columns that are read here come along, and none that may hold a child's name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.intake.files.sheets import Sheet, open_files
from models.intake.shapes.recognise import layouts_of, recognise
from models.intake.table.cells import is_blank, text_of
from models.intake.table.findings import Findings, Problem
from models.intake.table.headers import Header, find_header
from models.intake.table.layout import Column, SheetLayout
from models.intake.table.names import initials_from_initials


@dataclass(frozen=True, slots=True)
class RejectedSheet:
    """The rejected rows of one sheet: its headings, and each row's number, reasons and cells."""

    file: str
    sheet: str
    headings: tuple[str, ...]
    rows: tuple[tuple[int, str, tuple[object, ...]], ...]


def rejected_rows(paths: Sequence[Path], problems: Sequence[Problem]) -> list[RejectedSheet]:
    """Return the rows that problems speak of, from the files they were found in."""
    reasons: dict[tuple[str, str], dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for problem in problems:
        if problem.where.row:
            reasons[problem.where.file, problem.where.sheet][problem.where.row].append(_reason(problem))
    if not reasons:
        return []
    unsaid = Findings()
    shape, found = recognise(open_files(paths, unsaid), unsaid)
    layouts = layouts_of(shape)
    sheets = ((sheet, layouts[name]) for name, each in found.items() for sheet in each)
    return [
        _rejected(sheet, layout, reasons[sheet.file, sheet.name])
        for sheet, layout in sheets
        if (sheet.file, sheet.name) in reasons
    ]


def _reason(problem: Problem) -> str:
    column = f"{problem.column}: " if problem.column else ""
    return f"{column}found {problem.found}; expected {problem.expected}"


def _rejected(sheet: Sheet, layout: SheetLayout, reasons: Mapping[int, list[str]]) -> RejectedSheet:
    header, rows = find_header(sheet, layout)
    assert header is not None
    kept = _kept(header)
    found = tuple(
        (number, "; ".join(dict.fromkeys(reasons[number])), tuple(_cell(cells, *place) for place in kept))
        for number, cells in rows
        if number in reasons
    )
    return RejectedSheet(sheet.file, sheet.name, tuple(header.titles[place] for place, _ in kept), found)


def _kept(header: Header) -> list[tuple[int, Column]]:
    return [(place, column) for place, column in header.places if column.kind != "childs_name"]


def _cell(cells: Sequence[object], place: int, column: Column) -> object:
    """Return a cell as it was found; a name in it becomes initials, or nothing."""
    cell = cells[place] if place < len(cells) else ""
    if is_blank(cell, column.kind):
        return ""
    if column.kind == "initials":
        return initials_from_initials(text_of(cell))
    if column.kind in ("child", "children", "family") and not any(sign.isdigit() for sign in str(cell)):
        return ""
    return cell
