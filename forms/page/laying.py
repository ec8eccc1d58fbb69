"""Laying a record out: from a form and its answers to the blocks of a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from forms.answers.conditions import shown
from forms.answers.model import Answers, Part, Value
from forms.answers.showing import said
from forms.page.blocks import Block, Fact, Facts, Heading, Items, Place, Prose, Sign, Signs, Words
from forms.page.filling import blanks_of, defaults_of, short_answers
from forms.page.tables import grid
from forms.template.form import Form, Section
from forms.template.kinds import PREPARATION, SHORT_KINDS
from forms.template.parts import Field

ADDED = "Added by Footprint; the policy's form does not have this section."


@dataclass(frozen=True, slots=True)
class Layout:
    """What to lay out and how.

    ``record`` fills the blanks of clauses: supervisee, supervisor and so on. ``blank`` lays out the form
    to be filled by hand, with every section it can have. ``for_system`` leaves out what stays with the
    supervision record. ``lean`` leaves out what only says a child's name again, and a place of ours for earlier
    actions that is empty.
    """

    form: Form
    answers: Answers
    record: Mapping[str, str] = field(default_factory=dict)
    blank: bool = False
    for_system: bool = False
    lean: bool = False

    def has(self, section: Section, one: Field, part_id: str = "") -> bool:
        """Say whether a field belongs on this page."""
        if self.for_system and (section.stays or one.stays):
            return False
        if self.blank:
            return True
        if self.lean and one.ours and one.carries and one.kind == "long" and not self.text(one, part_id):
            return False
        return shown(self.form, section, one, self.answers, part_id)

    def text(self, one: Field, part_id: str = "") -> str:
        """Return a field's answer as text; on a blank page what the form itself prints there."""
        return said(one, one.default if self.blank else self.value(one, part_id))

    def value(self, one: Field, part_id: str = "") -> Value | None:
        """Return a field's answer."""
        return None if self.blank else self.answers.value(one.key, part_id)


def lay_out(page: Layout) -> tuple[Block, ...]:
    """Return the whole record as blocks, the form's title first."""
    return (*_title(page.form), *_sections(page))


def lay_out_part(page: Layout, part_id: str) -> tuple[Block, ...]:
    """Return what repeats for one child, family or case, and nothing else. Raises KeyError if there is none."""
    part = page.answers.part(part_id)
    if part is None:
        raise KeyError(part_id)
    repeated = [section for section in page.form.sections if section.each]
    return tuple(_whole_part(page, repeated, part))


def _title(form: Form) -> Iterator[Block]:
    yield Heading(1, form.title)
    if form.face:
        yield Words("face", form.face)


def _sections(page: Layout) -> Iterator[Block]:
    own = [section for section in page.form.sections if not section.ours]
    added = [section for section in page.form.sections if section.ours]
    for sections in (own, added):
        for each, grouped in groupby(sections, key=lambda section: section.each):
            run = list(grouped)
            yield from _repeated(page, run) if each else _single(page, run)
    yield from _kept(page)


def _single(page: Layout, sections: Iterable[Section]) -> Iterator[Block]:
    for section in sections:
        yield from _section(page, section)


def _repeated(page: Layout, sections: list[Section]) -> Iterator[Block]:
    """Lay out a run of repeated sections, part by part; once unfilled where there are no parts yet."""
    parts = page.answers.parts if page.answers.parts and not page.blank else (Part(""),)
    if len(sections) == 1:
        yield from _heading(sections[0])
        for part in parts:
            yield from _fields(page, sections[0], part.id)
        return
    for part in parts:
        yield from _whole_part(page, sections, part)


def _whole_part(page: Layout, sections: list[Section], part: Part) -> Iterator[Block]:
    """Lay out a child's part below its name, which a prep sheet says nowhere else: it has a page or two in all."""
    each = page.form.each
    named_by = page.form.field(each.named_by) if each else None
    name = page.text(named_by, part.id) if named_by and part.id else ""
    if each is not None:
        yield Heading(2, f"{each.label}: {name}" if name else each.label)
    for section in sections:
        if not (page.lean and name and page.form.records == PREPARATION and section.fields == (named_by,)):
            yield from _section(page, section, part.id, level=3)


def _section(page: Layout, section: Section, part_id: str = "", level: int = 2) -> Iterator[Block]:
    fields = list(_fields(page, section, part_id))
    if fields:
        yield from _heading(section, level)
        yield from fields


def _heading(section: Section, level: int = 2) -> Iterator[Block]:
    if section.heading or section.ours:
        yield Heading(level, section.heading or section.name)
    if section.ours:
        yield Words("added", ADDED)
    for text in section.says:
        yield Words("guidance", text)


def _fields(page: Layout, section: Section, part_id: str) -> Iterator[Block]:
    """Lay out the fields of a section: runs of short ones as facts, runs of signatures together."""
    fields = [one for one in section.fields if page.has(section, one, part_id)]
    for shape, run in groupby(fields, key=_shape):
        yield from _run(page, shape, list(run), part_id)


def _shape(one: Field) -> str:
    if one.kind == "signature" or one.of:
        return "sign"
    return "fact" if one.kind in SHORT_KINDS and not one.under else one.key


def _run(page: Layout, shape: str, run: list[Field], part_id: str) -> Iterator[Block]:
    if shape == "sign":
        yield Signs(tuple(_signs(page, run)))
    elif shape == "fact":
        yield Facts(tuple(_fact(page, one, part_id) for one in run))
    else:
        for one in run:
            if one.under:
                yield Heading(3, one.under)
            yield from _block(page, one, part_id)


def _fact(page: Layout, one: Field, part_id: str) -> Fact:
    label = one.part if one.joined and one.part else _label(one)
    return Fact(label, page.text(one, part_id), Place(one.key, part_id), one.placeholder)


def _label(one: Field) -> str:
    return one.caption or one.name


def _signs(page: Layout, run: list[Field]) -> Iterator[Sign]:
    dates = {one.of: one for one in run if one.of}
    for one in run:
        if one.kind != "signature":
            continue
        day = dates.get(one.key)
        yield Sign(
            _label(one),
            page.text(one),
            Place(one.key),
            day.caption if day else "",
            page.text(day) if day else "",
            Place(day.key) if day else None,
        )


def _block(page: Layout, one: Field, part_id: str) -> Iterator[Block]:
    match one.kind:
        case "head":
            yield Heading(3, one.label)
        case "note":
            yield from _notes(one)
        case "list":
            yield Items(one.caption, one.text, numbered=True)
        case "clauses":
            yield from _clauses(page, one)
        case "rows" | "actions":
            yield grid(one, page.value(one, part_id), part_id, blank=page.blank)
        case "ticks":
            yield _ticks(page, one, part_id)
        case kind if kind in SHORT_KINDS:
            yield Facts((_fact(page, one, part_id),))
        case _:
            yield Prose(_label(one), page.text(one, part_id), Place(one.key, part_id), _asks(page, one))


def _asks(page: Layout, one: Field) -> tuple[str, ...]:
    """Return the questions to think with, for a page on which nothing else could say them."""
    policies = page.form.policies
    return tuple(prompt.on_paper for prompt in one.prompts if prompt.is_asked(policies)) if page.blank else ()


def _notes(one: Field) -> Iterator[Block]:
    if one.label:
        yield Words("note", one.label)
    for text in one.text:
        yield Words("note", text)


def _clauses(page: Layout, one: Field) -> Iterator[Block]:
    """Lay out clauses with their blanks filled from the form's own short answers and the record."""
    from forms.clauses import fill_clause  # brings jinja: only forms with clauses pay for it

    values = defaults_of(page.form) if page.blank else page.answers.values
    filling = {**page.record, **short_answers(page.form, values)}
    told = tuple(fill_clause(clause, filling, blanks_of(page.form)) for clause in one.text)
    if one.bullets:
        yield Items(one.label, told)
        return
    if one.label:
        yield Heading(3, one.label)
    for text in told:
        yield Words("clause", text)


def _ticks(page: Layout, one: Field, part_id: str) -> Items:
    place = Place(one.key, part_id)
    if page.blank:
        return Items(_label(one), tuple(option.label for option in one.options), place=place)
    text = page.text(one, part_id)
    return Items(_label(one), tuple(text.split("\n")) if text else (), place=place)


def _kept(page: Layout) -> Iterator[Block]:
    """Lay out answers to fields that the form no longer has; they are never lost."""
    kept = [*page.answers.kept.items(), *(pair for part in page.answers.parts for pair in part.kept.items())]
    if not kept or page.blank or page.for_system:
        return
    yield Heading(2, "Answers to fields this form no longer has")
    for key, one in kept:
        text = one.value if isinstance(one.value, str) else "\n".join(_leaves(one.value))
        yield Prose(one.label, text, Place(key))


def _leaves(value: object) -> Iterator[str]:
    """Yield every text in a value of JSON, without the ids of rows."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from () if key == "id" else _leaves(each)
    elif isinstance(value, list):
        for each in value:
            yield from _leaves(each)
    elif value not in (None, ""):
        yield str(value)
