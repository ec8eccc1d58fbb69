"""Reading .csv files: their encoding and separator are found, and told where they are not the usual ones."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from models.errors import Refused
from models.intake.gate import open_to_read, pass_text
from models.intake.table.findings import Findings

_CHUNK = 1 << 20
_LONGEST_CELL = 1 << 20
_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", ""),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)


def open_csv(path: Path, findings: Findings) -> Callable[[], Iterator[tuple[int, Sequence[object]]]]:
    """Return the rows of a .csv file. Raises Refused where it is no text that can be read."""
    pass_text(path)
    encoding, called = _encoding(path)
    if called:
        findings.note(f"{path.name} was read as {called}.")
    separator = _separator(path, encoding)
    if separator != ",":
        findings.note(f"{path.name} separates its columns with {_SEPARATORS[separator]}.")
    return lambda: _rows(path, encoding, separator)


def _encoding(path: Path) -> tuple[str, str]:
    """Return a file's encoding and what to call it where it is not UTF-8."""
    with open_to_read(path) as stream:
        start = stream.read(4096)
    if start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise Refused(
            f"{path.name} is a workbook, whatever its name says. Give it a name that ends in .xlsx."
        )
    for mark, encoding, called in _MARKS:
        if start.startswith(mark):
            _check(path, encoding, called or "UTF-8")
            return encoding, called
    nulls = start[:512].count(0)
    if nulls > len(start[:512]) // 4:
        encoding = "utf-16-le" if start[1:2] == b"\x00" else "utf-16-be"
        _check(path, encoding, "UTF-16")
        return encoding, "UTF-16"
    if _reads_as(path, "utf-8"):
        return "utf-8", ""
    _check(path, "cp1252", "UTF-8 or Windows-1252")
    return "cp1252", "Windows-1252 (an older Excel saved it); look at letters with accents"


def _check(path: Path, encoding: str, called: str) -> None:
    if not _reads_as(path, encoding):
        raise Refused(
            f"{path.name} is not text in {called}. Save it from Excel as “CSV UTF-8” and import that."
        )


def _reads_as(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with open_to_read(path) as stream:
        try:
            while piece := stream.read(_CHUNK):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeError:
            return False
    return True


def _separator(path: Path, encoding: str) -> str:
    """Return the separator that the first line with several columns uses most."""
    with path.open(encoding=encoding, newline="") as stream:
        for _ in range(10):
            start = stream.readline(1 << 16)
            if start[:4].lower() == "sep=" and start[4:5] in _SEPARATORS:
                return start[4]
            counts = {sign: _outside_quotes(start).count(sign) for sign in _SEPARATORS}
            best = max(counts, key=lambda sign: counts[sign])
            if counts[best] > 0:
                return best
    return ","


def _outside_quotes(line: str) -> str:
    return "".join(line.split('"')[::2])


def _rows(path: Path, encoding: str, separator: str) -> Iterator[tuple[int, Sequence[object]]]:
    csv.field_size_limit(_LONGEST_CELL)
    with path.open(encoding=encoding, newline="") as stream:
        reader = csv.reader(stream, delimiter=separator)
        start = 1
        try:
            for cells in reader:
                yield start, cells
                start = reader.line_num + 1
        except csv.Error:
            raise Refused(
                f"{path.name}, line {start}: a cell there does not end (a quotation mark is missing, perhaps). "
                "Open the file in a spreadsheet program and save it again."
            ) from None
