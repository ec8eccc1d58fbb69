"""Folders and files that may not be read or written: a sentence each, and nothing changed."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from models.errors import Refused
from models.store import backup
from models.store.check import check
from models.store.opening import Unlocked, unlock_place
from models.store.place import Place, place_for
from models.store.restore import restore
from tests import made

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows folders know no such mode")

NOBODY = 65534


@pytest.fixture
def own(made_team: tuple[Path, Unlocked]) -> Iterator[Place]:
    """A store where an ordinary user may be shut out: root is one for as long as `ordinary` lasts."""
    above = Path(tempfile.mkdtemp(prefix="footprint-rights-"))
    above.chmod(0o755)
    place = made.copy_of(Place(made_team[0]), above / "home")
    if os.geteuid() == 0:
        for path in (above / "home", *above.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
    yield place
    for folder in (above, *above.rglob("*")):
        if folder.is_dir():
            folder.chmod(0o700)
    shutil.rmtree(above)


@contextmanager
def ordinary() -> Iterator[None]:
    """Be a user whom permissions bind."""
    if os.geteuid() != 0:
        yield
        return
    os.setegid(NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)


class TestReadOnlyFolder:
    """The folder can be looked into but not written."""

    def test_a_writer_is_told(self, own: Place, unlocked: Unlocked) -> None:
        """Opening to write says that the folder can only be read."""
        own.folder.chmod(0o500)
        with ordinary(), pytest.raises(Refused, match="can only be read"):
            made.open_(own, unlocked)

    def test_a_reader_is_told(self, own: Place, unlocked: Unlocked) -> None:
        """Reading needs to write beside the database too; the sentence says so."""
        own.folder.chmod(0o500)
        with ordinary(), pytest.raises(Refused, match=r"can only be read|cannot be opened"):
            made.open_(own, unlocked, read_only=True)

    def test_making_one(self, own: Place) -> None:
        """No store is made in a folder that cannot be written."""
        above = own.folder.parent
        above.chmod(0o500)
        with ordinary(), pytest.raises(Refused, match=r"A store cannot be made .*Permission denied"):
            made.make(Place(above / "another"))
        assert sorted(path.name for path in above.iterdir()) == ["store"]

    def test_a_backup(self, own: Place, unlocked: Unlocked) -> None:
        """A backup that cannot be written says so and that the store is whole."""
        with ordinary():
            made.open_(own, unlocked, read_only=True).close()
            own.folder.chmod(0o500)
            with pytest.raises(Refused, match=r"could not be written .*The store itself is whole"):
                backup.make(own, unlocked.secret, now=made.NOW)

    def test_a_second_place(self, own: Place, unlocked: Unlocked, tmp_path: Path) -> None:
        """A second place that cannot be written is named; the first backup stands."""
        shut = own.folder.parent / "shut"
        shut.mkdir(mode=0o500)
        with (
            ordinary(),
            pytest.raises(Refused, match=r"The backup was made .* could not be copied to .*shut"),
        ):
            backup.make(own, unlocked.secret, now=made.NOW, also=shut / "deeper")
        assert len(backup.list_backups(own.backups)) == 1

    def test_a_restore(self, own: Place, unlocked: Unlocked) -> None:
        """A restore into a folder that cannot be written leaves the store that is there."""
        with ordinary():
            kept = backup.make(own, unlocked.secret, now=made.NOW)
        before = made.bytes_in(own.folder)
        own.folder.parent.chmod(0o500)
        with ordinary(), pytest.raises(Refused, match=r"could not be put back .*Nothing was changed"):
            restore(own, kept.path, "", by_recovery=False, now=made.NOW)
        assert made.bytes_in(own.folder) == before

    def test_a_check(self, own: Place, unlocked: Unlocked) -> None:
        """A check of a folder that cannot be written reports instead of failing."""
        own.folder.chmod(0o500)
        with ordinary():
            findings = check(own, unlocked, made.NOW)
        assert [finding for finding in findings if not finding.good]


class TestReadOnlyFile:
    """The database file itself can only be read."""

    def test_nothing_is_saved(self, own: Place, unlocked: Unlocked) -> None:
        """Opening or the first change is refused in a sentence; what is there can be read."""
        own.database.chmod(0o400)
        with ordinary():
            with pytest.raises(Refused, match=r"can only be read|cannot be opened"):
                made.do(made.open_(own, unlocked), lambda change: change.note("look", "store"))
            assert len(made.trail_rows(made.open_(own, unlocked, read_only=True))) > 10


class TestUnreadable:
    """Files and folders that may not even be looked at."""

    def test_the_folder(self, own: Place) -> None:
        """A store behind a shut folder is not taken for none: the sentence says to ask for access."""
        own.folder.chmod(0)
        with ordinary(), pytest.raises(Refused, match=r"You may not read .*Ask for access"):
            unlock_place(own, "")

    def test_the_folder_above(self, own: Place) -> None:
        """A path through a shut folder is refused without a fault of the program."""
        own.folder.parent.chmod(0)
        with ordinary():
            place = place_for(own.folder)
            with pytest.raises(Refused, match="You may not read"):
                unlock_place(place, "")
            with pytest.raises(Refused, match="Permission denied"):
                made.make(place)

    def test_the_database(self, own: Place, unlocked: Unlocked) -> None:
        """A database that may not be read says which file and why."""
        own.database.chmod(0)
        with ordinary():
            for read_only in (True, False):
                with pytest.raises(Refused, match=r"store\.db cannot be read \(Permission denied\)"):
                    made.open_(own, unlocked, read_only=read_only)

    def test_one_key_file(self, own: Place, unlocked: Unlocked) -> None:
        """The other one serves."""
        own.keys.chmod(0)
        with ordinary():
            made.open_(own, unlock_place(own, ""), read_only=True).close()

    def test_both_key_files(self, own: Place) -> None:
        """Without either the sentence says that access is missing, not that they are damaged."""
        own.keys.chmod(0)
        own.keys_copy.chmod(0)
        with ordinary(), pytest.raises(Refused, match="You may not read"):
            unlock_place(own, "")

    def test_the_lock(self, own: Place, unlocked: Unlocked) -> None:
        """A lock file of someone else's keeps a writer out with a sentence."""
        own.lock.write_bytes(b"")
        own.lock.chmod(0)
        with ordinary(), pytest.raises(Refused, match="can only be read"):
            made.open_(own, unlocked)

    def test_a_backup(self, own: Place, unlocked: Unlocked) -> None:
        """A backup that may not be read says so."""
        with ordinary():
            kept = backup.make(own, unlocked.secret, now=made.NOW)
            kept.path.chmod(0)
            with pytest.raises(Refused, match="You may not read"):
                backup.read_manifest(kept.path)
