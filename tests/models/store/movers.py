"""Programs of their own that write a store, for tests that kill them, starve them or run two at once."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any

from sqlmodel import col, select

from models.changes.stages import move_to_stage
from models.store import backup, schema
from models.store.change import Change
from models.store.connection import Secret, connect
from models.store.engines import engine_for
from models.store.opening import unlock_place
from models.store.place import Place
from models.store.restore import restore
from models.tables import StageMove
from tests import made


def context() -> Any:
    """Return a way to start programs: from one with everything loaded, where the system has that."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    ready = multiprocessing.get_context("forkserver")
    ready.set_forkserver_preload([__name__])
    return ready


def a_move(change: Change) -> int:
    """Move the first involvement to another stage, to and fro; return the move's number."""
    stands = change.session.exec(
        select(StageMove.to_stage).where(StageMove.involvement_id == 1).order_by(col(StageMove.id).desc())
    ).first()
    return move_to_stage(change, [1], 4 if stands == 5 else 5, made.TODAY, why="to and fro")[0].id


def move_for_ever(folder: str, acks: Connection, checkpoint_every: int) -> None:
    """Open the store and move the first involvement to and fro; send each move's id once it is committed."""
    place = Place(Path(folder))
    store = made.open_(place, unlock_place(place, ""))
    acks.send("open")
    number = 0
    while True:
        acks.send(made.do(store, a_move))
        number += 1
        if number % checkpoint_every == 0:
            store.checkpoint()


def make_it(folder: str, acks: Connection) -> None:
    """Make a store with the small team in it."""
    acks.send("open")
    made.make(Place(Path(folder)), made.small_team)


def hold(folder: str, told: Connection) -> None:
    """Open the store and keep it open, making a move whenever told to; end when told ``False``."""
    place = Place(Path(folder))
    store = made.open_(place, unlock_place(place, ""))
    told.send("open")
    while told.recv():
        told.send(made.do(store, a_move))
    store.close()
    told.send("closed")


@contextmanager
def started(target: Any, folder: Path, *arguments: object) -> Iterator[tuple[SpawnProcess, Connection]]:
    """Run a program beside this one; yield it and the line to it once it has opened the store."""
    ours, theirs = context().Pipe()
    process = context().Process(target=target, args=(str(folder), theirs, *arguments), daemon=True)
    process.start()
    theirs.close()
    try:
        assert ours.poll(60), "the other program did not open the store in time"
        assert ours.recv() == "open"
        yield process, ours
    finally:
        process.kill()
        process.join()
        ours.close()


def drained(line: Connection) -> list[Any]:
    """Return everything a program that has ended had sent."""
    found = []
    try:
        while True:
            found.append(line.recv())
    except (EOFError, OSError):
        return found


def back_up_for_ever(folder: str, acks: Connection) -> None:
    """Make one backup after another."""
    place = Place(Path(folder))
    secret = unlock_place(place, "").secret
    acks.send("open")
    number = 0
    while True:
        backup.make(place, secret, now=made.NOW + timedelta(seconds=number % 5))
        number += 1


def put_back_for_ever(folder: str, acks: Connection, source: str) -> None:
    """Put one backup back again and again, each time with another moment."""
    place = Place(Path(folder))
    acks.send("open")
    number = 0
    while True:
        now = made.NOW + timedelta(seconds=number)
        acks.send(str(restore(place, Path(source), "", by_recovery=False, now=now)))
        number += 1


def update(folder: str, acks: Connection, secret: Secret) -> None:
    """Bring an empty database up to date."""
    connection = connect(Path(folder) / "store.db", secret, mode="rwc")
    engine = engine_for(connection)
    acks.send("open")
    schema.migrate(engine, 0)
