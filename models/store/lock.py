"""The lock of a store: one program writes it, and a second one says who holds it."""

from __future__ import annotations

import errno
import json
import os
import socket
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from models.errors import Refused

# The note about the holder is read by others while the first byte is locked, so it starts beyond it.
_NOTE_AT = 1
_HELD = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}


class StoreLock:
    """Held for as long as a program writes a store; the system frees it even when the program is killed."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    @classmethod
    def take(cls, path: Path, now: datetime) -> StoreLock:
        """Take the lock file at ``path``; raise Refused, naming the holder, if another program has it.

        Raises OSError where the file cannot be made, or its disk knows no locks.
        """
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        stream = os.fdopen(handle, "r+b", buffering=0)
        try:
            _lock(stream)
        except OSError as error:
            stream.close()
            if error.errno not in _HELD:
                raise
            holder = _read_note(path)
            raise Refused(
                f"This store is already open{holder}. Only one program writes a store: close the other one, "
                "or use a command that only reads, such as “footprint board --plain”."
            ) from None
        note = {"process": os.getpid(), "computer": socket.gethostname(), "since": now.isoformat()}
        with suppress(OSError):  # the note is a courtesy; on a full disk the lock holds without it
            stream.seek(_NOTE_AT)
            stream.truncate()
            stream.write(json.dumps(note).encode())
        return cls(stream)

    def release(self) -> None:
        """Let others write the store."""
        if not self._stream.closed:
            self._stream.close()


def _read_note(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            stream.seek(_NOTE_AT)
            note = json.loads(stream.read())
        since = datetime.fromisoformat(note["since"]).astimezone()
        where = "" if note["computer"] == socket.gethostname() else f" on {note['computer']}"
        return f" in another window{where} since {since:%H:%M} on {since:%d %b} (process {note['process']})"
    except (OSError, ValueError, KeyError, TypeError):
        return " in another window"


if sys.platform == "win32":
    import msvcrt

    def _lock(stream: BinaryIO) -> None:
        stream.seek(0)
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(stream: BinaryIO) -> None:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
