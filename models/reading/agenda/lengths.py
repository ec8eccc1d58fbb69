"""How long a sitting may be by the policy: what its rules say of the minutes of each of its sessions, together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models.clock.engine import Clock
from models.clock.lengths import judge_length
from models.dates import counted
from models.facts import Facts
from models.reading.agenda.sitting import Sitting
from models.reading.agenda.told import Whom

OTHERWISE = 90
"""How long a session is where nothing says so: Kent's and Havering's hour and a half."""


@dataclass(frozen=True, slots=True)
class Lengths:
    """The least and the most minutes of a sitting, where the policy says so, and the rules that do."""

    least: int = 0
    most: int = 0
    rules: tuple[str, ...] = ()

    @property
    def usual(self) -> int:
        """How long it is where nobody has said."""
        return max(self.least, min(OTHERWISE, self.most or OTHERWISE))

    def against(self, minutes: int) -> str:
        """Return what the policy has against a length, or nothing."""
        rules = f" ({', '.join(self.rules)})" if self.rules else ""
        if self.least and minutes < self.least:
            return f"{counted(minutes, 'minute')}, and at least {self.least} are wanted{rules}."
        if self.most and minutes > self.most:
            return f"{counted(minutes, 'minute')}, and at most {self.most} by the policy{rules}."
        return ""


def lengths_of(clock: Clock, sitting: Sitting, whom: Whom) -> Lengths:
    """Return how long a sitting may be: the sums over its sessions; no most where one of them has none."""
    found = [list(_of_kind(clock, one.kind, whom)) for one in sitting.sessions]
    least = [max((low for _, low, _ in each), default=0) for each in found]
    most = [min((high for _, _, high in each if high), default=0) for each in found]
    rules = dict.fromkeys(rule for each in found for rule, _, _ in each)
    return Lengths(sum(least), sum(most) if all(most) else 0, tuple(rules))


def _of_kind(clock: Clock, kind: str, whom: Whom) -> Iterator[tuple[str, int, int]]:
    """Yield each rule on the length of one session of a kind, with its least and its most minutes."""
    for name in clock.pack.session_kind(kind).settles:
        told = {"minutes": OTHERWISE, "clock": name}
        facts = Facts("session", service=whom.service, roles=whom.roles, more=told)
        for rule in clock.pack.rules:
            if rule.length is not None and judge_length(clock, facts, rule) is not None:
                yield rule.id, rule.length.minimum or 0, rule.length.maximum or 0
