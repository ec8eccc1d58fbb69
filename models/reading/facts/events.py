"""Dated events as the clock sees them: what they settle, what they tell, and those that are counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from models.dates import add_months
from models.facts import NAMES, Event
from models.policy.parts import EventKind
from models.reading.facts.desk import Desk
from models.reading.facts.values import fact_of
from models.tables import DatedEvent


@dataclass(slots=True)
class Events:
    """What the events of practitioners and of the team say; children's are read with the children.

    ``lasts`` holds the last day on each clock, ``told`` the facts, ``of_people`` all events, by
    practitioner. ``pair`` holds the last days of the clocks of a supervisory relationship. The team's
    and its service's own stand under the kind of subject.
    """

    lasts: dict[int, dict[str, date]] = field(default_factory=lambda: defaultdict(dict))
    told: dict[int, dict[str, Any]] = field(default_factory=lambda: defaultdict(dict))
    of_people: dict[int, tuple[Event, ...]] = field(default_factory=dict)
    pair: dict[int, dict[str, date]] = field(default_factory=lambda: defaultdict(dict))
    team_lasts: dict[str, dict[str, date]] = field(default_factory=lambda: defaultdict(dict))
    team_told: dict[str, dict[str, Any]] = field(default_factory=lambda: defaultdict(dict))
    team_events: dict[str, tuple[Event, ...]] = field(default_factory=dict)


Row = tuple[str, date, str]
"""Type, day and value of an event."""


def read_events(desk: Desk) -> Events:
    """Read every event up to the day that is not a child's."""
    kinds = {each.code: each for each in desk.pack.event_kinds}
    found = Events()
    people: dict[int, list[Row]] = defaultdict(list)
    team: list[Row] = []
    for person, *row in desk.rows(desk.some_staff(_statement(desk), DatedEvent.practitioner_id)):
        (team if person is None else people[person]).append((row[0], row[1], row[2]))
        desk.met(f"event:{row[0]}", [row[1]])
        for clock in kinds[row[0]].settles if row[0] in kinds else ():
            desk.met(f"{kinds[row[0]].subject}:{clock}", [row[1]])
    for person, rows in people.items():
        found.of_people[person] = tuple(Event(day, kind) for kind, day, _ in rows)
        found.lasts[person] |= lasts_of(rows, kinds, "practitioner")
        found.pair[person] |= lasts_of(rows, kinds, "supervisory_relationship")
        found.told[person] |= told_by(rows, kinds, "practitioner", desk.as_at)
    for subject in ("team", "service"):
        found.team_lasts[subject] |= lasts_of(team, kinds, subject)
        found.team_told[subject] |= told_by(team, kinds, subject, desk.as_at)
        found.team_events[subject] = tuple(Event(day, kind) for kind, day, _ in team)
    return found


def _statement(desk: Desk) -> Any:
    return (
        select(
            col(DatedEvent.practitioner_id),
            col(DatedEvent.type),
            col(DatedEvent.happened_on),
            col(DatedEvent.value),
        )
        .where(col(DatedEvent.child_id).is_(None), col(DatedEvent.happened_on) <= desk.as_at)
        .order_by(col(DatedEvent.happened_on), col(DatedEvent.id))
    )


def lasts_of(rows: Iterable[Row], kinds: Mapping[str, EventKind], subject: str) -> dict[str, date]:
    """Return the last day of each clock that events of a subject settle; ``rows`` oldest first."""
    return {
        clock: day
        for kind, day, _ in rows
        if kind in kinds and kinds[kind].subject == subject
        for clock in kinds[kind].settles
    }


def told_by(rows: Iterable[Row], kinds: Mapping[str, EventKind], subject: str, as_at: date) -> dict[str, Any]:
    """Return the facts that events tell: the latest day and value, or what the year's numbers add up to."""
    told: dict[str, Any] = {}
    for code, day, value in rows:
        kind = kinds.get(code)
        if kind is None or kind.subject != subject:
            continue
        if kind.fact:
            told[kind.fact] = day
        said = fact_of(NAMES[kind.value].shape, value, day) if kind.value else None
        if said is None:
            continue
        if not kind.adds:
            told[kind.value] = said
        elif day > add_months(as_at, -12):
            told[kind.value] = told.get(kind.value, 0) + said
    return told
