"""The due list: every line in order, with counts for headers, filters and groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from models.clock.engine import Clock
from models.dates import WorkingDays
from models.policy.pack import Pack
from models.reading.due.bands import Band
from models.reading.due.kinds import DISCUSSION, LABELS
from models.reading.due.lines import ADVISORY, MANAGERS_OWN, DueLine
from models.reading.facts.about import TeamFacts

GROUPS = ("band", "practitioner", "child", "kind", "rule")
"""What a list can be grouped by."""


@dataclass(frozen=True, slots=True)
class Only:
    """Which lines to keep; what is empty keeps all.

    ``practitioner`` is an id, ``child`` the number of a child, ``within`` keeps what is late or due in
    so many days, ``overdue`` only what is late; ``text`` is looked for in the whole sentence.
    """

    practitioner: int | None = None
    child: str = ""
    kind: str = ""
    rule: str = ""
    overdue: bool = False
    within: int | None = None
    text: str = ""

    def keeps(self, line: DueLine) -> bool:
        """Say whether a line is kept."""
        return (
            (self.practitioner is None or line.practitioner_id == self.practitioner)
            and (not self.child or line.about.facts.id == self.child)
            and (not self.kind or line.kind == self.kind)
            and (not self.rule or line.rule == self.rule)
            and (not self.overdue or line.is_late)
            and (self.within is None or self._is_near(line, self.within))
            and (not self.text or self.text.casefold() in f"{line.sentence()} {line.rule}".casefold())
        )

    @staticmethod
    def _is_near(line: DueLine, within: int) -> bool:
        return line.days_late is not None and line.days_late >= -within


@dataclass(frozen=True)
class DueList:
    """Everything due, the most urgent first (see `DueLine.urgency`)."""

    clock: Clock
    facts: TeamFacts
    lines: tuple[DueLine, ...]
    only: Only = field(default_factory=Only)

    @property
    def pack(self) -> Pack:
        """The pack it was made under."""
        return self.clock.pack

    @property
    def today(self) -> date:
        """The day it was made for."""
        return self.clock.today

    @cached_property
    def counts(self) -> Mapping[Band, int]:
        """How many lines stand in each band."""
        return Counter(line.band for line in self.lines)

    @property
    def overdue(self) -> int:
        """How many lines are late."""
        return sum(count for band, count in self.counts.items() if band.is_late)

    @property
    def this_week(self) -> int:
        """How many are due today or in the seven days after."""
        return sum(count for band, count in self.counts.items() if band.is_this_week)

    @cached_property
    def discuss_by(self) -> Mapping[int, date]:
        """The day by which each child (by the store's id) is to be discussed: the earliest of its lines."""
        found: dict[int, date] = {}
        for line in self.lines:
            if line.kind != DISCUSSION or line.day is None or _is_only_advice(line):
                continue
            child = line.about.entity_id
            if child not in found or line.day < found[child]:
                found[child] = line.day
        return found

    def where(self, only: Only) -> DueList:
        """Return the list with only some of its lines."""
        return replace(self, lines=tuple(filter(only.keeps, self.lines)), only=only)

    def grouped(self, by: str) -> list[tuple[str, tuple[DueLine, ...]]]:
        """Return the lines in groups, each with its heading, the group with the most urgent line first.

        ``by`` is one of `GROUPS`. Raises KeyError for anything else.
        """
        heading = _HEADINGS[by]
        groups: dict[str, list[DueLine]] = {}
        for line in self.lines:
            groups.setdefault(heading(line), []).append(line)
        return [(name, tuple(lines)) for name, lines in groups.items()]

    @property
    def working(self) -> WorkingDays:
        """Which days are worked, by the clock."""
        return self.clock.working


def _is_only_advice(line: DueLine) -> bool:
    """Say whether a board should not warn of it: a recommendation, or the manager's own date once it has passed."""
    return line.band is Band.MISSED or (line.force in ADVISORY and line.rule != MANAGERS_OWN)


def _practitioner(line: DueLine) -> str:
    return line.person.name or ("The team" if line.kind != DISCUSSION else "Not allocated")


def _child(line: DueLine) -> str:
    return line.label if line.about.entity == "child" else "Not about one child"


_HEADINGS: Mapping[str, Callable[[DueLine], str]] = {
    "band": lambda line: line.band.label,
    "practitioner": _practitioner,
    "child": _child,
    "kind": lambda line: LABELS[line.kind],
    "rule": lambda line: line.rule or "No rule",
}
