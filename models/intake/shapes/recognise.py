"""Which of the three shapes a file has: told by the names of its sheets, or by a lone table's headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from models.errors import Refused
from models.intake.files.sheets import Sheet
from models.intake.incoming import Shape
from models.intake.shapes import annex_layout, own_layout, ssd_layout
from models.intake.table.cells import text_of
from models.intake.table.codes import plain
from models.intake.table.findings import Findings
from models.intake.table.layout import SheetLayout

Found = dict[str, list[Sheet]]
"""The sheets of each layout, by the layout's name."""
_LIST = re.compile(r"(?:annexa )*list ?0?(\d{1,2})(?:\D.*)?")
_OWN = {plain(layout.name): layout for layout in own_layout.SHEETS}
# What the workbook's drop-downs offer.
_OF_THE_WORKBOOK = {"lists"}
_ANNEX = {layout.name: layout for layout in annex_layout.LISTS}
# The longest first: ssd_cin_plans is not ssd_cin, and a file may be called ssd_person_2026-11-21.
_SSD = sorted(ssd_layout.TABLES, key=lambda layout: -len(layout.name))
_LOOKED_FOR = (
    "the Footprint workbook (sheets Team, Practitioners, Children …), Ofsted’s Annex A (sheets List 1 to List 11) "
    "and the Standard Safeguarding Dataset (tables ssd_person, ssd_involvements …)"
)


def recognise(sheets: Sequence[Sheet], findings: Findings) -> tuple[Shape, Found]:
    """Return the shape of the files, and their sheets by layout.

    Sheets that belong to no layout are named in a note. Raises Refused where none belongs, or where
    sheets of two shapes come together.
    """
    by_shape: dict[Shape, Found] = {"workbook": {}, "annex_a": {}, "ssd": {}}
    unknown, unneeded = [], []
    for sheet in sheets:
        if plain(sheet.name) in _OF_THE_WORKBOOK:
            continue
        shape, name = _of_name(sheet.name)
        if shape is None:
            shape, name = _of_headings(sheet, findings)
        if shape is None:
            unknown.append(sheet.name)
        elif not name:
            unneeded.append(sheet.name)
        else:
            by_shape[shape].setdefault(name, []).append(sheet)
    found: list[Shape] = [shape for shape, each in by_shape.items() if each]
    if len(found) > 1:
        raise Refused(
            "These files are of more than one shape: "
            + "; ".join(f"{_CALLED[shape]} ({', '.join(by_shape[shape])})" for shape in found)
            + ". Import one shape at a time."
        )
    if not found:
        names = ", ".join(sheet.name for sheet in sheets[:12]) or "no sheet at all"
        raise Refused(
            f"This is none of the files that are read here. Looked for: {_LOOKED_FOR}. Found: {names}."
        )
    if unknown:
        findings.note(f"These sheets are not known here and were left out: {', '.join(unknown)}.")
    if unneeded:
        findings.note(f"These lists hold nothing a caseload needs and were left out: {', '.join(unneeded)}.")
    return found[0], by_shape[found[0]]


_CALLED: dict[Shape, str] = {
    "workbook": "a Footprint workbook",
    "annex_a": "Annex A",
    "ssd": "the Standard Safeguarding Dataset",
}


def called(shape: Shape) -> str:
    """Return what people call a shape."""
    return _CALLED[shape]


def layouts_of(shape: Shape) -> dict[str, SheetLayout]:
    """Return the layouts of a shape by name."""
    return {layout.name: layout for layout in _BY_SHAPE[shape]}


def _of_name(name: str) -> tuple[Shape | None, str]:
    """Return the shape and layout a sheet's name tells; an empty layout for a list that is not needed."""
    tidy = plain(name)
    if tidy in _OWN:
        return "workbook", _OWN[tidy].name
    table = next((layout.name for layout in _SSD if plain(layout.name) in tidy), "")
    if table:
        return "ssd", table
    if tidy.startswith("ssd "):
        return "ssd", ""
    numbered = _LIST.fullmatch(tidy.replace("annex a", "annexa"))
    if numbered and 1 <= int(numbered[1]) <= 11:
        return "annex_a", f"List {numbered[1]}" if f"List {numbered[1]}" in _ANNEX else ""
    return None, ""


def _of_headings(sheet: Sheet, findings: Findings) -> tuple[Shape | None, str]:
    """Return the one layout whose needed columns a table has, for a table of another name."""
    try:
        first = list(islice(sheet.rows(), 1))
    except Refused:
        return None, ""
    titles = {plain(text_of(cell)).replace(" ", "") for _, cells in first for cell in cells}
    fits = [
        (shape, layout)
        for shape, layouts in _BY_SHAPE.items()
        for layout in layouts
        if _needed(layout) <= titles and len(_needed(layout)) > 1
    ]
    if len({layout.name for _, layout in fits}) != 1:
        most = max((len(_needed(layout)) for _, layout in fits), default=0)
        fits = [(shape, layout) for shape, layout in fits if len(_needed(layout)) == most]
    if len(fits) != 1:
        return None, ""
    shape, layout = fits[0]
    findings.note(f"{sheet.name} was taken for {layout.name}, by its headings.")
    return shape, layout.name


def _needed(layout: SheetLayout) -> frozenset[str]:
    return frozenset(plain(column.name).replace(" ", "") for column in layout.columns if column.needed)


_BY_SHAPE: dict[Shape, tuple[SheetLayout, ...]] = {
    "workbook": own_layout.SHEETS,
    "annex_a": annex_layout.LISTS,
    "ssd": ssd_layout.TABLES,
}
