"""What only the whole form shows: keys that nobody has, choices without options, fields out of place."""

from __future__ import annotations

from collections.abc import Iterator

from forms.template.form import Form
from forms.template.lines import Place
from forms.template.meaning_fields import field_faults, when_faults
from forms.template.reading import FormReader
from models.policy.parts import Problem

MAX_FIELDS = 300
"""How many fields a form may have; the largest of ours has about sixty."""


def problems_of(form: Form, reader: FormReader) -> list[Problem]:
    """Return every problem of a form, those of its reading too, in the order of its lines."""
    for key, text in _head_faults(form):
        reader.note((), key, text)
    for index, section in enumerate(form.sections):
        place, put_in = reader.places[index]
        for key, text in _section_faults(form, index):
            reader.note(place, key, text, section.key)
        for number, one in enumerate(section.fields):
            at: Place = place if put_in else (*place, "field", number)
            for key, text in field_faults(form, section, number):
                reader.note(at, "" if put_in else key, text, one.key or section.key)
    return sorted(dict.fromkeys(reader.problems))


def _head_faults(form: Form) -> Iterator[tuple[str, str]]:
    if form.path is not None and form.code and form.code != form.path.stem:
        yield "code", f"code: {form.code!r} is not the name of the file, {form.path.stem!r}"
    if not any(section.fields for section in form.sections):
        yield "", "section is missing: a form needs a section with a field"
    if form.text != "printed" and not form.face:
        yield "text", f"face is missing: a form that is {form.text} says so on its face"
    if sum(len(section.fields) for section in form.sections) > MAX_FIELDS:
        yield "", f"the form has more than {MAX_FIELDS} fields"
    if form.signed_by and any(one.kind == "signature" for one in form.answered()):
        yield "signed_by", "signed_by: it has fields for signatures, and those say who signs"
    yield from _each_faults(form)
    yield from _apart_faults(form)


def _apart_faults(form: Form) -> Iterator[tuple[str, str]]:
    named = list(form.answered(each=False))
    if form.apart and form.each is not None:
        yield "apart", "apart: its sections repeat, so that all children stand in one record"
    elif form.apart == "child" and not any(one.kind == "child" for one in named):
        yield "apart", "apart: no field names the child that a record is about"
    elif form.apart == "family" and not any(col.kind == "child" for one in named for col in one.columns):
        yield "apart", "apart: no table has a column for the children that a record is about"
    if form.otherwise and not form.apart:
        yield "otherwise", "otherwise: only a form that is apart needs another for what is about no child"


def _each_faults(form: Form) -> Iterator[tuple[str, str]]:
    repeats = [section.each for section in form.sections]
    if form.each is None:
        if any(repeats):
            yield "", "each is missing: a section repeats, but the head does not say for whom"
        return
    if not any(repeats):
        yield "each", "each: no section repeats"
    elif False in repeats[repeats.index(True) : len(repeats) - repeats[::-1].index(True)]:
        yield "each", "each: the sections that repeat must stand together"
    keys = {one.key: one for one in form.answered(each=True)}
    if form.each.named_by not in keys:
        yield "each", f"each: named_by: no repeated field is called {form.each.named_by!r}"
    if form.each.differ_in and form.each.differ_in not in keys:
        yield "each", f"each: differ_in: no repeated field is called {form.each.differ_in!r}"
    if form.each.at_least > 1 and not form.each.rule:
        yield "each", "each: rule is missing: which rule wants more than one"


def _section_faults(form: Form, index: int) -> Iterator[tuple[str, str]]:
    section = form.sections[index]
    if any(other.key == section.key for other in form.sections[:index]):
        yield "key", f"key: a section called {section.key!r} stands here a second time"
    for text in when_faults(form, section, section.when):
        yield "when", f"when: {text}"
