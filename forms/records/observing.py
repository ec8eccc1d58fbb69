"""Observations of practice: a record with an observer's and a practitioner's part dates the observation's parts."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlmodel import Session, select

from forms.answers.model import Answers, is_empty
from forms.template.form import Form
from models.changes.observations import date_observation_part, record_observation
from models.store.change import Change
from models.tables import Observation

OBSERVER, PRACTITIONER, FEEDBACK = "observer_part_on", "practitioner_part_on", "feedback_on"
"""The three parts in their order: written by the observer, commented by the practitioner, talked over."""
_BOTH = {"observer", "practitioner"}


def is_observation(form: Form) -> bool:
    """Say whether a form is one that an observer writes and the practitioner comments."""
    parties = {party for one in form.answered() for party in form.who_fills(one.key)}
    return form.about == "practitioner" and parties >= _BOTH


def said_parts(form: Form, answers: Answers) -> set[str]:
    """Return the parts somebody wrote: something long of the observer's, the practitioner's comments.

    A part is not done because the paper went round: an empty one is still to come (HAV-T29, HAV-T30).
    """
    said = set()
    for part, party in ((OBSERVER, "observer"), (PRACTITIONER, "practitioner")):
        theirs = (one.key for one in form.answered() if one.kind == "long")
        if any(form.who_fills(key) == (party,) and not is_empty(answers.value(key)) for key in theirs):
            said.add(part)
    return said


def unanswered(form: Form, answers: Answers) -> list[str]:
    """Return what an observation's form, or an agreement's, asks of both sides and has no answer yet.

    Signatures are given later; of an agreement a section in which nothing stands at all is left to be named itself.
    """
    asked = [
        one for one in form.answered(each=False) if one.kind not in ("signature", "actions") and not one.of
    ]
    open_ones = [one for one in asked if is_empty(answers.values.get(one.key))]
    if form.records == "agreement":
        begun = {form.placed[one.key][0].key for one in asked if one not in open_ones}
        open_ones = [one for one in open_ones if form.placed[one.key][0].key in begun]
    return [one.name.rstrip(":. ") for one in open_ones]


def date_part(
    change: Change,
    practitioner_id: int | None,
    observed_on: date,
    part: str,
    day: date,
    said: Collection[str],
) -> None:
    """Date one part of the observation of a day, and of those before it that have no day yet; dated ones stay.

    Only what was ``said`` is dated, beside the feedback session, which leaves no words of its own.
    """
    order = (OBSERVER, PRACTITIONER, FEEDBACK)
    done = [each for each in order[: order.index(part) + 1] if each in said or each == FEEDBACK]
    if practitioner_id is None or observed_on > day or not done:
        return
    row = _observation(change.session, practitioner_id, observed_on)
    if row is None:
        row = record_observation(change, practitioner_id, observed_on)
    for each in done:
        if getattr(row, each) is None:
            date_observation_part(change, row.id, each, day)


def _observation(session: Session, practitioner_id: int, observed_on: date) -> Observation | None:
    return session.exec(
        select(Observation).where(
            Observation.practitioner_id == practitioner_id, Observation.observed_on == observed_on
        )
    ).first()
