"""A damaged store file: it reads right or is refused, and never says something else."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from models import trail
from models.errors import Refused
from models.store.check import check
from models.store.connection import connect
from models.store.opening import Unlocked
from models.store.place import Place
from tests import made

SALT_BITS = 128
Rows = dict[str, list[tuple[Any, ...]]]


def read_all(place: Place, unlocked: Unlocked) -> Rows | None:
    """Return every row and the trail, or nothing where the store refuses or its database does."""
    store = None
    try:
        store = made.open_(place, unlocked, read_only=True)
        return made.dump(store) | {"trail": made.trail_rows(store)}
    except (Refused, sqlcipher.DatabaseError):
        return None
    finally:
        if store is not None:
            store.close()


def flip(path: Path, position: int) -> None:
    """Turn one bit of a file over."""
    with path.open("rb+") as stream:
        stream.seek(position // 8)
        byte = stream.read(1)[0]
        stream.seek(position // 8)
        stream.write(bytes([byte ^ 1 << position % 8]))


class TestOneBit:
    """One bit turned over anywhere in the file."""

    @pytest.mark.parametrize("trials", [60, pytest.param(3000, marks=pytest.mark.sweep)])
    def test_is_never_silently_wrong(self, place: Place, unlocked: Unlocked, trials: int) -> None:
        """Every row reads as it was written, or the store says that it is damaged.

        What reads right all the same (a page nobody asked for) is found by the check, save in the
        database's salt, of which the key file has its own.
        """
        whole, right = place.database.read_bytes(), read_all(place, unlocked)
        assert right
        chance = random.Random(3)
        first_page = [chance.randrange(4096 * 8) for _ in range(trials // 6)]
        for position in first_page + [chance.randrange(len(whole) * 8) for _ in range(trials)]:
            flip(place.database, position)
            found = read_all(place, unlocked)
            assert found in (None, right), f"bit {position} changed what is read"
            if found and position >= SALT_BITS:
                assert [finding for finding in check(place, unlocked, made.NOW) if not finding.good]
            place.database.write_bytes(whole)
        assert read_all(place, unlocked) == right

    def test_the_check_names_it(self, place: Place, unlocked: Unlocked) -> None:
        """A flipped bit in a page nobody reads today is found by the check, in words."""
        chance = random.Random(5)
        whole = place.database.read_bytes()
        for _ in range(20):
            flip(place.database, chance.randrange(4096 * 8, len(whole) * 8))
            findings = check(place, unlocked, made.NOW)
            assert [finding for finding in findings if not finding.good], "the check found nothing"
            assert all("sqlcipher" not in finding.seen for finding in findings)
            place.database.write_bytes(whole)

    @pytest.mark.parametrize("trials", [40, pytest.param(1500, marks=pytest.mark.sweep)])
    def test_in_the_log(self, place: Place, unlocked: Unlocked, tmp_path: Path, trials: int) -> None:
        """Turned over in the write-ahead log of a store that was not closed: an earlier whole state, or a refusal.

        SQLite takes a damaged frame for the end of the log, so changes may be missing, but no row is
        ever half of one change and the trail is whole up to where it ends.
        """
        store = made.open_(place, unlocked)
        states = [made.dump(store) | {"trail": made.trail_rows(store)}]
        for number in range(6):
            made.do(store, lambda change, n=number: change.note("look", "store", n))  # type: ignore[misc]
            states.append(made.dump(store) | {"trail": made.trail_rows(store)})
        log = place.folder / "store.db-wal"
        size, chance = log.stat().st_size * 8, random.Random(9)
        for number in range(trials):
            copy = Place(tmp_path / "copies" / str(number))
            copy.folder.mkdir(parents=True)
            for name in ("store.db", "store.db-wal", "store.keys", "store.keys.copy"):
                shutil.copyfile(place.folder / name, copy.folder / name)
            flip(copy.folder / "store.db-wal", chance.randrange(size))
            found = read_all(copy, unlocked)
            assert found is None or found in states
            if found:
                assert trail.first_fault(trail.Line(*line) for line in found["trail"]) == ""
            shutil.rmtree(copy.folder)
        store.close()


def plain_database(path: Path) -> None:
    """Write another program's unencrypted database."""
    path.unlink()
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE child (id INTEGER PRIMARY KEY)")
    other.commit()
    other.close()


class TestWrongFile:
    """A store file that is not what it should be: a sentence each, and the file stays as it is."""

    @pytest.mark.parametrize(
        ("harm", "says"),
        [
            (lambda path: path.write_bytes(b""), "is empty.*footprint restore"),
            (lambda path: path.write_bytes(b"\0" * 8192), "is not the store of this key file, or its start"),
            (lambda path: path.write_bytes(b"short"), "damaged|is not the store"),
            (lambda path: path.write_text("Dear diary\n" * 2000), "is not the store of this key file"),
            (lambda path: path.write_bytes(path.read_bytes()[: 4096 * 6]), "is damaged.*footprint restore"),
            (lambda path: path.write_bytes(path.read_bytes()[:4096]), "is damaged.*footprint restore"),
            (lambda path: path.write_bytes(path.read_bytes()[:1000]), "damaged"),
            (lambda path: path.write_bytes(path.read_bytes()[4096:]), "is not the store of this key file"),
            (plain_database, "belongs to another program"),
        ],
        ids=["empty", "zeros", "short", "text", "truncated", "one page", "less", "beheaded", "plain"],
    )
    def test_is_refused(
        self, place: Place, unlocked: Unlocked, harm: Callable[[Path], object], says: str
    ) -> None:
        """Opening it to read and to write says what is wrong and what to do."""
        harm(place.database)
        left = place.database.read_bytes()
        for read_only in (True, False):
            with pytest.raises(Refused, match=says):
                made.open_(place, unlocked, read_only=read_only)
        assert place.database.read_bytes() == left

    def test_pages_swapped(self, place: Place, unlocked: Unlocked) -> None:
        """Two whole pages in each other's place are noticed."""
        raw, right = place.database.read_bytes(), read_all(place, unlocked)
        pages = [raw[start : start + 4096] for start in range(0, len(raw), 4096)]
        pages[3], pages[4] = pages[4], pages[3]
        place.database.write_bytes(b"".join(pages))
        assert read_all(place, unlocked) in (None, right)
        assert [finding for finding in check(place, unlocked, made.NOW) if not finding.good]

    def test_a_page_from_an_earlier_copy(self, place: Place, unlocked: Unlocked) -> None:
        """A page of the same store as it was before is whole in itself; the check finds that it does not fit."""
        earlier = place.database.read_bytes()
        store = made.open_(place, unlocked)
        for number in range(40):
            made.do(store, lambda change, n=number: change.note("look", "store", n))  # type: ignore[misc]
        store.close()
        now = place.database.read_bytes()
        differing = [
            start for start in range(4096, len(earlier), 4096) if earlier[start:][:4096] != now[start:][:4096]
        ]
        assert differing
        for start in differing:
            place.database.write_bytes(now[:start] + earlier[start : start + 4096] + now[start + 4096 :])
            assert [finding for finding in check(place, unlocked, made.NOW) if not finding.good]

    def test_of_a_newer_version(self, place: Place, unlocked: Unlocked) -> None:
        """A store written by a newer Footprint is refused by reader and writer and not touched."""
        connection = connect(place.database, unlocked.secret, mode="rwc")
        connection.execute("PRAGMA user_version=99")
        connection.close()
        left = place.database.read_bytes()
        for read_only in (True, False):
            with pytest.raises(Refused, match=r"newer Footprint.*99.*Update Footprint"):
                made.open_(place, unlocked, read_only=read_only)
        assert place.database.read_bytes() == left

    def test_of_another_program_with_this_key(self, place: Place, unlocked: Unlocked) -> None:
        """A database that opens with the key and is none of ours is not taken for a store."""
        place.database.unlink()
        connection = connect(place.database, unlocked.secret, mode="rwc")
        connection.execute("PRAGMA application_id=7")
        connection.execute("CREATE TABLE child (id INTEGER PRIMARY KEY)")
        connection.close()
        with pytest.raises(Refused, match="is not a Footprint store"):
            made.open_(place, unlocked)

    def test_without_its_guards(self, place: Place, unlocked: Unlocked) -> None:
        """A store whose triggers were taken away is not written to; it can still be looked at."""
        connection = connect(place.database, unlocked.secret, mode="rwc")
        connection.execute("DROP TRIGGER trail_never_changes")
        connection.close()
        with pytest.raises(Refused, match="guards are missing or altered"):
            made.open_(place, unlocked)
        made.open_(place, unlocked, read_only=True).close()
        wrong = [finding for finding in check(place, unlocked, made.NOW) if not finding.good]
        assert [finding.seen for finding in wrong] == ["trail_never_changes missing or altered"]
