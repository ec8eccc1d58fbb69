"""Migrations: they lead to the very schema the tables describe, wholly or not at all."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from models.errors import Refused
from models.store import backup, guards, schema
from models.store.check import check
from models.store.connection import connect
from models.store.engines import engine_for
from models.store.files import open_private
from models.store.opening import Unlocked, unlock_place
from models.store.place import Place
from models.tables import SCHEMA
from tests import made
from tests.models.store.movers import started, update


def objects(connection: Any) -> dict[tuple[str, str], str]:
    """Return the text of every table, index and trigger, without regard to spaces and line ends."""
    found = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return {(kind, name): re.sub(r"\s*([(),])\s*", r"\1", " ".join(sql.split())) for kind, name, sql in found}


def clauses(text: str) -> list[str]:
    """Return the clauses of a statement in any order: constraints may follow one another in two."""
    return sorted(text.removesuffix(")").split(","))


def empty(folder: Path, unlocked: Unlocked) -> Any:
    """Return a connection to an empty keyed database."""
    folder.mkdir()
    path = folder / "store.db"
    open_private(path).close()
    return connect(path, unlocked.secret, mode="rwc")


def _is_not_ours(difference: Any) -> bool:
    """Say whether a difference is about a table that no model describes: Alembic's own, the index of words."""
    table = getattr(difference[-1], "table", difference[-1])
    return table.name == "alembic_version" or made.is_of_an_index(table.name)


def turn_back(place: Place, unlocked: Unlocked, *statements: str) -> None:
    """Make a store say that it is of version 0, and do something to it that no guard allows."""
    connection = connect(place.database, unlocked.secret, mode="rwc")
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("PRAGMA user_version=0")
    for statement in statements:
        connection.execute(statement)
    connection.close()


def version(place: Place, unlocked: Unlocked) -> int:
    """Return the version a store says it is of."""
    connection = connect(place.database, unlocked.secret, mode="ro")
    try:
        return schema.version_of(connection)
    finally:
        connection.close()


class TestTwoWaysAgree:
    """A store that is made and one that is brought up to date have the same schema.

    Where this fails after a change of the tables: write a migration.
    """

    @pytest.fixture
    def both(self, tmp_path: Path, unlocked: Unlocked) -> Iterator[tuple[Any, Any]]:
        """A database made from the tables, and one made by the migrations."""
        first, second = empty(tmp_path / "made", unlocked), empty(tmp_path / "migrated", unlocked)
        schema.create(engine_for(first))
        schema.migrate(engine_for(second), 0)
        yield first, second
        first.close()
        second.close()

    def test_word_for_word(self, both: tuple[Any, Any]) -> None:
        """Every column, key, check, index and guard."""
        created, migrated = map(objects, both)
        assert migrated.keys() == created.keys()
        for name, text in created.items():
            assert clauses(migrated[name]) == clauses(text), name

    def test_columns_in_the_same_order(self, both: tuple[Any, Any]) -> None:
        """Rows of the one read as rows of the other."""
        for table in SCHEMA.tables:
            columns = [connection.execute(f'PRAGMA table_info("{table}")').fetchall() for connection in both]
            assert columns[0] == columns[1]

    def test_alembic_sees_no_difference(self, both: tuple[Any, Any]) -> None:
        """Neither from the tables to the made one nor to the migrated one."""
        for connection in both:
            with engine_for(connection).connect() as opened:
                context = MigrationContext.configure(opened, opts={"compare_type": True})
                differences = compare_metadata(context, SCHEMA)
            assert [one for one in differences if not _is_not_ours(one)] == []

    def test_marks_and_guards(self, both: tuple[Any, Any]) -> None:
        """Both say their version, hold their guards and keep foreign keys."""
        for connection in both:
            assert schema.version_of(connection) == schema.VERSION
            assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [
                (f"{schema.VERSION:04}",)
            ]
            assert guards.missing(connection) == []
            assert connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1

    def test_the_newest_migration_is_the_programs_version(self) -> None:
        """A migration that was added is counted, and named by its number."""
        scripts = sorted((Path(schema.__file__).parent / "migrations" / "versions").glob("v*.py"))
        assert [path.name[:5] for path in scripts] == [f"v{n:04}" for n in range(1, schema.VERSION + 1)]


class TestBringingUpToDate:
    """An older store is opened once by a writer, after a backup."""

    def test_with_a_backup_first(self, place: Place, unlocked: Unlocked) -> None:
        """Everything that was there is there, and the guards with it."""
        store = made.open_(place, unlocked)
        rows, lines = made.dump(store), made.trail_rows(store)
        store.close()
        turn_back(place, unlocked, "DROP TRIGGER trail_follows")
        store = made.open_(place, unlocked)
        assert made.dump(store) == rows
        assert made.trail_rows(store) == lines
        with pytest.raises(Exception, match="not authorized"):
            store.driver().execute("DROP TRIGGER trail_follows")
        made.do(store, lambda change: change.note("look", "store"))
        store.close()
        assert [one.why for one in backup.list_backups(place.backups)] == ["before-update"]
        assert [one for one in check(place, unlocked, made.NOW) if not one.good] == []

    def test_a_reader_leaves_it_to_a_writer(self, place: Place, unlocked: Unlocked) -> None:
        """And says so."""
        turn_back(place, unlocked)
        with pytest.raises(Refused, match="of an earlier Footprint"):
            made.open_(place, unlocked, read_only=True)
        assert version(place, unlocked) == 0

    @pytest.mark.parametrize(
        ("statements", "says"),
        [
            (
                ("INSERT INTO situation (child_id, code, value, since) VALUES (999, 'x', '', '2026-01-01')",),
                "1 rows would have lost what they belong to. It is as it was",
            ),
            (("DELETE FROM alembic_version",), "could not be used"),
        ],
        ids=["a row that belongs to nothing", "a step that fails"],
    )
    def test_wholly_or_not_at_all(
        self, place: Place, unlocked: Unlocked, statements: tuple[str, ...], says: str
    ) -> None:
        """A step that fails leaves the store of its old version, unlocked, with its backup beside it."""
        turn_back(place, unlocked, *statements)
        before = place.database.read_bytes()
        for _ in range(2):
            with pytest.raises(Refused, match=says):
                made.open_(place, unlocked)
        assert version(place, unlocked) == 0
        assert place.database.read_bytes() == before
        assert len(backup.list_backups(place.backups)) == 1

    def test_without_room_for_its_backup(self, place: Place, unlocked: Unlocked) -> None:
        """No backup, no update."""
        turn_back(place, unlocked)
        place.backups.write_text("in the way")
        with pytest.raises(Refused, match="The backup could not be written"):
            made.open_(place, unlocked)
        assert version(place, unlocked) == 0

    @pytest.mark.parametrize("kills", [4, pytest.param(60, marks=pytest.mark.sweep)])
    def test_killed(self, tmp_path: Path, unlocked: Unlocked, kills: int) -> None:
        """Killed at any moment, an empty database is of version 0 without a table or whole."""
        for number in range(kills):
            folder = tmp_path / str(number)
            connection = empty(folder, unlocked)
            connection.execute("CREATE TABLE kept (id INTEGER PRIMARY KEY)")
            connection.close()
            with started(update, folder, unlocked.secret) as (process, _):
                time.sleep(number / kills * 0.12)
                process.kill()
                process.join()
            connection = connect(folder / "store.db", unlocked.secret, mode="rwc")
            names = {name for kind, name in objects(connection) if kind == "table"}
            if schema.version_of(connection) == 0:
                assert names == {"kept"}
            else:
                assert {name for name in names if not made.is_of_an_index(name)} == {
                    "kept",
                    "alembic_version",
                    "sqlite_sequence",
                    *SCHEMA.tables,
                }
                assert guards.missing(connection) == []
            connection.close()
            shutil.rmtree(folder)


class TestForeignKeysStayOff:
    """A table made anew within a migration takes nothing with it that hangs on it."""

    def test_rows_survive_a_table_made_anew(self, place: Place, unlocked: Unlocked) -> None:
        """The way a later migration alters a table: a new one, the rows copied, the old one dropped."""
        connection = connect(place.database, unlocked.secret, mode="rwc")
        before = connection.execute("SELECT count(*) FROM situation").fetchone()[0]
        text = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'child'").fetchone()[0]
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(text.replace("CREATE TABLE child", "CREATE TABLE child_anew"))
        connection.execute("INSERT INTO child_anew SELECT * FROM child")
        connection.execute("DROP TABLE child")
        connection.execute("ALTER TABLE child_anew RENAME TO child")
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        connection.execute("COMMIT")
        assert connection.execute("SELECT count(*) FROM situation").fetchone()[0] == before > 0
        connection.close()
        assert unlock_place(place, "").secret == unlocked.secret
