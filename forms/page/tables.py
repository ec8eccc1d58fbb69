"""Laying out tables: printed rows in their order, then the rows that were added."""

from __future__ import annotations

from collections.abc import Iterator

from forms.answers.model import Row, Value, is_empty
from forms.answers.showing import said, said_action
from forms.page.blocks import Grid, GridCell, Place
from forms.template.parts import Column, Field, FixedRow, shown_columns


def grid(one: Field, value: Value | None, part_id: str = "", *, blank: bool = False) -> Grid:
    """Return a table or a field of actions as a grid."""
    columns = shown_columns(one)
    stored = {row.id: row for row in value} if isinstance(value, tuple) else {}
    rows = [_row(one, columns, _stored(stored, printed), part_id, printed) for printed in one.rows]
    printed_keys = {printed.key for printed in one.rows}
    added = [row for row in stored.values() if row.id not in printed_keys]
    if blank:
        added = [Row(f"blank{number}") for number in range(max(one.spare, 0 if rows else 2))]
    for number, row in enumerate(added, start=len(rows) + 1):
        if blank or not is_empty((row,)):
            rows.append(_row(one, columns, row, part_id, None, number))
    return Grid(one.caption, tuple(column.line for column in columns), tuple(rows), Place(one.key, part_id))


def _stored(stored: dict[str, Row], printed: FixedRow) -> Row:
    return stored.get(printed.key, Row(printed.key))


def _row(
    one: Field,
    columns: tuple[Column, ...],
    row: Row,
    part_id: str,
    printed: FixedRow | None,
    number: int = 0,
) -> tuple[GridCell, ...]:
    return tuple(_cells(one, columns, row, part_id, printed, number))


def _cells(
    one: Field,
    columns: tuple[Column, ...],
    row: Row,
    part_id: str,
    printed: FixedRow | None,
    number: int,
) -> Iterator[GridCell]:
    for column in columns:
        place = Place(one.key, part_id, row.id, column.key)
        if column.kind == "printed":
            yield GridCell(printed.label if printed else f"{number}.", place, printed=True)
        elif column.kind == "shown":
            yield GridCell(_shown(column, row), place, printed=True)
        else:
            yield GridCell(said(column, row.cells.get(column.key)), place)


def _shown(column: Column, row: Row) -> str:
    """Return the parts of a row's actions that this column repeats."""
    actions = row.cells.get(column.of)
    if not isinstance(actions, tuple):
        return ""
    return "\n".join(said_action(action, column.shows) for action in actions)
