"""An office of each policy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from models.policy import load_pack
from models.store.opening import Unlocked
from models.store.place import Place
from tests import made
from tests.models.reading.due.office import BEGUN, Office, make_office

Opening = Callable[..., Office]


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, date], tuple[Place, Unlocked]]:
    """Make an empty office of a policy once, closed, to be copied by each test."""

    @cache
    def template(policy: str, begun: date) -> tuple[Place, Unlocked]:
        return make_office(tmp_path_factory.mktemp(f"office-{policy}"), policy, begun)

    return template


@pytest.fixture
def office(tmp_path: Path, templates: Callable[[str, date], tuple[Place, Unlocked]]) -> Iterator[Opening]:
    """Open an office of a policy in a store of the test's own."""
    opened: list[Office] = []

    def open_one(policy: str, begun: date = BEGUN) -> Office:
        place, unlocked = templates(policy, begun)
        own = made.copy_of(place, tmp_path / policy)
        opened.append(Office(made.open_(own, unlocked), load_pack(policy), 1))
        return opened[-1]

    yield open_one
    for each in opened:
        each.store.close()


@pytest.fixture
def kent(office: Opening) -> Office:
    """An office of Kent."""
    return office("kent")


@pytest.fixture
def northamptonshire(office: Opening) -> Office:
    """An office of Northamptonshire."""
    return office("northamptonshire")


@pytest.fixture
def havering(office: Opening) -> Office:
    """An office of Havering."""
    return office("havering")


@pytest.fixture
def birmingham(office: Opening) -> Office:
    """An office of Birmingham."""
    return office("birmingham")


@pytest.fixture
def agreement(office: Opening) -> Office:
    """An office of the Children and Families agreement."""
    return office("children_and_families")
