"""Tables: always a heading row that repeats, rows that stay whole where they are short, no merged cells."""

from __future__ import annotations

from collections.abc import Sequence

from exports.word.column_widths import widths_of
from exports.word.text import kept_with_next, paragraph, run
from exports.word.xml import Xml, joined, legal, w

_LONGEST_CAPTION = 250
_LOOK = joined(
    w("tblLayout", type="fixed"),
    w(
        "tblLook",
        val="0420",
        firstRow="1",
        lastRow="0",
        firstColumn="0",
        lastColumn="0",
        noHBand="0",
        noVBand="1",
    ),
)

Cells = Sequence[Sequence[Xml]]
"""The cells of a row, each with its paragraphs."""


class Columns:
    """The columns of one table: their headings, and their widths as shares of the whole ``width``.

    ``texts`` are rows of what will stand in them: no word is broken that there is room for.
    """

    def __init__(
        self, header: Sequence[str], shares: Sequence[int], width: int, texts: Sequence[Sequence[str]] = ()
    ) -> None:
        self.header = header
        self.widths = widths_of(shares, texts, width)
        self._cells = [w("tcPr", w("tcW", w=str(width), type="dxa")) for width in self.widths]

    def row(
        self, cells: Cells, *, whole: bool, heading: bool = False, tall: int = 0, with_next: bool = False
    ) -> Xml:
        """Return a row.

        ``whole`` keeps it on one page, ``with_next`` on the page of the next row; ``tall`` is its least
        height in twentieths of a point.
        """
        marks = [w("cantSplit")] if whole else []
        if tall:
            marks.append(w("trHeight", val=str(tall), hRule="atLeast"))
        if heading:
            marks.append(w("tblHeader"))
        made = [
            Xml(f"<w:tc>{mark}{''.join(cell)}</w:tc>") for cell, mark in zip(cells, self._cells, strict=True)
        ]
        row = w("tr", *([w("trPr", *marks)] if marks else []), *made)
        return kept_with_next(row) if with_next else row

    def table(self, style: str, head_style: str, rows: Sequence[Xml], caption: str) -> Xml:
        """Return the whole table, its heading row first."""
        marks = w(
            "tblPr",
            w("tblStyle", val=style),
            w("tblW", w=str(sum(self.widths)), type="dxa"),
            _LOOK,
            w("tblCaption", val=_short(caption)),
            w("tblDescription", val=_short(f"Columns: {', '.join(self.header)}")),
        )
        grid = w("tblGrid", *(w("gridCol", w=str(width)) for width in self.widths))
        head = self.row(
            [[paragraph(head_style, run(text))] for text in self.header], whole=True, heading=True
        )
        return w("tbl", marks, grid, head, *rows)


def _short(text: str) -> str:
    return " ".join(legal(text).split())[:_LONGEST_CAPTION] or "Table"
