"""A new store: wholly or not at all, and its owner's alone."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlmodel import select

from models.changes.children import add_child
from models.changes.team import begin_team
from models.errors import Refused
from models.store.change import Change
from models.store.check import check
from models.store.opening import NewStore, make_store, unlock_place, unlock_place_with_recovery
from models.store.place import Place
from models.tables import StoreMark, Team
from tests import made


def below(folder: Path) -> list[str]:
    """Return the names of everything below a folder."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def refuses(change: Change) -> None:
    """Begin to fill a store, then refuse."""
    begin_team(change, "Riverside 2", "kent")
    add_child(change, "no digits")


def breaks(change: Change) -> None:
    """Begin to fill a store, then fail as a program fails."""
    begin_team(change, "Riverside 2", "kent")
    raise ZeroDivisionError


def leaves_a_gap(change: Change) -> None:
    """Write a row that belongs to nothing."""
    change.insert(Team(name="T", policy="kent", manager_id=99))
    change.note("begin_team", "team", 1)


class TestMaking:
    """What a made store is."""

    def test_whole_and_filled(self, tmp_path: Path) -> None:
        """It holds what it was filled with, its mark, and its trail from line one."""
        place = made.place_in(tmp_path)
        unlocked, recovery_key = made.make(place, made.small_team, passphrase="p", kind="real")
        assert below(tmp_path) == ["store", "store/store.db", "store/store.keys", "store/store.keys.copy"]
        store = made.open_(place, unlocked)
        mark = store.read(lambda session: session.exec(select(StoreMark)).one())
        assert (mark.uuid, mark.kind, mark.made_at) == (unlocked.keys.uuid, "real", made.NOW)
        assert store.kind == "real"
        lines = made.trail_rows(store)
        assert [line[3] for line in lines[:2]] == ["make_store", "begin_team"]
        store.close()
        assert unlock_place(place, "p").secret == unlock_place_with_recovery(place, recovery_key).secret
        assert [finding for finding in check(place, unlocked, made.NOW) if not finding.good] == []

    def test_at_a_day_years_ahead(self, tmp_path: Path) -> None:
        """For rehearsal: its own folder is not taken for one that was broken off long ago."""
        place = made.place_in(tmp_path)
        ahead = made.NOW.replace(year=made.NOW.year + 30)
        make_store(place, NewStore("scratch", None, ahead, ahead.date(), "M1", made.CHEAP), made.nothing)
        assert place.exists()

    def test_folders_above_are_made(self, tmp_path: Path) -> None:
        """A path that is not there yet is made."""
        place = made.place_in(tmp_path / "a" / "b")
        made.make(place)
        assert place.exists()

    def test_an_empty_folder_serves(self, tmp_path: Path) -> None:
        """A folder made beforehand is used where it is empty."""
        place = made.place_in(tmp_path)
        place.folder.mkdir()
        made.make(place)
        assert place.exists()

    def test_two_stores_share_nothing(self, tmp_path: Path) -> None:
        """Each has its own key, its own salt, its own id."""
        first, _ = made.make(made.place_in(tmp_path / "1"))
        second, _ = made.make(made.place_in(tmp_path / "2"))
        assert first.secret.data_key != second.secret.data_key
        assert first.secret.salt != second.secret.salt
        assert first.keys.uuid != second.keys.uuid


class TestNothingBehind:
    """Whatever stops the making, the disk is as it was."""

    @pytest.mark.parametrize(
        ("first", "raised"),
        [(refuses, Refused), (leaves_a_gap, Refused), (breaks, ZeroDivisionError)],
    )
    @pytest.mark.parametrize("folder", ["store", "not/there/yet/store"])
    def test_failing_half_way(
        self, tmp_path: Path, folder: str, first: Callable[[Change], None], raised: type[Exception]
    ) -> None:
        """A refusal, a constraint of the database and a fault of the program leave no file and no folder."""
        (tmp_path / "mine.txt").write_text("mine")
        place = Place(tmp_path / folder)
        with pytest.raises(raised):
            made.make(place, first)
        assert below(tmp_path) == ["mine.txt"]
        made.make(place, made.small_team)
        assert place.exists()

    def test_below_a_file(self, tmp_path: Path) -> None:
        """A folder cannot be made inside a file; the sentence says where."""
        (tmp_path / "notes.txt").write_text("mine")
        with pytest.raises(Refused, match="A store cannot be made at"):
            made.make(made.place_in(tmp_path / "notes.txt"))
        assert below(tmp_path) == ["notes.txt"]

    def test_other_files_stay(self, tmp_path: Path) -> None:
        """A folder with someone's files in it is refused and left alone."""
        place = made.place_in(tmp_path)
        place.folder.mkdir()
        (place.folder / "holiday.jpg").write_bytes(b"mine")
        with pytest.raises(Refused, match="A store cannot be made"):
            made.make(place)
        assert below(tmp_path) == ["store", "store/holiday.jpg"]

    @pytest.mark.parametrize("name", ["store.db", "store.keys", "store.keys.copy"])
    def test_never_over_a_store(self, tmp_path: Path, name: str) -> None:
        """What is left of a store, even one empty file, is not made over."""
        place = made.place_in(tmp_path)
        place.folder.mkdir()
        (place.folder / name).write_bytes(b"")
        with pytest.raises(Refused, match=r"There is a store at .* already"):
            made.make(place)
        assert below(tmp_path) == ["store", f"store/{name}"]


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights elsewhere")
class TestOwnersAlone:
    """No one else on the computer reads a store's files."""

    def test_modes(self, tmp_path: Path) -> None:
        """Folders are 0700 and files 0600, those made while it is open among them, whatever the umask."""
        previous = os.umask(0)
        try:
            place = made.place_in(tmp_path)
            unlocked, _ = made.make(place, made.small_team, passphrase="p")
            store = made.open_(place, unlocked)
            made.do(store, lambda change: change.note("look", "store"))
            open_too = {path.name for path in place.folder.iterdir()}
            modes = {path: stat.S_IMODE(path.stat().st_mode) for path in place.folder.rglob("*")}
            store.close()
        finally:
            os.umask(previous)
        assert open_too >= {"store.db", "store.db-wal", "store.db-shm", "store.lock", "store.keys"}
        assert stat.S_IMODE(place.folder.stat().st_mode) == 0o700
        assert {path.name: oct(mode) for path, mode in modes.items() if mode != 0o600} == {}
