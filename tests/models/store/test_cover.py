"""The organisation's key: opens a store while its owner can't, says so in the trail, and opens nothing else."""

from __future__ import annotations

import json

import pytest

from models.changes.children import add_child
from models.errors import Refused
from models.reading.covered import read_cover_openings, read_unseen_openings
from models.store import backup, opening
from models.store.check import check
from models.store.cover import OpenCover, covered_by, make_pair, open_secret, read_public
from models.store.place import Place
from models.store.restore import restore
from tests import made
from tests.models.store.owned import Owned, copies_agree, opens


@pytest.fixture(scope="module")
def pair() -> tuple[str, str]:
    """A pair of key files under the passphrase “cover”."""
    return make_pair("Riverside Council", "cover", made.CHEAP)


def opened(pair: tuple[str, str], passphrase: str = "cover") -> OpenCover:
    """Open the secret half."""
    return open_secret(pair[1], passphrase)


def covered(place: Place, public: str) -> None:
    """Let the key open the store."""
    store = made.open_(place, opening.unlock_place(place, "first"))
    opening.set_cover(store, read_public(public), **made.HOW)
    store.close()


class TestPair:
    """Two files: one to give out, one to keep."""

    def test_both_read_back(self, pair: tuple[str, str]) -> None:
        """The public one names whose it is; the secret one opens with its passphrase only."""
        key = read_public(pair[0])
        assert (key.name, opened(pair).key) == ("Riverside Council", key)
        assert repr(opened(pair)) == "<OpenCover>"
        with pytest.raises(Refused, match="does not open the cover key"):
            opened(pair, "Cover")

    @pytest.mark.parametrize("text", ["", "name: x", "{}", "[1]", "x25519: AAAA\nname: x\nid: 1", "\x00" * 9])
    def test_anything_else_is_refused(self, text: str) -> None:
        """In words that say which file is meant, whatever the file is."""
        with pytest.raises(
            Refused, match=r"public half of (a|the) cover key.*(\.pub|ask for the file again)"
        ):
            read_public(text)
        with pytest.raises(Refused, match=r"secret half.*\.key"):
            open_secret(text, "x")

    def test_cut_off_or_the_other_half(self, pair: tuple[str, str]) -> None:
        """A public half that was cut off is called damaged; the secret half is told apart, and stays where it is."""
        for length in range(40, len(pair[0]) - 1, 7):
            with pytest.raises(
                Refused, match="public half of the cover key is damaged: ask for the file again"
            ):
                read_public(pair[0][:length])
        with pytest.raises(Refused, match=r"the secret half, not the public half. It stays .* ends in \.pub"):
            read_public(pair[1])
        with pytest.raises(Refused, match=r"ending in \.key"):
            open_secret(pair[0], "cover")

    def test_a_changed_public_half_is_noticed(self, pair: tuple[str, str]) -> None:
        """Its id no longer fits, or the secret half refuses it."""
        other = make_pair("Riverside Council", "other", made.CHEAP)[0]
        with pytest.raises(Refused, match="damaged"):
            read_public(pair[0].replace(pair[0].split("x25519: ")[1], other.split("x25519: ")[1]))
        body = json.loads(pair[1])
        body["public"] = json.loads(make_pair("a", "b", made.CHEAP)[1])["public"]
        with pytest.raises(Refused, match="does not open"):
            open_secret(json.dumps(body), "cover")


class TestOpening:
    """A further slot of the store."""

    def test_it_opens_and_the_trail_says_so(self, owned: Owned, pair: tuple[str, str]) -> None:
        """The owner's passphrase and recovery key still do; every opening with the key is a line that can be read."""
        place, recovery_key = owned
        with pytest.raises(Refused, match="its owner never named one"):
            opening.unlock_place_with_cover(place, opened(pair))
        covered(place, pair[0])
        unlocked = opening.unlock_place_with_cover(place, opened(pair))
        store = made.open_(place, unlocked)
        last = made.trail_rows(store)[-1]
        assert (last[2], last[3]) == (f"cover {opened(pair).key.id}", "open_with_cover")
        assert made.undo(store) is None
        under = {**made.HOW, "actor": f"cover {opened(pair).key.id}"}
        store.change(lambda change: add_child(change, "47000", "ZZ"), **under)
        (told,) = store.read(read_unseen_openings)
        assert told.text() == "Sat 21 Nov 2026 09:00, 1 change"
        made.do(store, lambda change: add_child(change, "47001", "YY"))
        assert store.read(read_unseen_openings) == []
        assert store.read(read_cover_openings) == [told]
        store.close()
        assert opens(place, "first")
        assert opening.unlock_place_with_recovery(place, recovery_key).secret == unlocked.secret
        assert copies_agree(place)
        found = check(place, unlocked, made.NOW)
        assert all(one.good for one in found)
        said = next(one.seen for one in found if one.what == "organisation's key")
        assert said.endswith(
            "can open the store; opened the store 1 time, last Sat 21 Nov 2026 09:00, 1 change"
        )

    def test_never_without_a_line(self, owned: Owned, pair: tuple[str, str]) -> None:
        """To be read only it is refused."""
        covered(owned[0], pair[0])
        unlocked = opening.unlock_place_with_cover(owned[0], opened(pair))
        with pytest.raises(Refused, match="leaves a line in the trail"):
            made.open_(owned[0], unlocked, read_only=True)

    def test_another_key_opens_nothing(self, owned: Owned, pair: tuple[str, str]) -> None:
        """Nor a slot moved over from another store."""
        place = owned[0]
        covered(place, pair[0])
        with pytest.raises(Refused, match="sealed for another"):
            opening.unlock_place_with_cover(place, open_secret(make_pair("x", "y", made.CHEAP)[1], "y"))
        body = json.loads(place.keys.read_text())
        body["uuid"] = "0" * 36
        for path in (place.keys, place.keys_copy):
            path.write_text(json.dumps(body))
        with pytest.raises(Refused, match="sealed for another"):
            opening.unlock_place_with_cover(place, opened(pair))

    def test_taken_away(self, owned: Owned, pair: tuple[str, str]) -> None:
        """It opens nothing any more; both changes are in the trail with the key's id and nothing else."""
        place = owned[0]
        covered(place, pair[0])
        store = made.open_(place, opening.unlock_place(place, "first"))
        assert covered_by(store.read(opening.marked_keys)) == opened(pair).key.id
        opening.set_cover(store, None, **made.HOW)
        lines = [row for row in made.trail_rows(store) if row[3] == "set_cover_key"]
        assert [json.loads(row[6]).get("became") for row in lines] == [opened(pair).key.id, None]
        store.close()
        with pytest.raises(Refused, match="never named one"):
            opening.unlock_place_with_cover(place, opened(pair))

    def test_a_changed_passphrase_leaves_it(self, owned: Owned, pair: tuple[str, str]) -> None:
        """The covering manager can give the store a new passphrase, and the key stays."""
        place = owned[0]
        covered(place, pair[0])
        store = made.open_(place, opening.unlock_place_with_cover(place, opened(pair)))
        opening.change_passphrase(store, "second", cost=made.CHEAP, **made.HOW)
        store.close()
        assert opens(place, "second")
        made.open_(place, opening.unlock_place_with_cover(place, opened(pair))).close()


class TestBackups:
    """A backup carries its slots."""

    def test_put_back_with_the_key(self, owned: Owned, pair: tuple[str, str]) -> None:
        """And the trail of the restored store says with what it was opened."""
        place = owned[0]
        covered(place, pair[0])
        store = made.open_(place, opening.unlock_place(place, "first"))
        one = backup.make(place, store.secret, now=made.NOW)
        store.close()
        assert restore(place, one.path, "", by_recovery=False, now=made.NOW, cover=opened(pair)) is not None
        store = made.open_(place, opening.unlock_place(place, "first"))
        assert [row[3] for row in made.trail_rows(store)][-2:] == ["open_with_cover", "restore_backup"]
        store.close()
