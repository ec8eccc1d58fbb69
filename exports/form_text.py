"""A form described: as lines for a person, and as plain data that tells a script which keys to fill in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from forms.template.form import Form, GoesTo, Section
from forms.template.parts import Column, Condition, Field, Option, columns_of

_NAMINGS = {
    "number": "children by unique number only",
    "initials": "children by initials only",
    "number_and_initials": "children by number and initials",
    "child": "written to the child, by initials",
    "anonymous": "no child is named in it at all",
}


def form_plain(form: Form) -> Iterator[str]:
    """Yield the lines that say what a form asks, for whom, and where its text belongs afterwards."""
    yield f"{form.called}  ({form.code})"
    if form.name:
        yield f"Printed as: {form.title}"
    if form.face:
        yield form.face
    yield form.use
    stands_for = ", ".join(form.stands_for) or "no form of theirs"
    yield f"Policy: {', '.join(form.policies) or 'any'}; stands for {stands_for}; {form.text}"
    yield f"Source: {form.source}"
    yield f"Naming: {_NAMINGS[form.naming]}"
    if form.recording:
        yield f"How soon it must be written: {', '.join(form.recording)}"
    for place in form.goes_to:
        yield f"Belongs on: {_place(place)}"
    if form.copies:
        yield f"Copies: {form.copies}"
    if form.each:
        yield f"Repeats for each {form.each.label.lower()}"
    for section in form.sections:
        yield from _section_lines(section)


def form_keys(form: Form) -> dict[str, Any]:
    """Return what a file of answers to a form may hold: every key with its kind, options, columns and rows.

    Fields that repeat stand under ``parts``, a list with a table for each child, family or case.
    """
    return _without_empty(
        {
            "form": form.code,
            "title": form.title,
            "called": form.called,
            "policies": list(form.policies),
            "stands_for": list(form.stands_for),
            "text": form.text,
            "records": form.records,
            "about": form.about,
            "naming": form.naming,
            "recording": list(form.recording),
            "goes_to": [_place(place) for place in form.goes_to],
            "parts_are": form.each.label if form.each else "",
            "fields": [_keys_of(form, one) for one in form.answered(each=False)],
            "parts": [_keys_of(form, one) for one in form.answered(each=True)],
        }
    )


def _section_lines(section: Section) -> Iterator[str]:
    heading = f": {section.heading}" if section.heading and section.heading != section.name else ""
    notes = [
        "for each" if section.each else "",
        "ours, not in the policy's form" if section.ours else "",
        f"only if {_when(section.when)}" if section.when else "",
    ]
    yield ""
    yield f"{section.name}{heading}{_bracketed(notes)}"
    for one in section.fields:
        yield from _field_lines(one)


def _field_lines(one: Field) -> Iterator[str]:
    notes = [
        one.kind,
        f"only if {_when(one.when)}" if one.when else "",
        f"wanted by {', '.join(dict.fromkeys(want.rule for want in one.wanted))}" if one.wanted else "",
        ", ".join(one.ids),
    ]
    if one.answered:
        yield f"  {one.key}: {one.name}{_bracketed(notes)}"
    else:
        yield f"  printed: {one.label or ' '.join(one.text)[:80]}{_bracketed([', '.join(one.ids)])}"
    for option in one.options:
        yield f"    - {option.code}: {option.label}"
    if one.kind == "rows":
        for column in columns_of(one):
            yield f"    | {column.key}: {column.line or 'the row'} ({column.kind})"
        for row in one.rows:
            yield f"    > {row.key}: {row.label}"
    for prompt in one.prompts:
        yield f"    ? {prompt.text}"


def _keys_of(form: Form, one: Field) -> dict[str, Any]:
    section = form.placed[one.key][0]
    return _without_empty(
        {
            "key": one.key,
            "kind": one.kind,
            "label": one.name,
            "section": section.name,
            "ids": list(one.ids),
            "who": list(form.who_fills(one.key)),
            "naming": form.naming_of(one.key),
            "options": _options(one.options),
            "columns": [
                _column(column) for column in columns_of(one) if column.kind not in ("printed", "shown")
            ],
            "rows": [{"row": row.key, "label": row.label} for row in one.rows],
            "grows": one.grows,
            "only_if": {key: list(codes) for key, codes in {**section.when, **one.when}.items()},
            "wanted": list(dict.fromkeys(want.rule for want in one.wanted)),
            "was": list(one.was),
        }
    )


def _column(column: Column) -> dict[str, Any]:
    return _without_empty(
        {
            "key": column.key,
            "kind": column.kind,
            "label": column.line,
            "options": _options(column.options),
        }
    )


def _options(options: tuple[Option, ...]) -> list[dict[str, str]]:
    return [{"code": option.code, "label": option.label} for option in options]


def _place(place: GoesTo) -> str:
    name = f", {place.name}" if place.name else ""
    share = {"whole": "", "child": " (each child's part)", "summary": " (a summary)"}[place.share]
    services = f", for {', '.join(place.services)}" if place.services else ""
    return f"{place.system}{name}{share}{services}"


def _when(when: Condition) -> str:
    return " and ".join(f"{key} is {' or '.join(codes)}" for key, codes in when.items())


def _bracketed(notes: list[str]) -> str:
    said = "; ".join(note for note in notes if note)
    return f"  [{said}]" if said else ""


def _without_empty(found: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in found.items() if value not in ("", [], {}, False, None)}
