"""Drawing a random sample, so many for each supervisor: the same records and seed always give the same."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """One record that may be drawn, and who supervises whoever it is about; None where nobody is known to."""

    record_id: int
    supervisor_id: int | None


def draw(candidates: Iterable[Candidate], seed: int, per_supervisor: int) -> list[Candidate]:
    """Return so many records of each supervisor, all where there are no more, in the order of their numbers.

    Each supervisor's draw has dice of its own, so that a record more or less of one changes none of the others.
    """
    drawn: list[Candidate] = []
    for supervisor, ids in sorted(by_supervisor(candidates).items(), key=lambda each: each[0] or 0):
        dice = random.Random(f"{seed}:{supervisor or 0}")  # noqa: S311 - a draw to be repeated, not a secret
        chosen = dice.sample(ids, min(per_supervisor, len(ids)))
        drawn += [Candidate(one, supervisor) for one in sorted(chosen)]
    return drawn


def by_supervisor(candidates: Iterable[Candidate]) -> Mapping[int | None, list[int]]:
    """Return the records of each supervisor, in order and each once."""
    found: dict[int | None, set[int]] = {}
    for one in candidates:
        found.setdefault(one.supervisor_id, set()).add(one.record_id)
    return {supervisor: sorted(ids) for supervisor, ids in found.items()}
