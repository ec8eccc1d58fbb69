"""Front Door sampling over sessions that follow each other: which criteria were sampled, which are still to come.

The policy wants at least two families a session across its four criteria (KCC-T36, KCC-P44); two can't cover
four, so over consecutive sessions all are sampled in turn (KCC-X19). A round ends with the session in which
the last of them was sampled; what is missing from the open round comes next.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from models.reading.rows import rows
from models.tables import Child, Discussion, Involvement, Supervision

SAMPLED = "front door"
"""The occasion of a session in which work is sampled."""


@dataclass(frozen=True, slots=True)
class SampledFamily:
    """One family in a sampled session, by one of its children; ``family`` is the same for siblings."""

    child_id: int
    number: str
    family: int
    criterion: str


@dataclass(frozen=True, slots=True)
class SampledSession:
    """One sampled session and the families talked about; siblings count as one family."""

    id: int
    practitioner_id: int | None
    held_on: date
    families: tuple[SampledFamily, ...] = ()

    @property
    def count(self) -> int:
        """How many families were talked about."""
        return len({one.family for one in self.families})

    @property
    def criteria(self) -> tuple[str, ...]:
        """The different criteria they were picked by, in the order in which they came."""
        return tuple(dict.fromkeys(one.criterion for one in self.families if one.criterion))


@dataclass(frozen=True, slots=True)
class Rotation:
    """How the criteria went round: the sessions (the latest first), whole rounds, and the round that is open.

    ``open_sessions`` is how many sessions the open round has had; ``last`` when each criterion was last sampled.
    """

    criteria: tuple[str, ...]
    sessions: tuple[SampledSession, ...] = ()
    rounds: int = 0
    open_sessions: int = 0
    covered: frozenset[str] = frozenset()
    last: tuple[tuple[str, date], ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """What the open round has not sampled yet, the longest ago first: from these the next are picked."""
        days = dict(self.last)
        left = [one for one in self.criteria if one not in self.covered]
        return tuple(sorted(left, key=lambda one: days.get(one, date.min)))


def read_rotation(
    session: Session,
    criteria: Sequence[str],
    today: date,
    *,
    practitioner_id: int | None = None,
    limit: int = 60,
) -> Rotation:
    """Return how sampling went over the latest sessions, with one practitioner or with all of a team."""
    statement = (
        select(col(Supervision.id), col(Supervision.practitioner_id), col(Supervision.held_on))
        .where(col(Supervision.occasion) == SAMPLED, col(Supervision.held_on) <= today)
        .order_by(col(Supervision.held_on).desc(), col(Supervision.id).desc())
        .limit(limit)
    )
    if practitioner_id is not None:
        statement = statement.where(col(Supervision.practitioner_id) == practitioner_id)
    found = rows(session, statement)
    families = _families(session, [row[0] for row in found])
    held = [SampledSession(row[0], row[1], row[2], tuple(families.get(row[0], ()))) for row in found]
    return rotation_of(criteria, held)


def rotation_of(criteria: Sequence[str], sessions: Sequence[SampledSession]) -> Rotation:
    """Return how the criteria went round over sessions, the latest of which comes first."""
    rounds = open_sessions = 0
    covered: set[str] = set()
    last: dict[str, date] = {}
    for one in reversed(sessions):
        open_sessions += 1
        known = [each for each in one.criteria if each in criteria]
        covered.update(known)
        last.update(dict.fromkeys(known, one.held_on))
        if criteria and covered >= set(criteria):
            rounds, open_sessions, covered = rounds + 1, 0, set()
    return Rotation(
        tuple(criteria),
        tuple(sessions),
        rounds,
        open_sessions,
        frozenset(covered),
        tuple(sorted(last.items(), key=lambda each: each[1])),
    )


def read_pool(session: Session, service: str, today: date, *, since: date) -> list[SampledFamily]:
    """Return whom a draw is made from: each family whose work with a service was open since a day, once.

    At the Front Door that work is closed, or with someone else (KCC-P44), so closed work is in it too.
    """
    statement = (
        select(col(Child.id), col(Child.number), col(Child.family_id))
        .join(Involvement, col(Involvement.child_id) == col(Child.id))
        .where(
            col(Involvement.service) == service,
            col(Involvement.opened_on) <= today,
            col(Involvement.closed_on).is_(None) | (col(Involvement.closed_on) >= since),
        )
        .order_by(col(Child.number))
    )
    found: dict[int, SampledFamily] = {}
    for child_id, number, family in rows(session, statement):
        key = family if family is not None else -child_id
        found.setdefault(key, SampledFamily(child_id, number, key, ""))
    return list(found.values())


def draw(
    pool: Sequence[SampledFamily], rotation: Rotation, seed: int, count: int
) -> tuple[SampledFamily, ...]:
    """Draw families at random: the same pool, sessions and seed always give the same.

    Whoever was talked about in the sessions that are known is drawn only once all others were.
    """
    before = {one.family for each in rotation.sessions for one in each.families}
    fresh = [one for one in pool if one.family not in before]
    rest = [one for one in pool if one.family in before]
    dice = random.Random(seed)  # noqa: S311 - a draw that can be repeated, not a secret
    dice.shuffle(fresh)
    dice.shuffle(rest)
    return tuple([*fresh, *rest][:count])


def _families(session: Session, ids: Sequence[int]) -> dict[int, list[SampledFamily]]:
    found: dict[int, list[SampledFamily]] = {}
    statement = (
        select(
            col(Discussion.supervision_id),
            col(Child.id),
            col(Child.number),
            col(Child.family_id),
            col(Discussion.criterion),
        )
        .join(Child, col(Child.id) == col(Discussion.child_id))
        .where(col(Discussion.supervision_id).in_(ids), col(Discussion.at).is_not(None))
        .order_by(col(Discussion.id))
    )
    for held, child_id, number, family, criterion in rows(session, statement):
        key = family if family is not None else -child_id
        found.setdefault(held, []).append(SampledFamily(child_id, number, key, criterion))
    return found
