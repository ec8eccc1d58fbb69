"""An office of each policy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.models.reading.due.office import BEGUN, Office, open_office

Opening = Callable[..., Office]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Opening]:
    """Open an office of a policy in a store of the test's own."""
    opened: list[Office] = []

    def open_one(policy: str, begun: date = BEGUN) -> Office:
        opened.append(open_office(tmp_path / policy, policy, begun))
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
