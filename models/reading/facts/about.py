"""What was read: facts for the clock, each with whom it concerns and where it stands in the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from models.clock.outcome import Gap
from models.facts import Facts
from models.reading.facts.kept import Kept

NO_HOLDERS: Mapping[str, int] = MappingProxyType({})


class About(NamedTuple):
    """The facts of one subject, and what a line of a list needs beside them.

    ``entity`` and ``entity_id`` say which row opens it: a child, practitioner, supervision, agreement,
    observation or team. ``practitioner_id`` is whose work it is; where several services are open to a
    child, ``holders`` has the one of each service.
    """

    facts: Facts
    entity: str
    entity_id: int
    label: str
    practitioner_id: int | None = None
    holders: Mapping[str, int] = NO_HOLDERS
    day: date | None = None
    """The day of a session, record or observation; else empty."""


class Mistake(NamedTuple):
    """Something in the store that can't be, or can't be worked out: about whom, what is wanted, and why not."""

    about: About
    what: str
    gap: Gap


@dataclass(frozen=True, slots=True)
class Person:
    """A practitioner as lists name them; ``away_until`` is the last day of an absence that runs, if known.

    ``left_on`` is their last day in post, also where it is still to come.
    """

    id: int
    number: str
    name: str
    short: str
    initials: str
    is_away: bool = False
    away_until: date | None = None
    left_on: date | None = None


@dataclass(frozen=True, slots=True)
class TeamFacts:
    """Everything the clock is told about a team on a day.

    ``as_at`` is the day the store was read as it stood on. ``outside`` are those whom no one in this
    store supervises: they are in no list. ``team`` is the team's name.
    """

    as_at: date
    abouts: tuple[About, ...]
    mistakes: tuple[Mistake, ...]
    people: Mapping[int, Person]
    outside: tuple[Person, ...]
    kept: Kept
    team: str = ""

    def of(self, subject: str, number: str) -> list[About]:
        """Return the facts of one subject by its kind and number."""
        return [each for each in self.abouts if (each.facts.subject, each.facts.id) == (subject, number)]

    def of_row(self, entity: str, entity_id: int) -> About | None:
        """Return what the clock is told of a child or practitioner by the id of their row; of who left, nothing."""
        return next(
            (
                each
                for each in self.abouts
                if (each.entity, each.entity_id) == (entity, entity_id)
                and (entity == "child" or each.facts.subject == entity)
            ),
            None,
        )
