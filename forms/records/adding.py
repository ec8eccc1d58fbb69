"""A record given by a script: its answers from a file, with everything the store knows filled in around them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from forms.answers.changing import without_empty_rows
from forms.answers.completeness import Missing, missing
from forms.answers.given import read_given
from forms.answers.model import Answers, Part
from forms.checks.anonymity import Known
from forms.checks.whole import remarks
from forms.records.beginning import begin_answers, too_many, with_ramp
from forms.records.writing import Around, day_of, written
from forms.template.form import Form
from models.changes.record_parts import About, Written
from models.errors import Refused
from models.policy import Pack
from models.reading.names import read_names
from models.reading.record_context import AskedFor, RecordContext, read_numbers, read_record_context


@dataclass(frozen=True, slots=True)
class Given:
    """A record as a script gives it: what is written, what could not be read, what a rule wants, remarks."""

    written: Written
    wrong: Mapping[str, str]
    missing: tuple[Missing, ...]
    remarks: tuple[str, ...]


def read_record_given(
    session: Session,
    form: Form,
    given: Mapping[str, Any],
    asked: AskedFor,
    now: datetime,
    today: date,
    pack: Pack | None = None,
) -> Given:
    """Read a record given as a table keyed by field; nothing is written here.

    What the file leaves out is filled in as the screen fills it in, with a ``pack`` from its rules too. Children
    are known by the numbers in the answers, or are those asked for. Raises Refused where they are more than the
    form can be about.
    """
    taken = read_given(form, given, today)
    known = read_record_context(session, replace(asked, day=day_of(form, taken.answers, asked.day)))
    if pack is not None:
        known = with_ramp(session, pack, form, known, asked.day)
    if wrong := too_many(form, known.children):
        raise Refused(wrong)
    answers, links = _filled(form, taken.answers, known, now)
    person = known.supervisee.id if known.supervisee else None
    about = About(known.session_date or asked.day, known.supervision_id, person, links)
    full = written(form, answers, Around(about, read_numbers(session)))
    said = remarks(form, answers, Known(*read_names(session)), full.about.day)
    return Given(
        full,
        taken.wrong,
        tuple(missing(form, answers)),
        tuple(dict.fromkeys(f"{each.place.key}: {each.text}" for each in said)),
    )


def _filled(
    form: Form, answers: Answers, known: RecordContext, now: datetime
) -> tuple[Answers, tuple[tuple[int, str], ...]]:
    """Return answers with what the store knows where nothing was given, and the children asked for."""
    begun = begin_answers(form, known, now)
    start = without_empty_rows(begun.answers)
    values = {**start.values, **answers.values}
    if form.each is None or not answers.parts:
        kept = replace(
            answers, values=values, parts=answers.parts or start.parts, made=answers.made + start.made
        )
        return kept, begun.children
    parts = _parts(answers.parts, start.parts)
    now_called = {early.id: part.id for part, early in zip(parts, start.parts, strict=False)}
    links = tuple((child_id, now_called[part]) for child_id, part in begun.children if part in now_called)
    return replace(answers, values=values, parts=parts), links


def _parts(given: Sequence[Part], begun: Sequence[Part]) -> tuple[Part, ...]:
    """Return the parts that were given, each with what is known of the child that was asked for in its place."""
    found = []
    for number, part in enumerate(given):
        early = begun[number].values if number < len(begun) else {}
        found.append(replace(part, values={**early, **part.values}))
    return tuple(found)
