"""What a practitioner's page lists of papers and days: observations with their parts, events, plans, agreements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Executable, func, select
from sqlmodel import Session, col

from models.policy.pack import Pack
from models.reading.observing import PlannedSeen, read_planned_of
from models.reading.rows import rows
from models.tables import DatedEvent, Observation, Record


@dataclass(frozen=True, slots=True)
class ObservationView:
    """An observation of practice: by whom, the days of its parts, and when it went to quality assurance."""

    id: int
    observed_on: date
    observer: str
    observer_part_on: date | None
    practitioner_part_on: date | None
    feedback_on: date | None
    sent_on: date | None


@dataclass(frozen=True, slots=True)
class EventView:
    """Something that happened on a day, in the pack's words; ``value`` is what it says beside its day."""

    id: int
    code: str
    label: str
    happened_on: date
    value: str


@dataclass(frozen=True, slots=True)
class PaperView:
    """A record that belongs to no session: a plan, an agreement, a list of what a file holds."""

    record_id: int
    form: str
    day: date
    state: str


@dataclass(frozen=True, slots=True)
class Papers:
    """All of them, the latest first; what was planned, the next first."""

    observations: tuple[ObservationView, ...] = ()
    planned: tuple[PlannedSeen, ...] = ()
    """Observations that were arranged and did not take place: those to come, and those called off."""
    events: tuple[EventView, ...] = ()
    records: tuple[PaperView, ...] = ()
    moved: tuple[PlannedSeen, ...] = ()
    """Observations that took place on another day than that they were first planned for."""

    def moved_to(self, kind: str, day: date) -> PlannedSeen | None:
        """Return the planned observation that took place on a day after it was moved, if it was."""
        return next((one for one in self.moved if (one.kind, one.day) == (kind, day)), None)


def read_papers(session: Session, pack: Pack, practitioner_id: int, today: date) -> Papers:
    """Return what there is of a practitioner but the records on forms: `read_records_on`."""
    labels = {one.code: one.label for one in pack.event_kinds}
    planned = read_planned_of(session, practitioner_id)
    return Papers(
        tuple(ObservationView(*row) for row in rows(session, _observations(practitioner_id, today))),
        tuple(one for one in planned if not one.took_place),
        _viewed(
            rows(
                session,
                _events(
                    (col(DatedEvent.practitioner_id) == practitioner_id)
                    & (col(DatedEvent.happened_on) <= today)
                ),
            ),
            labels,
        ),
        moved=tuple(
            one for one in planned if one.took_place and one.cancelled_on is None and one.first_planned_for
        ),
    )


def read_records_on(session: Session, practitioner_id: int, forms: Iterable[str]) -> tuple[PaperView, ...]:
    """Return the records of a practitioner on some forms, by their codes, the latest first."""
    return tuple(PaperView(*row) for row in rows(session, _records(practitioner_id, tuple(forms))))


def _observations(practitioner_id: int, today: date) -> Executable:
    return (
        select(
            col(Observation.id),
            col(Observation.observed_on),
            col(Observation.observer),
            col(Observation.observer_part_on),
            col(Observation.practitioner_part_on),
            col(Observation.feedback_on),
            col(Observation.sent_on),
        )
        .where(col(Observation.practitioner_id) == practitioner_id, col(Observation.observed_on) <= today)
        .order_by(col(Observation.observed_on).desc(), col(Observation.id).desc())
    )


def read_child_events(session: Session, pack: Pack, child_id: int) -> tuple[EventView, ...]:
    """Return what took place of a child that the policy counts from, those to come among it, the latest first."""
    labels = {one.code: one.label for one in pack.event_kinds}
    return _viewed(rows(session, _events(col(DatedEvent.child_id) == child_id)), labels)


def _viewed(found: Iterable[Any], labels: Mapping[str, str]) -> tuple[EventView, ...]:
    return tuple(
        EventView(number, code, labels.get(code, code.replace("_", " ")), day, value)
        for number, code, day, value in found
    )


def _events(where: Any) -> Executable:
    return (
        select(col(DatedEvent.id), col(DatedEvent.type), col(DatedEvent.happened_on), col(DatedEvent.value))
        .where(where)
        .order_by(col(DatedEvent.happened_on).desc(), col(DatedEvent.id).desc())
    )


def _records(practitioner_id: int, forms: tuple[str, ...]) -> Executable:
    return (
        select(col(Record.id), col(Record.form), col(Record.day), col(Record.state))
        .where(col(Record.practitioner_id) == practitioner_id, col(Record.form).in_(forms))
        .order_by(col(Record.day).desc(), col(Record.id).desc())
    )


def named_in(session: Session, practitioner_id: int, form: str, keys: Iterable[str]) -> str:
    """Return who is named in the latest record on a form in one of these fields; nothing where nobody is."""
    for key in keys:
        named = func.json_extract(col(Record.answers), f"$.answers.{key}")
        statement = (
            select(named)
            .where(
                col(Record.practitioner_id) == practitioner_id, col(Record.form) == form, named.is_not(None)
            )
            .order_by(col(Record.day).desc(), col(Record.id).desc())
            .limit(1)
        )
        found = rows(session, statement)
        if found and isinstance(found[0][0], str) and found[0][0].strip():
            return found[0][0].strip()
    return ""
