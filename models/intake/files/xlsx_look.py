"""What is looked for in a workbook's XML on its way through the gate: how far cells reach, and formulas."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

_FORMULA = re.compile(rb"<(?:[A-Za-z]\w*:)?f[ >/]")
_PLAIN_FORMULA = re.compile(rb"<f[ >/]")
_WIDE = re.compile(rb"\sr=[\"']([A-Z]{2,3})\d")
_DEEP = re.compile(rb"\sr=[\"'][A-Z]{0,3}(\d{5,7})[\"']")
_PLACED = re.compile(rb"\sr=[\"'][A-Z]{0,3}(\d{1,7})[\"']")
# A cell whose place is not its first attribute may have none, and then stands where the one before ended.
_UNPLACED = re.compile(rb"<(?:[A-Za-z]\w*:)?c(?:/?>|\s+(?!r\s*=)[\w:]+\s*=)")
_FORMULA_CELL = re.compile(
    rb"<((?:[A-Za-z]\w*:)?)c\s[^>]*?\br=[\"']([A-Z]{1,3})(\d{1,7})[\"'][^>]*>"
    rb"\s*<\1f\b(?:[^>]*/>|[^>]*>[^<]*</\1f>)\s*(<\1v[^>]*>[^<]+</\1v>)?"
)
_CELL = re.compile(rb"<(?:[A-Za-z]\w*:)?c[\s>/]")
_SURELY_FINE = 2_000_000
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_ATTRIBUTE = re.compile(rb"([\w:]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


@dataclass(slots=True)
class Seen:
    """What was seen of one sheet's XML."""

    has_formula: bool = False
    widest: str = "A"
    deepest: int = 9_999
    prefixed: bool | None = None
    unplaced: bool = False
    _columns: set[bytes] = field(default_factory=set)

    def look(self, window: bytes) -> None:
        """Take in the next piece of XML."""
        if self.prefixed is None and b"sheetData" in window:
            self.prefixed = b"<sheetData" not in window
        if not self.has_formula:
            self.has_formula = bool((_FORMULA if self.prefixed else _PLAIN_FORMULA).search(window))
        if not self.unplaced:
            self.unplaced = bool(_UNPLACED.search(window))
        self._columns |= set(_WIDE.findall(window))
        deep = _DEEP.findall(window)
        if deep:
            self.deepest = max(self.deepest, max(map(int, deep)))

    def most_cells(self, path: Path, part: str) -> int:
        """Return how many cells the sheet's rectangle has at most; counted exactly only where it looks large."""
        self.widest = max((name.decode() for name in self._columns), key=column_number, default="Z")
        width = column_number(self.widest)
        if not self.unplaced and width * self.deepest <= _SURELY_FINE:
            return width * self.deepest
        content = _part(path, part)
        self.deepest = max(map(int, _PLACED.findall(content)), default=1)
        if self.unplaced:
            rows = re.split(rb"<(?:[A-Za-z]\w*:)?row[\s>]", content)
            width = max(width, *(len(_CELL.findall(row)) for row in rows))
            self.deepest = max(self.deepest, len(rows))
        return width * self.deepest


class WorkbookLook:
    """Watches a workbook's parts pass the gate."""

    def __init__(self) -> None:
        self.sheets: dict[str, Seen] = {}
        self.from_1904 = False

    def see(self, part: str, window: bytes) -> None:
        """Take in a piece of a part."""
        if "/worksheets/" in part:
            self.sheets.setdefault(part, Seen()).look(window)
        elif part.endswith("workbook.xml") and re.search(rb"date1904\s*=\s*[\"'](?:1|true)[\"']", window):
            self.from_1904 = True

    def parts_by_sheet(self, path: Path) -> dict[str, str]:
        """Return which part of the package holds each sheet, by the sheet's name."""
        from xml.sax.saxutils import unescape

        targets = {
            each.get("Id", ""): each.get("Target", "") for each in _tags(path, "workbook.xml.rels", _RELATION)
        }
        found = {}
        for sheet in _tags(path, "workbook.xml", _SHEET):
            target = targets.get(
                next((value for name, value in sheet.items() if name.endswith(":id")), ""), ""
            )
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            named = unescape(sheet.get("name", ""), {"&quot;": '"', "&apos;": "'"})
            if part in self.sheets:
                found[named] = part
        return found

    def formulas(self, path: Path, part: str) -> tuple[frozenset[tuple[int, int]], int]:
        """Return the cells whose formula has no saved value, and how many cells hold a formula."""
        cells = _FORMULA_CELL.findall(_part(path, part))
        lost = {(int(row), column_number(name.decode())) for _, name, row, value in cells if not value}
        return frozenset(lost), len(cells)


def column_number(letters: str) -> int:
    """Return a column's number from 1: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _tags(path: Path, part: str, pattern: re.Pattern[bytes]) -> list[dict[str, str]]:
    with zipfile.ZipFile(path) as package:
        name = next((each for each in package.namelist() if each.lower().endswith(f"/{part}")), "")
        content = package.read(name) if name else b""
    return [
        {
            key.decode(): (double or single).decode("utf-8", "replace")
            for key, double, single in _ATTRIBUTE.findall(tag)
        }
        for tag in pattern.findall(content)
    ]


def _part(path: Path, part: str) -> bytes:
    with zipfile.ZipFile(path) as package:
        return package.read(part)
