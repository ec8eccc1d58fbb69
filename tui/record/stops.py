"""Where the cursor can stand in a section of a record: each answer, each cell, each tick, each open action."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from forms.answers.conditions import shown
from forms.answers.model import Answers, Row
from forms.page.blocks import Place
from forms.records.notes import Note
from forms.template.form import Form, Section
from forms.template.parts import Column, Field, FixedRow, Option, shown_columns
from models.reading.actions import ActionLine

FROM_BEFORE = "·before"
"""The key of the section of open actions that a record begins with; no form's section has such a key."""
KEPT = "·kept"
"""The key of the section that shows answers to fields the form no longer has."""
TYPED_KINDS = ("person", "line", "date", "time", "child", "choice", "long")


@dataclass(frozen=True, slots=True)
class Stop:
    """One place: what it is (``kind``), and the field, column, option, row or action it belongs to.

    Kinds beside those of fields: ``option`` of ticks, ``add`` for a further row, ``before`` for an open
    action, ``note`` for a note of oversight since last time. ``first`` is set on the first stop of a row,
    which is drawn with the row's number.
    """

    kind: str
    place: Place
    field: Field | None = None
    column: Column | None = None
    option: Option | None = None
    action: ActionLine | None = None
    note: Note | None = None
    number: int = 0
    first: bool = False

    @property
    def typed(self) -> bool:
        """Whether words are typed here."""
        return self.kind in (*TYPED_KINDS, "option")

    @property
    def asks(self) -> Field | Column | None:
        """What asks for an answer here: a column of a table, or the field."""
        return self.column or self.field


def stops_of(form: Form, answers: Answers, section: Section, part: str) -> list[Stop]:
    """Return where the cursor can stand in a section, in the order of the form."""
    found: list[Stop] = []
    for one in section.fields:
        if one.answered and shown(form, section, one, answers, part):
            found += _of_field(one, answers, part)
    return found


def _of_field(one: Field, answers: Answers, part: str) -> Iterator[Stop]:
    place = Place(one.key, part)
    if one.kind == "ticks":
        for option in one.options:
            yield Stop("option", place._replace(row=option.code), one, option=option)
    elif one.kind in ("rows", "actions"):
        yield from _of_table(one, answers, part)
    elif one.kind == "signature" or one.of:
        yield Stop("signature", place, one)
    else:
        yield Stop(one.kind, place, one)


def _of_table(one: Field, answers: Answers, part: str) -> Iterator[Stop]:
    for number, (row, _printed) in enumerate(rows_shown(one, answers, part), start=1):
        yield from _of_row(one, row, Place(one.key, part, row.id), number)
    if one.grows or one.kind == "actions":
        yield Stop("add", Place(one.key, part), one)


def _of_row(one: Field, row: Row, place: Place, number: int) -> Iterator[Stop]:
    first = True
    for column in shown_columns(one):
        if column.kind in ("printed", "shown"):
            continue
        here = place._replace(column=column.key)
        if column.kind == "actions":
            yield from _of_inner(one, column, row, here, number, first=first)
        else:
            yield Stop(column.kind, here, one, column, number=number, first=first)
        first = False


def _of_inner(
    one: Field, column: Column, row: Row, place: Place, number: int, *, first: bool
) -> Iterator[Stop]:
    """Yield the stops of actions that stand in one cell of a row; their place names both rows."""
    cell = row.cells.get(column.key)
    for inner in cell if isinstance(cell, tuple) else ():
        for each in shown_columns(column):
            here = place._replace(row=f"{row.id}/{inner.id}", column=f"{column.key}/{each.key}")
            yield Stop(each.kind, here, one, each, number=number, first=first)
            first = False
    yield Stop("add", place, one, column, number=number, first=first)


def rows_shown(one: Field, answers: Answers, part: str) -> list[tuple[Row, FixedRow | None]]:
    """Return the rows of a table in the order in which they are shown: those the form prints, then the others."""
    value = answers.value(one.key, part)
    stored = {row.id: row for row in value} if isinstance(value, tuple) else {}
    printed = {row.key: row for row in one.rows}
    rows: list[tuple[Row, FixedRow | None]] = [
        (stored.get(key, Row(key)), fixed) for key, fixed in printed.items()
    ]
    return [*rows, *((row, None) for row_id, row in stored.items() if row_id not in printed)]
