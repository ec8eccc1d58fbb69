"""The gentle checks over a whole record, each remark with the place it is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from forms.answers.conditions import shown
from forms.answers.model import Answers, Cell, Row, Value
from forms.checks.anonymity import Known, text_remarks
from forms.checks.smart import action_remarks
from forms.page.blocks import Place
from forms.template.form import Form
from forms.template.parts import Field

_TEXTS = ("line", "long", "child")


@dataclass(frozen=True, slots=True)
class Remark:
    """Something worth a second look, and where it is."""

    place: Place
    text: str


def remarks(form: Form, answers: Answers, known: Known, day: date) -> list[Remark]:
    """Return every remark on a record, in the form's order; ``day`` is the day of the record.

    Nothing here stands in the way of anything: the person decides.
    """
    return [
        Remark(place, text)
        for section in form.sections
        for part in ([part.id for part in answers.parts] if section.each else [""])
        for one in section.fields
        if one.answered and shown(form, section, one, answers, part)
        for place, text in field_remarks(form, one, answers.value(one.key, part), known, day, part)
    ]


def field_remarks(
    form: Form, one: Field, value: Value | None, known: Known, day: date, part: str = ""
) -> Iterator[tuple[Place, str]]:
    """Yield the remarks on one answer, with their places."""
    naming = form.naming_of(one.key)
    if isinstance(value, tuple):
        yield from _row_remarks(one, value, naming, known, day, Place(one.key, part))
        return
    for text in _texts(one.kind, value):
        for words in text_remarks(text, naming, known):
            yield Place(one.key, part), words


def _row_remarks(
    one: Field, rows: tuple[Row, ...], naming: str, known: Known, day: date, at: Place
) -> Iterator[tuple[Place, str]]:
    for row in rows:
        if one.kind == "actions":
            yield from ((at._replace(row=row.id), words) for words in action_remarks(row, day))
        for key, cell in row.cells.items():
            column = one.column(key)
            place = at._replace(row=row.id, column=key)
            if isinstance(cell, tuple):
                yield from ((place, words) for action in cell for words in action_remarks(action, day))
            for text in _cell_texts(column.kind if column else "long", cell):
                yield from ((place, words) for words in text_remarks(text, naming, known))


def _cell_texts(kind: str, cell: Cell) -> Iterator[str]:
    if isinstance(cell, tuple):
        for action in cell:
            yield from (text for key, text in action.cells.items() if isinstance(text, str) and key != "who")
    elif isinstance(cell, str) and kind in _TEXTS:
        yield cell


def _texts(kind: str, value: Value | None) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, str) and kind in _TEXTS:
        yield value
