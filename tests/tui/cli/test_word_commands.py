"""``footprint export``, ``verify``, ``key``, ``form blank`` and ``record import``: documents from the command line."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from models.store.opening import Unlocked
from models.store.place import Place
from tests import made
from tests.exports.word.councils import council
from tests.exports.word.papers import audit, parts, replace_text
from tests.tui.cli.told import DAY, Run


class TestExport:
    """Records into a folder."""

    def test_by_number(self, run: Run, records_there: dict[str, int], tmp_path: Path) -> None:
        """Two signed records: both written, valid, and they verify."""
        wanted = (records_there["personal"], records_there["case"])
        code, out, err = run("export", *wanted, "--to", tmp_path / "out", "--today", DAY)
        assert code == 0
        assert len(out.splitlines()) == 2
        assert "2 documents written." in err
        for line in out.splitlines():
            assert audit(Path(line)) == []
        code, out, _ = run("verify", tmp_path / "out")
        assert (code, out.splitlines()[-1]) == (0, "2 of 2 read as they were sealed.")

    def test_says_once_that_it_is_not_encrypted(
        self, run: Run, records_there: dict[str, int], tmp_path: Path
    ) -> None:
        """The first time, and not again; and the folder is remembered."""
        first = run("export", records_there["case"], "--to", tmp_path / "out", "--today", DAY)[2]
        second = run("export", records_there["personal"], "--today", DAY)
        assert "no longer encrypted" in first
        assert "no longer encrypted" not in second[2]
        assert str(tmp_path / "out") in second[1]

    @pytest.mark.parametrize(
        ("arguments", "count"),
        [(("--practitioner", "P2"), 3), (("--since", "1/11/2026"), 2), (("--practitioner", "P3"), 0)],
    )
    def test_many(
        self, run: Run, records_there: dict[str, int], tmp_path: Path, arguments: tuple[str, ...], count: int
    ) -> None:
        """A practitioner's file; everything since a day; nothing at all is said."""
        code, out, err = run("export", *arguments, "--to", tmp_path / "out", "--today", DAY)
        assert len(out.splitlines()) == count
        assert code == (0 if count else 1)
        assert count or "no record to write" in err

    def test_a_session(self, run: Run, records_there: dict[str, int], tmp_path: Path) -> None:
        """All records of a session."""
        out = run("export", "--session", records_there["session"], "--to", tmp_path, "--today", DAY)[1]
        assert len(out.splitlines()) == 1

    def test_never_over_a_file_unasked(self, run: Run, records_there: dict[str, int], tmp_path: Path) -> None:
        """Without a terminal nothing is written until it is said what to do."""
        wanted = ("export", records_there["personal"], "--to", tmp_path / "out", "--today", DAY)
        (path,) = run(*wanted)[1].splitlines()
        Path(path).write_bytes(b"mine")
        code, _, err = run(*wanted)
        assert (code, Path(path).read_bytes()) == (1, b"mine")
        assert "--there replace, number or skip" in err
        assert "(2).docx" in run(*wanted, "--there", "number")[1]
        assert run(*wanted, "--there", "skip")[0] == 1
        assert run(*wanted, "--there", "replace")[0] == 0
        assert Path(path).read_bytes() != b"mine"

    def test_stands_in_the_trail(
        self, run: Run, records_there: dict[str, int], tmp_path: Path, place: Place, unlocked: Unlocked
    ) -> None:
        """That a record left, when and as what."""
        run(
            "export",
            records_there["draft"],
            "--kind",
            "working",
            "--for",
            "supervisee",
            "--to",
            tmp_path,
            "--today",
            DAY,
        )
        store = made.open_(place, unlocked)
        (line,) = [line for line in made.trail_rows(store) if line[3] == "export_record"]
        store.close()
        assert line[5] == records_there["draft"]
        assert '"kind":"working"' in line[6]

    def test_the_persons_own_names(self, run: Run, records_there: dict[str, int], tmp_path: Path) -> None:
        """The pattern in the settings."""
        (tmp_path / "config").mkdir()
        (tmp_path / "config" / "settings.toml").write_text('file_name = "{{ record }} {{ code }}"\n')
        out = run("export", records_there["personal"], "--to", tmp_path / "out", "--today", DAY)[1]
        assert Path(out.strip()).name == f"{records_there['personal']} kent_b.docx"

    def test_a_councils_own_style(self, run: Run, records_there: dict[str, int], tmp_path: Path) -> None:
        """The document that the settings name gives header and footer; where it is gone, that is said and no more."""
        (tmp_path / "config").mkdir()
        settings = tmp_path / "config" / "settings.toml"
        settings.write_text(f"house_style = {str(council(tmp_path))!r}\n", encoding="utf-8")
        wanted = ("export", records_there["case"], "--to", tmp_path / "out", "--today", DAY)
        (path,) = run(*wanted)[1].splitlines()
        assert b"Northshire Council" in parts(Path(path))["word/header_default.xml"]
        assert run("verify", path)[0] == 0
        settings.write_text("house_style = 'gone.docx'\n", encoding="utf-8")
        code, out, err = run(*wanted, "--there", "replace")
        assert (code, out, "house_style" in err) == (1, "", True)

    def test_as_text(self, run: Run, records_there: dict[str, int], tmp_path: Path) -> None:
        """Plain text and Markdown, into files and on the screen."""
        for kind, suffix in (("text", ".txt"), ("markdown", ".md")):
            wanted = ("export", records_there["personal"], "--kind", kind, "--to", tmp_path, "--today", DAY)
            (path,) = run(*wanted)[1].splitlines()
            assert (Path(path).suffix, "Name of Supervisor:" in Path(path).read_text(encoding="utf-8")) == (
                suffix,
                True,
            )
        assert (
            "# Personal Supervision Record"
            in run("record", "show", records_there["personal"], "--markdown", "--today", DAY)[1]
        )

    def test_stopped(
        self, run: Run, records_there: dict[str, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Ctrl+C while the second file is being written: the first is whole, and nothing else is there."""
        out, sync = tmp_path / "out", os.fsync

        def interrupted(handle: int) -> None:
            if any(out.glob("*.docx")) and any(out.glob(".*.fpart")):
                raise KeyboardInterrupt
            sync(handle)

        monkeypatch.setattr(os, "fsync", interrupted)
        code, _, err = run("export", "--practitioner", "P2", "--to", out, "--today", DAY)
        assert (code, "Stopped. 1 document of 3 written, each whole." in err) == (1, True)
        assert [parts(path) != {} for path in out.iterdir()] == [True]

    def test_wrong_calls(self, run: Run, records_there: dict[str, int], tmp_path: Path) -> None:
        """Nothing named, no folder, a party for a file of text, a party or a number there is not."""
        assert run("export", "--to", tmp_path)[0] == 2
        assert run("export", records_there["case"])[0] == 2
        for wrong in (("--for", "supervisee", "--kind", "text"), ("--for", "nobody")):
            assert run("export", records_there["case"], *wrong, "--to", tmp_path)[0] == 2
        code, _, err = run("export", 999, "--to", tmp_path, "--today", DAY)
        assert (code, "999" in err) == (1, True)

    def test_style(self, run: Run) -> None:
        """What the house style brings."""
        assert "Styles: " in run("export", "--style")[1]


class TestVerify:
    """Verifying files."""

    def test_one_word_changed(self, run: Run, records_there: dict[str, int], tmp_path: Path) -> None:
        """The word is named, and the command fails."""
        (path,) = run("export", records_there["personal"], "--to", tmp_path / "out", "--today", DAY)[
            1
        ].splitlines()
        replace_text(Path(path), "four of ten", "nine of ten")
        code, out, _ = run("verify", path)
        assert code == 1
        assert "“four” now reads “nine”" in out
        code, out, _ = run("verify", path, "--json")
        (told,) = json.loads(out)
        assert (told["state"], told["differences"][0]["now"]) == ("changed", "nine")

    def test_on_another_machine(
        self, run: Run, records_there: dict[str, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """With the key in a file, also as PowerShell writes one, and no store at all."""
        (path,) = run("export", records_there["case"], "--to", tmp_path / "out", "--today", DAY)[
            1
        ].splitlines()
        key = tmp_path / "riverside.key"
        shown = run("key", "show")[1]
        monkeypatch.setenv("FOOTPRINT_STORE", str(tmp_path / "nowhere"))
        for encoding in ("utf-8", "utf-8-sig", "utf-16"):
            key.write_text(shown, encoding=encoding)
            code, out, _ = run("verify", path, "--sealed-by", key)
            assert code == 0, encoding
            assert "(Riverside 2, Footprint key" in out
        code, out, err = run("verify", path)
        assert (code, "not known here" in out, "no key is known" in err) == (1, True, True)

    def test_in_bulk(self, run: Run, records_there: dict[str, int], tmp_path: Path) -> None:
        """A folder, with what is no document in it; --quiet names only what is wrong."""
        out_folder = tmp_path / "out"
        run("export", "--practitioner", "P2", "--to", out_folder, "--today", DAY)
        (out_folder / "bad.docx").write_text("hello")
        (out_folder / "~$lock.docx").write_text("lock")
        code, out, _ = run("verify", out_folder, "--quiet")
        assert code == 1
        assert "bad.docx can't be verified" in out
        assert "2 of 4 read as they were sealed." in out
        assert "2 of 4 read as they were sealed." in run("verify", out_folder / "*.docx", "--quiet")[1]
        assert "There is no file" in run("verify", out_folder / "*.dotx")[2]


class TestKey:
    """The key that checks seals."""

    def test_made_once(self, run: Run) -> None:
        """The first time one is made; then it is always the same, and there is nothing secret about it."""
        first, second = run("key", "show", "--today", DAY)[1], run("key", "show")[1]
        assert first == second
        assert re.fullmatch(r"# Riverside 2, Footprint key [0-9a-f]{16}\ned25519:[0-9a-f]{64}\n", first)


class TestBlank:
    """Forms to print."""

    def test_written(self, run: Run, tmp_path: Path) -> None:
        """By code or ID, never over a file, and only as .docx."""
        path = tmp_path / "personal.docx"
        assert run("form", "blank", "KCC-FB", path)[0] == 0
        assert audit(path) == []
        assert run("form", "blank", "kent_b", path)[0] == 1
        assert run("form", "blank", "kent_b", path, "--force")[0] == 0
        assert run("form", "blank", "kent_b", tmp_path / "x.pdf")[0] == 1
