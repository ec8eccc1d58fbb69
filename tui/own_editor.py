"""The person’s own editor for a long text: a file in memory where there is such a place, and gone after."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.words import clean_text

if TYPE_CHECKING:
    from textual.app import App

MEMORY = (Path("/dev/shm"), Path("/run/shm"))  # noqa: S108 - it is made 0700 below, and in memory on purpose
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
        with private_file(text) as path:
            with program.suspend():
                code = subprocess.call([*command, str(path)])
            if code != 0:
                return text, f"The editor ended with an error ({code}); the text is as it was."
            return clean_text(path.read_text(encoding="utf-8", errors="replace")).removesuffix("\n"), ""
    except OSError as error:
        return text, f"The editor could not be used ({error.strerror or error}); the text is as it was."


def editor_command(environment: Mapping[str, str]) -> Sequence[str] | None:
    """Return the command of the person's editor: VISUAL, EDITOR, or one that is usual; None without one."""
    for name in ("VISUAL", "EDITOR"):
        words = shlex.split(environment.get(name, "")) if environment.get(name, "").strip() else []
        if words and shutil.which(words[0]):
            return words
    found = next((name for name in _USUAL if shutil.which(name)), None)
    return [found] if found else None


@contextmanager
def private_file(text: str) -> Iterator[Path]:
    """Make a file with a text in a folder of our own, in memory where there is such a place; always remove both.

    The folder is 0700 and the file 0600. What an editor leaves beside the file goes with the folder.
    """
    where = next((place for place in MEMORY if place.is_dir() and os.access(place, os.W_OK)), None)
    folder = Path(tempfile.mkdtemp(prefix="footprint-", dir=where))
    try:
        path = folder / "text.txt"
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as stream:
            stream.write(text)
        yield path
    finally:
        _remove(folder)


def _remove(folder: Path) -> None:
    """Write over what can be written over, and remove everything."""
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            try:
                path.write_bytes(b"\0" * path.stat().st_size)
            except OSError:
                continue
    shutil.rmtree(folder, ignore_errors=True)
