"""Answers changed at a place: a field, a cell, an action within a cell, a tick with the words beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from forms.answers.changing import rows_of, with_cell, with_value
from forms.answers.model import Answers, Cell, Row, Value
from forms.answers.showing import said
from forms.page.blocks import Place
from tui.record.stops import Stop


def value_at(answers: Answers, place: Place) -> Value | Cell | None:
    """Return what stands at a place."""
    value = answers.value(place.key, place.part)
    if not place.row:
        return value
    if isinstance(value, dict):
        return value.get(place.row)
    outer, _, inner = place.row.partition("/")
    column, _, within = place.column.partition("/")
    cell = _row(rows_of(answers, place.key, place.part), outer).cells.get(column)
    if not inner:
        return cell
    return _row(cell if isinstance(cell, tuple) else (), inner).cells.get(within)


def with_value_at(answers: Answers, place: Place, value: Value | Cell | None) -> Answers:
    """Return answers with something else at a place; None clears it. A tick is set by its words."""
    if not place.row:
        return with_value(answers, place.key, value, place.part)
    there = answers.value(place.key, place.part)
    outer, _, inner = place.row.partition("/")
    if not place.column:
        ticks = dict(there) if isinstance(there, dict) else {}
        ticks.pop(outer, None)
        if isinstance(value, str):
            ticks[outer] = value
        return with_value(answers, place.key, ticks or None, place.part)
    column, _, within = place.column.partition("/")
    if inner:
        cell = _row(rows_of(answers, place.key, place.part), outer).cells.get(column)
        rows = cell if isinstance(cell, tuple) else ()
        value = tuple(_with(row, within, value) if row.id == inner else row for row in rows)
    kept = value if not isinstance(value, dict) else None
    return with_cell(answers, place.key, outer, column, kept, place.part)


def with_inner_row(answers: Answers, place: Place) -> tuple[Answers, str]:
    """Return answers with a further, empty action in a cell of a row, and its id."""
    answers = replace(answers, made=answers.made + 1)
    cell = value_at(answers, place)
    new = Row(f"r{answers.made}")
    held = (*(cell if isinstance(cell, tuple) else ()), new)
    rows = rows_of(answers, place.key, place.part)
    if not any(row.id == place.row for row in rows):
        rows = (*rows, Row(place.row))
    # with_cell would clear away a cell in which nothing stands yet
    after = tuple(
        replace(row, cells={**row.cells, place.column: held}) if row.id == place.row else row for row in rows
    )
    return with_value(answers, place.key, after, place.part), new.id


def without_inner_row(answers: Answers, place: Place) -> Answers:
    """Return answers without an action within a cell."""
    outer, _, inner = place.row.partition("/")
    column = place.column.partition("/")[0]
    whole = place._replace(row=outer, column=column)
    cell = value_at(answers, whole)
    rows = tuple(row for row in cell if row.id != inner) if isinstance(cell, tuple) else ()
    return with_value_at(answers, whole, rows or None)


def as_it_is_typed(stop: Stop, value: Value | Cell | None) -> str:
    """Return what stands at a place as it is typed: a date as ``24/11/2026``, a choice by its label."""
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value.day}/{value.month}/{value.year}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    asks = stop.asks
    if isinstance(value, str):
        return said(asks, value) if asks is not None and stop.kind == "choice" else value
    return ""


def _row(rows: tuple[Row, ...], row_id: str) -> Row:
    return next((row for row in rows if row.id == row_id), Row(row_id))


def _with(row: Row, column: str, value: Value | Cell | None) -> Row:
    cells = {name: kept for name, kept in row.cells.items() if name != column}
    if value is not None and not isinstance(value, dict) and value != "":
        cells[column] = value
    return replace(row, cells=cells)
