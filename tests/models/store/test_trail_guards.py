"""The trail in the database: only ever longer, by one right line at a time."""

from __future__ import annotations

import random
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from models import trail
from models.store import guards
from models.store.check import check
from models.store.connection import connect
from models.store.engines import engine_for
from models.store.opening import Unlocked
from models.store.place import Place
from models.store.store import Store
from tests import made

COLUMNS = "seq, at, actor, action, entity, entity_id, detail, prev, hash"


def next_line(store: Store) -> tuple[Any, ...]:
    """Return the line that would rightly follow."""
    last = made.trail_rows(store)[-1]
    line = trail.next_line(last[0] + 1, last[8], last[1], "M2", "look", "store", None, "{}")
    return tuple(getattr(line, name) for name in line.__slots__)


def insert(store: Store, line: tuple[Any, ...], verb: str = "INSERT") -> None:
    """Write a line past our own program."""
    store.driver().execute(f"{verb} INTO trail ({COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?)", line)


class TestOnlyLonger:
    """What SQL of any kind is refused by the database itself."""

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE trail SET detail = '{}'",
            "UPDATE trail SET actor = 'M2' WHERE seq = 3",
            "UPDATE trail SET seq = seq + 100",
            "UPDATE OR REPLACE trail SET seq = 1 WHERE seq = 2",
            "UPDATE OR IGNORE trail SET hash = ''",
            "DELETE FROM trail",
            "DELETE FROM trail WHERE seq = (SELECT max(seq) FROM trail)",
            "INSERT OR REPLACE INTO trail SELECT * FROM trail WHERE seq = 3",
            "REPLACE INTO trail SELECT seq, at, 'M2', action, entity, entity_id, detail, prev, hash FROM trail",
            "INSERT INTO trail SELECT * FROM trail WHERE seq = 3 ON CONFLICT (seq) DO UPDATE SET actor = 'M2'",
            "INSERT OR IGNORE INTO trail SELECT * FROM trail WHERE seq = 3",
        ],
    )
    def test_nothing_is_changed(self, store: Store, statement: str) -> None:
        """Every way to change or shorten it fails and leaves it as it is."""
        before = made.trail_rows(store)
        with pytest.raises(sqlcipher.Error, match="the trail"):
            store.driver().execute(statement)
        assert made.trail_rows(store) == before

    def test_the_right_line_is_taken(self, store: Store) -> None:
        """The guards let the one next line in."""
        insert(store, next_line(store))
        assert made.trail_rows(store)[-1][2] == "M2"

    @pytest.mark.parametrize("verb", ["INSERT", "INSERT OR REPLACE", "INSERT OR IGNORE"])
    @pytest.mark.parametrize("seq", [+1, +1000, -1, -7])
    def test_no_gap_and_no_second_line(self, store: Store, verb: str, seq: int) -> None:
        """A line that skips numbers or takes one that is taken is refused."""
        line = next_line(store)
        with pytest.raises(sqlcipher.Error, match="the trail has no such next line"):
            insert(store, (line[0] + seq, *line[1:]), verb)

    def test_only_after_the_last(self, store: Store) -> None:
        """A line that does not name the hash of the last is refused."""
        line = next_line(store)
        with pytest.raises(sqlcipher.Error, match="the trail has no such next line"):
            insert(store, (*line[:7], "0" * 64, line[8]))

    def test_words_may_be_destroyed(self, place: Place, unlocked: Unlocked, store: Store) -> None:
        """Destroying the salts of hashed words leaves the chain whole."""
        assert store.driver().execute("SELECT count(*) FROM trail_salt").fetchone()[0] > 0
        store.driver().execute("DELETE FROM trail_salt")
        store.close()
        assert [finding for finding in check(place, unlocked, made.NOW) if not finding.good] == []


class TestGuardsStay:
    """The guards themselves cannot be taken away through an open store."""

    @pytest.mark.parametrize(
        "statement",
        [
            "DROP TRIGGER trail_never_changes",
            "DROP TABLE trail",
            "DROP TABLE child",
            "DROP INDEX child_by_family",
            "ALTER TABLE trail RENAME TO old_trail",
            "ALTER TABLE trail DROP COLUMN detail",
            "ALTER TABLE trail ADD COLUMN more TEXT",
            "CREATE TEMP TABLE trail (seq INTEGER)",
            "CREATE TEMP VIEW trail AS SELECT 1 AS seq",
            "CREATE TRIGGER other AFTER INSERT ON child BEGIN DELETE FROM situation; END",
            "CREATE TEMP TRIGGER other AFTER INSERT ON child BEGIN DELETE FROM situation; END",
            "PRAGMA writable_schema = ON",
            "PRAGMA recursive_triggers = OFF",
            "PRAGMA foreign_keys(0)",
            "PRAGMA journal_mode = DELETE",
            "PRAGMA synchronous = OFF",
            "PRAGMA ignore_check_constraints = ON",
            "PRAGMA user_version = 7",
            "PRAGMA rekey = 'another'",
        ],
    )
    def test_refused(self, store: Store, statement: str) -> None:
        """Dropping, renaming, shadowing and switching off are not authorized."""
        with pytest.raises(sqlcipher.Error, match="not authorized"):
            store.driver().execute(statement)

    def test_the_schema_is_not_written_to(self, store: Store) -> None:
        """Nor through the schema's own table."""
        with pytest.raises(sqlcipher.Error, match="may not be modified"):
            store.driver().execute("DELETE FROM sqlite_master WHERE type = 'trigger'")
        assert guards.missing(store.driver()) == []

    def test_a_backup_and_a_checkpoint_go_on(self, store: Store, place: Place) -> None:
        """What the store itself needs is allowed."""
        store.driver().execute("VACUUM INTO ?", (str(place.folder / "copy.db"),))
        assert (place.folder / "copy.db").stat().st_size > 0
        store.checkpoint()
        for setting in ("foreign_keys", "recursive_triggers"):
            assert store.driver().execute(f"PRAGMA {setting}").fetchone()[0] == 1
        assert store.driver().execute("PRAGMA synchronous").fetchone()[0] == 2


class TestCheckFindsEdits:
    """Edits made in a copy without guards, with the store's own key."""

    def _unguarded(self, place: Place, unlocked: Unlocked) -> Any:
        connection = connect(place.database, unlocked.secret, mode="rwc")
        for name in guards.GUARDS:
            connection.execute(f"DROP TRIGGER {name}")
        return connection

    def _guarded_again(self, connection: Any) -> None:
        engine = engine_for(connection)
        with engine.begin() as opened:
            guards.install(opened)
        connection.close()

    def _faults(self, place: Place, unlocked: Unlocked) -> list[str]:
        return [f.what for f in check(place, unlocked, made.NOW) if not f.good]

    @pytest.mark.parametrize("edits", [15, pytest.param(400, marks=pytest.mark.sweep)])
    def test_single_bytes(self, place: Place, unlocked: Unlocked, edits: int) -> None:
        """One byte of one column of one line, changed and the guards put back: the check names the trail."""
        chance = random.Random(11)
        whole = place.database.read_bytes()
        for _ in range(edits):
            connection = self._unguarded(place, unlocked)
            column = chance.choice(["at", "actor", "action", "entity", "detail", "prev", "hash"])
            count = connection.execute("SELECT max(seq) FROM trail").fetchone()[0]
            seq = chance.randrange(1, count)
            text = connection.execute(f"SELECT {column} FROM trail WHERE seq = ?", (seq,)).fetchone()[0]
            at = chance.randrange(len(text))
            text = text[:at] + chr(ord(text[at]) ^ 1) + text[at + 1 :]
            connection.execute(f"UPDATE trail SET {column} = ? WHERE seq = ?", (text, seq))
            self._guarded_again(connection)
            assert self._faults(place, unlocked) == ["trail"]
            place.database.write_bytes(whole)

    def test_a_line_removed(self, place: Place, unlocked: Unlocked) -> None:
        """A line cut out of the middle is found."""
        connection = self._unguarded(place, unlocked)
        connection.execute("DELETE FROM trail_salt")
        connection.execute("DELETE FROM trail WHERE seq = 5")
        self._guarded_again(connection)
        assert self._faults(place, unlocked) == ["trail"]

    def test_a_row_that_belongs_to_nothing(self, place: Place, unlocked: Unlocked) -> None:
        """A row whose child is gone is found, and so is work held by two people."""
        connection = self._unguarded(place, unlocked)
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("UPDATE situation SET child_id = 999 WHERE id = 1")
        connection.execute(
            "INSERT INTO allocation (involvement_id, practitioner_id, since) VALUES (1, 3, '2026-01-01')"
        )
        self._guarded_again(connection)
        assert self._faults(place, unlocked) == ["what belongs together", "allocations"]
