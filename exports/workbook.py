"""The Footprint workbook: empty with drop-downs and notes, or filled with the present team."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from exports.files import write_file
from exports.sheet_cells import Formats, safe_book, write_value
from exports.workbook_choices import choices_of, note_of
from models.dates import counted
from models.errors import Refused
from models.intake.outgoing import Record, TeamData
from models.intake.shapes.own_layout import NEVER_WRITTEN, SHEETS
from models.intake.table.cells import Cells
from models.intake.table.codes import (
    CHILD_KINDS,
    DISCUSSION_KINDS,
    OCCASIONS,
    RISK_LEVELS,
    SESSION_KINDS,
    Codes,
    PackWords,
    Unread,
)
from models.intake.table.layout import Column, SheetLayout

_LISTS = "Lists"
_ROOM = 1_000
"""Rows below the filled ones that have drop-downs too."""
_WIDTHS = {"text": 48, "line": 28, "children": 28, "situation": 24, "role": 28, "service": 26, "name": 24}
_DAYS = {"day", "past_day", "past_moment"}


@dataclass(frozen=True, slots=True)
class Written:
    """A workbook that was written: where, how many rows each sheet has, and what did not fit whole."""

    path: Path
    rows: Mapping[str, int]
    cut: tuple[str, ...] = ()


def write_workbook(
    path: Path, team_data: TeamData | None, pack: PackWords, *, overwrite: bool = False
) -> Written:
    """Write the workbook: empty for ``team_data`` None, else filled with what `read_team_data` returned.

    It is written beside ``path`` and moved into place, so a half-written file is never left. Raises
    Refused where there is a file already and ``overwrite`` is not said, or where it cannot be written.
    """
    if path.suffix.lower() != ".xlsx":
        raise Refused(f"{path.name} needs a name that ends in .xlsx.")
    if path.exists() and not overwrite:
        raise Refused(f"{path.name} is there already. Name another file, or say that it may be replaced.")
    content, written = _make(path, team_data or {}, pack)
    write_file(path, content)
    return written


def _make(path: Path, team_data: TeamData, pack: PackWords) -> tuple[bytes, Written]:
    stream = BytesIO()
    book = safe_book(stream)
    formats, words, cut = Formats(book), _Words(pack), list[str]()
    sheets = {layout: book.add_worksheet(layout.name) for layout in SHEETS}
    lists = _Lists(book)
    for layout, sheet in sheets.items():
        rows = team_data.get(layout.name, [])
        columns = [column for column in layout.columns if column.key not in NEVER_WRITTEN]
        _head(sheet, layout, columns, formats, pack)
        _drop_downs(sheet, columns, pack, lists, len(rows))
        lost = _fill(sheet, columns, rows, words, formats)
        if lost:
            cut.append(f"{layout.name}: {counted(lost, 'text')} longer than a cell can hold were cut.")
    book.close()
    return stream.getvalue(), Written(path, {name: len(rows) for name, rows in team_data.items()}, tuple(cut))


def _head(sheet: Any, layout: SheetLayout, columns: list[Column], formats: Formats, pack: PackWords) -> None:
    for place, column in enumerate(columns):
        sheet.write_string(0, place, column.name, formats.needed if column.needed else formats.heading)
        note = note_of(column, pack)
        if place == 0:
            note = f"{layout.about}\n\n{note}".strip()
        if note:
            sheet.write_comment(0, place, note, {"x_scale": 2, "y_scale": 1 + note.count("\n") / 5})
        width = _WIDTHS.get(column.kind, max(12, len(column.name) + 2))
        sheet.set_column(place, place, width, _format(column, formats))
    sheet.freeze_panes(1, 1)


def _format(column: Column, formats: Formats) -> Any:
    if column.kind == "past_moment":
        return formats.moment
    if column.kind in _DAYS:
        return formats.day
    return formats.wrapped if column.kind == "text" else formats.text if _is_text(column) else None


def _is_text(column: Column) -> bool:
    return column.kind not in {"share", "weeks", "days", "minutes", "count", "ordinal", "stage"}


def _drop_downs(sheet: Any, columns: list[Column], pack: PackWords, lists: _Lists, filled: int) -> None:
    last = filled + _ROOM
    for place, column in enumerate(columns):
        choices = choices_of(column, pack)
        if choices:
            sheet.data_validation(1, place, last, place, lists.of(choices))
        elif column.kind in _DAYS:
            sheet.data_validation(1, place, last, place, _A_DAY)


_A_DAY = {
    "validate": "date",
    "criteria": "between",
    "minimum": date(1900, 1, 1),
    "maximum": date(2100, 12, 31),
    "error_type": "warning",
    "error_title": "Not a date",
    "error_message": "A date is expected here, such as 21/11/2026.",
}


class _Lists:
    """The hidden sheet that holds what drop-downs offer: a list in the cell itself may have 255 letters at most."""

    def __init__(self, book: Any) -> None:
        self._sheet = book.add_worksheet(_LISTS)
        self._sheet.hide()
        self._columns: dict[tuple[str, ...], int] = {}

    def of(self, choices: tuple[str, ...]) -> dict[str, Any]:
        """Return the drop-down that offers these choices; something else may be typed after a warning."""
        from xlsxwriter.utility import xl_col_to_name

        if choices not in self._columns:
            self._columns[choices] = len(self._columns)
            for row, choice in enumerate(choices):
                self._sheet.write_string(row, self._columns[choices], choice)
        column = xl_col_to_name(self._columns[choices], col_abs=True)
        return {
            "validate": "list",
            "source": f"={_LISTS}!{column}$1:{column}${len(choices)}",
            "error_type": "warning",
            "error_title": "Not one of the list",
            "error_message": "This is none of the words the policy uses here. Keep it all the same?",
        }


def _fill(sheet: Any, columns: list[Column], rows: list[Record], words: _Words, formats: Formats) -> int:
    """Write the rows; return how many texts had to be cut."""
    lost = 0
    for number, row in enumerate(rows, 1):
        for place, column in enumerate(columns):
            value = row.get(column.key)
            if value is not None and value != "":
                lost += write_value(sheet, number, place, words.of(column, value), formats)
    return lost


class _Words:
    """Codes as people read them, wherever reading them again gives the same code."""

    def __init__(self, pack: PackWords) -> None:
        cells = Cells(pack, date.max)
        self._codes = {
            "service": cells.services,
            "role": cells.roles,
            "situation": cells.situations,
            "session": Codes("", SESSION_KINDS),
            "occasion": Codes("", OCCASIONS),
            "risk": Codes("", RISK_LEVELS),
            "child_kind": Codes("", CHILD_KINDS),
            "discussion": Codes("", DISCUSSION_KINDS),
        }

    def of(self, column: Column, value: Any) -> Any:
        """Return a value as its cell shows it."""
        if column.kind == "children":
            return "; ".join(value)
        codes = self._codes.get(column.kind)
        if codes is None:
            return value
        label = codes.label(value)
        try:
            return label if codes.read(label) == value else value
        except Unread:
            return value
