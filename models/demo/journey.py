"""One involvement of children who go the same way, with everything that happened in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from models.demo.families import Household, Kid
from models.demo.sessions import Session


@dataclass(slots=True)
class Step:
    """A move to a stage; ``meeting`` is the group session in which it was moved, if it was in one."""

    day: date
    stage: int
    came_from: int | None = None
    why: str = ""
    meeting: Session | None = None


@dataclass(slots=True)
class Hold:
    """Who held it, from when to when."""

    person: int
    since: date
    until: date | None = None
    at: datetime | None = None


@dataclass(slots=True)
class Spell:
    """A situation that the children were in, from the first to the last day."""

    code: str
    since: date
    until: date | None = None
    value: str = ""

    @property
    def word(self) -> str:
        """The situation with its level, as intervals are looked up by."""
        return f"{self.code}:{self.value}" if self.value else self.code


@dataclass(slots=True)
class Talk:
    """That the children were talked about in a supervision, or are to be."""

    session: Session
    kind: str = "formal"

    @property
    def is_held(self) -> bool:
        """Say whether it was a held, formal one: the only kind that starts an interval anew."""
        return self.kind == "formal" and self.session.held is not None


@dataclass(slots=True, eq=False)
class Journey:
    """Children of one household who are open to one service together.

    ``quiet`` ones have had no formal talk; ``shared`` ones are open to the team's other service too.
    """

    household: Household
    kids: list[Kid]
    service: str
    post: str
    plan: str
    steps: list[Step]
    closed: date | None = None
    closing_reason: str = ""
    transfer_on: date | None = None
    quiet: bool = False
    shared: bool = False
    unallocated: bool = False
    allocated_at: datetime | None = None
    holds: list[Hold] = field(default_factory=list)
    spells: list[Spell] = field(default_factory=list)
    talks: list[Talk] = field(default_factory=list)

    @property
    def opened(self) -> date:
        """The day it was opened."""
        return self.steps[0].day

    @property
    def stage(self) -> int:
        """The stage it stands in, or stood in when it closed."""
        return self.steps[-1].stage

    def codes(self, day: date) -> list[str]:
        """Return the situations that held on a day."""
        return [
            one.word for one in self.spells if one.since <= day and (one.until is None or one.until >= day)
        ]

    def last_talk(self) -> date:
        """Return the day of the last held, formal talk, or of the opening."""
        return max([talk.session.day for talk in self.talks if talk.is_held], default=self.opened)
