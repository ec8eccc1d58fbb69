"""What a record still lacks because a rule of the policy wants it. Nothing else is ever wanted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from forms.answers.conditions import asked, holds
from forms.answers.model import Answers, is_empty
from forms.answers.showing import said
from forms.template.form import Each, Form, Section
from forms.template.parts import Field, Want
from models.dates import counted


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing: where, what to call it, and the rule that wants it."""

    key: str
    label: str
    rule: str
    part: str = ""
    row: str = ""

    def __str__(self) -> str:
        return f"{self.label} ({self.rule})"


def missing(form: Form, answers: Answers) -> list[Missing]:
    """Return everything a rule wants and the answers lack, in the form's order; empty if complete."""
    found: list[Missing] = []
    if form.each is not None:
        found += _too_few(form, form.each, answers)
    for section in form.sections:
        parts = [part.id for part in answers.parts] if section.each else [""]
        for part_id in parts:
            for one in section.fields:
                found += _lacking(form, section, one, answers, part_id)
    return found


def _lacking(form: Form, section: Section, one: Field, answers: Answers, part_id: str) -> Iterator[Missing]:
    if not (one.wanted or one.rows) or not asked(form, section, one, answers, part_id):
        return
    value = answers.value(one.key, part_id)
    for want in _wanting(one.wanted, form, answers, part_id):
        if want.every and isinstance(value, dict):
            for option in one.options:
                if option.code not in value:
                    yield Missing(one.key, option.label, want.rule, part_id, option.code)
        elif is_empty(value) or value in want.but:
            yield Missing(one.key, one.name, want.rule, part_id)
            break
    rows = {row.id: row for row in value} if isinstance(value, tuple) else {}
    for printed in one.rows:
        for want in _wanting(printed.wanted, form, answers, part_id):
            if printed.key not in rows or is_empty((rows[printed.key],)):
                yield Missing(one.key, printed.says or printed.label, want.rule, part_id, printed.key)


def _wanting(wanted: tuple[Want, ...], form: Form, answers: Answers, part_id: str) -> Iterator[Want]:
    """Yield the wants that hold now."""
    for want in wanted:
        place = form.placed.get(want.unless)
        instead = answers.value(want.unless, part_id if place and place[0].each else "") if place else None
        if is_empty(instead) and holds(want.when, form, answers, part_id):
            yield want


def _too_few(form: Form, each: Each, answers: Answers) -> Iterator[Missing]:
    """Yield that there are too few parts, or too few different answers among them, where a rule says so."""
    if not each.rule:
        return
    if len(answers.parts) < each.at_least:
        words = f"at least {counted(each.at_least, each.label.lower(), _many(each.label.lower()))}"
        yield Missing(each.named_by, words, each.rule)
    one = form.field(each.differ_in)
    if one is None:
        return
    different = {said(one, part.values.get(one.key)) for part in answers.parts} - {""}
    if len(different) < each.differ:
        yield Missing(one.key, f"{one.name}: at least {each.differ} different ones", each.rule)


def _many(word: str) -> str:
    return {"child": "children", "family": "families"}.get(word, f"{word}s")
