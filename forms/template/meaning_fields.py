"""What is wrong with one field, seen in its whole form. Each fault is the key it stands under, and a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from forms.template.form import Form, Section
from forms.template.kinds import PRINTED_KINDS, RECORD_NAMES, SHORT_KINDS
from forms.template.parts import ACTION_KEYS, Column, Condition, Field

Fault = tuple[str, str]
_DATES = ("session_date", "next_date", "today", "review_date")
_TIMES = ("session_time", "next_time", "now")


def field_faults(form: Form, section: Section, number: int) -> Iterator[Fault]:
    """Yield everything that is wrong with a field of a section."""
    one = section.fields[number]
    for look in _LOOKS:
        yield from look(form, section, one)
    yield from _joined_faults(section, number)


def when_faults(form: Form, section: Section, when: Condition) -> Iterator[str]:
    """Yield what is wrong with a condition: a field that is not there, or a choice it does not offer."""
    for key, codes in when.items():
        place = form.placed.get(key)
        if place is None or place[1].kind not in ("choice", "ticks"):
            yield f"there is no choice called {key!r} in this form"
        elif place[0].each and not section.each:
            yield f"{key!r} repeats, and this does not"
        else:
            known = {option.code for option in place[1].options}
            yield from (f"{code!r} is no option of {key!r}" for code in codes if code not in known)


def _named(form: Form, section: Section, one: Field) -> Iterator[Fault]:
    same = [other for each in form.sections for other in each.fields if other.key == one.key]
    if len(same) > 1:
        yield "key", f"key: {one.key!r} stands more than once in this form"
    if not (one.ids or one.ours or section.ours or form.text == "ours"):
        yield "", "id is missing: which requirement this carries out, or ours = true"
    if not (one.label or one.part or one.text or one.joined or one.kind in ("rows", "actions")):
        yield "", "label is missing"
    if one.answered and not form.who_fills(one.key) and one.key:
        yield "", "who is missing: who fills this, here or in the section or the head"


def _printed(_form: Form, _section: Section, one: Field) -> Iterator[Fault]:
    if one.kind in ("list", "clauses") and not one.text:
        yield "", f"text is missing: what this {one.kind} says"
    if one.kind in PRINTED_KINDS and one.wanted:
        yield "wanted", "wanted: this takes no answer, so none can be wanted"
    if one.text and one.kind not in PRINTED_KINDS:
        yield "text", f"text: a field of kind {one.kind} prints no text; use prompts"


def _options(_form: Form, _section: Section, one: Field) -> Iterator[Fault]:
    chosen = one.kind in ("choice", "ticks")
    if chosen and not one.options and not one.lens:
        yield "", "options is missing: what can be chosen"
    if not chosen and (one.options or one.lens):
        yield "options", f"options: a field of kind {one.kind} has none"
    codes = [option.code for option in one.options]
    for index, code in enumerate(codes):
        if code in codes[:index]:
            yield f"options {index}", f"options: {code!r} stands here a second time"
    if one.default and chosen and one.default not in codes:
        yield "default", f"default: {one.default!r} is none of the options"


def _table(_form: Form, _section: Section, one: Field) -> Iterator[Fault]:
    if one.kind == "rows":
        if not one.columns:
            yield "", "columns is missing: what a row has"
        if not one.rows and not one.grows:
            yield "", "rows is missing, or grows = true: where rows come from"
        yield from _column_faults(one)
    elif one.columns or one.rows or one.grows or one.spare:
        yield "columns", f"columns: a field of kind {one.kind} is no table"
    if one.shows and one.kind != "actions":
        yield "shows", "shows: only actions show some of their parts"
    if set(one.shows) - set(ACTION_KEYS):
        yield "shows", f"shows: the parts of an action are {', '.join(ACTION_KEYS)}"


def _column_faults(one: Field) -> Iterator[Fault]:
    keys = [column.key for column in one.columns]
    for index, column in enumerate(one.columns):
        if column.key in keys[:index]:
            yield f"columns {index}", f"columns: {column.key!r} stands here a second time"
        if column.kind == "shown":
            yield from _shown_faults(one, column, index)
    rows = [row.key for row in one.rows]
    for index, row in enumerate(rows):
        if row in rows[:index]:
            yield f"rows {index}", f"rows: {row!r} stands here a second time"


def _shown_faults(one: Field, column: Column, index: int) -> Iterator[Fault]:
    repeated = one.column(column.of)
    if repeated is None or repeated.kind != "actions":
        yield f"columns {index}", f"columns: of: there is no column of actions called {column.of!r}"
    if set(column.shows) - set(ACTION_KEYS):
        yield f"columns {index}", f"columns: shows: the parts of an action are {', '.join(ACTION_KEYS)}"


def _conditions(form: Form, section: Section, one: Field) -> Iterator[Fault]:
    for text in when_faults(form, section, one.when):
        yield "when", f"when: {text}"
    for want in one.wanted:
        for text in when_faults(form, section, want.when):
            yield "wanted", f"wanted: {text}"
        if want.unless and (form.field(want.unless) is None):
            yield "wanted", f"wanted: unless: there is no field called {want.unless!r}"
        if want.every and one.kind != "ticks":
            yield "wanted", "wanted: every: only ticks have several options"
        for code in set(want.but) - {option.code for option in one.options}:
            yield "wanted", f"wanted: but: {code!r} is no option of {one.key!r}"


def _links(form: Form, _section: Section, one: Field) -> Iterator[Fault]:
    if one.of:
        signed = form.field(one.of)
        if signed is None or signed.kind != "signature" or one.kind != "date":
            yield "of", f"of: {one.of!r} is no signature, or this is no date"
    fits: dict[str, tuple[str, ...]] = {"date": _DATES, "time": _TIMES}
    others = (*_DATES, *_TIMES)
    if one.fill and (one.fill not in fits[one.kind] if one.kind in fits else one.fill in others):
        yield "fill", f"fill: {one.fill!r} does not go into a field of kind {one.kind}"
    if one.key in one.was:
        yield "was", "was: this is its present key"


def _clauses(form: Form, _section: Section, one: Field) -> Iterator[Fault]:
    if one.kind != "clauses":
        return
    from forms.clauses import clause_faults  # brings jinja: only forms with clauses pay for it

    known = blank_names(form)
    for index, clause in enumerate(one.text):
        for fault in clause_faults(clause, known):
            yield f"text {index}", f"text: {fault}"


def blank_names(form: Form) -> frozenset[str]:
    """Return the names that a clause of this form may use: its short single answers, and the record's."""
    short = {one.key for one in form.answered(each=False) if one.kind in SHORT_KINDS}
    return frozenset(RECORD_NAMES) | short


def _joined_faults(section: Section, number: int) -> Iterator[Fault]:
    one = section.fields[number]
    if not one.joined:
        return
    before = section.fields[number - 1] if number else None
    if before is None or one.joined not in (before.key, before.joined):
        yield "with", f"with: the field before this one is not {one.joined!r}"


_LOOKS: tuple[Callable[[Form, Section, Field], Iterator[Fault]], ...] = (
    _named,
    _printed,
    _options,
    _table,
    _conditions,
    _links,
    _clauses,
)
