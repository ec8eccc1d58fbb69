"""Writing a file whole or not at all."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import IO, BinaryIO

_DAY = 24 * 3600


def open_private(path: Path) -> BinaryIO:
    """Open a file to be written from its start, readable by its owner alone."""
    return open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")


def copy_private(source: IO[bytes], path: Path) -> None:
    """Copy an open file to ``path``, readable by its owner alone, and make it durable."""
    with open_private(path) as sink:
        shutil.copyfileobj(source, sink)
        sink.flush()
        os.fsync(sink.fileno())


def write_whole(path: Path, content: bytes) -> None:
    """Write ``content`` beside ``path``, make it durable and move it into place.

    Raises OSError with the old file untouched. The file is readable by its owner alone. Nothing is left
    beside it, whatever stops the writing (Ctrl+C among it).
    """
    beside = stage(path, content)
    try:
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
    sync_folder(path.parent)


def stage(path: Path, content: bytes, name: str = "part") -> Path:
    """Write ``content`` beside ``path`` and make it durable, to be moved into place; return where it is.

    Raises OSError with nothing left beside.
    """
    beside = path.with_name(f".{path.name}.{name}")
    try:
        with open_private(beside) as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
    return beside


def clear_broken_off(own: Path, pattern: str) -> None:
    """Remove the folders beside ``own`` that a program left which was killed a day or longer before it was made.

    The disk's own time tells how old they are: the day a rehearsal goes by may be years ahead of it.
    """
    made = own.stat().st_mtime
    for left in own.parent.glob(pattern):
        if left != own and made - left.stat().st_mtime > _DAY:
            shutil.rmtree(left, ignore_errors=True)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system can (not on Windows)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
