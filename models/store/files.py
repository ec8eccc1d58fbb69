"""Writing a file whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import IO, BinaryIO, TypeVar

from models.file_names import why_unfit

T = TypeVar("T")

_DAY = 24 * 3600
_PART = "fpart"
"""How a file ends that is still being written: no other program calls one so."""
_WAITS = (0.05, 0.1, 0.2, 0.4) if os.name == "nt" else ()
"""How often, and after how many seconds, something is tried again where a virus scanner may be in the way."""


def open_private(path: Path) -> BinaryIO:
    """Open a file to be written from its start, readable by its owner alone."""
    return open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")


def make_durable(handle: int) -> None:
    """Have the disk itself hold what was written to an open file."""
    if sys.platform == "darwin":  # its fsync is content with the disk's cache
        import fcntl

        with suppress(OSError):  # a disk that knows no more than fsync
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
            return
    os.fsync(handle)


def copy_private(source: IO[bytes], path: Path) -> None:
    """Copy an open file to ``path``, readable by its owner alone, and make it durable."""
    with open_private(path) as sink:
        shutil.copyfileobj(source, sink)
        sink.flush()
        make_durable(sink.fileno())


def write_whole(path: Path, content: bytes) -> None:
    """Write ``content`` beside ``path``, make it durable and move it into place.

    Raises OSError with the old file untouched. The file is readable by its owner alone. Nothing is left
    beside it, whatever stops the writing (Ctrl+C among it). A name that Windows would not keep is refused there.
    """
    unfit = why_unfit(path.name) if os.name == "nt" else ""
    if unfit:
        raise OSError(errno.EINVAL, unfit)
    beside = stage(path, content)
    try:
        patiently(lambda: beside.replace(path))
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
    sync_folder(path.parent)


def stage(path: Path, content: bytes, name: str = _PART) -> Path:
    """Write ``content`` beside ``path`` and make it durable, to be moved into place; return where it is.

    Raises OSError with nothing left beside.
    """
    beside = path.with_name(f".{path.name}.{name}")
    try:
        with open_private(beside) as stream:
            stream.write(content)
            stream.flush()
            make_durable(stream.fileno())
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
    return beside


def patiently(move: Callable[[], T], waits: Iterable[float] = _WAITS) -> T:
    """Move something, and try again a few times where that is not permitted.

    On Windows nothing can be moved or written over while another program looks at it, and a virus scanner looks
    at whatever was just written. Raises PermissionError where it stays so.
    """
    for wait in waits:
        try:
            return move()
        except PermissionError:
            time.sleep(wait)
    return move()


def clear_broken_off(own: Path, pattern: str) -> None:
    """Remove the folders beside ``own`` that a program left which was killed a day or longer before it was made.

    The disk's own time tells how old they are: the day a rehearsal goes by may be years ahead of it.
    """
    made = own.stat().st_mtime
    for left in own.parent.glob(pattern):
        if left != own and made - left.stat().st_mtime > _DAY:
            shutil.rmtree(left, ignore_errors=True)


def clear_parts(own: Path) -> None:
    """Remove what a program left beside ``own`` that was killed a day or longer before while it wrote a file there."""
    with suppress(OSError):
        made = own.stat().st_mtime
        for left in own.parent.glob(f".*.{_PART}"):
            if made - left.stat().st_mtime > _DAY:
                left.unlink()


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system can (not on Windows)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        make_durable(handle)
    finally:
        os.close(handle)
