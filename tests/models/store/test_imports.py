"""What the first screen needs loads without what the store needs."""

from __future__ import annotations

import pytest

from tests.made import in_child

HEAVY = (
    "sqlmodel",
    "sqlalchemy",
    "pydantic",
    "alembic",
    "holidays",
    "pendulum",
    "docx",
    "textual",
    "sqlcipher3",
    "nacl",
)

_LOADED = """
import sys
for name in sys.argv[2:]:
    __import__(name)
print(" ".join(heavy for heavy in sys.argv[1].split(",") if heavy in sys.modules))
"""

_MADE_AND_OPENED = """
import sys, tempfile
from pathlib import Path
from tests import made
place = made.place_in(Path(tempfile.mkdtemp()))
unlocked, _ = made.make(place, made.small_team)
made.open_(place, unlocked).close()
print([name for name in ("alembic", "holidays", "docx", "textual") if name in sys.modules])
"""


class TestLight:
    """Imported before anything is painted."""

    @pytest.mark.parametrize(
        "modules",
        [
            ("models.errors",),
            ("models.store.place", "models.store.lock"),
            ("models.store.keys", "models.store.recovery"),
            ("models.store.files", "models.store.swap", "models.store.key_files"),
            ("models.store.thread",),
            ("models.dates", "models.words", "models.trail"),
            ("models.typed_dates",),
        ],
        ids=" ".join,
    )
    def test_nothing_heavy(self, modules: tuple[str, ...]) -> None:
        """None of the large libraries comes with them."""
        assert in_child(_LOADED, ",".join(HEAVY), *modules).split() == []


class TestStore:
    """The store itself needs the database's libraries, and no more."""

    def test_without_migrations_and_screens(self) -> None:
        """Alembic is loaded only for an older store, holidays only for a year that is not kept."""
        loaded = in_child(_LOADED, ",".join(HEAVY), "models.store.opening", "models.reading.board").split()
        assert "sqlmodel" in loaded
        for late in ("alembic", "holidays", "docx", "textual"):
            assert late not in loaded

    def test_opening_a_store_of_today(self) -> None:
        """Nor are they when a store is made, opened and read."""
        assert in_child(_MADE_AND_OPENED).strip() == "[]"
