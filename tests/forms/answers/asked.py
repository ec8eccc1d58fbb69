"""A form with every kind of field in it, and one that repeats, made without a file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from forms.template.form import Each, Form, Section
from forms.template.parts import Column, Field, FixedRow, Option, Want

TODAY = date(2026, 11, 21)
OPTIONS = (Option("a", "First"), Option("b", "Second choice"), Option("c", "Second thoughts"))
TABLE = Field(
    "table",
    "rows",
    "Table",
    columns=(
        Column("item", "Item", "printed"),
        Column("talk", "Talk", "long"),
        Column("when", "When", "date"),
        Column("state", "State", "choice", options=OPTIONS),
        Column("actions", "Actions", "actions", shows=("what", "who")),
        Column("by", "By whom", "shown", of="actions", shows=("who",)),
    ),
    rows=(FixedRow("1", "1. First"), FixedRow("2", "2. Second")),
    grows=True,
)
FIELDS = (
    Field("person", "person", "Person"),
    Field("line", "line", "Line"),
    Field("date", "date", "Date"),
    Field("past", "date", "Past date", past=True),
    Field("time", "time", "Time"),
    Field("child", "child", "Child"),
    Field("choice", "choice", "Choice", options=OPTIONS),
    Field("ticks", "ticks", "Ticks", options=OPTIONS),
    Field("long", "long", "Long"),
    Field("note", "note", "Note", text=("Printed",)),
    TABLE,
    Field("actions", "actions", "Actions"),
    Field("signed", "signature", "Signed"),
    Field("signed_on", "date", "Date", of="signed"),
)
FORM = Form(
    "asked",
    "Asked",
    "ours",
    "Trying",
    "session",
    "Ours",
    "number_and_initials",
    face="Ours.",
    who=("supervisor",),
    sections=(Section("all", "All", fields=FIELDS),),
    fingerprint="f1",
)
REPEATING = replace(
    FORM,
    each=Each("child", "Child", "child"),
    sections=(
        Section("head", "Head", fields=(Field("title", "line", "Title"),)),
        Section("child", "Child", each=True, fields=(Field("child", "child", "Child"),)),
        Section(
            "talk",
            "Talk",
            each=True,
            fields=(Field("said", "long", "What was said"), Field("actions", "actions", "Actions")),
        ),
    ),
)


def with_field(form: Form, key: str, renamed: str = "", **changed: Any) -> Form:
    """Return a later edition of a form, in which a field is another, perhaps under another key."""
    changed["key"] = renamed or key

    def change(one: Field) -> Field:
        return replace(one, **changed) if one.key == key else one

    sections = tuple(replace(section, fields=tuple(map(change, section.fields))) for section in form.sections)
    return replace(form, sections=sections, fingerprint="f2")


def without_field(form: Form, key: str) -> Form:
    """Return a later edition of a form, in which a field is gone."""
    sections = tuple(
        replace(section, fields=tuple(one for one in section.fields if one.key != key))
        for section in form.sections
    )
    return replace(form, sections=sections, fingerprint="f2")


def wanting(form: Form, key: str, *wants: Want) -> Form:
    """Return a form in which rules want an answer to a field."""
    return with_field(form, key, wanted=wants)
