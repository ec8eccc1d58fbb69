"""A store of the first version, as it was written then, is read row by row by this program."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from models.reading.board import read_board
from models.store.check import check
from models.store.opening import unlock_place
from models.store.place import Place
from models.tables import SCHEMA
from tests import made
from tests.fixtures.first_store import ROWS, WHERE


@pytest.fixture
def old(tmp_path: Path) -> Place:
    """A copy of the stored store."""
    place = made.place_in(tmp_path)
    shutil.copytree(WHERE, place.folder, ignore=shutil.ignore_patterns("rows.json"))
    return place


class TestFirstVersion:
    """Every row that was in it is there, with every value it had."""

    def test_row_by_row(self, old: Place) -> None:
        """In every table; what later versions add to a row stands after what it had."""
        store = made.open_(old, unlock_place(old, ""))
        found = made.dump(store) | {"trail": made.trail_rows(store), "trail_salt": made.salt_rows(store)}
        store.close()
        expected = json.loads(ROWS.read_text(encoding="utf-8"))
        for table, rows in expected.items():
            if table != "alembic_version":
                assert [
                    list(row)[: len(then)] for row, then in zip(found[table], rows, strict=True)
                ] == rows, table

    def test_nothing_in_it_is_empty(self) -> None:
        """Each table of version 1 holds at least one row, so that a migration has something to lose."""
        expected = json.loads(ROWS.read_text(encoding="utf-8"))
        assert [table for table in SCHEMA.tables if table in expected and not expected[table]] == []

    def test_its_actions_can_be_found(self, old: Place) -> None:
        """What it held before there was an index of words is in the index now."""
        store = made.open_(old, unlock_place(old, ""))
        found = store.driver().execute("SELECT rowid FROM action_words WHERE action_words MATCH 'school'")
        assert [row[0] for row in found.fetchall()] == [1]
        store.close()

    def test_whole(self, old: Place) -> None:
        """The check is content, and the board can be read."""
        unlocked = unlock_place(old, "")
        store = made.open_(old, unlocked)
        assert store.read(lambda session: read_board(session, made.TODAY, made.USUAL)).tiles
        store.close()
        assert [one for one in check(old, unlocked, made.NOW) if not one.good] == []

    def test_small(self) -> None:
        """It is kept for good, so it is small."""
        assert sum(path.stat().st_size for path in WHERE.iterdir()) < 400_000
