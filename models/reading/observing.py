"""Observations that are arranged: which stand in the diary, which took place, which were called off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Boolean, Date, Integer, String, column, text
from sqlmodel import Session

from models.policy.pack import Pack
from models.reading.rows import rows

OF_PRACTICE = "observation"
"""The kind of an observation of practice, which every policy may have; the others are events of a pack."""


@dataclass(frozen=True, slots=True)
class PlannedSeen:
    """A planned observation: of whom, which kind, when, by whom, what is seen; from which day it was moved, and why.

    ``took_place`` is true where one of the kind is recorded of them on its day.
    """

    id: int
    practitioner_id: int
    kind: str
    day: date
    starts_at: str = ""
    observer: str = ""
    what: str = ""
    first_planned_for: date | None = None
    cancelled_on: date | None = None
    reason: str = ""
    cause: str = ""
    took_place: bool = False

    @property
    def is_open(self) -> bool:
        """Say whether it is still to take place."""
        return self.cancelled_on is None and not self.took_place


def called(pack: Pack, kind: str) -> str:
    """Return what a kind of observation is called."""
    label = next((one.label for one in pack.event_kinds if one.code == kind), kind.replace("_", " "))
    return "Observation of practice" if kind == OF_PRACTICE else label


def kinds_arranged(pack: Pack) -> tuple[tuple[str, str], ...]:
    """Return the kinds of observation that can be planned under a policy, with what each is called."""
    events = (one.code for one in pack.event_kinds if one.arranged)
    return tuple((kind, called(pack, kind)) for kind in (OF_PRACTICE, *events))


def is_meeting(pack: Pack, kind: str) -> bool:
    """Say whether what is arranged is a meeting with the practitioner, an appraisal say, and nothing is observed."""
    return any(one.code == kind and one.subject == "practitioner" for one in pack.event_kinds)


# The board's own start reads this, so it is asked in words: mapping a table costs memory (`models.tables`).
_SHOWN = """
SELECT p.id, p.practitioner_id, p.kind, p.planned_for, p.starts_at, p.observer, p.what,
       p.first_planned_for, p.cancelled_on, p.reason, p.cause,
       CASE p.kind
         WHEN 'observation' THEN EXISTS (
           SELECT 1 FROM observation o
           WHERE o.practitioner_id = p.practitioner_id AND o.observed_on = p.planned_for)
         ELSE EXISTS (
           SELECT 1 FROM dated_event e
           WHERE e.practitioner_id = p.practitioner_id AND e.type = p.kind AND e.happened_on = p.planned_for)
       END AS took_place
FROM planned_observation p
"""
_IN_POST = """
NOT EXISTS (SELECT 1 FROM practitioner w WHERE w.id = p.practitioner_id AND w.left_on < p.planned_for)
"""
_COLUMNS = (
    column("id", Integer),
    column("practitioner_id", Integer),
    column("kind", String),
    column("planned_for", Date),
    column("starts_at", String),
    column("observer", String),
    column("what", String),
    column("first_planned_for", Date),
    column("cancelled_on", Date),
    column("reason", String),
    column("cause", String),
    column("took_place", Boolean),
)


def read_planned(session: Session, practitioner_id: int | None = None) -> tuple[PlannedSeen, ...]:
    """Return what is to take place of everyone in post then, or of one practitioner: the next first."""
    whose = " AND p.practitioner_id = :person" if practitioner_id is not None else ""
    return tuple(
        one
        for one in _read(session, f"p.cancelled_on IS NULL AND {_IN_POST}{whose}", practitioner_id)
        if one.is_open
    )


def read_planned_of(session: Session, practitioner_id: int) -> tuple[PlannedSeen, ...]:
    """Return every one of a practitioner, those that took place and were called off among them."""
    return _read(session, "p.practitioner_id = :person", practitioner_id)


def _read(session: Session, where: str, practitioner_id: int | None) -> tuple[PlannedSeen, ...]:
    statement = text(f"{_SHOWN} WHERE {where} ORDER BY p.planned_for, p.starts_at, p.id").columns(*_COLUMNS)
    if practitioner_id is not None:
        statement = statement.bindparams(person=practitioner_id)
    return tuple(PlannedSeen(*row) for row in rows(session, statement))


def next_of(found: Sequence[PlannedSeen], practitioner_id: int, kind: str) -> PlannedSeen | None:
    """Return the next of a kind with a practitioner."""
    return next((one for one in found if (one.practitioner_id, one.kind) == (practitioner_id, kind)), None)
