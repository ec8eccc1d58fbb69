"""Made-up teams, each made once and read by many tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from models.demo import make_team
from models.demo.aims import AIMS, Aim
from models.demo.making import Made, imagine
from models.store.store import Store
from tests import made


@dataclass(frozen=True, slots=True)
class DemoTeam:
    """A made-up team in an open store, and as it was before it was written."""

    policy: str
    today: date
    store: Store
    made: Made

    @property
    def aim(self) -> Aim:
        """Return what its dates were laid out by."""
        return AIMS[self.policy]

    def ask(self, question: str, *values: object) -> list[tuple[Any, ...]]:
        """Return the rows that answer a question in SQL; ``:today`` stands for the team's day."""
        text = question.replace(":today", f"'{self.today.isoformat()}'")
        return [tuple(row) for row in self.store.driver().execute(text, values).fetchall()]

    def one(self, question: str) -> Any:
        """Return the single value that answers a question in SQL."""
        return self.ask(question)[0][0]


@cache
def team_of(policy: str, today: date) -> Made:
    """Return a made-up team as it is before it is written; made once for all who read it."""
    return imagine(policy, today)


def open_team(folder: Path, policy: str, today: date) -> DemoTeam:
    """Make a made-up team in a new store and open it."""
    place = made.place_in(folder)
    unlocked, _ = made.make(place, lambda change: make_team(change, policy, today), kind="demo", today=today)
    return DemoTeam(policy, today, made.open_(place, unlocked), team_of(policy, today))


def days_between(rows: Sequence[tuple[str, str]]) -> list[int]:
    """Return the days between pairs of days as the store keeps them."""
    return [(date.fromisoformat(last) - date.fromisoformat(first)).days for first, last in rows]
