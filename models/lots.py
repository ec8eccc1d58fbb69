"""Ids in lots: a statement of SQLite takes only so many values at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
LOT = 500


def in_lots(some: Iterable[T], size: int = LOT) -> Iterator[list[T]]:
    """Yield what there is in lots that fit into one statement, in its order."""
    rest = iter(some)
    while lot := list(islice(rest, size)):
        yield lot
