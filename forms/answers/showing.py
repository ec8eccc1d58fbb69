"""The words of an answer as a person reads them: dates in full, choices by their labels."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from forms.answers.model import Cell, Row, Ticks, Value, is_empty
from forms.template.parts import Column, Field, Option, columns_of, shown_columns
from models.dates import show

_ACTION_BITS = {
    "why": "why: ",
    "how": "how: ",
    "who": "",
    "by_when": "by ",
    "child_notices": "the child would notice: ",
}


def said(one: Field | Column, value: Value | Cell | None) -> str:
    """Return an answer as text; rows a line each. An empty one is an empty text."""
    if value is None or is_empty(value):
        return ""
    if isinstance(value, dict):
        return said_ticks(one.options, value)
    if isinstance(value, tuple):
        return "\n".join(said_row(one, row) for row in value if not is_empty((row,)))
    if isinstance(value, date | time):
        return said_moment(value)
    if one.kind == "choice":
        return next((option.label for option in one.options if option.code == value), value)
    return value


def said_moment(value: date | time) -> str:
    """Return ``Tue 24 Nov 2026``, or ``14:30``."""
    return show(value) if isinstance(value, date) else f"{value:%H:%M}"


def said_ticks(options: Sequence[Option], ticks: Ticks) -> str:
    """Return what is ticked, in the order of the options, with the words set beside it."""
    known = [option.code for option in options]
    labels = {option.code: option.label for option in options}
    order = [*(code for code in known if code in ticks), *(code for code in ticks if code not in known)]
    return "\n".join(
        f"{labels.get(code, code)}: {ticks[code]}" if ticks[code].strip() else labels.get(code, code)
        for code in order
    )


def said_row(one: Field | Column, row: Row) -> str:
    """Return a row on one line: its filled cells in the order of the columns."""
    if one.kind == "actions":
        return said_action(row, one.shows)
    order = [*columns_of(one), *(Column(key, key, "long") for key in row.cells if not _has(one, key))]
    cells = ((column, row.cells.get(column.key)) for column in order)
    return "; ".join(f"{column.line}: {said(column, cell)}" for column, cell in cells if not is_empty(cell))


def said_action(row: Row, shows: Sequence[str] = ()) -> str:
    """Return an action as a sentence: ``Call the school; Ms Khan, by Tue 24 Nov 2026``; or parts of it."""
    bits = []
    for column in shown_columns(Column("", "", "actions", shows=tuple(shows))):
        cell = row.cells.get(column.key)
        if not is_empty(cell):
            bits.append(_ACTION_BITS.get(column.key, "") + said(column, cell))
    return "; ".join(bits)


def _has(one: Field | Column, key: str) -> bool:
    return any(column.key == key for column in columns_of(one))
