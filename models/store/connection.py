"""The one way a database of Footprint is opened: keyed, durable, guarded, silent.

The settings follow measurements: WAL with synchronous FULL lost no acknowledged commit in thousands
of kills and power cuts, NORMAL did; SQLCipher writes to the terminal unless its log is silenced first.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.errors import Refused
from models.store import guards
from models.store.place import Place

APPLICATION_ID = 0x46505254
BUSY_TIMEOUT = 5000
_SETTINGS = (
    f"busy_timeout={BUSY_TIMEOUT}",
    "foreign_keys=ON",
    "recursive_triggers=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",
    "cache_size=-16000",
)
_WRITER_SETTINGS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "fullfsync=ON",
    "checkpoint_fullfsync=ON",
    "wal_autocheckpoint=1000",
)


@dataclass(frozen=True, slots=True)
class Secret:
    """What opens the database: the data key and the salt that the key file keeps."""

    data_key: bytes
    salt: bytes

    def __repr__(self) -> str:
        return "<Secret>"

    @property
    def pragma(self) -> str:
        """The raw key in SQLCipher's own form."""
        return f"x'{self.data_key.hex()}{self.salt.hex()}'"


def connect(database: Path, secret: Secret, *, mode: str = "rw") -> Any:
    """Open a database with its key. ``mode`` is rw, ro or rwc (only to make a new one).

    Raises Refused where the file is empty, damaged, another program's or cannot be opened.
    """
    import sqlcipher3.dbapi2 as driver

    start = b"" if mode == "rwc" else _look_at(database)
    connection = None
    try:
        connection = driver.connect(
            f"file:{_as_uri(database)}?mode={mode}", uri=True, isolation_level=None, check_same_thread=False
        )
        _settle(connection, database, secret, mode)
    except driver.Error as error:
        _let_go(connection)
        if start and start != secret.salt and error.sqlite_errorname == "SQLITE_NOTADB":
            raise Refused(
                f"{database} is not the store of this key file, or its start is damaged. {RESTORE}"
            ) from None
        raise Refused(explain(error, database)) from None
    except BaseException:
        _let_go(connection)
        raise
    return connection


def _settle(connection: Any, database: Path, secret: Secret, mode: str) -> None:
    connection.execute("PRAGMA cipher_log_level=NONE")
    connection.execute(f'PRAGMA key="{secret.pragma}"')
    for setting in _SETTINGS:
        connection.execute(f"PRAGMA {setting}").fetchall()
    _check_identity(connection, database, mode)
    if mode != "ro":
        _make_durable(connection, database)
    if mode == "rw":
        connection.set_authorizer(guards.authorize)


def _let_go(connection: Any | None) -> None:
    if connection is not None:
        connection.close()


def _look_at(database: Path) -> bytes:
    """Return how a database file starts; say what is wrong with one that SQLite would misread."""
    try:
        with database.open("rb") as stream:
            start = stream.read(16)
    except FileNotFoundError:
        if not Place(database.parent).exists():
            raise Refused(
                f"There is no store at {database.parent}. Make one with “footprint init”."
            ) from None
        raise Refused(f"{database} is missing, though its key file is there. {RESTORE}") from None
    except OSError as error:
        raise Refused(f"{database} cannot be read ({error.strerror}).") from None
    if not start:
        raise Refused(f"{database} is empty: what it held is gone from this file. {RESTORE}")
    if start == b"SQLite format 3\x00":
        raise Refused(
            f"{database} belongs to another program: it is a plain database, not a Footprint store."
        )
    return start


RESTORE = "See your backups with “footprint restore --list”, and put one back with “footprint restore”."


def _check_identity(connection: Any, database: Path, mode: str) -> None:
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    found = connection.execute("PRAGMA application_id").fetchone()[0]
    if mode == "rwc":
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    elif found != APPLICATION_ID or not tables:
        raise Refused(f"{database} opens with this key but is not a Footprint store. {RESTORE}")


def _make_durable(connection: Any, database: Path) -> None:
    for setting in _WRITER_SETTINGS:
        connection.execute(f"PRAGMA {setting}").fetchall()
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        raise Refused(
            f"{database.parent} cannot hold a safe journal (WAL). Choose a folder on this computer's own disk."
        )


def explain(error: BaseException, database: Path) -> str:
    """Return what a database error means to a person: what happened, and what to do."""
    name = str(getattr(error, "sqlite_errorname", "") or "")
    if name.startswith("SQLITE_FULL"):
        return "The disk is full, so nothing was saved. Free some space and try again; what is on screen is kept."
    if name.startswith("SQLITE_IOERR"):
        return (
            "The disk refused to read or write (it may be full or failing), so nothing was saved. "
            "Check the disk and try again; what is on screen is kept."
        )
    if name.startswith("SQLITE_READONLY"):
        return (
            f"{database.parent} can only be read, and a store writes there even while it is only looked at. "
            "Ask for write access to the folder."
        )
    if name.startswith("SQLITE_CANTOPEN"):
        return f"{database} cannot be opened. Check that you may read it and write in its folder."
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return "Another program is writing this store just now. Try again in a moment."
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return f"{database} is damaged: part of it is not as it was written. {RESTORE}"
    if name.startswith("SQLITE_CONSTRAINT"):
        return "That change does not fit what is already in the store, so nothing was changed."
    return f"The store could not be used ({name or type(error).__name__}), and nothing was changed."


def _as_uri(path: Path) -> str:
    """Return a path as SQLite's URI form takes it."""
    from urllib.parse import quote

    text = path.as_posix()
    return quote(os.fsencode(text if text.startswith("/") else f"/{text}"))
