"""Answers that a script gives in a file, keyed by field as ``footprint form show --json`` names them."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from forms.answers.model import Answers, Cell, Part, Row, Value, is_empty
from forms.answers.typed import as_typed, read_ticks, read_typed
from forms.template.form import Form
from forms.template.parts import Column, Field, columns_of
from models.dates import counted

MAX_ROWS = 2_000
"""How many rows one table may have."""
MAX_PARTS = 200
"""How many children, families or cases one record may have."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Answers that were given, and a sentence for each that could not be read, by where it stands."""

    answers: Answers
    wrong: Mapping[str, str] = field(default_factory=dict)


def read_given(form: Form, given: Mapping[str, Any], today: date) -> Taken:
    """Read answers given as a table keyed by field, as JSON and TOML have them.

    Repeated sections stand under ``parts``, a list of such tables. Rows are lists of tables keyed by
    column; a printed row is named by its key under ``row``. Nothing that can't be read stops the rest.
    """
    reader = _Given(today)
    values = reader.fields(form, {key: value for key, value in given.items() if key != "parts"}, each=False)
    parts = reader.parts(form, given.get("parts", []))
    return Taken(Answers(form.code, form.fingerprint, values, parts, made=reader.made), reader.wrong)


class _Given:
    """One file of answers being read; ``wrong`` and ``made`` fill up."""

    def __init__(self, today: date) -> None:
        self.wrong: dict[str, str] = {}
        self.made = 0
        self._today = today

    def fields(
        self, form: Form, given: Mapping[str, Any], *, each: bool, where: str = ""
    ) -> dict[str, Value]:
        """Read one table of answers."""
        known = {one.key: one for one in form.answered(each=each)}
        found: dict[str, Value] = {}
        for name, raw in given.items():
            key = form.renamed.get(name, name)
            if key not in known:
                self.wrong[where + name] = _unknown(name, form, known, each=each)
                continue
            try:
                value = self._value(known[key], raw, where + name)
            except ValueError as wrong:
                self.wrong[where + name] = str(wrong)
                continue
            if value is not None and not is_empty(value):
                found[key] = value
        return found

    def parts(self, form: Form, given: Any) -> tuple[Part, ...]:
        """Read the list of parts."""
        if not isinstance(given, list) or not all(isinstance(row, Mapping) for row in given):
            self.wrong["parts"] = "a list is expected here, of one table for each part"
            return ()
        if given and form.each is None:
            self.wrong["parts"] = "nothing repeats in this form"
            return ()
        if len(given) > MAX_PARTS:
            self.wrong["parts"] = f"more than {MAX_PARTS} parts"
            return ()
        return tuple(
            Part(self._id("p"), self.fields(form, row, each=True, where=f"parts {number}: "))
            for number, row in enumerate(given, start=1)
        )

    def _value(self, one: Field | Column, raw: Any, where: str) -> Value | None:
        if one.kind == "ticks":
            return read_ticks(one.options, raw)
        if one.kind in ("rows", "actions"):
            return self._rows(one, raw, where)
        return read_typed(one, as_typed(raw), self._today)

    def _rows(self, one: Field | Column, raw: Any, where: str) -> tuple[Row, ...]:
        if isinstance(raw, str) and one.kind == "actions":
            raw = [{"what": raw}]
        if not isinstance(raw, list):
            raise ValueError("a list of rows is expected here, each a table of cells")
        if len(raw) > MAX_ROWS:
            raise ValueError(f"more than {counted(MAX_ROWS, 'row')}")
        return tuple(self._row(one, row, f"{where}, row {number}") for number, row in enumerate(raw, start=1))

    def _row(self, one: Field | Column, raw: Any, where: str) -> Row:
        if not isinstance(raw, Mapping):
            raise ValueError("each row is a table of cells")
        fixed = {row.key for row in one.rows} if isinstance(one, Field) else set()
        name = raw.get("row")
        if name is not None and name not in fixed:
            self.wrong[where] = f"there is no printed row called {str(name)[:40]!r}"
        row_id = str(name) if name in fixed else self._id("r")
        columns = {
            column.key: column for column in columns_of(one) if column.kind not in ("printed", "shown")
        }
        cells: dict[str, Cell] = {}
        for key, value in raw.items():
            if key == "row":
                continue
            if key not in columns:
                self.wrong[f"{where}, {key}"] = f"there is no column called {str(key)[:40]!r}"
                continue
            try:
                cell = self._value(columns[key], value, f"{where}, {key}")
            except ValueError as wrong:
                self.wrong[f"{where}, {key}"] = str(wrong)
                continue
            if cell is not None and not isinstance(cell, dict):
                cells[key] = cell
        return Row(row_id, cells)

    def _id(self, letter: str) -> str:
        self.made += 1
        return f"{letter}{self.made}"


def _unknown(name: str, form: Form, known: Mapping[str, Field], *, each: bool) -> str:
    elsewhere = form.field(name)
    if elsewhere is not None and elsewhere.answered:
        return "this repeats: it belongs under parts" if not each else "this does not repeat: not under parts"
    if elsewhere is not None:
        return "this is printed and takes no answer"
    near = difflib.get_close_matches(name, known, n=1)
    return f"this form has no such field{f'; did you mean {near[0]!r}?' if near else ''}"
