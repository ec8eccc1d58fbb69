"""Chance that falls the same way every time: on every run, every Python, every machine."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """A stream of chance named by its seed. Everything comes from ``Random.random``, which never changes."""

    def __init__(self, *seed: str) -> None:
        self._random = Random("/".join(seed))  # noqa: S311 - made-up children, not secrets

    def below(self, count: int) -> int:
        """Return a whole number from 0 up to, not including, ``count``."""
        return int(self._random.random() * count)

    def between(self, low: int, high: int) -> int:
        """Return a whole number from ``low`` to ``high``, both included."""
        return low + self.below(high - low + 1)

    def share(self, low: float, high: float) -> float:
        """Return a number from ``low`` up to ``high``."""
        return low + (high - low) * self._random.random()

    def chance(self, probability: float) -> bool:
        """Say yes as often as ``probability`` says."""
        return self._random.random() < probability

    def pick(self, items: Sequence[T]) -> T:
        """Return one of the items; those that stand there twice come twice as often."""
        return items[self.below(len(items))]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """Return the items in another order."""
        mixed = list(items)
        for last in range(len(mixed) - 1, 0, -1):
            other = self.below(last + 1)
            mixed[last], mixed[other] = mixed[other], mixed[last]
        return mixed
