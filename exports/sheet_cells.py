"""Writing cells into a workbook so that no text is ever more than text."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any, BinaryIO

from models.moments import in_london
from models.words import clean_text

MOST_TEXT = 32_767
"""The longest text a cell takes, counted as the spreadsheet counts (UTF-16 units)."""
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def fitting(text: str) -> tuple[str, bool]:
    """Return text as a cell can hold it, cleaned, and whether it had to be cut."""
    clean = clean_text(text)
    units = clean.encode("utf-16-le")
    if len(units) <= 2 * MOST_TEXT:
        return clean, False
    return units[: 2 * MOST_TEXT].decode("utf-16-le", "ignore"), True


def neutral(text: str) -> str:
    """Return text as a .csv cell that no spreadsheet program takes for a formula."""
    clean = clean_text(text)
    return f"'{clean}" if clean.startswith(_FORMULA_SIGNS) else clean


def safe_book(stream: BinaryIO) -> Any:
    """Return a workbook, written into memory, that takes no text for a formula, a link or a number."""
    from xlsxwriter import Workbook

    kept_as_text = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
    return Workbook(stream, {"in_memory": True, **kept_as_text})


class Formats:
    """The formats of one workbook."""

    def __init__(self, book: Any) -> None:
        self.heading = book.add_format({"bold": True, "bg_color": "#DCE6F1", "bottom": 1, "text_wrap": True})
        self.needed = book.add_format({"bold": True, "bg_color": "#B8CCE4", "bottom": 2, "text_wrap": True})
        self.text = book.add_format({"num_format": "@"})
        self.wrapped = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        self.day = book.add_format({"num_format": "dd/mm/yyyy"})
        self.moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})


def write_value(sheet: Any, row: int, column: int, value: object, formats: Formats) -> bool:
    """Write one value as what it is: a day as a day, a number as a number, all else as text. Say if it was cut."""
    if value is None or value == "":
        return False
    if isinstance(value, datetime):
        sheet.write_datetime(row, column, in_london(value).replace(tzinfo=None), formats.moment)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, datetime.combine(value, time()), formats.day)
    elif isinstance(value, bool):
        sheet.write_string(row, column, "yes" if value else "no")
    elif isinstance(value, (int, float)):
        sheet.write_number(row, column, value)
    else:
        text, cut = fitting(str(value))
        sheet.write_string(row, column, text, formats.text)
        return cut
    return False
