"""Changing answers: each function returns new answers and leaves the old ones as they were."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from forms.answers.model import Answers, Cell, Part, Row, Value, is_empty
from forms.template.form import Form
from forms.template.parts import Field


def begin(form: Form, fills: Mapping[str, Value] | None = None) -> Answers:
    """Return the answers a new record begins with: printed defaults, what the program knows, empty rows.

    ``fills`` are by the words of `forms.template.kinds.FILLS`; a printed default gives way to them.
    """
    answers = Answers(form.code, form.fingerprint)
    for one in form.answered(each=False):
        answers = _begun(answers, one, fills or {})
    return answers


def _begun(answers: Answers, one: Field, fills: Mapping[str, Value], part_id: str = "") -> Answers:
    if one.fill in fills:
        return with_value(answers, one.key, fills[one.fill], part_id)
    if one.default:
        value: Value = {one.default: ""} if one.kind == "ticks" else one.default
        return with_value(answers, one.key, value, part_id)
    for _ in range(one.spare):
        answers, _row = add_row(answers, one.key, part_id)
    return answers


def with_value(answers: Answers, key: str, value: Value | None, part_id: str = "") -> Answers:
    """Return answers with another value in a field; None or an empty text clears it.

    Raises KeyError if there is no such part.
    """

    def changed(values: Mapping[str, Value]) -> dict[str, Value]:
        rest = {name: kept for name, kept in values.items() if name != key}
        cleared = value is None or (is_empty(value) and not isinstance(value, tuple)) or value == ()
        return rest if cleared or value is None else {**rest, key: value}

    return _in_part(answers, part_id, changed)


def rows_of(answers: Answers, key: str, part_id: str = "") -> tuple[Row, ...]:
    """Return the rows a table holds so far; none where it holds something else."""
    value = answers.value(key, part_id)
    return value if isinstance(value, tuple) else ()


def add_row(answers: Answers, key: str, part_id: str = "", after: str = "") -> tuple[Answers, str]:
    """Return answers with an empty row more, and its id; behind the row ``after``, or at the end."""
    answers = replace(answers, made=answers.made + 1)
    rows, new = list(rows_of(answers, key, part_id)), Row(f"r{answers.made}")
    at = next((index + 1 for index, row in enumerate(rows) if row.id == after), len(rows))
    return with_value(answers, key, (*rows[:at], new, *rows[at:]), part_id), new.id


def remove_row(answers: Answers, key: str, row_id: str, part_id: str = "") -> Answers:
    """Return answers without a row."""
    rows = tuple(row for row in rows_of(answers, key, part_id) if row.id != row_id)
    return with_value(answers, key, rows, part_id)


def move_row(answers: Answers, key: str, row_id: str, by: int, part_id: str = "") -> Answers:
    """Return answers with a row moved up (``by`` negative) or down, as far as the table goes."""
    rows = list(rows_of(answers, key, part_id))
    at = next((index for index, row in enumerate(rows) if row.id == row_id), None)
    if at is None:
        return answers
    row = rows.pop(at)
    rows.insert(max(0, min(len(rows), at + by)), row)
    return with_value(answers, key, tuple(rows), part_id)


def with_cell(
    answers: Answers, key: str, row_id: str, column: str, cell: Cell | None, part_id: str = ""
) -> Answers:
    """Return answers with another cell in a row; a printed row that held nothing yet is begun."""
    rows = rows_of(answers, key, part_id)
    found = next((row for row in rows if row.id == row_id), Row(row_id))
    cells = {name: kept for name, kept in found.cells.items() if name != column}
    if cell is not None and not is_empty(cell):
        cells[column] = cell
    changed = Row(row_id, cells)
    known = any(row.id == row_id for row in rows)
    after = tuple(changed if row.id == row_id else row for row in rows) if known else (*rows, changed)
    return with_value(answers, key, after, part_id)


def add_part(answers: Answers, form: Form, fills: Mapping[str, Value] | None = None) -> tuple[Answers, str]:
    """Return answers with a further child, family or case, and the id of its part."""
    made = answers.made + 1
    part = Part(f"p{made}")
    answers = replace(answers, made=made, parts=(*answers.parts, part))
    for one in form.answered(each=True):
        answers = _begun(answers, one, fills or {}, part.id)
    return answers, part.id


def remove_part(answers: Answers, part_id: str) -> Answers:
    """Return answers without a part."""
    return replace(answers, parts=tuple(part for part in answers.parts if part.id != part_id))


def without_empty_rows(answers: Answers) -> Answers:
    """Return answers without rows in which nothing stands, as a finished record keeps them."""
    parts = tuple(replace(part, values=_filled(part.values)) for part in answers.parts)
    return replace(answers, values=_filled(answers.values), parts=parts)


def _filled(values: Mapping[str, Value]) -> dict[str, Value]:
    found = {key: _filled_rows(value) for key, value in values.items()}
    return {key: value for key, value in found.items() if not is_empty(value)}


def _filled_rows(value: Value) -> Value:
    if not isinstance(value, tuple):
        return value
    return tuple(row for row in value if not is_empty((row,)))


def _in_part(
    answers: Answers, part_id: str, change: Callable[[Mapping[str, Value]], dict[str, Value]]
) -> Answers:
    if not part_id:
        return replace(answers, values=change(answers.values))
    if answers.part(part_id) is None:
        raise KeyError(part_id)
    parts = tuple(
        replace(part, values=change(part.values)) if part.id == part_id else part for part in answers.parts
    )
    return replace(answers, parts=parts)
