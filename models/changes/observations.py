"""Observations of practice: that one took place, and the days on which its parts were written."""

from __future__ import annotations

from datetime import date

from sqlmodel import select

from models.changes import checks
from models.dates import show
from models.errors import Refused
from models.store.change import Change
from models.tables import Observation, Practitioner
from models.trail import Words

PARTS = {
    "observer_part_on": "the observer's part",
    "practitioner_part_on": "the practitioner's comments",
    "feedback_on": "the feedback session",
    "sent_on": "sent to quality assurance, as one of its sample",
}
"""The parts of an observation that have a day of their own."""


def record_observation(
    change: Change, practitioner_id: int, observed_on: date, observer: str = ""
) -> Observation:
    """Record that a practitioner's work was observed on a day, and by whom if that is known."""
    person = checks.found(change.session, Practitioner, practitioner_id, "practitioner")
    checks.not_future(observed_on, change.today, "The day of an observation")
    checks.in_order(person.started_on, observed_on, "They had not started then")
    checks.in_order(observed_on, person.left_on, "They had left by then")
    same = change.session.exec(
        select(Observation.id).where(
            Observation.practitioner_id == person.id, Observation.observed_on == observed_on
        )
    ).first()
    if same is not None:
        raise Refused(f"One is recorded for {show(observed_on)} already.")
    by = checks.line_of(observer, "name of the observer")
    row = change.insert(Observation(practitioner_id=person.id, observed_on=observed_on, observer=by))
    change.note(
        "record_observation",
        "observation",
        row.id,
        practitioner=person.id,
        observed_on=observed_on,
        observer=Words(by) if by else None,
    )
    return row


def date_observation_part(change: Change, observation_id: int, part: str, day: date) -> Observation:
    """Record the day of one of an observation's `PARTS`, or put it right."""
    row = checks.found(change.session, Observation, observation_id, "observation")
    if part not in PARTS:
        raise Refused(f"A part of an observation is one of {', '.join(PARTS.values())}.")
    checks.not_future(day, change.today, "The day of a part")
    checks.in_order(row.observed_on, day, "That day would lie before the observation")
    was: date | None = getattr(row, part)
    change.update(row, **{part: day})
    change.note("date_observation_part", "observation", row.id, part=part, was=was, became=day)
    return row


def remove_observation(change: Change, observation_id: int) -> None:
    """Take away an observation that was recorded by mistake; one with feedback stays."""
    row = checks.found(change.session, Observation, observation_id, "observation")
    if row.feedback_on is not None:
        raise Refused("Its feedback was given: it took place, and stays.")
    change.note("remove_observation", "observation", row.id, observed_on=row.observed_on)
    change.delete(row)
