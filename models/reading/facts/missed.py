"""The one-to-one that passed without someone who was to be talked about in it (BCT-T36, KCC-T03, NCT-T41).

Who belongs on every agenda is due at the practitioner's next one-to-one. If that was held and they were
not discussed, it stays the day they were due: a session without them never puts them off.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from models.clock.plan import SUPERVISED
from models.facts import Situation
from models.policy.rule import NextSession, Rule
from models.reading.facts.days import ONE
from models.reading.facts.desk import Desk
from models.reading.facts.sessions import NOT_ONES_OWN
from models.tables import Supervision


class Missed:
    """Looks for it, where the pack has such rules; the sessions are read only once one is asked for."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        rules = [rule for rule in desk.pack.rules if _is_meant(rule)]
        conditions = [condition for rule in rules for condition in rule.when]
        self._codes = frozenset[str]().union(*(each.status | each.flags for each in conditions))
        self._events = frozenset(
            rule.terms.of for rule in rules if isinstance(rule.terms, NextSession) and rule.terms.of
        )

    def day(
        self,
        person: int | None,
        situations: Iterable[Situation],
        told: Mapping[str, Any],
        last: date | None,
    ) -> date | None:
        """Return the first one-to-one since it was asked for that passed without them; None if none did."""
        asked = [each.since for each in situations if each.code in self._codes and each.since is not None]
        asked += [told[name] for name in self._events if name in told]
        if person is None or not asked:
            return None
        since = min(asked) if last is None else max(min(asked), last + ONE)
        held = self._held.get(person, [])
        place = bisect_left(held, since)
        return held[place] if place < len(held) else None

    @cached_property
    def _held(self) -> Mapping[int, list[date]]:
        """The days of each practitioner's held one-to-ones, oldest first."""
        pack = self._desk.pack
        kinds = [each.code for each in pack.session_kinds if pack.one_to_one in each.settles]
        statement = (
            select(col(Supervision.practitioner_id), col(Supervision.held_on))
            .where(
                col(Supervision.kind).in_(kinds),
                col(Supervision.occasion).not_in(NOT_ONES_OWN),
                col(Supervision.held_on) <= self._desk.as_at,
                col(Supervision.practitioner_id).is_not(None),
            )
            .order_by(col(Supervision.held_on))
        )
        found: dict[int, list[date]] = defaultdict(list)
        for person, day in self._desk.rows(self._desk.some_staff(statement, Supervision.practitioner_id)):
            found[person].append(day)
        return found


def _is_meant(rule: Rule) -> bool:
    return isinstance(rule.terms, NextSession) and not SUPERVISED.isdisjoint(rule.subject)
