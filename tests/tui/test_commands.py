"""The command line: every command alike, and what each of those about the store does and says."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from models.store.opening import unlock_place, unlock_place_with_recovery
from models.store.place import Place
from tests import made
from tests.models.intake.books import own_book, table
from tui.main import COMMANDS, main, parser_of

KEY = re.compile(r"(?:[0-9A-Z]{4}-){8}[0-9A-Z]{4}")
NEEDING_A_STORE = (
    ["board"],
    ["due"],
    ["backup"],
    ["check"],
    ["passphrase"],
    ["import", "team.xlsx"],
    ["workbook", "out.xlsx", "--filled"],
    ["restore", "2026-11-20T081500.footprint"],
)


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return what runs a command as from a script: no terminal, the passphrase (if any) from outside."""

    def command(*arguments: str | Path, passphrase: str | None = None, **more: str) -> Done:
        told = {"FOOTPRINT_PASSPHRASE": passphrase, "FOOTPRINT_STORE": None, **more}
        for name in ("FOOTPRINT_RECOVERY_KEY", "FOOTPRINT_NEW_PASSPHRASE", *told):
            value = told.get(name)
            monkeypatch.delenv(name, raising=False) if value is None else monkeypatch.setenv(name, value)
        capsys.readouterr()
        try:
            code = main([str(each) for each in arguments])
        except SystemExit as ended:
            code = int(ended.code or 0)
        said = capsys.readouterr()
        return Done(code, said.out, said.err)

    return command


def each_parser() -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Yield every command and every verb of one, with its parser."""
    for name in COMMANDS:
        parser = parser_of(name)
        yield name, parser
        for action in parser._actions:
            if isinstance(action, argparse._SubParsersAction):
                for verb, each in action.choices.items():
                    yield f"{name} {verb}", each


PARSERS = dict(each_parser())


@pytest.mark.parametrize("name", PARSERS)
class TestEveryCommand:
    """What all have in common."""

    def test_help_with_an_example(self, run: Run, name: str) -> None:
        """--help ends with 0 and shows how the command is called."""
        done = run(*name.split(), "--help")
        assert done.code == 0
        assert "example: " in done.out
        assert f"footprint {name}".removesuffix(" open") in done.out.partition("example: ")[2]

    def test_store_and_today(self, name: str) -> None:
        """Each takes --store and --today; where there are verbs, each verb does."""
        options = PARSERS[name]._option_string_actions
        verbs = any(each.startswith(f"{name} ") for each in PARSERS)
        assert verbs or {"--store", "--today"} <= options.keys()

    def test_no_secret_is_taken_from_the_command_line(self, name: str) -> None:
        """No option that could hold a passphrase or a key takes a value."""
        for option, action in PARSERS[name]._option_string_actions.items():
            if any(word in option for word in ("pass", "secret", "key", "recovery")):
                assert action.nargs == 0, option

    def test_called_wrongly_is_2(self, run: Run, name: str) -> None:
        """An option that is none ends with 2, says so, and prints nothing else."""
        done = run(*name.split(), "--nonsense")
        assert done.code == 2
        assert done.out == ""
        assert "error: " in done.err


class TestExitCodes:
    """0, 1 (it could not, and says why) or 2 (it was called wrongly)."""

    def test_no_command_of_that_name(self, run: Run) -> None:
        """The commands are listed, and the code is 2."""
        done = run("bord")
        assert done.code == 2
        assert "there is no command “bord”" in done.err
        assert "board" in done.err

    def test_help_and_version(self, run: Run) -> None:
        """Both are 0."""
        assert run("--help").code == 0
        assert re.fullmatch(r"footprint \d+\.\d+\.\d+\n", run("--version").out)

    @pytest.mark.parametrize("arguments", NEEDING_A_STORE, ids=lambda each: each[0])
    def test_without_a_store(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
    ) -> None:
        """One sentence that names the folder, the code 1, and nothing is made."""
        monkeypatch.chdir(tmp_path)
        done = run(*arguments, "--store", tmp_path / "nowhere", passphrase="x")
        assert done.code == 1
        assert done.err.startswith(f"footprint {arguments[0]}: ")
        assert done.err.count("\n") == 1
        assert done.out == ""
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("arguments", NEEDING_A_STORE[:7], ids=lambda each: each[0])
    def test_without_the_passphrase_or_with_a_wrong_one(
        self, run: Run, owned: tuple[Place, str], monkeypatch: pytest.MonkeyPatch, arguments: list[str]
    ) -> None:
        """From a script without FOOTPRINT_PASSPHRASE it is not asked for; a wrong one opens nothing."""
        place, _ = owned
        monkeypatch.setattr("sys.stdin", None, raising=False)
        monkeypatch.setattr("sys.stdin", open("/dev/null", encoding="utf-8"))  # noqa: SIM115
        without = run(*arguments, "--store", place.folder)
        assert without.code == 1
        assert "set FOOTPRINT_PASSPHRASE" in without.err
        wrong = run(*arguments, "--store", place.folder, passphrase="wrong")
        assert wrong.code == 1
        assert "That passphrase does not open this store" in wrong.err

    @pytest.mark.parametrize(
        "arguments",
        [
            ["board", "--today", "31/2"],
            ["board", "--as-at", "31/2"],
            ["board", "--as-at", "+2w", "--today", "21/11/2026"],
            ["demo", "--policy", "surrey"],
            ["demo", "--prepare"],
            ["restore"],
            ["policy"],
            ["import"],
        ],
        ids=" ".join,
    )
    def test_what_is_no_sense_is_2(self, run: Run, arguments: list[str]) -> None:
        """A date that does not exist, a policy that is none, a name that is missing."""
        done = run(*arguments)
        assert done.code == 2
        assert done.err
        assert done.out == ""

    def test_the_app_needs_a_terminal(self, run: Run, tmp_path: Path) -> None:
        """Without one it says what to use instead."""
        done = run("--store", tmp_path / "store")
        assert done.code == 1
        assert done.err.startswith("footprint: This needs a terminal")
        assert "board --plain" in done.err


class TestInit:
    """A store without questions."""

    TEAM = ("--team", "Riverside 2", "--manager", "Jo Hale", "--number", "M1")

    def test_it_is_made_and_opens_by_both_secrets(self, run: Run, tmp_path: Path) -> None:
        """The recovery key is printed once; a second init over it is refused."""
        place = Place(tmp_path / "store")
        done = run("init", "--store", place.folder, *self.TEAM, passphrase="four quiet boats")
        assert done.code == 0
        key = KEY.search(done.out)
        assert key is not None
        assert unlock_place(place, "four quiet boats")
        assert unlock_place_with_recovery(place, key[0])
        again = run("init", "--store", place.folder, *self.TEAM, passphrase="x")
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
        self, run: Run, tmp_path: Path, more: tuple[str, ...], code: int, says: str
    ) -> None:
        """A sentence, and nothing is made."""
        done = run("init", "--store", tmp_path / "store", *self.TEAM, *more, passphrase="x")
        assert done.code == code
        assert says in done.err
        assert not (tmp_path / "store").exists()

    def test_an_empty_passphrase_is_refused(self, run: Run, tmp_path: Path) -> None:
        """Nothing is made."""
        done = run("init", "--store", tmp_path / "store", *self.TEAM, passphrase="")
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
        self, run: Run, owned: tuple[Place, str], tmp_path: Path, arguments: list[str], writes: bool
    ) -> None:
        """Reading works on another day; writing is refused, and the trail is as long as before."""
        place, _ = owned
        book = own_book(tmp_path / "team.xlsx")
        day = (made.TODAY - timedelta(days=3)).isoformat()
        given = [str(book) if each == "BOOK" else each for each in arguments]
        before = made.bytes_in(place.folder)["store.db"]
        done = run(
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

    def test_a_backup_bears_the_real_day(self, run: Run, owned: tuple[Place, str]) -> None:
        """A backup made with another --today would put the daily ones off."""
        place, _ = owned
        run("backup", "--store", place.folder, "--today", "2031-01-01", passphrase="first")
        assert [path.name for path in place.backups.iterdir() if path.name.startswith("2031")] == []
        assert len(list(place.backups.iterdir())) == 1


class TestBoard:
    """The board for a screen reader and for a script."""

    def test_plain_and_json_say_the_same(self, run: Run, demo: Place) -> None:
        """Every tile is in both, with its pace and the day to discuss it by."""
        told = ("--store", demo.folder, "--today", "2026-11-21")
        plain, data = run("board", *told).out, json.loads(run("board", "--json", *told).out)
        tiles = [tile for stage in data["stages"] for tile in stage["tiles"]]
        assert f"{len(tiles)} tiles." in plain
        lines = [line for line in plain.splitlines() if line.startswith("  ")]
        assert len(lines) == len(tiles)
        assert sum("discuss by" in line for line in lines) == sum(bool(tile["discuss_by"]) for tile in tiles)
        for tile in tiles:
            mine = [line for line in lines if tile["children"][0]["number"] in line]
            assert any(f"{tile['pace']}: {tile['reason']}" in line for line in mine)

    def test_as_it_stood(self, run: Run, demo: Place) -> None:
        """An earlier day has other tiles, and says which day it is."""
        told = ("--store", demo.folder, "--today", "2026-11-21")
        then = run("board", "--as-at", "2026-10-31", *told).out
        assert "The board on Sat 31 Oct 2026" in then
        assert then != run("board", *told).out

    def test_for_others_to_see(self, run: Run, demo: Place) -> None:
        """--present leaves initials of practitioners."""
        told = ("--store", demo.folder, "--today", "2026-11-21")
        shown = run("board", "--present", *told).out
        assert "Tomasz" not in shown
        assert "; TW; " in shown


class TestBackupAndRestore:
    """There and back."""

    def test_what_was_backed_up_comes_back(self, run: Run, owned: tuple[Place, str], tmp_path: Path) -> None:
        """A backup, a change, restore: the board is as before, and the changed store is set aside."""
        place, recovery = owned
        told = ("--store", place.folder)
        before = run("board", "--json", *told, passphrase="first").out
        other = tmp_path / "drive"
        other.mkdir()
        made_it = run("backup", *told, "--also", other, passphrase="first")
        assert made_it.code == 0
        name = next(iter(other.iterdir())).name
        assert name in run("restore", "--list", *told).out
        child = {"child_id": "70009", "service": "early_help", "practitioner_id": "P2"}
        book = own_book(tmp_path / "team.xlsx", Children=table(child | {"opened_on": made.ago(1)}))
        assert run("import", book, "--missing", "keep", *told, passphrase="first").code == 0
        assert run("board", "--json", *told, passphrase="first").out != before
        back = run("restore", name, "--recovery", *told, FOOTPRINT_RECOVERY_KEY=recovery)
        assert back.code == 0
        assert "set aside, whole" in back.out
        assert run("board", "--json", *told, passphrase="first").out == before

    def test_no_such_backup(self, run: Run, owned: tuple[Place, str]) -> None:
        """It says where to look."""
        place, _ = owned
        done = run("restore", "none.footprint", "--store", place.folder, passphrase="first")
        assert done.code == 1
        assert "footprint restore --list" in done.err


class TestPassphrase:
    """Changing it, and coming back in."""

    def test_change_then_recovery_then_a_new_key(self, run: Run, owned: tuple[Place, str]) -> None:
        """Each secret opens the store until it is replaced, and not after."""
        place, recovery = owned
        told = ("--store", place.folder)
        assert run("passphrase", *told, passphrase="first", FOOTPRINT_NEW_PASSPHRASE="second").code == 0
        assert run("board", *told, passphrase="first").code == 1
        back = run(
            "passphrase",
            "--recovery",
            *told,
            FOOTPRINT_RECOVERY_KEY=recovery,
            FOOTPRINT_NEW_PASSPHRASE="third",
        )
        assert back.code == 0
        new = KEY.search(run("passphrase", "--new-recovery-key", *told, passphrase="third").out)
        assert new is not None
        assert unlock_place_with_recovery(place, new[0])
        old = run("passphrase", "--recovery", *told, FOOTPRINT_RECOVERY_KEY=recovery)
        assert old.code == 1

    def test_an_empty_one_changes_nothing(self, run: Run, owned: tuple[Place, str]) -> None:
        """The present one stays."""
        place, _ = owned
        done = run("passphrase", "--store", place.folder, passphrase="first", FOOTPRINT_NEW_PASSPHRASE="")
        assert done.code == 1
        assert unlock_place(place, "first")


class TestImport:
    """From the command line."""

    def test_a_rehearsal_then_the_import_then_again(self, run: Run, place: Place, tmp_path: Path) -> None:
        """--dry-run writes nothing; the second import finds nothing to do."""
        told = ("--store", place.folder, "--today", "2026-11-21")
        book = own_book(tmp_path / "team.xlsx")
        before = run("board", "--json", *told).out
        assert "Would add" in run("import", book, "--dry-run", *told).out
        assert run("board", "--json", *told).out == before
        done = run("import", book, "--json", "--missing", "close", *told)
        assert done.code == 0
        assert json.loads(done.out)["dry_run"] is False
        assert "39980" not in run("board", "--json", *told).out
        assert "Nothing to do" in run("import", book, *told).out

    def test_what_is_not_taken_is_kept_in_a_file(self, run: Run, place: Place, tmp_path: Path) -> None:
        """--rejects has the row and the reason; the good rows went in."""
        told = ("--store", place.folder, "--today", "2026-11-21")
        row = {"child_id": "70002", "service": "childrens_social_work", "practitioner_id": "P2"}
        good = row | {"child_id": "70003", "opened_on": made.ago(3)}
        book = own_book(tmp_path / "team.xlsx", Children=table(row | {"opened_on": "31/02/2026"}, good))
        done = run("import", book, "--rejects", tmp_path / "no.csv", *told)
        assert done.code == 0
        assert "1 row not taken" in done.err
        assert "70002" in (tmp_path / "no.csv").read_text(encoding="utf-8-sig")
        assert "70003" in run("board", "--json", *told).out


class TestCheck:
    """What footprint check says."""

    def test_good_is_0_and_wrong_is_1(self, run: Run, place: Place) -> None:
        """A page turned over is named, in words and in JSON."""
        told = ("--store", place.folder)
        assert run("check", *told).code == 0
        content = bytearray(place.database.read_bytes())
        content[4096 * 9 + 50] ^= 1
        place.database.write_bytes(content)
        done = run("check", *told)
        assert done.code == 1
        assert "WRONG" in done.out
        data = json.loads(run("check", "--json", *told).out)
        assert not all(each["good"] for each in data)
