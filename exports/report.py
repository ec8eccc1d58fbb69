"""A report: pages of our own that are no record, such as a handover, a worksheet, a summary; as data for text and Word.

What people wrote stands in it as it is: nothing in a report is parsed.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest

from exports.record_text import record_text
from exports.word.paper import Paper
from forms.page.laying import Layout
from models.dates import show
from models.words import clean_text

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the report's title, so sections have 2 and 3."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph. ``kind`` is ``note``, ``guidance`` (grey), ``answer`` (someone's own words) or ``nothing``."""

    text: str
    kind: str = "note"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[str, ...]


class Bar(str):
    """A bar in a cell, in signs of one width; on paper it is drawn of blocks, as long as its ``filled`` share."""

    __slots__ = ()

    @property
    def filled(self) -> int:
        """How many of its signs are filled."""
        return self.count("#")


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a heading row; ``shares`` are the widths. ``tall`` leaves room in its rows to write by hand."""

    header: tuple[str, ...]
    shares: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str
    tall: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """A whole record as it stands, under its own heading."""

    paper: Paper


Block = Heading | Words | Bullets | Table | Record


@dataclass(frozen=True, slots=True)
class Report:
    """One report. ``face`` says on its face what it is: ours, and no form of a council's."""

    title: str
    subject: str
    day: date
    blocks: tuple[Block, ...] = ()
    team: str = ""
    authority: str = ""
    face: str = ""
    reference: str = ""
    copies: str = field(default="")

    def running_line(self) -> str:
        """Return what stands at the foot of every page."""
        return " · ".join(bit for bit in (self.title, self.reference, self.subject, show(self.day)) if bit)


def report_text(report: Report, width: int = 100) -> str:
    """Return a report as plain text, for a screen, a printer or a screen reader."""
    head = " · ".join(bit for bit in (report.authority, report.team) if bit)
    lines = [head, "", report.title.upper(), f"{report.subject}, {show(report.day)}".strip(", ")]
    if report.face:
        lines += ["", *_wrapped(report.face, width)]
    for block in report.blocks:
        lines += ["", *block_lines(block, width)]
    if report.copies:
        lines += ["", *_wrapped(report.copies, width)]
    return clean_text("\n".join(lines)).strip("\n") + "\n"


def block_lines(block: Block, width: int) -> Iterator[str]:
    """Yield the lines of one block as plain text."""
    if isinstance(block, Heading):
        yield block.text
        yield ("=" if block.level <= 2 else "-") * min(width, len(block.text))
    elif isinstance(block, Words):
        yield from _wrapped(block.text, width)
    elif isinstance(block, Bullets):
        for item in block.items:
            yield from _wrapped(item, width, "- ")
    elif isinstance(block, Record):
        paper = block.paper
        yield from record_text(Layout(paper.form, paper.answers, paper.names)).splitlines()
    else:
        yield from _table(block, width)


def _table(block: Table, width: int) -> Iterator[str]:
    widths = _widths(block, width)
    for row in (block.header, *block.rows):
        cells = [
            [
                part
                for line in (cell or ("" if block.tall else NOTHING)).split("\n")
                for part in (textwrap.wrap(line, wide) or [""])
            ]
            for cell, wide in zip(row, widths, strict=True)
        ]
        for parts in zip_longest(*cells, fillvalue=""):
            yield "  ".join(_fit(part, wide) for part, wide in zip(parts, widths, strict=True)).rstrip()
        if row is block.header:
            yield "  ".join("-" * wide for wide in widths)
        elif block.tall and "" in row:
            yield from ("", "", "")


def _widths(block: Table, width: int) -> list[int]:
    room = width - 2 * (len(block.header) - 1)
    return [max(6, room * share // sum(block.shares)) for share in block.shares]


def _fit(text: str, width: int) -> str:
    return text + " " * max(0, width - len(text))


def _wrapped(text: str, width: int, mark: str = "") -> list[str]:
    found: list[str] = []
    for line in text.split("\n"):
        found += textwrap.wrap(
            line, width, initial_indent="" if found else mark, subsequent_indent=" " * len(mark)
        ) or [""]
    return found


def facts_table(pairs: Sequence[tuple[str, str]], caption: str) -> Table:
    """Return short facts as a table of two columns."""
    return Table(("Item", "Detail"), (34, 66), tuple(pairs), caption)
