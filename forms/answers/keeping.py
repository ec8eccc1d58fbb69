"""Answers as canonical JSON, and back under a form that may have changed since.

Canonical: keys in order, no spaces, no floats, text composed (NFC); the same answers always give the
same bytes. The labels of answered fields are kept beside them, so that an answer to a field that has
gone can still be shown with its question.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Any

from forms.answers.model import Answers, Cell, Kept, Part, Row, Value
from forms.answers.typed import tidy
from forms.template.form import Form
from forms.template.kinds import LINE_KINDS
from forms.template.parts import Column, Field, columns_of
from models.errors import Refused

MAX_JSON = 20_000_000
"""How long a text of kept answers may be, in characters."""


def to_json(answers: Answers, form: Form) -> str:
    """Return the canonical JSON of answers."""
    body = to_table(answers, form)
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def to_table(answers: Answers, form: Form) -> dict[str, Any]:
    """Return answers as the table that their JSON is made of."""
    return {
        "form": answers.form,
        "fingerprint": answers.fingerprint,
        "made": answers.made,
        "answers": _values_out(answers.values),
        "kept": _kept_out(answers.kept),
        "labels": dict(_labels(answers, form)),
        "parts": [
            {"id": part.id, "answers": _values_out(part.values), "kept": _kept_out(part.kept)}
            for part in answers.parts
        ],
    }


def from_json(text: str, form: Form) -> Answers:
    """Read kept answers under the present form.

    What the form no longer asks, and what no longer fits the kind of its field, is kept with its label;
    once a field can hold it again it stands there again.
    Raises Refused if the text is no answers at all.
    """
    body = _parsed(text)
    labels = _table(body.get("labels"))
    reader = _Reader(form, {str(key): str(label) for key, label in labels.items()})
    values, kept = reader.values(body, each=False)
    parts = tuple(
        Part(str(raw.get("id", f"p{number}")), *reader.values(raw, each=True))
        for number, raw in enumerate(_tables(body.get("parts")), start=1)
    )
    made = body.get("made", 0)
    return Answers(
        str(body.get("form", form.code)),
        str(body.get("fingerprint", "")),
        values,
        parts,
        kept,
        made if isinstance(made, int) else 0,
    )


class _Reader:
    """Reading tables of answers under one form."""

    def __init__(self, form: Form, labels: Mapping[str, str]) -> None:
        self._form = form
        self._labels = labels

    def values(self, raw: Mapping[str, Any], *, each: bool) -> tuple[dict[str, Value], dict[str, Kept]]:
        """Return the answers that fit the form, and those that are only kept."""
        known = {one.key: one for one in self._form.answered(each=each)}
        values: dict[str, Value] = {}
        kept = {
            str(key): Kept(str(_table(one).get("label", key)), _table(one).get("value"))
            for key, one in _table(raw.get("kept")).items()
        }
        for name, found in _table(raw.get("answers")).items():
            key = self._form.renamed.get(name, name)
            value = _value_in(known[key], found) if key in known else None
            if value is None:
                kept[name] = Kept(self._labels.get(name, name), found)
            else:
                values[key] = value
        for name in [name for name in kept if self._form.renamed.get(name, name) in known]:
            key = self._form.renamed.get(name, name)
            back = _value_in(known[key], kept[name].value)
            if key not in values and back is not None:
                values[key] = back
                del kept[name]
        return values, kept


def _value_in(one: Field | Column, raw: Any) -> Value | None:
    """Return a kept value as the field now has it, or None where it does not fit."""
    if one.kind in ("rows", "actions"):
        return _rows_in(one, raw) if isinstance(raw, list) else None
    if one.kind == "ticks":
        return {str(code): tidy(str(words)) for code, words in raw.items()} if isinstance(raw, dict) else None
    if not isinstance(raw, str):
        return None
    if one.kind in ("date", "time"):
        return _moment_in(one.kind, raw)
    if one.kind == "choice" and raw not in {option.code for option in one.options}:
        return None
    if one.kind in LINE_KINDS and "\n" in raw:
        return None
    return tidy(raw)


def _moment_in(kind: str, raw: str) -> date | time | None:
    try:
        return date.fromisoformat(raw) if kind == "date" else time.fromisoformat(raw)
    except ValueError:
        return None


def _rows_in(one: Field | Column, raw: list[Any]) -> tuple[Row, ...]:
    rows, columns = [], {column.key: column for column in columns_of(one)}
    for number, each in enumerate(_tables(raw), start=1):
        cells: dict[str, Cell] = {}
        for key, found in _table(each.get("cells")).items():
            cells[str(key)] = _cell_in(columns.get(key), found)
        rows.append(Row(str(each.get("id", f"r{number}")), cells))
    return tuple(rows)


def _cell_in(column: Column | None, raw: Any) -> Cell:
    """Return a cell as its column has it; one that no longer fits stays as the text it was."""
    if column is not None:
        found = _value_in(column, raw)
        if found is not None and not isinstance(found, dict):
            return found
    if isinstance(raw, list):
        return _rows_in(Column("", "", "actions"), raw)
    return tidy(str(raw))


def _values_out(values: Mapping[str, Value]) -> dict[str, Any]:
    return {key: _out(value) for key, value in values.items()}


def _out(value: Value | Cell) -> Any:
    if isinstance(value, tuple):
        return [
            {"id": row.id, "cells": {key: _out(cell) for key, cell in row.cells.items()}} for row in value
        ]
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value.isoformat() if isinstance(value, date) else value


def _kept_out(kept: Mapping[str, Kept]) -> dict[str, Any]:
    return {key: {"label": one.label, "value": one.value} for key, one in kept.items()}


def _labels(answers: Answers, form: Form) -> Iterator[tuple[str, str]]:
    """Yield the label of every field that is answered somewhere."""
    answered = {*answers.values, *(key for part in answers.parts for key in part.values)}
    for key in answered:
        one = form.field(key)
        if one is not None:
            yield key, one.name


def _parsed(text: str) -> dict[str, Any]:
    if len(text) > MAX_JSON:
        raise Refused("These answers are longer than any record can be; they were not read.")
    try:
        body = json.loads(text)
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise Refused("These are no answers of Footprint's; they were not read.")
    return body


def _table(raw: object) -> dict[str, Any]:
    return raw if isinstance(raw, dict) else {}


def _tables(raw: object) -> list[dict[str, Any]]:
    return [each for each in raw if isinstance(each, dict)] if isinstance(raw, list) else []
