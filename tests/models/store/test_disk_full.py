"""A full disk: what cannot be written says so, nothing is half there, and it works again with space."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.errors import Refused
from models.store import backup
from models.store.check import check
from models.store.opening import Unlocked, change_passphrase, open_place, unlock_place
from models.store.place import Place
from models.store.restore import restore
from models.store.store import Store
from tests import made
from tests.models.store.movers import a_move
from tests.models.store.small_disks import big_change, full, small_disk

FULL = "The disk is full|The disk refused"


def faults(place: Place, unlocked: Unlocked) -> list[object]:
    """Return what a check finds wrong."""
    return [finding for finding in check(place, unlocked, made.NOW) if not finding.good]


def fill(store: Store) -> int:
    """Make moves until one is refused; return how many were acknowledged."""
    for done in range(100_000):
        try:
            made.do(store, a_move)
        except Refused as refused:
            assert re.search(FULL, str(refused))  # noqa: PT017 - how many went before is what is asked
            return done
    raise AssertionError("the disk was never full")


@pytest.fixture
def disk(made_team: tuple[Path, Unlocked]) -> Iterator[Place]:
    """The small team's store on a disk of two megabytes."""
    with small_disk() as folder:
        yield made.copy_of(Place(made_team[0]), folder)


class TestFullDisk:
    """A real disk with no space left."""

    def test_changes(self, disk: Place, unlocked: Unlocked) -> None:
        """Moves are refused in a sentence, what was acknowledged is there, and space brings it back to life."""
        store = made.open_(disk, unlocked)
        before = len(made.dump(store)["stage_move"])
        with full(disk.folder.parent, leaving=120_000):
            done = fill(store)
            rows = made.dump(store)
            with pytest.raises(Refused, match=FULL):
                made.do(store, big_change)
            assert made.dump(store) == rows
            assert len(rows["stage_move"]) == before + done
        made.do(store, a_move)
        assert len(made.dump(store)["stage_move"]) == before + done + 1
        assert made.undo(store) == "move_to_stage"
        assert made.dump(store) == rows
        store.close()
        assert faults(disk, unlocked) == []

    def test_opening_and_closing(self, disk: Place, unlocked: Unlocked) -> None:
        """Opening on a full disk reads what is there or refuses in a sentence; closing loses nothing."""
        made.open_(disk, unlocked).close()
        store = made.open_(disk, unlocked)
        with full(disk.folder.parent, leaving=40_000):
            done = fill(store)
            rows = made.dump(store)
            store.close()
            try:
                again = open_place(disk, unlocked, now=made.NOW)
                assert made.dump(again) == rows
                again.close()
            except Refused as refused:
                assert "disk" in str(refused)  # noqa: PT017 - either ending is right
        again = made.open_(disk, unlocked)
        assert made.dump(again) == rows
        assert done
        again.close()

    def test_a_backup(self, disk: Place, unlocked: Unlocked) -> None:
        """A backup that does not fit is refused, nothing of it stays, and the store goes on."""
        with (
            full(disk.folder.parent, leaving=150_000),
            pytest.raises(Refused, match=f"{FULL}|No space left"),
        ):
            backup.make(disk, unlocked.secret, now=made.NOW)
        assert list(disk.backups.iterdir()) == []
        assert backup.make(disk, unlocked.secret, now=made.NOW).path.exists()
        assert faults(disk, unlocked) == []

    def test_a_restore(self, disk: Place, unlocked: Unlocked) -> None:
        """A restore that does not fit leaves the store that is there."""
        kept = backup.make(disk, unlocked.secret, now=made.NOW)
        before = made.bytes_in(disk.folder)
        with (
            full(disk.folder.parent, leaving=150_000),
            pytest.raises(Refused, match=f"{FULL}|No space left"),
        ):
            restore(disk, kept.path, "", by_recovery=False, now=made.NOW)
        assert made.bytes_in(disk.folder) == before
        assert [path.name for path in disk.folder.parent.iterdir()] == ["store"]

    def test_making(self, disk: Place) -> None:
        """A store that does not fit is not made, and nothing of it stays."""
        with full(disk.folder.parent, leaving=80_000):
            with pytest.raises(Refused, match=f"{FULL}|No space left"):
                made.make(Place(disk.folder.parent / "another"), made.small_team)
            assert sorted(path.name for path in disk.folder.parent.iterdir()) == ["ballast", "store"]

    def test_a_new_passphrase(self, made_owned: tuple[Path, str]) -> None:
        """A passphrase that cannot be written is not changed: the old one opens, the new one does not."""
        with small_disk() as folder:
            place = made.copy_of(Place(made_owned[0]), folder)
            store = made.open_(place, unlock_place(place, "first"))
            refused = 0
            for leaving in range(0, 65536, 4096):
                with full(folder, leaving=leaving):
                    try:
                        change_passphrase(store, "second", cost=made.CHEAP, **made.HOW)
                    except Refused:
                        refused += 1
                        opens, stays_shut = "first", "second"
                    else:
                        opens, stays_shut = "second", "first"
                assert unlock_place(place, opens).secret == store.secret
                with pytest.raises(Refused, match="does not open"):
                    unlock_place(place, stays_shut)
                assert place.keys.read_bytes() == place.keys_copy.read_bytes()
                if opens == "second":
                    break
            assert refused > 3
            assert opens == "second"
            store.close()
            made.open_(place, unlock_place(place, "second")).close()


_STARVED = """
import resource, sys
from pathlib import Path
from models.errors import Refused
from models.store.opening import unlock_place
from models.store.place import Place
from tests import made
from tests.models.store.movers import a_move
from tests.models.store.small_disks import big_change

def moves():
    return len(made.dump(store)["stage_move"])

place = Place(Path(sys.argv[1]))
store = made.open_(place, unlock_place(place, ""))
before = moves()
_, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (place.database.stat().st_size, hard))
done = 0
try:
    for _ in range(10_000):
        made.do(store, a_move)
        done += 1
except Refused as refused:
    print("refused:", refused)
assert done and moves() == before + done
for change in (big_change, a_move):
    try:
        made.do(store, change)
        print("a change was taken that could not be written")
    except Refused:
        pass
assert moves() == before + done
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
made.do(store, a_move)
made.do(store, big_change)
assert made.undo(store) == "fill"
assert moves() == before + done + 1
store.close()
print("moves:", before + done + 1)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such quota")
class TestQuota:
    """A limit on the size of files, as a quota sets it: the same, for anyone who runs the tests."""

    def test_changes(self, place: Place, unlocked: Unlocked) -> None:
        """Refused in a sentence, nothing half there, and everything works once the limit is lifted."""
        said = made.in_child(_STARVED, place.folder)
        assert "refused: The disk" in said
        assert "could not be written" not in said
        store = made.open_(place, unlocked)
        assert len(made.dump(store)["stage_move"]) == int(said.rpartition("moves: ")[2])
        store.close()
        assert faults(place, unlocked) == []
