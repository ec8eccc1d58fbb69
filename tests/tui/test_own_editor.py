"""F8: the person's own editor, over a file that no one else sees and that is always removed."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tui.own_editor import MEMORY, clear_left, edit_outside, editor_command, private_file


class Program:
    """The app, as far as it gives the terminal away."""

    @contextmanager
    def suspend(self) -> Any:
        """Give the terminal away."""
        yield


def editor(tmp_path: Path, code: str) -> str:
    """Return the command of an editor that runs Python over the file."""
    script = tmp_path / "editor.py"
    script.write_text(f"import sys, pathlib\npath = pathlib.Path(sys.argv[1])\n{code}\n", encoding="utf-8")
    return f"{sys.executable} {script}"


@pytest.fixture
def seen(tmp_path: Path) -> Path:
    """A file in which an editor says what it saw."""
    return tmp_path / "seen"


@pytest.mark.skipif(sys.platform == "win32", reason="modes are those of Unix")
class TestFile:
    """The temporary file."""

    def test_private_and_in_memory(self) -> None:
        """Its folder is 0700, it is 0600, and it lies in memory where there is such a place."""
        with private_file("Words") as path:
            assert stat.S_IMODE(path.stat().st_mode) == 0o600
            assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
            if any(place.is_dir() for place in MEMORY):
                assert path.parent.parent in MEMORY
            assert path.read_text(encoding="utf-8") == "Words"
        assert not path.parent.exists()

    def test_removed_whatever_happens(self) -> None:
        """Also with what an editor left beside it, and after a fault."""
        left: list[Path] = []

        def crash() -> None:
            with private_file("Words") as path:
                left.append(path.parent / ".text.txt.swp")
                left[0].write_text("Words", encoding="utf-8")
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            crash()
        assert not left[0].parent.exists()

    @pytest.mark.skipif(sys.platform == "win32", reason="Windows tells of no program whether it runs")
    def test_left_by_a_program_that_was_killed(self, tmp_path: Path) -> None:
        """It goes the next time, and what is still being edited elsewhere stays."""
        ended = subprocess.Popen([sys.executable, "-c", ""])
        ended.wait()
        for number in (ended.pid, os.getpid()):
            (tmp_path / f"footprint-text-{number}-x").mkdir()
            (tmp_path / f"footprint-text-{number}-x" / "text.txt").write_text("Words", encoding="utf-8")
        clear_left(tmp_path)
        assert [each.name for each in tmp_path.iterdir()] == [f"footprint-text-{os.getpid()}-x"]


class TestEditing:
    """What comes back."""

    @pytest.mark.parametrize("how", ["utf-8-sig", "cp1252", "utf-16"])
    async def test_as_an_editor_of_windows_saves_it(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
    ) -> None:
        """With a mark before it, in Windows' own letters, with its line ends: every word is there."""
        code = f"path.write_text('Zoë said\\r\\n“£5”', encoding={how!r}, newline='')"
        monkeypatch.setenv("VISUAL", editor(tmp_path, code))
        assert await edit_outside(Program(), "Some") == ("Zoë said\n“£5”", "")  # type: ignore[arg-type]

    async def test_the_text_as_it_was_left(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Changed, cleaned of what no file can hold, without the line end the editor put behind it."""
        code = "path.write_text(path.read_text() + ' and more\\x00\\n', encoding='utf-8')"
        monkeypatch.setenv("VISUAL", editor(tmp_path, code))
        assert await edit_outside(Program(), "Some") == ("Some and more", "")  # type: ignore[arg-type]

    async def test_an_editor_that_fails(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The text is as it was, and that is said."""
        monkeypatch.setenv("VISUAL", editor(tmp_path, "path.write_text('gone'); sys.exit(3)"))
        text, wrong = await edit_outside(Program(), "Some")  # type: ignore[arg-type]
        assert (text, "(3)" in wrong) == ("Some", True)

    async def test_an_editor_that_was_cut_off(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A window that is closed ends the editor too: what nano or Emacs puts beside the file then is taken."""
        code = "path.with_name('text.txt.save').write_text('Some and m'); sys.exit(1)"
        monkeypatch.setenv("VISUAL", editor(tmp_path, code))
        text, wrong = await edit_outside(Program(), "Some")  # type: ignore[arg-type]
        assert (text, "was cut off" in wrong) == ("Some and m", True)

    async def test_a_file_that_was_deleted(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The text is as it was."""
        monkeypatch.setenv("VISUAL", editor(tmp_path, "path.unlink()"))
        text, wrong = await edit_outside(Program(), "Some")  # type: ignore[arg-type]
        assert (text, "could not be used" in wrong) == ("Some", True)

    def test_which_one(self) -> None:
        """VISUAL before EDITOR, with its options; one that is not there gives way."""
        assert editor_command({"VISUAL": f"{sys.executable} -w", "EDITOR": "x"}) == [sys.executable, "-w"]
        assert editor_command({"VISUAL": "no-such-editor", "EDITOR": sys.executable}) == [sys.executable]
        assert editor_command({"VISUAL": "vi 'not shut", "EDITOR": sys.executable}) == [sys.executable]

    def test_a_path_of_windows(self, tmp_path: Path) -> None:
        r"""A \\ is no escape there, and a path may have blanks in it, in quotes or not."""
        own = tmp_path / "Program Files" / "an\\editor"
        own.parent.mkdir()
        own.symlink_to(sys.executable)
        for command in (f'"{own}" -wait', f"{own}", f'"{own}"'):
            found = editor_command({"EDITOR": command}, windows=True)
            assert found is not None
            assert [*found] == [str(own), *(["-wait"] if "-wait" in command else [])]
