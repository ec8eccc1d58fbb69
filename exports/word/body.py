"""The body of a document: the blocks of a page as headings, paragraphs and tables of Word."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from exports.word import settings
from exports.word.fills import EMPTY_CELL, NOTHING, SPARE_ROWS, Asked, Fill
from exports.word.house.house import House
from exports.word.paper import Paper
from exports.word.tables import Columns
from exports.word.text import kept_with_next, paragraph, paragraphs, run
from exports.word.xml import Xml
from forms.page.blocks import (
    Block,
    Fact,
    Facts,
    Grid,
    GridCell,
    Heading,
    Items,
    Place,
    Prose,
    Sign,
    Signs,
    Words,
)
from forms.template.parts import Column, Field, shown_columns
from models.moments import show_moment
from models.signed import HOWS, Signature, name_and_role

DEEPEST = 4
_SHORT = 400
"""How many characters of a cell may be, that its row is kept on one page."""
_SHARES = {
    "printed": 14,
    "date": 22,
    "time": 16,
    "person": 22,
    "line": 24,
    "child": 18,
    "choice": 22,
    "shown": 24,
}
_LONG_SHARE, _NAME_SHARE = 36, 30
_NUMBER = 4
"""Up to how many characters what a row begins with is its number."""
_FEW = 5
"""Up to how many rows a table is kept on one page where a row of it is short."""
_TOGETHER, _NAMES = 8, 2
"""Up to how many choices are kept on one page, and short answers with what follows the heading they stand under."""
_TALL, _TALLER = 480, 900
"""The least height of a row to be written in by hand, in twentieths of a point: short answers, long ones."""


class Body:
    """One body in the making. ``elements`` are its paragraphs and tables, ``lists`` its numbered lists."""

    def __init__(self, paper: Paper, house: House, fill: Fill) -> None:
        self.elements: list[Xml] = []
        self.lists: list[Xml] = []
        self._paper = paper
        self._styles = house.styles
        self._width = house.width
        self._fill = fill
        self._level = 0
        self._after_heading = self._after_list = False
        self._write: dict[type[Any], Callable[[Any], None]] = {
            Heading: self._heading,
            Words: self._words,
            Items: self._items,
            Facts: self._facts,
            Prose: self._prose,
            Grid: self._grid,
            Signs: self._signs,
        }

    def add(self, blocks: Sequence[Block]) -> None:
        """Write blocks at the end."""
        for block in blocks:
            self._write[type(block)](block)

    def heading(self, level: int, text: str) -> None:
        """Write a heading; no level is left out on the way down."""
        self._level = max(1, min(level, self._level + 1, DEEPEST))
        self._head(self._level, text)

    def words(self, style: str, text: str) -> None:
        """Write printed words, a paragraph for each line."""
        self._part_from_table()
        self.elements.extend(paragraphs(self._styles[style], text))

    def columns(
        self, header: Sequence[str], shares: Sequence[int], texts: Sequence[Sequence[str]] = ()
    ) -> Columns:
        """Return the columns of a table that is as wide as the text; ``texts`` will stand in its rows."""
        return Columns(header, shares, self._width, texts)

    def table(self, columns: Columns, rows: Sequence[Xml], caption: str) -> None:
        """Write a table; a thin gap keeps it from running into the one before."""
        if self.elements and not self._after_heading:
            self.elements.append(kept_with_next(self.gap()))
        self._after_heading = False
        made = columns.table(self._styles["table"], self._styles["cell_head"], rows, caption)
        self.elements.append(made)

    @property
    def ends_with_table(self) -> bool:
        """Whether the last thing written is a table."""
        return bool(self.elements) and self.elements[-1].startswith("<w:tbl>")

    def gap(self) -> Xml:
        """Return the thin empty paragraph that has to follow a table at a document's end."""
        return paragraph(self._styles["gap"])

    def plain_cells(self, *texts: str) -> list[list[Xml]]:
        """Return cells of plain text, for a row."""
        style = self._styles["cell"]
        return [paragraphs(style, text) or [paragraph(style, run(EMPTY_CELL))] for text in texts]

    # -- the blocks ------------------------------------------------------------------------------

    def _heading(self, block: Heading) -> None:
        self.heading(block.level, block.text)

    def _words(self, block: Words) -> None:
        style = {"added": "guidance"}.get(block.kind, block.kind)
        self.words(style, block.text)

    def _items(self, block: Items) -> None:
        if block.label:
            self._question(block.label)
        self._part_from_table()
        if block.place is not None:
            asked = Asked(block.place, self._field(block.place), (block.label,), "\n".join(block.items))
            ticks = self._fill.ticks(asked)
            self.elements.extend(_on_one_page(ticks))
            self._after_list = len(ticks) > _TOGETHER
            return
        number = self._new_list() if block.numbered else settings.BULLET_LIST
        style = self._styles["number" if block.numbered else "bullet"]
        self.elements.extend(paragraph(style, run(item), number=number) for item in block.items)

    def _facts(self, block: Facts) -> None:
        label, columns = self._styles["cell"], self.columns(("Item", "Detail"), (38, 62))
        # whose part begins: nothing of it is left behind
        names = self._after_heading and len(block.facts) <= _NAMES
        rows = [
            columns.row(
                [
                    [paragraph(label, run(" ".join(fact.label.split()), bold=True))],
                    self._fill.cell(self._fact(fact)),
                ],
                whole=True,
                tall=_TALL if self._fill.blank else 0,
                with_next=names or number < len(block.facts) <= _FEW,
            )
            for number, fact in enumerate(block.facts, start=1)
        ]
        self.table(columns, rows, "Short answers")

    def _prose(self, block: Prose) -> None:
        if self._field(block.place).caption or not self._after_heading:
            self._question(block.label)
        if block.asks:
            self.words("guidance", " ".join(block.asks))
            self.elements[-1] = kept_with_next(self.elements[-1])
        asked = Asked(block.place, self._field(block.place), (block.label,), block.text)
        self.elements.extend(self._fill.prose(asked))
        self._after_heading = False

    def _grid(self, block: Grid) -> None:
        one = self._field(block.place)
        columns = shown_columns(one)
        if block.label:
            self._question(block.label)
        caption = block.label or one.name
        named = max((len(row.label) for row in one.rows), default=0) > _NUMBER
        shown = list(self._grid_cells(block, one, columns))
        texts = [tuple(block.header), *(tuple(cell.text for cell in cells) for cells in shown)]
        made = self.columns(block.header, [_share(column, named=named) for column in columns], texts)
        rows = [
            made.row(
                self._grid_row(number, caption, columns, cells),
                whole=all(len(cell.text) < _SHORT for cell in cells),
                tall=_TALLER if self._fill.blank else 0,
                with_next=self._fill.blank and number < len(shown) <= _FEW,
            )
            for number, cells in enumerate(shown, start=1)
        ]
        if not rows:
            self.words("nothing", NOTHING)
            return
        self.table(made, rows, caption)

    def _grid_cells(
        self, block: Grid, one: Field, columns: Sequence[Column]
    ) -> Iterator[tuple[GridCell, ...]]:
        yield from block.rows
        grows = self._fill.asks and (one.kind == "actions" or one.grows)
        for number in range(1, SPARE_ROWS + 1 if grows else 1):
            place = block.place._replace(row=f"+{number}")
            yield tuple(
                GridCell("", place._replace(column=column.key), printed=column.kind == "printed")
                for column in columns
            )

    def _grid_row(
        self, number: int, caption: str, columns: Sequence[Column], cells: Sequence[GridCell]
    ) -> list[list[Xml]]:
        style = self._styles["cell"]
        called = _row_name(number, cells)
        made = []
        for column, cell in zip(columns, cells, strict=True):
            if column.kind == "printed":
                made.append(self._printed(cell))
            elif column.kind == "shown" and self._fill.blank:
                made.append([paragraph(style)])
            elif cell.printed and not self._fill.asks:
                made.append(paragraphs(style, cell.text) or [paragraph(style, run(EMPTY_CELL))])
            else:
                made.append(
                    self._fill.cell(Asked(cell.place, column, (caption, called, column.line), cell.text))
                )
        return made

    def _printed(self, cell: GridCell) -> list[Xml]:
        """Return what the form prints in a row; with its small print where it is to be filled."""
        rows = self._field(cell.place).rows if self._fill.blank or self._fill.asks else ()
        small = next((row.says for row in rows if row.key == cell.place.row), "")
        label = paragraphs(self._styles["cell"], cell.text)
        return [*label, *paragraphs(self._styles["cell_small"], small)] or self.plain_cells("")[0]

    def _signs(self, block: Signs) -> None:
        if self.ends_with_table:  # what is signed stands above: no page holds a signature alone
            self.elements[-1] = _ending_with_next(self.elements[-1])
        dated = any(sign.date_place for sign in block.signs)
        tall = _TALLER if self._fill.blank else 0
        printed = dict.fromkeys(sign.date_label for sign in block.signs if sign.date_label)
        date = next(iter(printed)) if len(printed) == 1 else "Date"
        header = ("Who", "Signature", date) if dated else ("Who", "Signature")
        columns = self.columns(header, (30, 44, 26)[: len(header)])
        rows = [
            columns.row(
                list(self._sign_cells(sign, dated=dated)),
                whole=True,
                tall=tall,
                with_next=number < len(block.signs),
            )
            for number, sign in enumerate(block.signs, start=1)
        ]
        self.table(columns, rows, "Signatures")

    def _sign_cells(self, sign: Sign, *, dated: bool) -> Iterator[list[Xml]]:
        yield [paragraph(self._styles["cell"], run(" ".join(sign.label.split()), bold=True))]
        given = self._signature(sign.place)
        text = f"{name_and_role(given)}\n{HOWS[given.how]}" if given else sign.text or self._unsigned()
        yield self._fill.cell(Asked(sign.place, self._field(sign.place), (sign.label,), text))
        if not dated:
            return
        if sign.date_place is None:
            yield [paragraph(self._styles["cell"], run(EMPTY_CELL))]
            return
        when = show_moment(given.at) if given else sign.date_text
        words = (sign.label, sign.date_label)
        yield self._fill.cell(Asked(sign.date_place, self._field(sign.date_place), words, when))

    # -- within ----------------------------------------------------------------------------------

    def _field(self, place: Place) -> Field:
        """Return a field; one that the form no longer has is only ever shown."""
        return self._paper.form.field(place.key) or Field(place.key, "long")

    def _fact(self, fact: Fact) -> Asked:
        return Asked(fact.place, self._field(fact.place), (fact.label,), fact.text)

    def _question(self, label: str) -> None:
        """Write the label of an answer as a heading one below the section's, or the small heading's, own."""
        level = self._level if self._level == DEEPEST else min(self._level + 1, DEEPEST)
        self._head(max(level, 2), label)

    def _head(self, level: int, text: str) -> None:
        # LibreOffice leaves a heading behind on its page where a table or a long list of ticks is right above
        if self._after_list and not self.ends_with_table:
            self.elements.append(self.gap())
        self._part_from_table()
        self.elements.append(paragraph(self._styles[f"heading{level}"], run(" ".join(text.split()))))
        self._after_heading = True

    def _part_from_table(self) -> None:
        """Keep text from touching the table above it."""
        if self.ends_with_table:
            self.elements.append(self.gap())
        self._after_heading = self._after_list = False

    def _new_list(self) -> str:
        number = str(settings.BULLETS + 1 + len(self.lists))
        self.lists.append(settings.numbers(number))
        return number

    def _signature(self, place: Place) -> Signature | None:
        parties = self._paper.form.who_fills(place.key)
        return next((each for each in self._paper.signatures if each.party in parties), None)

    def _unsigned(self) -> str:
        return "Not signed." if self._paper.signatures else ""


def _ending_with_next(table: Xml) -> Xml:
    """Return a table whose last row stays on the page of what follows it."""
    rest, row, last = table.rpartition("<w:tr>")
    return Xml(f"{rest}{row}{kept_with_next(Xml(last))}")


def _on_one_page(ticks: list[Xml]) -> list[Xml]:
    """Return a short list of ticks so that no page ends within it; a long one may be parted."""
    return [*map(kept_with_next, ticks[:-1]), *ticks[-1:]] if len(ticks) <= _TOGETHER else ticks


def _share(column: Column, *, named: bool) -> int:
    """Return how much of a table's width a column gets; ``named`` rows have a name of their own, not a number."""
    if named and column.kind == "printed":
        return _NAME_SHARE
    return _SHARES.get(column.kind, _LONG_SHARE)


def _row_name(number: int, cells: Sequence[GridCell]) -> str:
    """Return what to call a row: its short printed label, else its number."""
    printed = next((cell.text.strip() for cell in cells if cell.printed and cell.text.strip()), "")
    short = printed.rstrip(".: ")
    return (
        short
        if len(short) > 1 and len(short) < 30 and not short.isdigit()
        else f"row {short if short.isdigit() else number}"
    )
