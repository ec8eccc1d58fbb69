"""The command line: every command alike, and what each of those about the store does and says."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.store.place import Place
from tests.tui.cli.told import Script
from tui.cli.common import verbs_of
from tui.main import COMMANDS, parser_of

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


def each_parser() -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Yield every command and every verb of one, with its parser."""
    for name in COMMANDS:
        parser = parser_of(name)
        yield name, parser
        for verb, each in verbs_of(parser).items():
            yield f"{name} {verb}", each


PARSERS = dict(each_parser())


@pytest.mark.parametrize("name", PARSERS)
class TestEveryCommand:
    """What all have in common."""

    def test_help_with_an_example(self, script: Script, name: str) -> None:
        """--help ends with 0 and shows how the command is called."""
        done = script(*name.split(), "--help")
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

    def test_called_wrongly_is_2(self, script: Script, name: str) -> None:
        """An option that is none ends with 2, says so, and prints nothing else."""
        done = script(*name.split(), "--nonsense")
        assert done.code == 2
        assert done.out == ""
        assert "error: " in done.err


class TestExitCodes:
    """0, 1 (it could not, and says why) or 2 (it was called wrongly)."""

    def test_no_command_of_that_name(self, script: Script) -> None:
        """The commands are listed, and the code is 2."""
        done = script("bord")
        assert done.code == 2
        assert "there is no command “bord”" in done.err
        assert "board" in done.err

    def test_options_before_the_command(self, script: Script) -> None:
        """What was meant is said; a folder that is called like a command is a folder."""
        done = script("--today", "tomorrow", "due")
        assert (done.code, done.out) == (2, "")
        assert "the command comes first: footprint due --today tomorrow" in done.err
        assert "comes first" not in script("--store", "due", "--nonsense").err

    def test_options_before_the_verb(self, script: Script, tmp_path: Path) -> None:
        """The same of a command's verb: the folder is not taken for one."""
        done = script("agenda", "--store", str(tmp_path), "list")
        assert (done.code, done.out) == (2, "")
        assert (
            f"footprint agenda: the verb comes first: footprint agenda list --store {tmp_path} …" in done.err
        )
        assert script("agenda", "list", "--store", str(tmp_path)).code == 1

    def test_help_and_version(self, script: Script) -> None:
        """Both are 0."""
        assert script("--help").code == 0
        assert re.fullmatch(r"footprint \d+\.\d+\.\d+\n", script("--version").out)

    @pytest.mark.parametrize("arguments", NEEDING_A_STORE, ids=lambda each: each[0])
    def test_without_a_store(
        self, script: Script, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
    ) -> None:
        """One sentence that names the folder, the code 1, and nothing is made."""
        monkeypatch.chdir(tmp_path)
        done = script(*arguments, "--store", tmp_path / "nowhere", passphrase="x")
        assert done.code == 1
        assert done.err.startswith(f"footprint {arguments[0]}: ")
        assert done.err.count("\n") == 1
        assert done.out == ""
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("arguments", NEEDING_A_STORE[:7], ids=lambda each: each[0])
    def test_without_the_passphrase_or_with_a_wrong_one(
        self, script: Script, owned: tuple[Place, str], monkeypatch: pytest.MonkeyPatch, arguments: list[str]
    ) -> None:
        """From a script without FOOTPRINT_PASSPHRASE it is not asked for; a wrong one opens nothing."""
        place, _ = owned
        monkeypatch.setattr("sys.stdin", None, raising=False)
        monkeypatch.setattr("sys.stdin", open("/dev/null", encoding="utf-8"))  # noqa: SIM115
        without = script(*arguments, "--store", place.folder)
        assert without.code == 1
        assert "set FOOTPRINT_PASSPHRASE" in without.err
        wrong = script(*arguments, "--store", place.folder, passphrase="wrong")
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
    def test_what_is_no_sense_is_2(self, script: Script, arguments: list[str]) -> None:
        """A date that does not exist, a policy that is none, a name that is missing."""
        done = script(*arguments)
        assert done.code == 2
        assert done.err
        assert done.out == ""

    def test_the_app_needs_a_terminal(self, script: Script, tmp_path: Path) -> None:
        """Without one it says what to use instead."""
        done = script("--store", tmp_path / "store")
        assert done.code == 1
        assert done.err.startswith("footprint: This needs a terminal")
        assert "board --plain" in done.err
