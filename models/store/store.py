"""An open store: reading it, changing it, undoing the last change, closing it.

One `Store` lives in one thread. Screens never see a session or a row: queries return frozen
dataclasses, and each change is a named function that gets a `Change`.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from models.errors import Refused
from models.store import backup, guards, schema
from models.store.change import Change, Step
from models.store.connection import BUSY_TIMEOUT, RESTORE, Secret, connect, explain
from models.store.engines import driver, engine_for
from models.store.lock import StoreLock
from models.store.place import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

T = TypeVar("T")

UNDO_DEPTH = 200


class Store:
    """An open store. ``kind`` is real, demo or scratch; ``uuid`` is the store's own id."""

    def __init__(
        self, place: Place, secret: Secret, engine: Engine, lock: StoreLock | None, uuid: str, kind: str
    ) -> None:
        self.place = place
        self.secret = secret
        self.uuid = uuid
        self.kind = kind
        self.read_only = lock is None
        self.steps: list[Step] = []
        self._engine = engine
        self._lock = lock

    # -- using -----------------------------------------------------------------------------------

    def read(self, query: Callable[[Session], T]) -> T:
        """Run a query and return what it made. Raises Refused where the database cannot be read."""
        with self._explained(), Session(self._engine) as session:
            return query(session)

    def change(self, function: Callable[[Change], T], *, now: datetime, today: date, actor: str) -> T:
        """Run a named change function in one transaction, with its trail, and remember how to undo it.

        Raises Refused, with nothing changed, where the store is read-only or the disk refuses.
        """
        result, step = self._write(function, now=now, today=today, actor=actor)
        self._remember(step)
        return result

    def undo(self, *, now: datetime, today: date, actor: str) -> Step | None:
        """Take back the latest change of this sitting; return it, or None when there is none.

        Raises Refused, with nothing changed, where another program has changed the store since.
        """
        if not self.steps:
            return None
        step = self.steps[-1]
        _, undone = self._write(lambda change: change.take_back(step), now=now, today=today, actor=actor)
        self.steps.pop()
        if self.steps and self.steps[-1].head == step.first_line - 1:
            self.steps[-1] = replace(self.steps[-1], head=undone.last_line)
        return step

    def quietly(self, function: Callable[[Session], T]) -> T:
        """Write something that is no change of the team's record (a draft), in one transaction, untracked."""
        self._refuse_reader()
        with self._explained(), Session(self._engine.execution_options(write=True)) as session:
            result = function(session)
            session.commit()
            return result

    def close(self) -> None:
        """Write everything through, let go of the key and of the lock."""
        try:
            if not self.read_only:
                with suppress(Refused):  # what stays in the log is read from there at the next opening
                    self.checkpoint(wait=0.2)
            self._engine.dispose()
        finally:
            if self._lock:
                self._lock.release()

    def checkpoint(self, *, wait: float = 5.0) -> bool:
        """Move what the write-ahead log holds into the database file; readers are waited for, in seconds.

        Returns whether the log is empty now: another program that reads may need it longer. Raises Refused
        where the disk refuses. Nothing is lost then: the log is as durable as the file.
        """
        with self._explained():
            self.driver().execute(f"PRAGMA busy_timeout={int(wait * 1000)}")
            busy = self.driver().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            self.driver().execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT}")
        return not busy

    def scrub(self) -> None:
        """Write the database anew without anything that was removed, and empty its log; the steps to undo go too.

        For a lawful destruction: what is gone from the rows is then in no page of the files either.
        Raises Refused where the disk refuses, or another program still reads what the log held; the rows
        are gone all the same.
        """
        self._refuse_reader()
        self.steps.clear()
        self.checkpoint(wait=0.2)
        with self._explained():
            self.driver().execute("VACUUM")
        if not self.checkpoint(wait=1.0):
            raise Refused(
                "Another program reads this store just now, and keeps its log from being emptied. Close it there."
            )

    def driver(self) -> Any:
        """Return the driver's connection, for what has no place in a session (checks, backups)."""
        return self._engine.raw_connection().driver_connection

    # -- within ----------------------------------------------------------------------------------

    def _remember(self, step: Step) -> None:
        """Keep what undoes a change, as its kind of step asks for."""
        if step.undo == "final":
            self.steps.clear()
        elif step.undo == "own":
            self.steps.append(step)
        elif self.steps and self.steps[-1].head == step.first_line - 1:
            self.steps[-1] = replace(self.steps[-1], head=step.last_line)
        del self.steps[:-UNDO_DEPTH]

    def _write(
        self, function: Callable[[Change], T], *, now: datetime, today: date, actor: str
    ) -> tuple[T, Step]:
        self._refuse_reader()
        with (
            self._explained(),
            Session(self._engine.execution_options(write=True), expire_on_commit=False) as session,
        ):
            change = Change(session, now, today, actor)
            result = function(change)
            step = change.finish()
            session.commit()
            return result, step

    def _refuse_reader(self) -> None:
        if self.read_only:
            raise Refused("The store was opened to be read only, so nothing can be changed.")

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (DBAPIError, driver().Error) as error:
            raise Refused(explain(getattr(error, "orig", None) or error, self.place.database)) from None


def open_store(place: Place, secret: Secret, uuid: str, *, now: datetime, read_only: bool = False) -> Store:
    """Open the store at ``place`` with its secret.

    A writer takes the lock and brings an older store up to date (a verified backup comes first); a
    reader works beside a writer. Raises Refused with the reason where it cannot be opened.
    """
    lock = None if read_only else take_lock(place, now)
    connection = None
    try:
        connection = connect(place.database, secret, mode="ro" if read_only else "rw")
        engine = engine_for(connection)
        kind = _look_over(place, secret, engine, connection, uuid, now, read_only=read_only)
    except BaseException:
        if connection is not None:
            connection.close()
        if lock:
            lock.release()
        raise
    return Store(place, secret, engine, lock, uuid, kind)


def take_lock(place: Place, now: datetime) -> StoreLock:
    """Take the writer's lock; raise Refused if another program has it or the folder cannot be written."""
    try:
        return StoreLock.take(place.lock, now)
    except PermissionError:
        raise Refused(
            f"{place.folder} can only be read, so the store cannot be opened for writing there. "
            "Ask for write access to the folder."
        ) from None
    except FileNotFoundError:
        raise Refused(f"There is no store at {place.folder}. Make one with “footprint init”.") from None
    except OSError as error:
        raise Refused(f"{place.lock} cannot be written ({error.strerror}). {RESTORE}") from None


def _look_over(
    place: Place,
    secret: Secret,
    engine: Engine,
    connection: Any,
    uuid: str,
    now: datetime,
    *,
    read_only: bool,
) -> str:
    """Return the store's kind once it is up to date, guarded and the one its key file names."""
    try:
        _bring_up_to_date(place, secret, engine, connection, now, read_only=read_only)
        if not read_only and guards.missing(connection):
            raise Refused(f"The store's own guards are missing or altered. {RESTORE}")
        found, kind = connection.execute("SELECT uuid, kind FROM store_mark").fetchone()
    except (DBAPIError, driver().Error) as error:
        raise Refused(explain(getattr(error, "orig", None) or error, place.database)) from None
    if found != uuid:
        raise Refused("The key file and the database belong to two different stores. " + RESTORE)
    return str(kind)


def _bring_up_to_date(
    place: Place, secret: Secret, engine: Engine, connection: Any, now: datetime, *, read_only: bool
) -> None:
    found = schema.version_of(connection)
    schema.refuse_newer(found)
    if found == schema.VERSION:
        return
    if read_only:
        raise Refused(
            "This store is of an earlier Footprint. Open it once with “footprint” to bring it up to date."
        )
    backup.make(place, secret, now=now, why=backup.BEFORE_UPDATE)
    schema.migrate(engine, found)
