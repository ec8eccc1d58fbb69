"""Observations that are arranged for a day to come: planned, moved, called off with a reason, and held.

They are planned and agreed beforehand (HAV-P25), arranged in advance (KCC-P45). That one took place is told by
the observation itself, or by the event of the pack, of that day: `models.changes.observations`, `events`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from models.changes import checks, sessions
from models.changes.events import record_event
from models.changes.observations import record_observation
from models.dates import add_months, show
from models.errors import Refused
from models.policy.pack import Pack
from models.reading.observing import OF_PRACTICE
from models.store.change import Change
from models.tables import DatedEvent, Observation, PlannedObservation
from models.trail import Words

_FURTHEST = 24
"""Months ahead for which one may be planned: beyond that a year was mistyped."""


@dataclass(frozen=True, slots=True)
class Arranged:
    """What is arranged: the day and time, which kind, who observes, and in a line what is seen."""

    day: date
    kind: str = OF_PRACTICE
    starts_at: str = ""
    observer: str = ""
    what: str = ""


def plan_observation(
    change: Change, pack: Pack, practitioner_id: int, arranged: Arranged
) -> PlannedObservation:
    """Arrange an observation of a practitioner, or of a supervision with them, for a day from today on.

    Raises Refused for a kind that the policy does not arrange, a day on which they are not in post or on
    which one of the kind is planned or recorded already.
    """
    if arranged.kind != OF_PRACTICE and arranged.kind not in {
        one.code for one in pack.event_kinds if one.arranged
    }:
        raise Refused("The policy knows no such observation. Choose one from the list.")
    person = _whom(change, practitioner_id, arranged.day)
    _refuse_taken(change, person, arranged.kind, arranged.day)
    observer = checks.line_of(arranged.observer, "name of the observer")
    what = checks.line_of(arranged.what, "line on what is observed")
    row = change.insert(
        PlannedObservation(
            practitioner_id=person,
            kind=arranged.kind,
            planned_for=arranged.day,
            starts_at=sessions.time_of(arranged.starts_at),
            observer=observer,
            what=what,
        )
    )
    change.note(
        "plan_observation",
        "planned_observation",
        row.id,
        practitioner=person,
        kind=row.kind,
        planned_for=row.planned_for,
        starts_at=row.starts_at,
        observer=Words(observer) if observer else None,
        what=Words(what) if what else None,
    )
    return row


def move_observation(
    change: Change, planned_id: int, day: date, reason: str, cause: str, *, starts_at: str | None = None
) -> PlannedObservation:
    """Move a planned observation to another day; the day it was first planned for is kept."""
    row = _planned(change, planned_id)
    words, code = sessions.why(reason, "moved", "it"), sessions.cause_of(cause)
    was = row.planned_for
    time = row.starts_at if starts_at is None else sessions.time_of(starts_at)
    if (day, time) == (was, row.starts_at):
        raise Refused(f"It stands for {show(day)} already.")
    _whom(change, row.practitioner_id, day)
    _refuse_taken(change, row.practitioner_id, row.kind, day, but=row.id)
    change.update(row, planned_for=day, starts_at=time, reason=words, cause=code, **_first(row, day))
    change.note(
        "move_observation",
        "planned_observation",
        row.id,
        practitioner=row.practitioner_id,
        was=was,
        became=day,
        cause=code,
        reason=Words(words),
    )
    return row


def call_off_observation(change: Change, planned_id: int, reason: str, cause: str) -> PlannedObservation:
    """Call a planned observation off, with the reason; what is due of it stays due."""
    row = _planned(change, planned_id)
    words, code = sessions.why(reason, "called off", "it"), sessions.cause_of(cause)
    change.update(row, cancelled_on=change.today, reason=words, cause=code)
    change.note(
        "call_off_observation",
        "planned_observation",
        row.id,
        practitioner=row.practitioner_id,
        planned_for=row.planned_for,
        cause=code,
        reason=Words(words),
    )
    return row


def hold_observation(change: Change, pack: Pack, planned_id: int, day: date, observer: str = "") -> date:
    """Record that a planned observation took place on a day, and return it: what follows counts from there.

    Where one of the kind is recorded for that day already, that is the one.
    """
    row = _planned(change, planned_id)
    checks.not_future(day, change.today, "The day of an observation")
    was = row.planned_for
    change.update(row, planned_for=day, **_first(row, day))
    change.note(
        "hold_observation",
        "planned_observation",
        row.id,
        practitioner=row.practitioner_id,
        kind=row.kind,
        planned_for=was,
        held_on=day,
    )
    if _is_recorded(change, row.practitioner_id, row.kind, day):
        return day
    if row.kind == OF_PRACTICE:
        record_observation(change, row.practitioner_id, day, observer or row.observer)
    else:
        record_event(change, pack, row.kind, day, practitioner_id=row.practitioner_id)
    return day


def _is_recorded(change: Change, practitioner_id: int, kind: str, day: date) -> bool:
    """Say whether one of the kind is recorded of a practitioner on a day."""
    seen = select(Observation.id).where(
        Observation.practitioner_id == practitioner_id, Observation.observed_on == day
    )
    event = select(DatedEvent.id).where(
        DatedEvent.practitioner_id == practitioner_id,
        DatedEvent.type == kind,
        DatedEvent.happened_on == day,
    )
    return change.session.exec(seen if kind == OF_PRACTICE else event).first() is not None


def _planned(change: Change, planned_id: int) -> PlannedObservation:
    """Return one that is still to take place."""
    row = checks.found(change.session, PlannedObservation, planned_id, "planned observation")
    if row.cancelled_on is not None:
        raise Refused(f"It was called off on {show(row.cancelled_on)}. Plan another in its place.")
    if _is_recorded(change, row.practitioner_id, row.kind, row.planned_for):
        raise Refused(f"It took place on {show(row.planned_for)}.")
    return row


def _whom(change: Change, practitioner_id: int, day: date) -> int:
    """Return the practitioner; raise Refused for a day that has passed, is far off, or finds them not in post."""
    if day < change.today:
        raise Refused(f"{show(day)} has passed. Record what took place, or choose another day.")
    if day > add_months(change.today, _FURTHEST):
        raise Refused(f"{show(day)} is more than two years off. Look at the year.")
    found = sessions.with_whom(change, practitioner_id, day)
    assert found is not None
    return found


def _refuse_taken(change: Change, practitioner_id: int, kind: str, day: date, but: int = 0) -> None:
    same = select(PlannedObservation.id).where(
        PlannedObservation.practitioner_id == practitioner_id,
        PlannedObservation.kind == kind,
        PlannedObservation.planned_for == day,
        PlannedObservation.id != but,
        col(PlannedObservation.cancelled_on).is_(None),
    )
    if change.session.exec(same).first() is not None:
        raise Refused(f"One is planned for {show(day)} already.")
    if _is_recorded(change, practitioner_id, kind, day):
        raise Refused(f"One is recorded for {show(day)} already.")


def _first(row: PlannedObservation, day: date) -> dict[str, date]:
    """Return the day it was first planned for, where it moves away from it now."""
    moves = row.first_planned_for is None and day != row.planned_for
    return {"first_planned_for": row.planned_for} if moves else {}
