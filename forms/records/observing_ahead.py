"""The record of an observation that was planned: on which form, and begun with what was arranged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import select

from forms.answers.changing import with_value
from forms.answers.model import Answers
from forms.records.beginning import begin_answers
from forms.records.writing import Around, written
from forms.template.choosing import Occasion, fitting
from forms.template.form import Form
from models.changes.record_parts import About
from models.changes.records import begin_record
from models.reading.observing import OF_PRACTICE
from models.reading.record_context import AskedFor, read_people, read_record_context
from models.store.change import Change
from models.tables import Record

_OBSERVER = "observer"
"""The field of a form of observation that says who observed."""
_ROLE = "observer_role"
"""The field that says what they are, which begins as the supervisor's."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What took place: of whom, on which day, who observed, and at what time it began."""

    practitioner_id: int
    day: date
    observer: str = ""
    starts_at: str = ""


def form_for(forms: Iterable[Form], names: tuple[str, ...], kind: str) -> Form | None:
    """Return the form on which an observation of a kind is written: of practice, or the one that names the event."""
    fit = fitting(forms, Occasion(names, records="observation"))
    if kind == OF_PRACTICE:
        fit = [one for one in fit if one.about == "practitioner" and not one.event]
        return next((one for one in fit if one.text != "ours" or one.local), next(iter(fit), None))
    return next((one for one in fit if one.event == kind), None)


def begin_observed(change: Change, form: Form, seen: Seen, policy: str, now: datetime) -> int:
    """Begin the record of an observation, or find the one that was begun for that day; return its number."""
    there = select(Record.id).where(
        Record.form == form.code, Record.practitioner_id == seen.practitioner_id, Record.day == seen.day
    )
    found = change.session.exec(there).first()
    if found is not None:
        return found
    known = read_record_context(change.session, AskedFor(seen.day, None, seen.practitioner_id))
    answers = begin_answers(form, replace(known, session_time=seen.starts_at), now).answers
    field = _observed_by(form)
    if seen.observer and field:
        answers = with_value(answers, field, seen.observer)
        supervisor = known.supervisor.name if known.supervisor is not None else ""
        answers = _with_role(change, form, answers, seen.observer, supervisor)
    about = About(seen.day, None, seen.practitioner_id, ())
    return begin_record(change, form.code, policy, written(form, answers, Around(about))).id


def _observed_by(form: Form) -> str:
    """Return the key of the field that says who observed; in a 3-way that is the senior manager (HAV-N01)."""
    fields = list(form.answered(each=False))
    if any(one.key == _OBSERVER for one in fields):
        return _OBSERVER
    return next((one.key for one in fields if one.fill == "line_manager"), "")


def _with_role(change: Change, form: Form, answers: Answers, observer: str, supervisor: str) -> Answers:
    """Return answers with the observer's own role beside their name, or none where it is not known: not another's."""
    if observer.casefold() == supervisor.casefold():
        return answers
    job = next((one.job for one in read_people(change.session, change.today) if one.name == observer), "")
    for one in form.answered(each=False):
        if one.key == _ROLE and one.fill:
            answers = with_value(answers, one.key, job)
    return answers
