"""Knowing when an app has nothing left to do, so that a test goes on at once and never too early.

Textual's own waiting sleeps for fixed times and guesses from the processor's use. Here the event loop, the
store's thread and the pool of threads are asked instead: a test of ten keys took half a second of sleep.
"""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from time import process_time, thread_time
from typing import Any

from models.store.thread import StoreThread

SOON = 0.03
"""A timer that rings within so many seconds belongs to what is under way: the next picture, above all."""
LOOK = 0.05
"""One look at the store's threads lasts so many seconds at most, on a machine that has time for it."""
STUCK = 10 * LOOK
"""A thread that has used no processor for so many seconds waits for the test itself."""
OWN = 0.0002
"""The processor's seconds that a look itself costs other threads at most."""
AT_MOST = 30.0
"""The seconds after which it is gone on with, on however busy a machine."""


async def wait_until_quiet(min_sleep: float = 0, max_sleep: float = 1) -> None:
    """Wait until nothing is ready, nothing rings soon and no thread works, twice running.

    How long that takes is the machine's business, whatever Textual would wait at most: a test that went on in the
    middle of it would fail on a busy machine. What was looked at counts, not the clock, which runs on while another
    program has the processor.
    """
    loop: Any = asyncio.get_running_loop()
    until, calm, used, still = loop.time() + AT_MOST, 0, 0.0, 0.0
    while calm < 2 and still < STUCK and (began := loop.time()) < until:
        at_rest = await _store_threads_rest()
        await asyncio.sleep(0)
        rest = _rest_of(loop) if at_rest else 0.001
        calm = 0 if rest else calm + 1
        if rest:
            await asyncio.sleep(rest)
        still += min(loop.time() - began, LOOK)
        used += OWN
        others = process_time() - thread_time()
        if loop._ready or others > used + OWN:
            still = 0.0
        used = max(used, others)


async def _store_threads_rest() -> bool:
    """Wait a moment for the jobs that every store's thread has now: it does one after another."""
    owners = [getattr(getattr(thread, "_target", None), "__self__", None) for thread in threading.enumerate()]
    jobs = [owner.submit(lambda: None) for owner in owners if isinstance(owner, StoreThread)]
    if not jobs:
        return True
    _, working = await asyncio.wait([asyncio.wrap_future(job) for job in jobs], timeout=LOOK)
    return not working


def _rest_of(loop: Any) -> float:
    """Return how long to look away: nothing where all is quiet, a moment where something works."""
    if loop._ready or _works(loop._default_executor):
        return 0.001
    rings = min((timer.when() for timer in loop._scheduled if not timer.cancelled()), default=0)
    left = rings - loop.time() if rings else SOON
    return max(left, 0.0005) if left < SOON else 0


def _works(pool: ThreadPoolExecutor | None) -> bool:
    """Say whether a pool of threads has something to do."""
    if pool is None:
        return False
    idle: Any = pool._idle_semaphore
    return bool(pool._work_queue.qsize() or idle._value < len(pool._threads))
