"""Two sets of answers compared, field by field and row by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from forms.answers.model import Answers, Cell, Row, Value, is_empty
from forms.answers.showing import said
from forms.template.form import Form
from forms.template.parts import Column, Field


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: where it is, what to call the place, and the words before and after (empty: none).

    ``part``, ``row`` and ``column`` are empty where the field is single, no table, or changed as a row.
    """

    key: str
    label: str
    was: str
    now: str
    part: str = ""
    row: str = ""
    column: str = ""


def differences(form: Form, before: Answers, after: Answers) -> list[Change]:
    """Return every difference, in the form's order; parts in the order in which they stand after."""
    found = [
        change
        for one in form.answered(each=False)
        for change in _field_changes(one, before.values.get(one.key), after.values.get(one.key))
    ]
    ids = dict.fromkeys((*(part.id for part in after.parts), *(part.id for part in before.parts)))
    for part_id in ids:
        found += _part_changes(form, before, after, part_id)
    return found


def _part_changes(form: Form, before: Answers, after: Answers, part_id: str) -> Iterator[Change]:
    for one in form.answered(each=True):
        yield from _field_changes(
            one, before.value(one.key, part_id), after.value(one.key, part_id), part=part_id
        )


def _field_changes(one: Field, was: Value | None, now: Value | None, part: str = "") -> Iterator[Change]:
    if _same(was, now):
        return
    if one.kind in ("rows", "actions"):
        rows = (_by_id(was), _by_id(now))
        for row_id in dict.fromkeys((*rows[0], *rows[1])):
            yield from _row_changes(one, row_id, rows[0].get(row_id), rows[1].get(row_id), part)
        return
    yield Change(one.key, one.name, said(one, was), said(one, now), part)


def _row_changes(one: Field, row_id: str, was: Row | None, now: Row | None, part: str) -> Iterator[Change]:
    cells = (was.cells if was else {}, now.cells if now else {})
    printed = next((row.label for row in one.rows if row.key == row_id), "")
    for key in dict.fromkeys((*cells[0], *cells[1])):
        if _same(cells[0].get(key), cells[1].get(key)):
            continue
        column = one.column(key) or Column(key, key, "long")
        label = " · ".join(word for word in (one.name, printed, column.line) if word)
        before, after = (said(column, side.get(key)) for side in cells)
        yield Change(one.key, label, before, after, part, row_id, key)


def _same(was: Value | Cell | None, now: Value | Cell | None) -> bool:
    return was == now or (is_empty(was) and is_empty(now))


def _by_id(value: Value | None) -> Mapping[str, Row]:
    return {row.id: row for row in value} if isinstance(value, tuple) else {}
