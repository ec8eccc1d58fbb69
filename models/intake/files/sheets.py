"""A table from a file, whatever the file is: its rows with their numbers, and what was noticed in opening it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from models.errors import Refused
from models.file_names import is_folder, is_there
from models.intake.files.csv_files import open_csv
from models.intake.gate import why_unread
from models.intake.table.findings import Findings

Row = tuple[int, Sequence[object]]
"""A row's number as the spreadsheet shows it, and its cells from column A on."""
_BOOKS = {".xlsx", ".xlsm"}
_TABLES = {".csv", ".txt", ".tsv"}
_OTHER = {
    ".xls": "of the old Excel format",
    ".xlsb": "a binary Excel workbook",
    ".ods": "an OpenDocument spreadsheet",
    ".numbers": "a Numbers spreadsheet",
    ".pdf": "a PDF",
    ".docx": "a Word document",
    ".zip": "a zip; unpack it and name the files in it",
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table. ``rows`` may be called again; each call reads afresh. ``height`` is 0 where it is not known."""

    file: str
    name: str
    rows: Callable[[], Iterator[Row]]
    height: int = 0
    from_1904: bool = False
    lost_formulas: frozenset[tuple[int, int]] = field(default_factory=frozenset)
    """Cells (row, column from 1) with a formula whose value was not saved in the file."""


def open_files(paths: Sequence[Path], findings: Findings) -> list[Sheet]:
    """Return every table of the files named: workbooks, .csv files, and folders of those.

    Raises Refused where a file is none of these, or cannot or must not be opened.
    """
    if not paths:
        raise Refused("Name a file to import: a workbook (.xlsx), .csv files, or a folder of them.")
    return [sheet for path in paths for each in _files_of(path) for sheet in _open(each, findings)]


def _files_of(path: Path) -> list[Path]:
    try:
        if not is_folder(path):
            return [path]
        found = sorted(each for each in path.iterdir() if each.suffix.lower() == ".csv" and each.is_file())
    except OSError as error:
        raise Refused(why_unread(path, error)) from None
    if not found:
        raise Refused(
            f"The folder {path.name} holds no .csv file. Name the folder that does, or a workbook (.xlsx)."
        )
    return found


def _open(path: Path, findings: Findings) -> Iterable[Sheet]:
    kind = path.suffix.lower()
    if kind in _BOOKS:
        from models.intake.files.xlsx import open_workbook

        return [
            Sheet(path.name, each.name, each.rows, each.height, each.from_1904, each.lost_formulas)
            for each in open_workbook(path, findings)
        ]
    if kind in _TABLES:
        return [Sheet(path.name, path.stem, open_csv(path, findings))]
    if not is_there(path):
        raise Refused(f"There is no file {path}. Look at how its name is spelt.")
    what = _OTHER.get(kind, "of a kind that is not read here")
    raise Refused(f"{path.name} is {what}. Save it as an Excel workbook (.xlsx) or as .csv, and import that.")
