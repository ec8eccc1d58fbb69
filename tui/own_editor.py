"""The person’s own editor for a long text: a file in memory where there is such a place, and gone after."""

from __future__ import annotations

import os
import shlex
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.decoded import encoding_of
from models.words import clean_text

if TYPE_CHECKING:
    from textual.app import App

MEMORY = (Path("/dev/shm"), Path("/run/shm"))  # noqa: S108 - it is made 0700 below, and in memory on purpose
_OURS = "footprint-text-"
_DAY = 24 * 3600
_USUAL = ("nano", "vim", "vi") if os.name != "nt" else ("notepad",)


async def edit_outside(program: App[Any], text: str) -> tuple[str, str]:
    """Let the person edit a text in their editor; return it, and a sentence where that went wrong.

    The program gives the terminal away while the editor runs. Where something goes wrong the text comes
    back as it was.
    """
    command = editor_command(os.environ)
    if command is None:
        return text, "No editor was found. Set EDITOR to the command of yours."
    try:
        import subprocess

        with private_file(text) as path:
            with program.suspend():
                code = subprocess.call([*command, str(path)])
            if code != 0:
                return _rescued(path, text, code)
            return clean_text(_text_in(path)).removesuffix("\n"), ""
    except OSError as error:
        return text, f"The editor could not be used ({error.strerror or error}); the text is as it was."


def editor_command(
    environment: Mapping[str, str], *, windows: bool = os.name == "nt"
) -> Sequence[str] | None:
    """Return the command of the person's editor: VISUAL, EDITOR, or one that is usual; None without one."""
    for name in ("VISUAL", "EDITOR"):
        words = _words_in(environment.get(name, ""), windows)
        if words and shutil.which(words[0]):
            return words
    found = next((name for name in _USUAL if shutil.which(name)), None)
    return [found] if found else None


def _words_in(command: str, windows: bool) -> Sequence[str]:
    r"""Return the words of a command; on Windows ``\\`` is part of a path, which may have blanks in it."""
    plain = command.strip('" ') if windows else command.strip()
    if not plain or (windows and shutil.which(plain)):
        return (plain,) if plain else ()
    try:
        return [word.strip('"') if windows else word for word in shlex.split(command, posix=not windows)]
    except ValueError:  # a quote that is not shut
        return ()


@contextmanager
def private_file(text: str) -> Iterator[Path]:
    """Make a file with a text in a folder of our own, in memory where there is such a place; always remove both.

    The folder is 0700 and the file 0600. What an editor leaves beside the file goes with the folder.
    """
    where = _where()
    clear_left(where)
    folder = Path(tempfile.mkdtemp(prefix=f"{_OURS}{os.getpid()}-", dir=where))
    try:
        path = folder / "text.txt"
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as stream:
            stream.write(text)
        yield path
    finally:
        _remove(folder)


def _where() -> Path:
    return next(
        (place for place in MEMORY if place.is_dir() and os.access(place, os.W_OK)),
        Path(tempfile.gettempdir()),
    )


def clear_left(where: Path | None = None) -> None:
    """Remove what a program left that was killed while its person was in the editor."""
    for folder in (where or _where()).glob(f"{_OURS}*-*"):
        if not _is_at_work(folder):
            _remove(folder)


def _is_at_work(folder: Path) -> bool:
    """Say whether the program that made a folder still runs, or may: Windows tells it of none, so a day is waited."""
    try:
        if os.name == "nt":
            return time.time() - folder.stat().st_mtime < _DAY
        os.kill(int(folder.name.removeprefix(_OURS).partition("-")[0]), 0)
    except ProcessLookupError:
        return False
    except (OSError, ValueError):
        return True
    return True


def _rescued(path: Path, before: str, code: int) -> tuple[str, str]:
    """Return what an editor that was cut off saved beside the file (nano, Emacs), else the text as it was."""
    for beside in (path.with_name(f"{path.name}.save"), path.with_name(f"#{path.name}#")):
        text = clean_text(_text_in(beside)).removesuffix("\n") if beside.is_file() else ""
        if text and text != before:
            return text, f"The editor was cut off ({code}); what it had saved is here."
    return before, f"The editor ended with an error ({code}); the text is as it was."


def _text_in(path: Path) -> str:
    content = path.read_bytes()
    return content.decode(encoding_of(content), errors="replace")


def _remove(folder: Path) -> None:
    """Write over what can be written over, and remove everything."""
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            try:
                path.write_bytes(b"\0" * path.stat().st_size)
            except OSError:
                continue
    shutil.rmtree(folder, ignore_errors=True)
