"""Where an item of an agenda is written up: the section and the field of a form that take it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from forms.records.beginning import siblings_in
from forms.template.form import Form
from models.policy.pack import Pack
from models.reading.agenda.running import point_of
from models.reading.agenda.told import ItemView

ALIKE = 8
"""How many letters the beginnings of two headings share where one stands for the other: ours."""
_TAKING = ("long", "line", "ticks", "rows", "actions")
"""Kinds of fields in which what was talked about is written."""
_BROUGHT = ("any", "supervisor", "supervisee", "policy", "disturbances")
"""What has no heading of its own on a form: what either brings, what the clock and the diary bring."""


class Taken(NamedTuple):
    """The section of a form that takes an item; the field in it and its printed row (empty: the first)."""

    section: str
    field: str = ""
    row: str = ""


def place_of_item(form: Form, pack: Pack, item: ItemView, *, in_parts: bool = False) -> Taken | None:
    """Return where an item of an agenda is written up in a record on a form; None where nothing fits.

    ``in_parts``: where it is written up of each child, though it is about no one of them.
    """
    point = point_of(pack, item)
    takes = takes_of(pack, item)
    typed = point is None and item.is_typed
    of_child = in_parts or item.child_id is not None
    return place_of(form, item.words, takes, typed=typed, of_child=of_child)


def takes_of(pack: Pack, item: ItemView) -> str:
    """Return what kind of item it is: of a point of the policy what it takes up, else whose it is."""
    point = point_of(pack, item)
    if point is not None:
        return point.takes
    return "children" if item.child_id is not None else item.whose


def place_of(
    form: Form, words: str, takes: str, *, typed: bool = False, of_child: bool = False
) -> Taken | None:
    """Return where an item is written up: by its words, else by the kind of point it is; None where nothing fits.

    What is said of one child goes into that child's part where the form has such; what is about no child never does.
    A form's headings are often the policy's agenda itself. Else a section or field whose key is the kind of
    point (``wellbeing``, ``development``, ``children``) takes it. What either of the two brings goes into the
    field that the form marks for it (``takes``); words that a person ``typed`` stand for a heading only where
    they are the whole of it.
    """
    for each in (True, False) if of_child else (False,):
        found = _by_words(form, words, whole=typed, each=each)
        if found is None and takes in _BROUGHT:
            found = _marked(form, takes, each=each) or _marked(form, "any", each=each)
        elif found is None and takes:
            found = _by_key(form, takes, each=each)
        if found is not None:
            return found
    return None


def first_place(form: Form, *, of_child: bool = False) -> Taken | None:
    """Return the first section in which something is written that is not filled in from the store."""
    names = siblings_in(form)
    for section, one in form.placed.values():
        named_in = names is not None and one.key == names[0]
        if one.kind in _TAKING and not one.fill and not named_in and (of_child or not section.each):
            return Taken(section.key)
    return None


def _by_words(form: Form, words: str, *, whole: bool, each: bool) -> Taken | None:
    wanted = _letters(words)
    if not wanted:
        return None
    named = list(_named(form, each=each))
    for heading, place in named:
        if heading == wanted:
            return place
    if whole:
        return None
    for heading, place in named:
        if min(len(heading), len(wanted)) >= ALIKE and (
            heading.startswith(wanted) or wanted.startswith(heading) or heading[:ALIKE] == wanted[:ALIKE]
        ):
            return place
    return None


def _named(form: Form, *, each: bool) -> Iterator[tuple[str, Taken]]:
    """Yield every heading of a form with where it stands: sections first, then fields and their printed rows."""
    for section in form.sections:
        for text in (section.heading, section.name) if section.each is each else ():
            yield _letters(text), Taken(section.key)
    for section, one in form.placed.values():
        if one.kind not in _TAKING or section.each is not each:
            continue
        for text in (one.caption, one.part):
            yield _letters(text), Taken(section.key, one.key)
        for row in one.rows:
            yield _letters(row.label) or _letters(row.says), Taken(section.key, one.key, row.key)


def _marked(form: Form, takes: str, *, each: bool) -> Taken | None:
    """Return the field, or the printed row of a table, that the form marks for what is brought."""
    for section, one in form.placed.values():
        if section.each is not each:
            continue
        if takes in one.takes:
            return Taken(section.key, one.key)
        for row in one.rows:
            if takes in row.takes:
                return Taken(section.key, one.key, row.key)
    return None


def _by_key(form: Form, takes: str, *, each: bool) -> Taken | None:
    for section in form.sections:
        if section.each is each and (section.key == takes or (takes == "children" and each)):
            return Taken(section.key)
    names = siblings_in(form)
    for section, one in form.placed.values():
        if section.each is not each or one.kind not in _TAKING:
            continue
        if names is not None and one.key == names[0]:
            continue  # it says who they are, not what was said of them
        if one.key == takes or takes in one.key.split("_"):
            return Taken(section.key, one.key)
    return None


def _letters(text: str) -> str:
    """Return only the letters of a heading: numbers, dashes and capitals differ between agenda and form."""
    return "".join(letter for letter in text.casefold() if letter.isalpha())
