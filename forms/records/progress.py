"""How far a record has come, section by section: what is answered, and what a rule still wants there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from forms.answers.completeness import Missing, missing
from forms.answers.conditions import holds, shown
from forms.answers.model import Answers, is_empty
from forms.answers.showing import said
from forms.template.form import Form, Section
from forms.template.parts import Field


@dataclass(frozen=True, slots=True)
class Progress:
    """One section (of one part): how many of its fields are answered, how many things a rule wants.

    ``name`` is what a list calls it; ``part_name`` whom it is about, where it repeats; ``said`` its state
    in words where that is no matter of fields.
    """

    section: Section
    part: str
    name: str
    part_name: str
    answered: int
    fields: int
    wanted: int
    said: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """The section and the part."""
        return self.section.key, self.part

    @property
    def words(self) -> str:
        """The state in a word: ``empty``, ``2 of 5``, ``done``; nothing for what is only printed."""
        if self.said or not self.fields:
            return self.said
        if self.answered == self.fields:
            return "done"
        return f"{self.answered} of {self.fields}" if self.answered else "empty"


def progress(form: Form, answers: Answers) -> list[Progress]:
    """Return every section that belongs to this record, in the order in which it is gone through.

    Sections that repeat stand together, part after part.
    """
    wanting = missing(form, answers)
    return [_of(form, answers, section, part, wanting) for section, part in in_order(form, answers)]


def in_order(form: Form, answers: Answers) -> Iterator[tuple[Section, str]]:
    """Yield every section that belongs to this record with its part, part after part."""
    repeated = [section for section in form.sections if section.each]
    done = False
    for section in form.sections:
        if not section.each:
            if _belongs(form, answers, section):
                yield section, ""
        elif not done:
            done = True
            for part in answers.parts:
                for each in repeated:
                    if _belongs(form, answers, each, part.id):
                        yield each, part.id


def _belongs(form: Form, answers: Answers, section: Section, part: str = "") -> bool:
    """Say whether a section is part of this record: it is asked, or something stands in it that was typed."""
    return holds(section.when, form, answers, part) or any(
        one.answered and shown(form, section, one, answers, part) for one in section.fields
    )


def part_name(form: Form, answers: Answers, part_id: str) -> str:
    """Return what a part is called: whom it is about, or which one it is."""
    if form.each is None or not part_id:
        return ""
    one = form.field(form.each.named_by)
    name = said(one, answers.value(form.each.named_by, part_id)) if one else ""
    number = next((n for n, part in enumerate(answers.parts, 1) if part.id == part_id), 0)
    return name or f"{form.each.label} {number}"


def _is_asked_row_by_row(one: Field) -> bool:
    """Say whether each printed row of a field is a question of its own, with answers to choose from."""
    return bool(one.rows) and not one.grows and any(column.kind == "choice" for column in one.columns)


def _answers(one: Field, answers: Answers, part: str) -> int:
    """Return how many answers a field has: one of ten questions is not all of them."""
    value = answers.value(one.key, part)
    if not _is_asked_row_by_row(one):
        return int(not is_empty(value))
    printed = {row.key for row in one.rows}
    rows = value if isinstance(value, tuple) else ()
    return sum(row.id in printed and not is_empty((row,)) for row in rows)


def _of(form: Form, answers: Answers, section: Section, part: str, wanting: Iterable[Missing]) -> Progress:
    here = [
        one
        for one in section.fields
        if one.answered
        and one.kind != "signature"
        and not one.of
        and shown(form, section, one, answers, part)
    ]
    keys = {one.key for one in section.fields}
    return Progress(
        section,
        part,
        section.name,
        part_name(form, answers, part),
        sum(_answers(one, answers, part) for one in here),
        sum(len(one.rows) if _is_asked_row_by_row(one) else 1 for one in here),
        sum(each.key in keys and each.part in (part, "") for each in wanting),
    )
