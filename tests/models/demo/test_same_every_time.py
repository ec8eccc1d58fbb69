"""The made-up team is the same every time: on every run, with every hash seed, on every Python."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from models.demo import TEAMS, make_team
from models.demo.dice import Dice
from models.demo.making import Made, imagine
from models.errors import Refused
from tests import made
from tests.models.demo.teams_made import open_team

KENT_ON_THE_DAY = "34e4d8ce13891877"
KNOWN_THROWS = [2, 3, 5, 0, 1, 0, 2, 5]


def digest(team: Made) -> str:
    """Return a short digest of all that a made-up team holds."""
    journeys = [
        (one.service, one.kids, one.closed, one.steps, one.holds, one.spells, one.transfer_on)
        for one in team.journeys
    ]
    talks = [
        [(talk.kind, talk.session.kind, talk.session.day) for talk in one.talks] for one in team.journeys
    ]
    sessions = [(one.kind, one.person, one.planned, one.held, one.reason) for one in team.sessions]
    actions = [(one.what, one.due, one.done, one.carried) for one in team.actions]
    text = repr((list(team.staff.values()), team.households, journeys, talks, sessions, actions))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


class TestSameEveryTime:
    """`footprint demo` is the same every time for the same ``--today``."""

    def test_two_stores_of_one_day_hold_the_same_rows(self, tmp_path: Path) -> None:
        """Every row of every table is the same in a second store; only the store's own mark differs."""
        first, second = (open_team(tmp_path / name, "kent", made.TODAY) for name in ("first", "second"))
        one, other = made.dump(first.store), made.dump(second.store)
        assert {name for name in one if one[name] != other[name]} == {"store_mark"}
        assert sum(len(rows) for rows in one.values()) > 4000
        first.store.close()
        second.store.close()

    @pytest.mark.parametrize("seed", ["0", "4711"])
    def test_another_hash_seed_changes_nothing(self, seed: str) -> None:
        """No set's order leaks into the rows."""
        code = (
            "from datetime import date\n"
            "from models.demo import TEAMS\n"
            "from models.demo.making import imagine\n"
            "from tests.models.demo.test_same_every_time import digest\n"
            "print(*[digest(imagine(policy, date(2026, 11, 21))) for policy in TEAMS])"
        )
        child = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            cwd=made.ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        assert child.stdout.split() == [digest(imagine(policy, made.TODAY)) for policy in TEAMS]

    def test_every_python_makes_the_same_kent_team(self) -> None:
        """One digest stands here, so that another Python that made another team would be noticed."""
        assert digest(imagine("kent", made.TODAY)) == KENT_ON_THE_DAY

    def test_another_day_is_another_team(self) -> None:
        """Everything moves along with the day."""
        assert digest(imagine("kent", date(2026, 11, 24))) != KENT_ON_THE_DAY

    def test_a_policy_without_a_team_is_refused(self, tmp_path: Path) -> None:
        """The refusal names the policies that have one."""
        with pytest.raises(Refused, match="northamptonshire"):
            made.make(made.place_in(tmp_path), lambda change: make_team(change, "atlantis", made.TODAY))


class TestDice:
    """Chance by seed."""

    def test_the_same_seed_falls_the_same_way(self) -> None:
        """The first throws of one seed are known."""
        dice = Dice("kent", "test")
        assert [dice.below(6) for _ in range(8)] == KNOWN_THROWS

    def test_shuffling_keeps_everything(self) -> None:
        """Nothing is lost or doubled."""
        assert sorted(Dice("any").shuffled(range(50))) == list(range(50))

    def test_between_includes_both_ends(self) -> None:
        """All of a small range come up."""
        dice = Dice("any")
        assert {dice.between(2, 4) for _ in range(100)} == {2, 3, 4}
