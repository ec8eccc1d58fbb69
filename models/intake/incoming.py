"""What was read, whatever shape it had: plain records, each with the place it came from."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from models.intake.table.findings import Findings, Where

Shape = Literal["workbook", "annex_a", "ssd"]
PeriodKey = tuple[str, str, date, int]
"""A period in which a service is open: child's number, service, day it opened, and 1 (2 for a second that day)."""


@dataclass(slots=True)
class TeamIn:
    """The team a file is about; empty where it does not say."""

    where: Where
    name: str
    policy: str = ""
    service: str = ""
    manager: str = ""


@dataclass(slots=True)
class PersonIn:
    """A practitioner. ``values`` holds only what the file says, by the name of the field.

    ``assumed`` holds what is taken for someone new and never changes someone who is known.
    """

    where: Where
    number: str
    values: dict[str, Any]
    supervisor: str = ""
    assumed: dict[str, Any] = field(default_factory=dict)
    by_name: bool = False
    """The file knows only the name: the number was made from it."""


@dataclass(slots=True)
class ChildIn:
    """A child; an empty text is what the file does not say."""

    where: Where
    number: str
    initials: str = ""
    kind: str = ""
    family: str = ""
    joined_into: str = ""


@dataclass(slots=True)
class PeriodIn:
    """A period in which a service is or was open to a child, with its present or last holder and stage."""

    where: Where
    child: str
    service: str
    opened_on: date
    nth: int = 1
    assumed: bool = False
    """The file has no day of opening: ``opened_on`` is the day it was read."""
    closed_on: date | None = None
    closing_reason: str = ""
    transfer_on: date | None = None
    holder: str = ""
    held_since: date | None = None
    held_at: datetime | None = None
    stage: int | None = None
    stage_since: date | None = None

    @property
    def key(self) -> PeriodKey:
        """What other rows point at it by."""
        return self.child, self.service, self.opened_on, self.nth


@dataclass(slots=True)
class AllocationIn:
    """Who held a period, from when to when. Without ``opened_on`` the period is found by its service and day."""

    where: Where
    child: str
    service: str
    holder: str
    since: date
    at: datetime | None = None
    until: date | None = None
    opened_on: date | None = None
    nth: int = 1


@dataclass(slots=True)
class MoveIn:
    """A move to a stage. The period is found by what is given of it, else by the day."""

    where: Where
    child: str
    moved_on: date
    to_stage: int
    from_stage: int | None = None
    why: str = ""
    moved_by: str = ""
    session: str = ""
    service: str = ""
    opened_on: date | None = None
    nth: int = 1


@dataclass(slots=True)
class SituationIn:
    """A situation of a child. With ``assumed`` the file has no day: one that runs already stands for it."""

    where: Where
    child: str
    code: str
    since: date
    until: date | None = None
    value: str = ""
    assumed: bool = False


@dataclass(slots=True)
class SessionIn:
    """A supervision, with the numbers of the children discussed. ``values`` holds only what the file says."""

    where: Where
    code: str
    values: dict[str, Any]
    person: str = ""
    children: tuple[str, ...] = ()
    replaces: str = ""


@dataclass(slots=True)
class DiscussionIn:
    """A discussion that differs from its session."""

    where: Where
    session: str
    child: str
    kind: str
    at: date | None = None
    criterion: str = ""


@dataclass(slots=True)
class ActionIn:
    """An action. ``values`` holds only what the file says."""

    where: Where
    code: str
    values: dict[str, Any]
    child: str = ""
    person: str = ""
    session: str = ""


@dataclass(slots=True)
class DatedIn:
    """An absence, observation (planned, or taken place) or agreement of a practitioner: ``on`` names it."""

    where: Where
    person: str
    on: date
    values: dict[str, Any]


@dataclass(slots=True)
class GateIn:
    """A gate that was passed for a period."""

    where: Where
    child: str
    service: str
    rule: str
    passed_on: date
    reason: str
    opened_on: date | None = None
    nth: int = 1


@dataclass(slots=True)
class IntervalIn:
    """A shorter interval that the manager set for a child or a practitioner."""

    where: Where
    days: int
    reason: str
    since: date
    until: date | None = None
    child: str = ""
    person: str = ""


@dataclass(slots=True)
class EventIn:
    """Something that happened on a day: a child's, a practitioner's, or the team's."""

    where: Where
    type: str
    happened_on: date
    value: str = ""
    child: str = ""
    person: str = ""


@dataclass(slots=True)
class Incoming:
    """Everything that was read from the files of one import.

    ``covers`` are the services the file tells all about, so that what it lacks can be asked about (None:
    every service). ``lists_people`` says the same of practitioners. ``teams`` counts children by team,
    where the file names teams; ``team`` is the one that was taken.
    """

    shape: Shape
    files: tuple[str, ...]
    findings: Findings = field(default_factory=Findings)
    team_row: TeamIn | None = None
    people: list[PersonIn] = field(default_factory=list)
    children: dict[str, ChildIn] = field(default_factory=dict)
    periods: list[PeriodIn] = field(default_factory=list)
    allocations: list[AllocationIn] = field(default_factory=list)
    moves: list[MoveIn] = field(default_factory=list)
    situations: list[SituationIn] = field(default_factory=list)
    sessions: list[SessionIn] = field(default_factory=list)
    discussions: list[DiscussionIn] = field(default_factory=list)
    actions: list[ActionIn] = field(default_factory=list)
    absences: list[DatedIn] = field(default_factory=list)
    observations: list[DatedIn] = field(default_factory=list)
    arranged: list[DatedIn] = field(default_factory=list)
    agreements: list[DatedIn] = field(default_factory=list)
    gates: list[GateIn] = field(default_factory=list)
    intervals: list[IntervalIn] = field(default_factory=list)
    events: list[EventIn] = field(default_factory=list)
    covers: frozenset[str] | None = frozenset()
    lists_people: bool = False
    seen: set[tuple[str, str]] = field(default_factory=set)
    """Every child and service a row was about, rows that were not taken among them."""
    seen_people: set[str] = field(default_factory=set)
    teams: Counter[str] = field(default_factory=Counter)
    team: str = ""

    @property
    def needs_team(self) -> bool:
        """Say whether the file holds several teams and none was named."""
        return not self.team and len(self.teams) > 1
