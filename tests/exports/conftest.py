"""A store with nothing in it, for what comes in to fill."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.store.store import Store
from tests import made


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Store]:
    """A store with nothing in it."""
    place = made.place_in(tmp_path / "empty")
    store = made.open_(place, made.make(place)[0])
    yield store
    store.close()
