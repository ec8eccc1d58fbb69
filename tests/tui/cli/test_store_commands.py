"""Commands about the store: made, rehearsed on, shown, backed up, unlocked, filled and checked."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest

from models.store.opening import unlock_place, unlock_place_with_recovery
from models.store.place import Place
from tests import made
from tests.models.intake.books import own_book, table
from tests.tui.cli.told import Script

KEY = re.compile(r"(?:[0-9A-Z]{4}-){8}[0-9A-Z]{4}")


class TestInit:
    """A store without questions."""

    TEAM = ("--team", "Riverside 2", "--manager", "Jo Hale", "--number", "M1")

    def test_it_is_made_and_opens_by_both_secrets(self, script: Script, tmp_path: Path) -> None:
        """The recovery key is printed once; a second init over it is refused."""
        place = Place(tmp_path / "store")
        done = script("init", "--store", place.folder, *self.TEAM, passphrase="four quiet boats")
        assert done.code == 0
        key = KEY.search(done.out)
        assert key is not None
        assert unlock_place(place, "four quiet boats")
        assert unlock_place_with_recovery(place, key[0])
        again = script("init", "--store", place.folder, *self.TEAM, passphrase="x")
        assert again.code == 1
        assert "There is a store" in again.err

    @pytest.mark.parametrize(
        ("more", "code", "says"),
        [
            (("--service", "nope"), 2, "--service is one of early_help"),
            (("--policy", "surrey"), 1, "There is no policy pack called"),
            (("--store", "/tmp/Dropbox/team"), 1, "synced folder"),
        ],
    )
    def test_what_cannot_be(
        self, script: Script, tmp_path: Path, more: tuple[str, ...], code: int, says: str
    ) -> None:
        """A sentence, and nothing is made."""
        done = script("init", "--store", tmp_path / "store", *self.TEAM, *more, passphrase="x")
        assert done.code == code
        assert says in done.err
        assert not (tmp_path / "store").exists()

    def test_an_empty_passphrase_is_refused(self, script: Script, tmp_path: Path) -> None:
        """Nothing is made."""
        done = script("init", "--store", tmp_path / "store", *self.TEAM, passphrase="")
        assert done.code == 1
        assert "protects nothing" in done.err


class TestRehearsing:
    """--today opens a real store to be read only."""

    @pytest.mark.parametrize(
        ("arguments", "writes"),
        [
            (["board", "--plain"], False),
            (["due"], False),
            (["import", "BOOK", "--dry-run"], False),
            (["import", "BOOK"], True),
            (["passphrase"], True),
            (["passphrase", "--new-recovery-key"], True),
        ],
        ids=lambda each: " ".join(each) if isinstance(each, list) else "",
    )
    def test_a_real_store_is_not_written(
        self, script: Script, owned: tuple[Place, str], tmp_path: Path, arguments: list[str], writes: bool
    ) -> None:
        """Reading works on another day; writing is refused, and the trail is as long as before."""
        place, _ = owned
        book = own_book(tmp_path / "team.xlsx")
        day = (made.TODAY - timedelta(days=3)).isoformat()
        given = [str(book) if each == "BOOK" else each for each in arguments]
        before = made.bytes_in(place.folder)["store.db"]
        done = script(
            *given,
            "--store",
            place.folder,
            "--today",
            day,
            passphrase="first",
            FOOTPRINT_NEW_PASSPHRASE="second",
        )
        assert done.code == (1 if writes else 0)
        assert ("never written with another --today" in done.err) == writes
        assert made.bytes_in(place.folder)["store.db"] == before

    def test_a_backup_bears_the_real_day(self, script: Script, owned: tuple[Place, str]) -> None:
        """A backup made with another --today would put the daily ones off."""
        place, _ = owned
        script("backup", "--store", place.folder, "--today", "2031-01-01", passphrase="first")
        assert [path.name for path in place.backups.iterdir() if path.name.startswith("2031")] == []
        assert len(list(place.backups.iterdir())) == 1


class TestBoard:
    """The board for a screen reader and for a script."""

    def test_plain_and_json_say_the_same(self, script: Script, demo: Place) -> None:
        """Every tile is in both, with its pace and the day to discuss it by."""
        told = ("--store", demo.folder, "--today", "2026-11-21")
        plain, data = script("board", *told).out, json.loads(script("board", "--json", *told).out)
        tiles = [tile for stage in data["stages"] for tile in stage["tiles"]]
        assert f"{len(tiles)} tiles." in plain
        lines = [line for line in plain.splitlines() if line.startswith("  ")]
        assert len(lines) == len(tiles)
        assert sum("discuss by" in line for line in lines) == sum(bool(tile["discuss_by"]) for tile in tiles)
        for tile in tiles:
            mine = [line for line in lines if tile["children"][0]["number"] in line]
            assert any(f"{tile['pace']}: {tile['reason']}" in line for line in mine)

    def test_as_it_stood(self, script: Script, demo: Place) -> None:
        """An earlier day has other tiles, and says which day it is."""
        told = ("--store", demo.folder, "--today", "2026-11-21")
        then = script("board", "--as-at", "2026-10-31", *told).out
        assert "The board on Sat 31 Oct 2026" in then
        assert then != script("board", *told).out

    def test_for_others_to_see(self, script: Script, demo: Place) -> None:
        """--present leaves initials of practitioners."""
        told = ("--store", demo.folder, "--today", "2026-11-21")
        shown = script("board", "--present", *told).out
        assert "Tomasz" not in shown
        assert "; TW; " in shown


class TestBackupAndRestore:
    """There and back."""

    def test_what_was_backed_up_comes_back(
        self, script: Script, owned: tuple[Place, str], tmp_path: Path
    ) -> None:
        """A backup, a change, restore: the board is as before, and the changed store is set aside."""
        place, recovery = owned
        told = ("--store", place.folder)
        before = script("board", "--json", *told, passphrase="first").out
        other = tmp_path / "drive"
        other.mkdir()
        made_it = script("backup", *told, "--also", other, passphrase="first")
        assert made_it.code == 0
        name = next(iter(other.iterdir())).name
        assert name in script("restore", "--list", *told).out
        child = {"child_id": "70009", "service": "early_help", "practitioner_id": "P2"}
        book = own_book(tmp_path / "team.xlsx", Children=table(child | {"opened_on": made.ago(1)}))
        assert script("import", book, "--missing", "keep", *told, passphrase="first").code == 0
        assert script("board", "--json", *told, passphrase="first").out != before
        back = script("restore", name, "--recovery", *told, FOOTPRINT_RECOVERY_KEY=recovery)
        assert back.code == 0
        assert "set aside, whole" in back.out
        assert script("board", "--json", *told, passphrase="first").out == before

    def test_no_such_backup(self, script: Script, owned: tuple[Place, str]) -> None:
        """It says where to look."""
        place, _ = owned
        done = script("restore", "none.footprint", "--store", place.folder, passphrase="first")
        assert done.code == 1
        assert "footprint restore --list" in done.err


class TestPassphrase:
    """Changing it, and coming back in."""

    def test_change_then_recovery_then_a_new_key(self, script: Script, owned: tuple[Place, str]) -> None:
        """Each secret opens the store until it is replaced, and not after."""
        place, recovery = owned
        told = ("--store", place.folder)
        assert script("passphrase", *told, passphrase="first", FOOTPRINT_NEW_PASSPHRASE="second").code == 0
        assert script("board", *told, passphrase="first").code == 1
        back = script(
            "passphrase",
            "--recovery",
            *told,
            FOOTPRINT_RECOVERY_KEY=recovery,
            FOOTPRINT_NEW_PASSPHRASE="third",
        )
        assert back.code == 0
        new = KEY.search(script("passphrase", "--new-recovery-key", *told, passphrase="third").out)
        assert new is not None
        assert unlock_place_with_recovery(place, new[0])
        old = script("passphrase", "--recovery", *told, FOOTPRINT_RECOVERY_KEY=recovery)
        assert old.code == 1

    def test_an_empty_one_changes_nothing(self, script: Script, owned: tuple[Place, str]) -> None:
        """The present one stays."""
        place, _ = owned
        done = script("passphrase", "--store", place.folder, passphrase="first", FOOTPRINT_NEW_PASSPHRASE="")
        assert done.code == 1
        assert unlock_place(place, "first")


class TestImport:
    """From the command line."""

    def test_a_rehearsal_then_the_import_then_again(
        self, script: Script, place: Place, tmp_path: Path
    ) -> None:
        """--dry-run writes nothing; the second import finds nothing to do, by a pattern that no shell filled."""
        told = ("--store", place.folder, "--today", "2026-11-21")
        book = own_book(tmp_path / "team.xlsx")
        before = script("board", "--json", *told).out
        assert "Would add" in script("import", book, "--dry-run", *told).out
        assert script("board", "--json", *told).out == before
        done = script("import", book, "--json", "--missing", "close", *told)
        assert done.code == 0
        assert json.loads(done.out)["dry_run"] is False
        assert "39980" not in script("board", "--json", *told).out
        assert "Nothing to do" in script("import", tmp_path / "te*.xlsx", *told).out
        assert "There is no file" in script("import", tmp_path / "*.csv", *told).err

    def test_what_is_not_taken_is_kept_in_a_file(self, script: Script, place: Place, tmp_path: Path) -> None:
        """--rejects has the row and the reason; the good rows went in."""
        told = ("--store", place.folder, "--today", "2026-11-21")
        row = {"child_id": "70002", "service": "childrens_social_work", "practitioner_id": "P2"}
        good = row | {"child_id": "70003", "opened_on": made.ago(3)}
        book = own_book(tmp_path / "team.xlsx", Children=table(row | {"opened_on": "31/02/2026"}, good))
        done = script("import", book, "--rejects", tmp_path / "no.csv", *told)
        assert done.code == 0
        assert "1 row not taken" in done.err
        assert "70002" in (tmp_path / "no.csv").read_text(encoding="utf-8-sig")
        assert "70003" in script("board", "--json", *told).out


class TestCheck:
    """What footprint check says."""

    def test_good_is_0_and_wrong_is_1(self, script: Script, place: Place) -> None:
        """A page turned over is named, in words and in JSON."""
        told = ("--store", place.folder)
        assert script("check", *told).code == 0
        content = bytearray(place.database.read_bytes())
        content[4096 * 9 + 50] ^= 1
        place.database.write_bytes(content)
        done = script("check", *told)
        assert done.code == 1
        assert "WRONG" in done.out
        data = json.loads(script("check", "--json", *told).out)
        assert not all(each["good"] for each in data)
