"""Programs of their own that destroy a file and are killed on the way, for tests of what they leave behind."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from models.destruction import destroy_wholly
from models.store.opening import unlock_place
from models.store.place import Place
from models.store.store import Store
from tests import made
from tests.models.changes.leavers import HAVERING, LONG_AFTER, NUMBER

TICK = 100
"""How many steps of SQLite's own machine lie between two ticks."""


def end() -> None:
    """End this program as ``kill -9`` does."""
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))


def at_statement(statement: str, number: int, act: Callable[[], object]) -> Callable[[str], None]:
    """Return what a store traces its statements with to act before the ``number``-th that begins so."""
    seen = [0]

    def traced(text: str) -> None:
        if text.startswith(statement):
            seen[0] += 1
            if seen[0] == number:
                act()

    return traced


def destroy(store: Store) -> None:
    """Destroy the file that is proposed in the store."""
    destroy_wholly(store, HAVERING, 1, NUMBER, now=made.NOW, today=LONG_AFTER, actor="M1")


def destroy_until(folder: str, told: Connection, statement: str, number: int) -> None:
    """Destroy it, and end before the statement that is the ``number``-th to begin so."""
    _destroy(
        folder, told, lambda store: store.driver().set_trace_callback(at_statement(statement, number, end))
    )


def destroy_ticking(folder: str, told: Connection, ticks: int) -> None:
    """Destroy it, and end after so many ticks: in the middle of a statement."""
    left = [ticks]

    def tick() -> int:
        left[0] -= 1
        if left[0] <= 0:
            end()
        return 0

    _destroy(folder, told, lambda store: store.driver().set_progress_handler(tick, TICK))


def destroy_telling(folder: str, told: Connection, statement: str, number: int) -> None:
    """Destroy it, and tell as that statement begins, so that whoever listens may kill in the middle of it."""
    tell = at_statement(statement, number, lambda: told.send("now"))
    _destroy(folder, told, lambda store: store.driver().set_trace_callback(tell))


def _destroy(folder: str, told: Connection, prepare: Callable[[Store], object]) -> None:
    place = Place(Path(folder))
    store = made.open_(place, unlock_place(place, ""))
    told.send("open")
    prepare(store)
    destroy(store)
    told.send("done")
