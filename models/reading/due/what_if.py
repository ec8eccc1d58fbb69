"""What if: the same subject with a fact changed, and how its dates move."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from models.clock.engine import Clock
from models.clock.outcome import Due
from models.facts import Facts, Situation


@dataclass(frozen=True, slots=True)
class Moved:
    """One clock before and after a change; a side is empty where nothing runs there."""

    clock: str
    what: str
    before: Due | None
    after: Due | None

    @property
    def days(self) -> int | None:
        """By how many days the date moves: negative is sooner; None where one of the two has none."""
        first = self.before.due_day if self.before is not None else None
        second = self.after.due_day if self.after is not None else None
        return None if first is None or second is None else (second - first).days


def what_if(clock: Clock, facts: Facts, **changes: Any) -> list[Moved]:
    """Return every clock of a subject as it is and as it would be with some facts changed.

    Names are those of `models.facts`: ``last``, ``start``, ``next_session``, ``service``, ``roles``,
    ``situations`` and every fact of ``NAMES``.
    """
    before, after = _by_clock(clock, facts), _by_clock(clock, facts.changed(**changes))
    names = dict.fromkeys((*before, *after))
    return [
        Moved(name, (after.get(name) or before[name]).what, before.get(name), after.get(name))
        for name in names
    ]


def with_situation(facts: Facts, code: str, since: date | None = None) -> Facts:
    """Return the facts with one more situation or flag of the pack."""
    return facts.changed(situations=(*facts.situations, Situation(code, since)))


def without_situation(facts: Facts, code: str) -> Facts:
    """Return the facts without a situation."""
    return facts.changed(situations=tuple(each for each in facts.situations if each.code != code))


def discussed_on(clock: Clock, facts: Facts, day: date) -> Facts:
    """Return the facts as if a held, formal discussion or session on a day had settled every session clock."""
    if facts.subject != "practitioner":
        others = tuple(each._replace(last=day) for each in facts.others)
        return facts.changed(last=day, others=others)
    return facts.changed(lasts={**facts.lasts, **dict.fromkeys(clock.pack.sessions, day)})


def _by_clock(clock: Clock, facts: Facts) -> dict[str, Due]:
    return {due.clock: due for due in clock.due(facts)}
