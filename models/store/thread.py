"""The one thread that owns the store: work is queued and done in order, and typing never waits for a disk."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from models.errors import Refused

T = TypeVar("T")
_Job = tuple[Callable[[], Any], "Future[Any]"]


class StoreThread:
    """A thread that does one job after another. Jobs still queued when it ends are done first.

    A job that comes after that is refused: whoever waits for it would wait for ever.
    """

    def __init__(self) -> None:
        self._ending = threading.Lock()
        self._ended = False
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="store", daemon=True)
        self._thread.start()

    def submit(self, job: Callable[[], T]) -> Future[T]:
        """Queue a job; its result or its exception arrives in the future."""
        future: Future[T] = Future()
        with self._ending:
            if self._ended:
                future.set_exception(Refused("The store is closed."))
            else:
                self._jobs.put((job, future))
        return future

    def finish(self, timeout: float | None = None) -> None:
        """Do what is queued, then end the thread."""
        with self._ending:
            self._ended = True
            self._jobs.put(None)
        self._thread.join(timeout)

    def _work(self) -> None:
        while (entry := self._jobs.get()) is not None:
            job, future = entry
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(job())
            except BaseException as error:
                future.set_exception(error)
