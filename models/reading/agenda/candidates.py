"""What could be on an agenda: a candidate with its reasons in words, its minutes, and whether it must be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from typing import NamedTuple

CHILD_MINUTES, CHILD_LEAST, REFERENCE_MINUTES = 15, 5, 2
"""How long a child is talked about if there is time, at the least, and where a short entry refers to earlier
talks. Ours: no policy gives such figures."""


class Group(IntEnum):
    """Why something is proposed, in the order in which it is ranked."""

    CARRIED = 0
    DUE = 1
    EVERY = 2
    ACTIONS = 3
    PRIORITY = 4
    AD_HOC = 5
    RECORDS = 6
    NEAR = 7
    STANDING = 8
    OWN = 9
    LEFT = 10
    OFFERED = 11

    @property
    def label(self) -> str:
        """What the group is called."""
        return _LABELS[self]

    @property
    def code(self) -> str:
        """Return the code kept with an item of an agenda."""
        return self.name.lower()


_LABELS = {
    Group.CARRIED: "Actions carried over",
    Group.DUE: "Overdue, or would be before the next supervision",
    Group.EVERY: "At every supervision",
    Group.ACTIONS: "With actions from before",
    Group.PRIORITY: "The policy's priorities",
    Group.AD_HOC: "Talked about in between",
    Group.RECORDS: "Records",
    Group.NEAR: "Coming up",
    Group.STANDING: "Standing items",
    Group.OWN: "Brought by one of the two",
    Group.LEFT: "Left over from last time",
    Group.OFFERED: "If either wants it",
}


class Reason(NamedTuple):
    """Why something is proposed: the words, the rule or source they rest on, and of which group it is."""

    group: Group
    words: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing that could be talked about.

    ``key`` is what it is (``child:12``); ``home`` the session it belongs to (0: none of the sitting takes
    it). ``must``: someone's date would pass before the next supervision; ``by`` is that date. ``reference``
    says why a short entry may stand (NCT-T33), or is empty. ``takes`` is the kind of point it is.
    ``item_id`` is an item that waited for a session or was left over from one.
    """

    key: str
    label: str
    reasons: tuple[Reason, ...]
    home: int = 0
    child_id: int | None = None
    minutes: int = CHILD_MINUTES
    least: int = CHILD_LEAST
    must: bool = False
    by: date | None = None
    reference: str = ""
    whose: str = "policy"
    takes: str = ""
    rule: str = ""
    item_id: int | None = None
    place: int = 0
    """Where it stands among the points of its agenda; of children without a reason, since when not discussed."""
    picked: bool = False
    """Whether people pick it: filling an agenda leaves it, unless it stands on it or on the list already."""

    @property
    def group(self) -> Group:
        """The first of its groups."""
        return min((reason.group for reason in self.reasons), default=Group.STANDING)

    @property
    def why(self) -> str:
        """All its reasons in one sentence."""
        return "; ".join(dict.fromkeys(reason.words for reason in self.reasons if reason.words))

    @property
    def rank(self) -> tuple[int, bool, date, int, str]:
        """Order candidates: by group, in it what must be first, the earliest date first."""
        return self.group, not self.must, self.by or date.max, self.place, self.label


def ranked(found: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return candidates in their order."""
    return tuple(sorted(found, key=lambda one: one.rank))


@dataclass(frozen=True, slots=True)
class Slot:
    """Where something comes in the order of an agenda: a point, the children, what either brings."""

    takes: str
    key: str = ""
    home: int = 0


@dataclass(frozen=True, slots=True)
class Proposal:
    """Everything that could be on the agenda of a sitting, ranked, with the order in which it would stand.

    ``next_day`` is the next supervision after it, and ``next_why`` how that is known.
    """

    candidates: tuple[Candidate, ...]
    slots: tuple[Slot, ...] = ()
    next_day: date | None = None
    next_why: str = ""
    problems: tuple[str, ...] = field(default=())

    def of(self, key: str) -> Candidate | None:
        """Return the candidate of a key."""
        return next((one for one in self.candidates if one.key == key), None)
