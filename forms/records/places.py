"""Where an item of an agenda is written up: the section and the field of a form that take it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from forms.template.form import Form, Section

ALIKE = 8
"""How many letters the beginnings of two headings share where one stands for the other: ours."""
_TAKING = ("long", "line", "ticks", "rows", "actions")
"""Kinds of fields in which what was talked about is written."""


class Taken(NamedTuple):
    """The section of a form that takes an item; the field in it and its printed row (empty: the first)."""

    section: str
    field: str = ""
    row: str = ""


def place_of(form: Form, words: str, takes: str) -> Taken | None:
    """Return where an item is written up: by its words, else by the kind of point it is; None where nothing fits.

    A form's headings are often the policy's agenda itself. Else a section or field whose key is the kind of
    point (``wellbeing``, ``development``, ``children``) takes it.
    """
    found = _by_words(form, words) or (_by_key(form, takes) if takes else None)
    if found is None and takes in ("any", "supervisor", "supervisee"):
        found = _by_key(form, "other")
    return found


def first_place(form: Form) -> Taken | None:
    """Return the first section in which something is written that is not filled in from the store."""
    for section, one in form.placed.values():
        if one.kind in _TAKING and not one.fill:
            return Taken(section.key)
    return None


def _by_words(form: Form, words: str) -> Taken | None:
    wanted = _letters(words)
    if not wanted:
        return None
    named = list(_named(form))
    for heading, place in named:
        if heading == wanted:
            return place
    for heading, place in named:
        if min(len(heading), len(wanted)) >= ALIKE and (
            heading.startswith(wanted) or wanted.startswith(heading) or heading[:ALIKE] == wanted[:ALIKE]
        ):
            return place
    return None


def _named(form: Form) -> Iterator[tuple[str, Taken]]:
    """Yield every heading of a form with where it stands: sections first, then fields and their printed rows."""
    for section in form.sections:
        for text in (section.heading, section.name):
            yield _letters(text), Taken(section.key)
    for section, one in form.placed.values():
        if one.kind not in _TAKING:
            continue
        for text in (one.caption, one.part):
            yield _letters(text), Taken(section.key, one.key)
        for row in one.rows:
            yield _letters(row.label), Taken(section.key, one.key, row.key)


def _by_key(form: Form, takes: str) -> Taken | None:
    for section in form.sections:
        if _fits(section, takes):
            return Taken(section.key)
    for section, one in form.placed.values():
        if one.kind in _TAKING and (one.key == takes or takes in one.key.split("_")):
            return Taken(section.key, one.key)
    return None


def _fits(section: Section, takes: str) -> bool:
    return section.key == takes or (takes == "children" and section.each)


def _letters(text: str) -> str:
    """Return only the letters of a heading: numbers, dashes and capitals differ between agenda and form."""
    return "".join(letter for letter in text.casefold() if letter.isalpha())
