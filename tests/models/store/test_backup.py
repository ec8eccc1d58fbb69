"""Backups: whole, encrypted, checked before they are kept, and as many as are worth keeping."""

from __future__ import annotations

import json
import os
import random
import shutil
import stat
import time
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from models.errors import Refused
from models.store import backup, schema
from models.store.backup import Backup
from models.store.connection import connect
from models.store.opening import Unlocked, unlock_place
from models.store.place import Place
from models.store.store import Store
from tests import made
from tests.models.store.movers import back_up_for_ever, hold, move_for_ever, started

DAY = timedelta(days=1)


def unpacked(made_backup: Backup, folder: Path) -> Place:
    """Unpack a backup into a new folder."""
    folder.mkdir(parents=True)
    return backup.unpack(made_backup.path, folder)


class TestMaking:
    """What a backup is."""

    def test_holds_everything(self, store: Store, place: Place, tmp_path: Path) -> None:
        """Every row and line, the key slots, and a manifest that says where the trail ends."""
        made.do(store, lambda change: change.note("look", "store"))
        kept = backup.make(place, store.secret, now=made.NOW)
        assert kept == Backup(place.backups / "2026-11-21T090000.footprint", made.NOW)
        copy = unpacked(kept, tmp_path / "copy")
        again = made.open_(copy, unlock_place(copy, ""))
        assert made.dump(again) == made.dump(store)
        assert made.trail_rows(again) == made.trail_rows(store)
        again.close()
        manifest, last = backup.read_manifest(kept.path), made.trail_rows(store)[-1]
        assert (manifest.uuid, manifest.version) == (store.uuid, schema.VERSION)
        assert (manifest.trail_seq, manifest.trail_hash) == (last[0], last[8])

    def test_is_encrypted_and_its_owners(self, store: Store, place: Place) -> None:
        """Nothing in it can be read, and by no one else."""
        kept = backup.make(place, store.secret, now=made.NOW)
        content = kept.path.read_bytes()
        for word in (b"SQLite format", b"Morag", b"40217", b"CREATE TABLE", store.secret.data_key):
            assert word not in content
        if os.name != "nt":
            assert stat.S_IMODE(kept.path.stat().st_mode) == 0o600
            assert stat.S_IMODE(place.backups.stat().st_mode) == 0o700

    def test_beside_a_program_that_writes(self, place: Place, unlocked: Unlocked, tmp_path: Path) -> None:
        """Made while moves are made: each is a moment of the store, whole in itself."""
        with started(move_for_ever, place.folder, 50) as (_, line):
            ends = []
            for number in range(4):
                line.recv()
                kept = backup.make(place, unlocked.secret, now=made.NOW + timedelta(seconds=number))
                copy = unpacked(kept, tmp_path / str(number))
                store = made.open_(copy, unlock_place(copy, ""), read_only=True)
                ends.append(len(made.trail_rows(store)))
                assert backup.read_manifest(kept.path).trail_seq == ends[-1]
                store.close()
            assert ends == sorted(ends)

    def test_of_a_damaged_store(self, place: Place, unlocked: Unlocked) -> None:
        """A store with a damaged page gives no backup that looks whole."""
        raw = bytearray(place.database.read_bytes())
        for page in range(4, len(raw) // 4096, 3):
            raw[page * 4096 + 7] ^= 1
        place.database.write_bytes(raw)
        with pytest.raises(Refused, match=r"damaged|not whole"):
            backup.make(place, unlocked.secret, now=made.NOW)
        assert list(place.backups.iterdir()) == []

    def test_its_keys_come_from_inside_the_store(self, owned: tuple[Place, str], tmp_path: Path) -> None:
        """A damaged key file beside the store does not make its backup useless."""
        place, _ = owned
        unlocked = unlock_place(place, "first")
        place.keys.write_text("{}")
        place.keys_copy.unlink()
        kept = backup.make(place, unlocked.secret, now=made.NOW)
        assert unlock_place(unpacked(kept, tmp_path / "copy"), "first").secret == unlocked.secret

    def test_into_a_second_place(self, place: Place, unlocked: Unlocked, tmp_path: Path) -> None:
        """The same file, in a folder that is made if need be."""
        second = tmp_path / "shared" / "deeper"
        kept = backup.make(place, unlocked.secret, now=made.NOW, also=second)
        assert [path.name for path in second.iterdir()] == [kept.path.name]
        assert (second / kept.path.name).read_bytes() == kept.path.read_bytes()

    def test_a_second_place_that_is_gone(self, place: Place, unlocked: Unlocked, tmp_path: Path) -> None:
        """The first backup is kept, and the sentence tells the two apart."""
        (tmp_path / "stick").write_text("not a folder")
        with pytest.raises(Refused, match=r"The backup was made .*could not be copied to .*stick"):
            backup.make(place, unlocked.secret, now=made.NOW, also=tmp_path / "stick")
        assert len(backup.list_backups(place.backups)) == 1

    def test_why_it_was_made(self, place: Place, unlocked: Unlocked) -> None:
        """A backup before an update says so in its name."""
        kept = backup.make(place, unlocked.secret, now=made.NOW, why="before-update")
        assert backup.list_backups(place.backups) == [kept]
        assert kept.why == "before-update"

    def test_of_nothing(self, tmp_path: Path, unlocked: Unlocked) -> None:
        """Where there is no store there is no backup, and no folder is left."""
        with pytest.raises(Refused):
            backup.make(made.place_in(tmp_path), unlocked.secret, now=made.NOW)
        assert list(tmp_path.iterdir()) == []


class TestKilled:
    """A backup that is killed leaves the store whole and never half a backup."""

    @pytest.mark.parametrize("kills", [4, pytest.param(60, marks=pytest.mark.sweep)])
    def test_while_making_one(self, place: Place, unlocked: Unlocked, tmp_path: Path, kills: int) -> None:
        """What is listed as a backup is one, and what was left over goes once it is a day old."""
        chance = random.Random(13)
        for _ in range(kills):
            with started(back_up_for_ever, place.folder) as (process, _):
                time.sleep(chance.random() * 0.06)
                process.kill()
                process.join()
            for number, kept in enumerate(backup.list_backups(place.backups)[:2]):
                copy = unpacked(kept, tmp_path / f"{number}")
                made.open_(copy, unlock_place(copy, ""), read_only=True).close()
                shutil.rmtree(copy.folder)
        for left in place.backups.iterdir():
            os.utime(left, (1, 1))
        backup.make(place, unlocked.secret, now=datetime.now(UTC))
        assert [path for path in place.backups.iterdir() if not path.name.endswith(".footprint")] == []
        made.open_(place, unlocked).close()

    def test_one_being_made_is_left_alone(self, place: Place, unlocked: Unlocked) -> None:
        """What another program is just making is not cleared away, whatever day this one goes by."""
        place.backups.mkdir()
        (place.backups / ".making-other").mkdir()
        backup.make(place, unlocked.secret, now=datetime.now(UTC) + 900 * DAY)
        assert (place.backups / ".making-other").is_dir()


class TestDamagedBackup:
    """A backup that is not whole is refused in a sentence."""

    @pytest.fixture
    def kept(self, place: Place, unlocked: Unlocked) -> Path:
        """A good backup."""
        return backup.make(place, unlocked.secret, now=made.NOW).path

    @pytest.mark.parametrize("step", [131, pytest.param(3, marks=pytest.mark.sweep)])
    def test_any_bit(self, kept: Path, tmp_path: Path, step: int) -> None:
        """Turned over anywhere, it is refused or gives exactly what was backed up."""
        whole = kept.read_bytes()
        with zipfile.ZipFile(kept) as archive:
            right = {name: archive.read(name) for name in ("store.db", "keys.json")}
        ends = [*range(0, 900, step), *range((len(whole) - 2500) * 8, len(whole) * 8, step)]
        for bit in [*ends, *range(0, len(whole) * 8, step * 200)]:
            raw = bytearray(whole)
            raw[bit // 8] ^= 1 << bit % 8
            kept.write_bytes(raw)
            folder = tmp_path / "copy"
            folder.mkdir()
            try:
                place = backup.unpack(kept, folder)
            except Refused:
                shutil.rmtree(folder)
                continue
            assert place.database.read_bytes() == right["store.db"]
            assert place.keys.read_bytes() == place.keys_copy.read_bytes() == right["keys.json"]
            shutil.rmtree(folder)

    @pytest.mark.parametrize(
        ("harm", "says"),
        [
            (lambda path: path.write_bytes(b""), "damaged or is not a Footprint backup"),
            (lambda path: path.write_text("Dear diary"), "damaged or is not a Footprint backup"),
            (lambda path: path.write_bytes(path.read_bytes()[:5000]), "damaged or is not"),
            (lambda path: path.unlink(), "There is no backup at"),
            (lambda path: rewritten(path, {"manifest.json": b"[]"}), "damaged or is not"),
            (lambda path: rewritten(path, {"manifest.json": b"{}"}), "damaged or is not"),
            (lambda path: rewritten(path, {"manifest.json": b"\xff"}), "damaged or is not"),
            (lambda path: rewritten(path, {"more.txt": b""}), "is not a Footprint backup"),
            (lambda path: rewritten(path, {"../outside": b""}), "is not a Footprint backup"),
            (lambda path: rewritten(path, {"store.db": b"another"}), "not the one its manifest names"),
            (lambda path: rewritten(path, {}, zipfile.ZIP_DEFLATED), "damaged or is not"),
        ],
        ids=[
            "empty",
            "text",
            "half",
            "gone",
            "list",
            "hollow",
            "bytes",
            "more",
            "outside",
            "another",
            "compressed",
        ],
    )
    def test_says_what_is_wrong(
        self, kept: Path, tmp_path: Path, harm: Callable[[Path], object], says: str
    ) -> None:
        """Each with its sentence, and nothing is unpacked outside its folder."""
        harm(kept)
        (tmp_path / "copy").mkdir()
        with pytest.raises(Refused, match=says):
            backup.unpack(kept, tmp_path / "copy")
        assert not (tmp_path / "outside").exists()


def rewritten(path: Path, changes: dict[str, bytes], how: int = zipfile.ZIP_STORED) -> None:
    """Write a backup's zip again with some parts changed or added."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", how) as archive:
        for name, content in (parts | changes).items():
            archive.writestr(name, content)


class TestListed:
    """Only what is a backup is listed, newest first."""

    def test_strange_names(self, place: Place, unlocked: Unlocked) -> None:
        """Files of other names, impossible dates and folders of none are passed over."""
        assert backup.list_backups(place.backups) == []
        first = backup.make(place, unlocked.secret, now=made.NOW - DAY)
        second = backup.make(place, unlocked.secret, now=made.NOW)
        for name in (
            "2026-13-45T000000.footprint",
            "notes.footprint",
            "2026-11-21T090000.footprint.part",
            "x",
        ):
            (place.backups / name).write_bytes(b"")
        assert backup.list_backups(place.backups) == [second, first]

    @pytest.mark.parametrize(("hours", "due"), [(1, False), (19, False), (21, True), (200, True)])
    def test_due_once_a_day(self, place: Place, unlocked: Unlocked, hours: int, due: bool) -> None:
        """After twenty hours, so that it falls on each working morning."""
        assert backup.is_due(place, made.NOW)
        backup.make(place, unlocked.secret, now=made.NOW - timedelta(hours=hours))
        assert backup.is_due(place, made.NOW) == due


class TestDiscarding:
    """Seven daily, four weekly, twelve monthly are kept."""

    @pytest.fixture
    def years(self, tmp_path: Path) -> list[Backup]:
        """The names of two years of backups, two a day, newest first."""
        for n in range(2 * 730):
            moment = made.NOW - timedelta(hours=12 * n)
            (tmp_path / f"{moment:%Y-%m-%dT%H%M%S}.footprint").touch()
        for made_at in ("2024-12-01", f"{made.NOW - 20 * DAY:%Y-%m-%d}"):
            (tmp_path / f"{made_at}T085900-before-update.footprint").touch()
        return backup.list_backups(tmp_path)

    def test_what_stays(self, years: list[Backup], tmp_path: Path) -> None:
        """The newest of each of seven days, four weeks and twelve months."""
        assert backup.discard_old(tmp_path) == len(years) - len(backup.list_backups(tmp_path))
        kept = backup.list_backups(tmp_path)
        ordinary = [one.made_at for one in kept if not one.why]
        evening = made.NOW + timedelta(hours=12)
        assert ordinary[:7] == [made.NOW, *(evening - n * DAY for n in range(1, 7))]
        assert {day.isocalendar()[:2] for day in ordinary} >= {
            (made.NOW - n * 7 * DAY).isocalendar()[:2] for n in range(4)
        }
        assert len({(day.year, day.month) for day in ordinary}) == 12
        assert 17 <= len(ordinary) <= 7 + 4 + 12
        assert backup.discard_old(tmp_path) == 0

    def test_those_before_an_update(self, years: list[Backup], tmp_path: Path) -> None:
        """One stays until ordinary ones of four later weeks are there; in a silence it stays, whatever its age."""
        backup.discard_old(tmp_path)
        (left,) = [one for one in backup.list_backups(tmp_path) if one.why]
        assert left.made_at.date() == (made.NOW - 20 * DAY).date()
        alone = Backup(tmp_path / "x", made.NOW - 1000 * DAY, "before-update")
        daily = [Backup(tmp_path / f"{n}", alone.made_at + n * DAY) for n in range(1, 8)]
        assert backup.to_discard([*reversed(daily), alone]) == []

    def test_after_a_long_silence(self, tmp_path: Path) -> None:
        """Old backups are not let go because nothing newer was made."""
        for n in range(5):
            (tmp_path / f"{made.NOW - (1000 + n) * DAY:%Y-%m-%dT%H%M%S}.footprint").touch()
        assert backup.discard_old(tmp_path) == 0

    def test_one_that_cannot_be_removed(self, years: list[Backup], tmp_path: Path) -> None:
        """It stays until the next time, and is not counted."""
        stuck = backup.to_discard(years)[0].path
        stuck.unlink()
        stuck.mkdir()
        assert backup.discard_old(tmp_path) == len(years) - len(backup.list_backups(tmp_path))
        assert stuck.is_dir()


class TestBesideAnother:
    """A backup asked for while the store is open elsewhere."""

    def test_takes_no_lock(self, place: Place, unlocked: Unlocked) -> None:
        """The program that writes goes on writing."""
        with started(hold, place.folder) as (_, line):
            backup.make(place, unlocked.secret, now=made.NOW)
            line.send(True)
            assert isinstance(line.recv(), int)

    def test_needs_the_right_key(self, place: Place, unlocked: Unlocked, tmp_path: Path) -> None:
        """With another store's key nothing is made."""
        other, _ = made.make(made.place_in(tmp_path / "other"))
        with pytest.raises(Refused):
            backup.make(place, other.secret, now=made.NOW)
        assert not place.backups.exists() or list(place.backups.iterdir()) == []

    def test_a_copy_opens_only_with_its_key(self, place: Place, unlocked: Unlocked, tmp_path: Path) -> None:
        """The database inside is under the store's own key."""
        kept = backup.make(place, unlocked.secret, now=made.NOW)
        other, _ = made.make(made.place_in(tmp_path / "other"))
        copy = unpacked(kept, tmp_path / "copy")
        with pytest.raises(Refused):
            connect(copy.database, other.secret, mode="ro")
        connect(copy.database, unlocked.secret, mode="ro").close()
        assert json.loads(copy.keys.read_text())["uuid"] == unlocked.keys.uuid
