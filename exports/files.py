"""A file that leaves: whole or not at all, in a folder that is made for it, never over another unasked."""

from __future__ import annotations

import errno
from pathlib import Path

from models.dates import counted
from models.errors import Refused
from models.file_names import is_there
from models.store.files import clear_parts, write_whole

_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG)
"""What a system says where there is no room: on the disk, in one's own share of it, for so large a file."""


def must_be_new(path: Path) -> None:
    """Raise Refused where there is a file of that name: asked before anything is made or noted for it."""
    if is_there(path):
        raise Refused(f"{path} is there already, and nothing was written. Give another name.")


def make_folder(folder: Path) -> None:
    """Make a folder if it is not there; raise Refused where that can't be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(
            f"There can be no folder {folder} ({error.strerror or type(error).__name__})."
        ) from None


def write_file(path: Path, content: bytes, before: int = 0) -> None:
    """Write a file whole, beside and then into place; raise Refused with the reason, and how many were whole.

    With the first of a run goes what a kill left half-written in that folder.
    """
    try:
        write_whole(path, content)
        if not before:
            clear_parts(path)
    except OSError as error:
        whole = f" {counted(before, 'document')} before it were written and are whole." if before else ""
        raise Refused(f"{path} can't be written: {_why(error)}.{whole}") from None


def write_new(path: Path, content: bytes) -> None:
    """Write a file that is not there yet, and its folder if need be; raise Refused where that can't be."""
    must_be_new(path)
    make_folder(path.parent)
    write_file(path, content)


def _why(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "you may not write there, or the file is open in Word; close it there, or name another folder"
    if error.errno in _FULL:
        return "the disk is full; free some space, or name a folder on another"
    if error.errno == errno.EROFS:
        return "that disk can only be read; name a folder on another"
    reason = error.strerror or type(error).__name__
    return reason[:1].lower() + reason[1:]
