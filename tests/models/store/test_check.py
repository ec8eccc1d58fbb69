"""Looking a store over: what is looked at is said, and what is wrong is found."""

from __future__ import annotations

import shutil
from pathlib import Path

from models.store import backup, schema
from models.store.check import Finding, check
from models.store.connection import connect
from models.store.opening import Unlocked, unlock_place
from models.store.place import Place
from tests import made
from tests.models.store.movers import a_move, hold, started


def wrong(place: Place, unlocked: Unlocked) -> dict[str, str]:
    """Return what the check finds wrong."""
    return {one.what: one.seen for one in check(place, unlocked, made.NOW) if not one.good}


class TestWhole:
    """A store that is as it should be."""

    def test_everything_is_said(self, place: Place, unlocked: Unlocked) -> None:
        """Each part with what was seen, good or not."""
        backup.make(place, unlocked.secret, now=made.NOW)
        findings = check(place, unlocked, made.NOW)
        assert [one.what for one in findings] == [
            "version",
            "pages and structure",
            "what belongs together",
            "guards",
            "trail",
            "organisation's key",
            "seals",
            "destroyed files",
            "allocations",
            "key files",
            "backup 2026-11-21T090000.footprint",
        ]
        assert all(one.good for one in findings)
        assert all(one.seen for one in findings)

    def test_nothing_is_changed(self, place: Place, unlocked: Unlocked) -> None:
        """Apart from the lock that it takes."""
        before = made.bytes_in(place.folder)
        check(place, unlocked, made.NOW)
        after = made.bytes_in(place.folder)
        after.pop("store.lock")
        assert after == before
        made.open_(place, unlocked).close()

    def test_without_backups(self, place: Place, unlocked: Unlocked) -> None:
        """None yet is no fault."""
        assert check(place, unlocked, made.NOW)[-1] == Finding("backups", good=True, seen="none yet")

    def test_after_a_kill(self, place: Place, unlocked: Unlocked) -> None:
        """What still lies in the log is not taken for damage."""
        with started(hold, place.folder) as (process, line):
            line.send(True)
            line.recv()
            process.kill()
            process.join()
        assert (place.folder / "store.db-wal").stat().st_size > 0
        assert wrong(place, unlocked) == {}

    def test_beside_a_program_that_writes(self, place: Place, unlocked: Unlocked) -> None:
        """What cannot be looked at meanwhile is left out, and said to be."""
        with started(hold, place.folder):
            seen = {one.what: one.seen for one in check(place, unlocked, made.NOW)}
        assert "left out" in seen["pages and structure"]


class TestFaults:
    """What is wrong is found and said."""

    def test_a_rewritten_trail(self, place: Place, unlocked: Unlocked) -> None:
        """A trail that is whole in itself but not the one a backup remembers."""
        store = made.open_(place, unlocked)
        made.do(store, a_move)
        store.close()
        earlier = place.database.read_bytes()
        store = made.open_(place, unlocked)
        made.do(store, lambda change: change.note("look", "store"))
        store.close()
        kept = backup.make(place, unlocked.secret, now=made.NOW)
        place.database.write_bytes(earlier)
        store = made.open_(place, unlocked)
        made.do(store, lambda change: change.note("look", "store", 7))
        store.close()
        assert list(wrong(place, unlocked)) == [f"backup {kept.path.name}"]
        assert "which is not as it is here" in wrong(place, unlocked)[f"backup {kept.path.name}"]

    def test_a_trail_cut_short(self, place: Place, unlocked: Unlocked) -> None:
        """Lines missing at the end are known from the backup."""
        earlier = place.database.read_bytes()
        store = made.open_(place, unlocked)
        made.do(store, a_move)
        store.close()
        backup.make(place, unlocked.secret, now=made.NOW)
        place.database.write_bytes(earlier)
        assert "which is not as it is here" in next(iter(wrong(place, unlocked).values()))

    def test_backups_of_another_store_and_damaged_ones(
        self, place: Place, unlocked: Unlocked, tmp_path: Path
    ) -> None:
        """Each by its name."""
        other = made.place_in(tmp_path / "other")
        theirs, _ = made.make(other)
        strange = backup.make(other, theirs.secret, now=made.NOW.replace(hour=3)).path
        place.backups.mkdir()
        shutil.copyfile(strange, place.backups / strange.name)
        (place.backups / "2026-11-20T090000.footprint").write_bytes(b"")
        assert wrong(place, unlocked) == {
            "backup 2026-11-21T030000.footprint": "it is of another store",
            "backup 2026-11-20T090000.footprint": (
                "2026-11-20T090000.footprint is damaged or is not a Footprint backup."
            ),
        }

    def test_an_older_version(self, place: Place, unlocked: Unlocked) -> None:
        """Said, without an update being made."""
        connection = connect(place.database, unlocked.secret, mode="rwc")
        connection.execute("PRAGMA user_version=0")
        connection.close()
        assert wrong(place, unlocked) == {"version": f"0 (this program: {schema.VERSION})"}

    def test_a_store_that_does_not_open(self, place: Place, unlocked: Unlocked) -> None:
        """The refusal is a finding and not a fault of the check."""
        place.database.write_bytes(b"")
        assert "is empty" in wrong(place, unlocked)["database"]
        place.database.unlink()
        assert "is missing" in wrong(place, unlocked)["database"]

    def test_key_files(self, owned: tuple[Place, str]) -> None:
        """Lost or differing ones, by name."""
        place, _ = owned
        unlocked = unlock_place(place, "first")
        place.keys_copy.write_text("{}")
        assert wrong(place, unlocked) == {
            "key files": "store.keys.copy not as it should be; opening the store mends it"
        }
