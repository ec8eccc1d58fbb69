"""Leaving the garbage collector out while thousands of rows and lines are made: none of them is garbage."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected(*, when: bool = True) -> Iterator[None]:
    """Run a block without the garbage collector, where ``when`` holds and it runs at all.

    Without this it walks everything that was made so far again and again, so that ten thousand children
    cost more than five times as much as two thousand.
    """
    if not (when and gc.isenabled()):
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
