"""Reaching an answer by its place, also an action that stands within the cell of another table."""

from __future__ import annotations

from dataclasses import replace

from forms.answers.changing import rows_of, with_cell, with_value
from forms.answers.model import Answers, Cell, Row, Value, is_empty
from forms.page.blocks import Place


def path_of(place: Place) -> tuple[tuple[str, str], ...]:
    """Return the rows and columns that lead to a place: none for a field, two for an action in a cell."""
    rows, columns = [*filter(None, place.row.split("/"))], [*filter(None, place.column.split("/"))]
    return tuple(zip(rows, columns, strict=False))


def value_at(answers: Answers, place: Place) -> Value | None:
    """Return what stands at a place."""
    value = answers.value(place.key, place.part)
    for row_id, column in path_of(place):
        found = next((row for row in value if row.id == row_id), None) if isinstance(value, tuple) else None
        value = found.cells.get(column) if found else None
    return value


def with_value_at(answers: Answers, place: Place, value: Value | None) -> Answers:
    """Return answers with another value at a place; None clears it. A row that is not there is begun."""
    path = path_of(place)
    if not path:
        return with_value(answers, place.key, value, place.part)
    (row_id, column), *deeper = path
    cell = value if not isinstance(value, dict) else None
    if not deeper:
        return with_cell(answers, place.key, row_id, column, cell, place.part)
    (action_id, part), *_ = deeper
    held = value_at(answers, place._replace(row=row_id, column=column))
    actions = held if isinstance(held, tuple) else ()
    return with_cell(
        answers, place.key, row_id, column, _with_part(actions, action_id, part, cell), place.part
    )


def with_new_row(answers: Answers, place: Place, cells: dict[str, Cell]) -> Answers:
    """Return answers with a row more at the end of the table at a place (a field, or a cell that holds actions)."""
    answers = replace(answers, made=answers.made + 1)
    new = Row(f"r{answers.made}", cells)
    path = path_of(place)
    if not path:
        return with_value(answers, place.key, (*rows_of(answers, place.key, place.part), new), place.part)
    ((row_id, column),) = path
    held = value_at(answers, place)
    actions = held if isinstance(held, tuple) else ()
    return with_cell(answers, place.key, row_id, column, (*actions, new), place.part)


def without_row(answers: Answers, place: Place, row_id: str) -> Answers:
    """Return answers without one row of the table at a place."""
    held = value_at(answers, place)
    rows = tuple(row for row in held if row.id != row_id) if isinstance(held, tuple) else ()
    return with_value_at(answers, place, rows or None)


def _with_part(actions: tuple[Row, ...], action_id: str, part: str, cell: Cell | None) -> tuple[Row, ...]:
    known = any(action.id == action_id for action in actions)
    return tuple(
        Row(action.id, _cells(action, part, cell)) if action.id == action_id else action
        for action in (*actions, *(() if known else (Row(action_id),)))
    )


def _cells(row: Row, part: str, cell: Cell | None) -> dict[str, Cell]:
    rest = {key: kept for key, kept in row.cells.items() if key != part}
    return rest if cell is None or is_empty(cell) else {**rest, part: cell}
