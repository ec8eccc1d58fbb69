"""The one thread that owns the store."""

from __future__ import annotations

import threading
from concurrent.futures import CancelledError

import pytest

from models.errors import Refused
from models.store.thread import StoreThread


class TestOrder:
    """Jobs are done one after another, in the order they came."""

    def test_in_order_and_in_one_thread(self) -> None:
        """However many ask at once."""
        thread, done = StoreThread(), list[int]()
        names = {thread.submit(lambda: threading.current_thread().name).result() for _ in range(3)}
        futures = [thread.submit(lambda n=n: done.append(n)) for n in range(500)]  # type: ignore[misc]
        thread.finish()
        assert done == list(range(500))
        assert names == {"store"}
        assert all(future.done() for future in futures)

    def test_what_is_queued_is_done_before_the_end(self) -> None:
        """Leaving loses no job."""
        thread, gate, done = StoreThread(), threading.Event(), list[str]()
        thread.submit(gate.wait)
        last = thread.submit(lambda: done.append("last"))
        gate.set()
        thread.finish(timeout=60)
        assert last.done()
        assert done == ["last"]

    def test_a_refusal_arrives_and_the_next_job_goes_on(self) -> None:
        """An error belongs to the one who asked."""
        thread = StoreThread()

        def refuse() -> None:
            raise Refused("No.")

        refused = thread.submit(refuse)
        assert thread.submit(lambda: 7).result() == 7
        with pytest.raises(Refused, match="No"):
            refused.result()
        thread.finish()

    def test_a_job_called_off_is_not_done(self) -> None:
        """Where it has not begun."""
        thread, gate, done = StoreThread(), threading.Event(), list[int]()
        thread.submit(gate.wait)
        waiting = thread.submit(lambda: done.append(1))
        assert waiting.cancel()
        gate.set()
        thread.finish()
        assert done == []
        with pytest.raises(CancelledError):
            waiting.result()

    def test_what_comes_after_the_end_is_refused(self) -> None:
        """Nobody waits for ever for a job that no one does."""
        thread = StoreThread()
        thread.finish()
        late = thread.submit(lambda: 7)
        with pytest.raises(Refused, match="closed"):
            late.result(timeout=60)
        thread.finish()
