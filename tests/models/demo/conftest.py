"""The made-up team of each policy on the tests' day, and of two on days that are hard to count from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from models.demo import TEAMS
from tests import made
from tests.models.demo.teams_made import DemoTeam, open_team

_EACH = [(policy, made.TODAY) for policy in TEAMS]
_AWKWARD = [("kent", date(2028, 2, 29)), ("birmingham", date(2027, 3, 31)), ("havering", date(2027, 1, 3))]


@pytest.fixture(scope="session", params=[*_EACH, *_AWKWARD], ids=lambda each: f"{each[0]}-{each[1]}")
def any_team(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoTeam]:
    """A made-up team of any policy, on any day."""
    policy, today = request.param
    team = open_team(tmp_path_factory.mktemp("demo"), policy, today)
    yield team
    team.store.close()


@pytest.fixture(scope="session")
def kent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoTeam]:
    """The made-up team of Kent on the tests' day."""
    team = open_team(tmp_path_factory.mktemp("demo-kent"), "kent", made.TODAY)
    yield team
    team.store.close()
