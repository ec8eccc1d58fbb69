"""Where files that leave are proposed."""

from __future__ import annotations

from pathlib import Path

import pytest

from exports.files import write_new
from models.errors import Refused
from models.file_names import typed_path
from models.store.place import Place
from tui.app import Footprint
from tui.desk import Desk
from tui.files_out import proposed
from tui.settings import Settings
from tui.when import Clock


class TestTyped:
    """What a person types as a file."""

    @pytest.mark.parametrize("typed", ["x" * 500 + ".txt", "~nobody-of-that-name/out.txt", "~"])
    def test_is_refused_in_a_sentence(
        self, typed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A name that is too long, the home of nobody, a folder; no fault."""
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.chdir(tmp_path)
        path = typed_path(typed)
        if typed.startswith("~nobody"):
            write_new(path, b"words")
            assert (tmp_path / typed).read_bytes() == b"words"
        else:
            with pytest.raises(Refused):
                write_new(path, b"words")


class TestProposed:
    """The file that is proposed in the dialog."""

    def test_a_number_with_a_slash_names_no_folder(self, tmp_path: Path) -> None:
        """What was typed is in the name as far as every system takes it, with a number where it is there already."""
        program = Footprint(Desk(Place(tmp_path / "none"), Clock()), Settings(export_folder=str(tmp_path)))
        assert proposed(program, "file-P/2:a-2026-11-21.zip") == str(tmp_path / "file-P-2-a-2026-11-21.zip")
        (tmp_path / "2026-11-21 CH-1 TB.txt").touch()
        assert proposed(program, "2026-11-21 CH/1 TB.txt") == str(tmp_path / "2026-11-21 CH-1 TB (2).txt")
