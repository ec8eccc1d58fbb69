"""Filling a form from top to bottom with something in every field, as a script would."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from forms.answers.given import read_given
from forms.answers.model import Answers
from forms.template.form import Form
from forms.template.parts import Column, Field, columns_of

DAY = date(2026, 11, 21)
CHILDREN = ("40217 TB", "39980 KM")


def filled(form: Form, words: str = "Some words") -> Answers:
    """Return answers with something in every field that takes an answer; each shown whatever is chosen."""
    given = fields_given(form, words, each=False)
    if form.each is not None:
        given["parts"] = [
            {**fields_given(form, f"{words} on {child}", each=True), form.each.named_by: child}
            for child in CHILDREN
        ]
    taken = read_given(form, given, DAY)
    assert dict(taken.wrong) == {}
    return taken.answers


def fields_given(form: Form, words: str, *, each: bool) -> dict[str, Any]:
    """Return an answer to every field, keyed by field."""
    return {one.key: _given(one, f"{words}: {one.key}") for one in form.answered(each=each)}


def _given(one: Field | Column, words: str) -> Any:
    match one.kind:
        case "date":
            return DAY.isoformat()
        case "time":
            return "14:30"
        case "choice":
            wants = one.wanted if isinstance(one, Field) else ()
            lacking = {code for want in wants for code in want.but}
            return [option.code for option in one.options if option.code not in lacking][-1]
        case "ticks":
            return {option.code: words for option in one.options[::2]}
        case "child":
            return CHILDREN[0]
        case "rows" | "actions":
            return _rows(one, words)
        case "long":
            return f"{words}\n\nA second paragraph."
        case _:
            return words[:200]


def _rows(one: Field | Column, words: str) -> list[Mapping[str, Any]]:
    columns = [column for column in columns_of(one) if column.kind not in ("printed", "shown")]
    fixed = one.rows if isinstance(one, Field) else ()
    names = [{"row": row.key} for row in fixed] or [{}, {}]
    return [name | {column.key: _given(column, words) for column in columns} for name in names]
