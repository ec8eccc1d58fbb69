"""Conditions: to whom a rule applies, said with a few keys and no code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from models.dates import Span

Word = str | bool
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Condition:
    """All of what is set here must hold; within one key any of its words is enough.

    ``status`` and ``flags`` are two groups of situations, each with its own since and until. ``is_``
    compares facts with words, ``other_than`` holds where a list has anything else or nothing,
    ``lasting`` holds from the day a fact's date lies so long back.
    """

    service: frozenset[str] = _NONE
    role: frozenset[str] = _NONE
    status: frozenset[str] = _NONE
    flags: frozenset[str] = _NONE
    is_: Mapping[str, frozenset[Word]] = field(default_factory=dict)
    has: frozenset[str] = _NONE
    lacks: frozenset[str] = _NONE
    at_least: Mapping[str, float] = field(default_factory=dict)
    at_most: Mapping[str, float] = field(default_factory=dict)
    below: Mapping[str, float] = field(default_factory=dict)
    other_than: Mapping[str, frozenset[Word]] = field(default_factory=dict)
    lasting: Mapping[str, Span] = field(default_factory=dict)

    @property
    def depends_on_facts(self) -> bool:
        """Say whether more than service, roles and situations has to be looked at."""
        parts = (self.is_, self.has, self.lacks, self.at_least, self.at_most, self.below, self.other_than)
        return any(parts) or bool(self.lasting)

    @property
    def special(self) -> tuple[int, int]:
        """Rank how special this is: more keys first, then fewer words (the more special rule is named)."""
        groups = [group for group in (self.service, self.role, self.status, self.flags) if group]
        facts = (self.is_, self.has, self.lacks, self.at_least, self.at_most, self.below, self.other_than)
        count = len(groups) + sum(map(len, facts)) + len(self.lasting)
        return -count, sum(map(len, groups))
