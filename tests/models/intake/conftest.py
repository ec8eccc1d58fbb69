"""What the tests of intake share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.store.store import Store
from tests import made


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Store]:
    """A store with nothing in it, not even a team."""
    place = made.place_in(tmp_path / "empty")
    unlocked, _ = made.make(place)
    store = made.open_(place, unlocked)
    yield store
    store.close()
