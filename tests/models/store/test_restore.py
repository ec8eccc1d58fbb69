"""Putting a backup back: everything comes back, and what was there is set aside, never lost."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.errors import Refused
from models.store import backup
from models.store.check import check
from models.store.opening import Unlocked, change_passphrase, new_recovery_key, unlock_place
from models.store.place import Place
from models.store.restore import restore
from models.store.store import Store
from models.store.swap import settle, swap, unused
from tests import made
from tests.models.store.movers import a_move, hold, put_back_for_ever, started

Held = dict[str, list[tuple[Any, ...]]]


def held(place: Place, passphrase: str = "") -> Held:
    """Return every row of a store that is closed, but for its trail."""
    store = made.open_(place, unlock_place(place, passphrase))
    try:
        return made.dump(store)
    finally:
        store.close()


def put_back(place: Place, source: Path, secret: str = "", *, by_recovery: bool = False) -> Path | None:
    """Put a backup back."""
    return restore(place, source, secret, by_recovery=by_recovery, now=made.NOW)


@pytest.fixture
def kept(place: Place, unlocked: Unlocked) -> Path:
    """A backup of the small team's store; the store has moved on since."""
    made_backup = backup.make(place, unlocked.secret, now=made.NOW)
    store = made.open_(place, unlocked)
    for _ in range(3):
        made.do(store, a_move)
    store.close()
    return made_backup.path


class TestPutBack:
    """What was backed up is the store again."""

    def test_everything_is_back(self, place: Place, kept: Path, tmp_path: Path) -> None:
        """Rows as they were, a line in the trail that says so, the backups kept, the check content."""
        moved_on = held(place)
        aside = put_back(place, kept)
        assert held(place) != moved_on
        store = made.open_(place, unlock_place(place, ""))
        last = made.trail_rows(store)[-1]
        assert (last[2], last[3]) == ("footprint", "restore_backup")
        assert "2026-11-21T090000.footprint" in last[6]
        store.close()
        assert [one.path.name for one in backup.list_backups(place.backups)] == [kept.name]
        assert [one for one in check(place, unlock_place(place, ""), made.NOW) if not one.good] == []
        assert aside is not None
        assert held(Place(aside)) == moved_on
        assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["store", aside.name])

    def test_a_backup_made_after_is_no_alarm(self, place: Place, kept: Path, unlocked: Unlocked) -> None:
        """Later backups, made before the earlier one was put back, are explained by the check."""
        newest = backup.make(place, unlocked.secret, now=made.NOW.replace(minute=30))
        restore(place, kept, "", by_recovery=False, now=made.NOW.replace(hour=11))
        findings = {one.what: one for one in check(place, unlocked, made.NOW)}
        assert all(one.good for one in findings.values())
        assert "another backup was put back" in findings[f"backup {newest.path.name}"].seen

    def test_again_within_the_second(self, place: Place, kept: Path) -> None:
        """Two stores set aside in one moment have two names."""
        first, second = put_back(place, kept), put_back(place, kept)
        assert first is not None
        assert second is not None
        assert first != second
        assert held(Place(first))
        assert held(Place(second))

    def test_onto_a_missing_store(self, place: Place, kept: Path, tmp_path: Path) -> None:
        """A new computer: the backup alone makes the store again."""
        second_place = tmp_path / "stick" / kept.name
        second_place.parent.mkdir()
        shutil.copyfile(kept, second_place)
        shutil.rmtree(place.folder)
        assert put_back(place, second_place) is None
        assert [row[1] for row in held(place)["child"]] == ["40217", "40555", "40556", "39980"]

    def test_into_folders_that_are_not_there(self, kept: Path, tmp_path: Path) -> None:
        """Folders above are made."""
        new = made.place_in(tmp_path / "a" / "b")
        put_back(new, kept)
        assert held(new)

    def test_over_a_ruined_store(self, place: Place, kept: Path) -> None:
        """A store whose database and keys are gone is put back over, and what is left of it kept."""
        place.database.write_bytes(b"")
        place.keys.unlink()
        place.keys_copy.write_bytes(b"\xff")
        aside = put_back(place, kept)
        assert held(place)
        assert aside is not None
        assert (aside / "store.db").read_bytes() == b""


class TestKeys:
    """A backup opens with what opened the store when it was made."""

    def test_passphrase_of_its_time(self, owned: tuple[Place, str]) -> None:
        """The passphrase of the backup is the store's again, the later one is not."""
        place, _ = owned
        store = made.open_(place, unlock_place(place, "first"))
        kept = backup.make(place, store.secret, now=made.NOW).path
        change_passphrase(store, "second", cost=made.CHEAP, **made.HOW)
        store.close()
        with pytest.raises(Refused, match="That passphrase does not open this store"):
            put_back(place, kept, "second")
        assert unlock_place(place, "second")
        put_back(place, kept, "first")
        assert held(place, "first")
        with pytest.raises(Refused):
            unlock_place(place, "second")

    def test_recovery_key(self, owned: tuple[Place, str]) -> None:
        """With the recovery key of its time, and only with that."""
        place, recovery_key = owned
        store = made.open_(place, unlock_place(place, "first"))
        kept = backup.make(place, store.secret, now=made.NOW).path
        _, newer = new_recovery_key(store, **made.HOW)
        store.close()
        with pytest.raises(Refused, match="That recovery key does not open this store"):
            put_back(place, kept, newer, by_recovery=True)
        assert put_back(place, kept, recovery_key, by_recovery=True)
        assert held(place, "first")

    def test_wrong_passphrase_changes_nothing(self, owned: tuple[Place, str], tmp_path: Path) -> None:
        """The store that is there stays, byte for byte."""
        place, _ = owned
        kept = backup.make(place, unlock_place(place, "first").secret, now=made.NOW).path
        before = made.bytes_in(tmp_path)
        with pytest.raises(Refused):
            put_back(place, kept, "wrong")
        assert made.bytes_in(tmp_path) == before


class TestRefused:
    """The present store is untouched by a restore that cannot be."""

    @pytest.mark.parametrize(
        ("harm", "says"),
        [
            (lambda path: path.unlink(), "There is no backup at"),
            (lambda path: path.write_bytes(b""), "damaged or is not a Footprint backup"),
            (lambda path: path.write_bytes(path.read_bytes()[:-50_000]), "damaged or is not"),
            (lambda path: flip_in_database(path), "damaged"),
        ],
        ids=["gone", "empty", "cut", "flipped"],
    )
    def test_damaged_backups(
        self, place: Place, kept: Path, tmp_path: Path, harm: Callable[[Path], object], says: str
    ) -> None:
        """Each with its sentence, and nothing beside is left."""
        before = held(place)
        harm(kept)
        with pytest.raises(Refused, match=says):
            put_back(place, kept)
        assert held(place) == before
        assert [path.name for path in tmp_path.iterdir()] == ["store"]

    def test_while_another_program_has_it(self, place: Place, kept: Path) -> None:
        """A store that is open is not moved away."""
        with started(hold, place.folder) as (_, line):
            with pytest.raises(Refused, match="already open in another window"):
                put_back(place, kept)
            line.send(True)
            assert isinstance(line.recv(), int)

    def test_backup_of_a_newer_version(
        self, place: Place, kept: Path, store_version: Callable[..., None]
    ) -> None:
        """A backup of a newer Footprint is refused as such."""
        store_version(place, 99)
        newer = backup.make(place, unlock_place(place, "").secret, now=made.NOW.replace(hour=12)).path
        store_version(place, 1)
        before = held(place)
        with pytest.raises(Refused, match="newer Footprint"):
            put_back(place, newer)
        assert held(place) == before


@pytest.fixture
def store_version(unlocked: Unlocked) -> Callable[[Place, int], None]:
    """A way to write another schema version into a store."""
    from models.store.connection import connect

    def write(place: Place, version: int) -> None:
        connection = connect(place.database, unlocked.secret, mode="rwc")
        connection.execute(f"PRAGMA user_version={version}")
        connection.close()

    return write


def flip_in_database(path: Path) -> None:
    """Turn one bit over in the database within a backup."""
    raw = bytearray(path.read_bytes())
    raw[60_000] ^= 1
    path.write_bytes(raw)


class TestKilled:
    """Killed while a backup is put back: the one store or the other is there, whole."""

    @pytest.mark.parametrize("kills", [5, pytest.param(80, marks=pytest.mark.sweep)])
    def test_again_and_again(self, place: Place, kept: Path, kills: int, tmp_path: Path) -> None:
        """After each kill the store opens and the check is content; no store that was set aside is lost."""
        source = tmp_path / "elsewhere" / kept.name
        source.parent.mkdir()
        shutil.copyfile(kept, source)
        chance = random.Random(17)
        for _ in range(kills):
            with started(put_back_for_ever, place.folder, str(source)) as (process, line):
                for _ in range(chance.randrange(2)):
                    line.recv()
                time.sleep(chance.random() * 0.06)
                process.kill()
                process.join()
            unlocked = unlock_place(place, "")
            made.open_(place, unlocked).close()
            assert [one for one in check(place, unlocked, made.NOW) if not one.good] == []
            for aside in tmp_path.glob("store-set-aside-*"):
                assert held(Place(aside))["child"]
                shutil.rmtree(aside)

    @pytest.mark.parametrize("done", ["nothing", "parked", "both", "all"])
    def test_at_each_step_of_the_swap(self, tmp_path: Path, done: str) -> None:
        """Whatever the last step was, the folder that should be there is there, and the other is kept."""
        folder, beside, aside = (
            tmp_path / "store",
            tmp_path / ".store.restoring-1",
            tmp_path / "store-set-aside-x",
        )
        for each in (folder, beside):
            each.mkdir()
            (each / "name").write_text(each.name)
        parked = tmp_path / ".store-set-aside-x"
        if done != "nothing":
            folder.rename(parked)
        if done in ("both", "all"):
            beside.rename(folder)
        if done == "all":
            parked.rename(aside)
        settle(folder)
        swapped = done in ("both", "all")
        assert (folder / "name").read_text() == (beside.name if swapped else folder.name)
        assert not parked.exists()
        assert aside.exists() == swapped
        settle(folder)
        assert (folder / "name").exists()

    def test_a_swap_that_fails(self, tmp_path: Path) -> None:
        """Where the new folder cannot take its place, the old one has it back."""
        folder = tmp_path / "store"
        folder.mkdir()
        with pytest.raises(OSError, match=r"No such file|cannot find"):
            swap(folder, tmp_path / "not there", tmp_path / "store-set-aside-x")
        assert folder.is_dir()
        assert unused(folder) == tmp_path / "store-2"

    def test_of_a_killed_restore_the_next_opening_finds_the_store(
        self, place: Place, unlocked: Unlocked
    ) -> None:
        """Between two steps of the swap nothing has to be put right by hand."""
        parked = place.folder.with_name(f".{place.folder.name}-set-aside-2026-11-21T090000")
        place.folder.rename(parked)
        store: Store = made.open_(place, unlock_place(place, ""))
        assert made.dump(store)["child"]
        store.close()
        assert not parked.exists()
