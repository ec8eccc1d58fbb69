"""What the proposal for a sitting is made from: the due list of one practitioner and what else the store knows.

Everything here is plain values: `models.reading.agenda.proposing` works on them without a store.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from models.drift import Drift
from models.reading.actions import ActionLine
from models.reading.agenda.listed import Listed
from models.reading.agenda.sitting import Sitting
from models.reading.due.listing import DueList
from models.reading.facts.about import About
from models.reading.observing import PlannedSeen


class Talk(NamedTuple):
    """That a child was talked about: when, in what kind of session, on which occasion, and if it was written up."""

    day: date
    kind: str
    occasion: str
    recorded: bool


class Ahead(NamedTuple):
    """A dated event that lies ahead of a child: a review, a conference."""

    code: str
    day: date


@dataclass(frozen=True, slots=True)
class ChildTold:
    """One child of the practitioner's: facts as the clock has them, talks, what lies ahead, the pace on the board."""

    id: int
    label: str
    about: About
    service: str
    held_since: date
    opened_on: date
    stage: int
    stage_since: date
    pace: Drift | None = None
    talks: tuple[Talk, ...] = ()
    ahead: tuple[Ahead, ...] = ()
    actions: tuple[ActionLine, ...] = ()

    @property
    def last(self) -> date | None:
        """The last formal discussion."""
        return self.about.facts.last


TYPED = ("own", "left", "prep")
"""Sources of items whose words a person typed."""


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item of an agenda, or one that waits for a session."""

    id: int
    supervision_id: int | None
    source: str
    key: str
    whose: str
    words: str
    child_id: int | None
    child: str
    minutes: int
    by_reference: bool
    state: str
    spent: int
    note: str
    split_from_id: int | None
    number: str = ""

    @property
    def is_typed(self) -> bool:
        """Say whether its words came from a person and not from the policy: they are kept from others' eyes."""
        brought = self.whose != "policy" and self.source in TYPED
        return brought or self.child_id is not None or self.split_from_id is not None

    @property
    def label(self) -> str:
        """What it is called: the child with what it is about, or its words."""
        return f"{self.child}: {self.words}" if self.child and self.words else self.child or self.words


@dataclass(frozen=True, slots=True)
class Disturbed:
    """How often one side was late, interrupted, cancelled or moved since a day."""

    whose: str
    late: int = 0
    interrupted: int = 0
    cancelled: int = 0
    moved: int = 0

    @property
    def total(self) -> int:
        """All of it."""
        return self.late + self.interrupted + self.cancelled + self.moved


@dataclass(frozen=True, slots=True)
class Upward:
    """One supervisee: how often late for supervision, how often and how many days away sick, in six months."""

    id: int
    label: str
    late: int = 0
    sick: int = 0
    days: int = 0
    away: bool = False


@dataclass(frozen=True, slots=True)
class Whom:
    """Whom the sitting is with: service, roles, and whether they are frontline. Empty for a group.

    ``above`` is who supervises the manager, where the sitting is the manager's own.
    """

    id: int | None = None
    name: str = ""
    service: str = ""
    roles: tuple[str, ...] = ()
    frontline: bool = True
    performance_plan: bool = False
    above: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """Everything the proposal is made from. ``unentered`` are labels of records that are on no case system yet."""

    sitting: Sitting
    whom: Whom
    due: DueList
    next_day: date | None
    next_why: str
    children: tuple[ChildTold, ...] = ()
    own_actions: tuple[ActionLine, ...] = ()
    waiting: tuple[ItemView, ...] = ()
    left: tuple[ItemView, ...] = ()
    left_on: date | None = None
    unfinished: tuple[str, ...] = ()
    unentered: tuple[str, ...] = ()
    disturbed: tuple[Disturbed, ...] = ()
    upward: tuple[Upward, ...] = ()
    listed: tuple[Listed, ...] = ()
    elsewhere: Mapping[int, date] = field(default_factory=dict)
    """The day of another session on whose list a child stands, by the child's id: a second slot."""
    apart: bool = False
    """Whether the agreement says that personal and case supervision are two sittings (KCC-P38)."""
    observing: tuple[PlannedSeen, ...] = ()
    """The observations of this practitioner that are still to take place."""
    lasts: Mapping[str, date] = field(default_factory=dict)
    """The last held session of each kind with this practitioner (or of the group)."""

    @property
    def today(self) -> date:
        """The day it was read on."""
        return self.due.today

    @property
    def last_one_to_one(self) -> date | None:
        """The last one-to-one that was held."""
        pack = self.due.pack
        own = [day for kind, day in self.lasts.items() if pack.one_to_one in pack.session_kind(kind).settles]
        return max(own, default=None)
