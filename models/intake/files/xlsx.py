"""Reading .xlsx workbooks: through the gate, then with calamine, which never evaluates anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.errors import Refused
from models.intake.files.xlsx_look import WorkbookLook
from models.intake.gate import SPREADSHEET, pass_zip
from models.intake.table.findings import Findings

WANTED = "an Excel workbook (.xlsx)"
_MOST_CELLS = 12_000_000
_TALL = 10_000


@dataclass(frozen=True, slots=True)
class BookSheet:
    """One sheet of a workbook, not read until ``rows`` is asked for them."""

    name: str
    height: int
    from_1904: bool
    lost_formulas: frozenset[tuple[int, int]]
    _book: Any

    def rows(self) -> Iterator[tuple[int, Sequence[object]]]:
        """Yield the rows from the first used one on, each with its number and its cells from column A."""
        table = _unharmed(self._book.get_sheet_by_name, self.name, f"The sheet {self.name} is damaged.")
        if table.start is None:
            return
        # calamine yields the empty rows above a table, and leaves out the empty columns before it
        before = [""] * table.start[1]
        for number, cells in enumerate(table.iter_rows(), 1):
            if number > table.start[0]:
                yield number, before + cells if before else cells


def open_workbook(path: Path, findings: Findings) -> list[BookSheet]:
    """Return the sheets of a workbook. Raises Refused with what is wrong where it must not be opened."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum

    look = WorkbookLook()
    pass_zip(path, SPREADSHEET, WANTED, look.see)
    book = _unharmed(CalamineWorkbook.from_path, str(path), f"{path.name} is not {WANTED} that can be read.")
    parts = look.parts_by_sheet(path)
    sheets = []
    for meta in book.sheets_metadata:
        if meta.typ != SheetTypeEnum.WorkSheet:
            continue
        seen = look.sheets.get(parts.get(meta.name, ""))
        if seen is not None and seen.most_cells(path, parts[meta.name]) > _MOST_CELLS:
            raise Refused(
                f"{path.name}, sheet {meta.name}: its cells reach to column {seen.widest} and row {seen.deepest}, "
                "far beyond a caseload. Delete the stray cells out there, save it and import that."
            )
        lost, formulas = (
            look.formulas(path, parts[meta.name]) if seen and seen.has_formula else (frozenset(), 0)
        )
        if formulas:
            findings.note(
                f"{path.name}, {meta.name}: {formulas} cells hold a formula. The values last saved were read; "
                "nothing was worked out here."
            )
        height = seen.deepest if seen and seen.deepest >= _TALL else 0
        sheets.append(BookSheet(meta.name, height, look.from_1904, lost, book))
    return sheets


def _unharmed(read: Callable[[str], Any], name: str, sentence: str) -> Any:
    """Call the reader; a fault of its own, down to a panic, becomes a sentence."""
    try:
        return read(name)
    except Exception:
        raise Refused(f"{sentence} Open the file in Excel, save it again and import that.") from None
    except BaseException as fault:
        if type(fault).__name__ != "PanicException":
            raise
        raise Refused(f"{sentence} Open the file in Excel, save it again and import that.") from None
