"""Opening a store: its passphrase, its recovery key, and key files that were lost or damaged."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from models.errors import Refused
from models.store import backup, opening
from models.store.check import check
from models.store.keys import KeyFile
from models.store.opening import Unlocked
from models.store.place import Place
from tests import made
from tests.models.store.owned import Owned, copies_agree, opens


def spoil_slot(path: Path, kind: str) -> None:
    """Turn one bit of a slot over in a key file that stays well-formed."""
    body = json.loads(path.read_text())
    slot = next(slot for slot in body["slots"] if slot["kind"] == kind)
    raw = bytearray(base64.b64decode(slot["wrapped"]))
    raw[-1] ^= 1
    slot["wrapped"] = base64.b64encode(raw).decode()
    path.write_text(json.dumps(body, indent=1) + "\n")


class TestSecrets:
    """What opens a store."""

    def test_passphrase_and_recovery_key(self, owned: Owned) -> None:
        """Both win the same secret; anything else is refused before the database is touched."""
        place, recovery_key = owned
        by_passphrase = opening.unlock_place(place, "first")
        by_recovery = opening.unlock_place_with_recovery(place, recovery_key.lower())
        assert by_passphrase.secret == by_recovery.secret
        before = made.bytes_in(place.folder)
        with pytest.raises(Refused, match="That passphrase does not open this store"):
            opening.unlock_place(place, "First")
        with pytest.raises(Refused, match="not a recovery key"):
            opening.unlock_place_with_recovery(place, "first")
        assert made.bytes_in(place.folder) == before

    def test_are_in_no_file(self, tmp_path: Path) -> None:
        """Neither the passphrase nor the recovery key nor the data key, in no file of the folder."""
        place, passphrase = made.place_in(tmp_path), "correct horse 4711"
        unlocked, recovery_key = made.make(place, made.small_team, passphrase=passphrase, kind="real")
        store = made.open_(place, unlocked)
        opening.change_passphrase(store, f"{passphrase}!", cost=made.CHEAP, **made.HOW)
        backup.make(place, store.secret, now=made.NOW)
        key = unlocked.secret.data_key
        secrets = [passphrase, recovery_key, recovery_key.replace("-", ""), key.hex()]
        for name, content in made.bytes_in(place.folder).items():
            assert key not in content, name
            assert base64.b64encode(key) not in content, name
            for secret in secrets:
                for code in ("utf-8", "utf-16-le"):
                    assert secret.encode(code) not in content, name
        store.close()

    def test_a_demo_asks_for_nothing(self, tmp_path: Path) -> None:
        """Its key lies beside it, because its data are made up."""
        place = made.place_in(tmp_path)
        made.make(place, made.small_team)
        assert not opening.needs_passphrase(place)
        assert opens(place, "")

    def test_nothing_there(self, tmp_path: Path) -> None:
        """Where there is no store the sentence says how to make one."""
        for place in (made.place_in(tmp_path), made.place_in(tmp_path / "not" / "there")):
            with pytest.raises(Refused, match=r"There is no store at .*footprint init"):
                opening.unlock_place(place, "first")

    def test_tells_nothing_when_printed(self, owned: Owned) -> None:
        """Printing what was won shows no key."""
        unlocked = opening.unlock_place(owned[0], "first")
        assert repr(unlocked) == "<Unlocked>"
        assert repr(unlocked.secret) == "<Secret>"


class TestChangingKeys:
    """A new passphrase or recovery key takes the place of the old one, and only of that one."""

    def test_passphrase(self, owned: Owned) -> None:
        """The old one no longer opens, the recovery key still does, and the change is in the trail."""
        place, recovery_key = owned
        store = made.open_(place, opening.unlock_place(place, "first"))
        made.do(store, lambda change: change.note("look", "store"))
        opening.change_passphrase(store, "second", cost=made.CHEAP, **made.HOW)
        assert made.trail_rows(store)[-1][3] == "change_passphrase"
        assert store.undo(**made.HOW) is None
        store.close()
        assert opens(place, "second")
        assert not opens(place, "first")
        assert opening.unlock_place_with_recovery(place, recovery_key)
        assert copies_agree(place)

    def test_recovery_key(self, owned: Owned) -> None:
        """The old one no longer opens, the passphrase and the new one do."""
        place, old = owned
        store = made.open_(place, opening.unlock_place(place, "first"))
        _, new = opening.new_recovery_key(store, **made.HOW)
        assert made.trail_rows(store)[-1][3] == "change_recovery_key"
        store.close()
        assert opening.unlock_place_with_recovery(place, new)
        assert opens(place, "first")
        with pytest.raises(Refused, match="That recovery key does not open this store"):
            opening.unlock_place_with_recovery(place, old)

    def test_both_in_one_sitting(self, owned: Owned) -> None:
        """A passphrase changed after the recovery key leaves the new recovery key in force."""
        place, _ = owned
        store = made.open_(place, opening.unlock_place(place, "first"))
        _, new = opening.new_recovery_key(store, **made.HOW)
        opening.change_passphrase(store, "second", cost=made.CHEAP, **made.HOW)
        store.close()
        assert opening.unlock_place_with_recovery(place, new)
        assert opens(place, "second")

    @pytest.mark.parametrize("staged", ["new", "old"])
    @pytest.mark.parametrize("name", ["keys", "keys_copy"])
    def test_what_cannot_be_written_is_not_changed(self, owned: Owned, name: str, staged: str) -> None:
        """A key file that cannot be replaced leaves the old passphrase in force, in file and trail."""
        place, recovery_key = owned
        store = made.open_(place, opening.unlock_place(place, "first"))
        in_the_way = getattr(place, name).with_name(f".{getattr(place, name).name}.{staged}")
        in_the_way.mkdir()
        (in_the_way / "x").touch()
        lines = len(made.trail_rows(store))
        with pytest.raises(Refused, match="could not be written"):
            opening.change_passphrase(store, "second", cost=made.CHEAP, **made.HOW)
        assert len(made.trail_rows(store)) == lines
        store.close()
        (in_the_way / "x").unlink()
        in_the_way.rmdir()
        assert opens(place, "first")
        assert not opens(place, "second")
        assert opening.unlock_place_with_recovery(place, recovery_key)
        assert copies_agree(place)


class TestLostAndDamaged:
    """One key file may be lost or damaged: the other serves, and both are whole after an opening."""

    @pytest.mark.parametrize("which", ["keys", "keys_copy"])
    @pytest.mark.parametrize(
        "harm",
        [
            lambda path: path.unlink(),
            lambda path: path.write_bytes(b""),
            lambda path: path.write_bytes(b"\xff\xfe\x00"),
            lambda path: path.write_text('{"footprint": 1}'),
            lambda path: path.write_text(path.read_text()[:200]),
            lambda path: path.write_text(path.read_text().replace('"footprint": 1', '"footprint": 9')),
            lambda path: spoil_slot(path, "passphrase"),
            lambda path: spoil_slot(path, "recovery"),
        ],
        ids=["lost", "empty", "bytes", "hollow", "half", "newer", "passphrase bit", "recovery bit"],
    )
    def test_the_other_serves(self, owned: Owned, which: str, harm: Callable[[Path], object]) -> None:
        """The passphrase and the recovery key open it, and the opening mends both files for good."""
        place, recovery_key = owned
        whole = place.keys.read_bytes()
        harm(getattr(place, which))
        assert opening.unlock_place_with_recovery(place, recovery_key)
        unlocked = opening.unlock_place(place, "first")
        assert [found.good for found in check(place, unlocked, made.NOW) if found.what == "key files"] == [
            False
        ]
        made.open_(place, unlocked).close()
        assert place.keys.read_bytes() == place.keys_copy.read_bytes() == whole
        assert [found.good for found in check(place, unlocked, made.NOW) if found.what == "key files"] == [
            True
        ]

    def test_says_that_the_second_copy_was_used(self, owned: Owned) -> None:
        """So that a screen can say so too."""
        place, _ = owned
        assert not opening.unlock_place(place, "first").repaired
        place.keys.unlink()
        assert opening.unlock_place(place, "first").repaired

    def test_a_reader_mends_nothing(self, owned: Owned) -> None:
        """Looking changes no file."""
        place, _ = owned
        place.keys.unlink()
        made.open_(place, opening.unlock_place(place, "first"), read_only=True).close()
        assert not place.keys.exists()

    @pytest.mark.parametrize("last", ["", "{}"])
    def test_both_lost(self, owned: Owned, last: str) -> None:
        """Without either, the store stays closed and the sentence points to the backups."""
        place, _ = owned
        place.keys.unlink()
        place.keys_copy.unlink()
        if last:
            place.keys.write_text(last)
        with pytest.raises(Refused, match=r"second copy.*footprint restore"):
            opening.unlock_place(place, "first")

    def test_both_of_a_newer_footprint(self, owned: Owned) -> None:
        """Newer is not damaged: the sentence says to update."""
        place, _ = owned
        for path in (place.keys, place.keys_copy):
            path.write_text(path.read_text().replace('"footprint": 1', '"footprint": 2'))
        with pytest.raises(Refused, match="newer Footprint"):
            opening.unlock_place(place, "first")

    def test_database_lost(self, owned: Owned) -> None:
        """Keys without a database: nothing new is made over it, the backups are pointed to."""
        place, _ = owned
        unlocked = opening.unlock_place(place, "first")
        place.database.unlink()
        with pytest.raises(Refused, match=r"store\.db is missing.*footprint restore"):
            made.open_(place, unlocked)
        assert not place.database.exists()

    def test_broken_off_between_the_two_files(self, owned: Owned) -> None:
        """A change of passphrase killed between its two files leaves one passphrase, and mends to it."""
        place, _ = owned
        old = place.keys.read_bytes()
        store = made.open_(place, opening.unlock_place(place, "first"))
        opening.change_passphrase(store, "second", cost=made.CHEAP, **made.HOW)
        store.close()
        place.keys.write_bytes(old)
        assert opens(place, "first")
        assert copies_agree(place)
        assert opens(place, "first")
        assert not opens(place, "second")

    def test_an_old_key_file_put_back(self, owned: Owned) -> None:
        """Who puts an old key file back opens with its passphrase; the recovery key stays the present one."""
        place, _ = owned
        old = place.keys.read_bytes()
        store = made.open_(place, opening.unlock_place(place, "first"))
        opening.change_passphrase(store, "second", cost=made.CHEAP, **made.HOW)
        _, recovery_key = opening.new_recovery_key(store, **made.HOW)
        store.close()
        place.keys.write_bytes(old)
        place.keys_copy.write_bytes(old)
        assert opens(place, "first")
        assert opens(place, "first")
        assert opening.unlock_place_with_recovery(place, recovery_key)


class TestOfAnotherStore:
    """The key file and the database belong together."""

    def test_keys_of_another_store(self, owned: Owned, tmp_path: Path) -> None:
        """A key file put beside another store's database is told from damage."""
        place, _ = owned
        other = made.place_in(tmp_path / "other")
        made.make(other, passphrase="theirs")
        for name in ("keys", "keys_copy"):
            getattr(place, name).write_bytes(getattr(other, name).read_bytes())
        unlocked = opening.unlock_place(place, "theirs")
        with pytest.raises(Refused, match="is not the store of this key file"):
            made.open_(place, unlocked)

    def test_same_secret_but_another_store(self, place: Place, unlocked: Unlocked) -> None:
        """Even with the right key, the store's own id has to be the key file's."""
        renamed = Unlocked(unlocked.secret, KeyFile("another", b"", ()), by="open")
        with pytest.raises(Refused, match="two different stores"):
            made.open_(place, renamed)
        made.open_(place, unlocked).close()
