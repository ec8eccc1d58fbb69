"""Moving, slow or stuck: how long work has stood in a stage, against the team's own past, in words.

Slow is past the team's median time in that stage; stuck is past twice the median, or with a
discussion overdue. With fewer than eight past moves out of a stage the pack's usual days serve
instead, and the words say so. Closed work is never judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from models.dates import counted

ENOUGH_MOVES = 8
Pace = Literal["moving", "slow", "stuck"]


@dataclass(frozen=True, slots=True)
class Norm:
    """How long work usually stands in a stage: days, and whether the team's own moves say so."""

    days: float
    from_team: bool

    def __str__(self) -> str:
        days = f"{int(self.days)}{'½' if self.days % 1 else ''}"  # a median may lie between two days
        return f"team median {days}" if self.from_team else f"usual {days}, the pack's setting"


@dataclass(frozen=True, slots=True)
class Drift:
    """The pace of one tile, with its reason in words, and in few where there is little room."""

    pace: Pace
    reason: str
    short: str = ""


def norms(stays: Iterable[tuple[int, int]], settings: Mapping[int, int]) -> dict[int, Norm]:
    """Return the norm of every stage in ``settings`` from past stays (stage, days)."""
    by_stage: dict[int, list[int]] = {stage: [] for stage in settings}
    for stage, days in stays:
        if stage in by_stage:
            by_stage[stage].append(days)
    return {
        stage: Norm(_median(days), from_team=True)
        if len(days) >= ENOUGH_MOVES
        else Norm(settings[stage], from_team=False)
        for stage, days in by_stage.items()
    }


def drift(days: int, norm: Norm | None, days_late: int | None = None) -> Drift:
    """Judge a stay of ``days``; ``days_late`` is how long its next discussion is overdue, if it is.

    Without a norm (a stage the pack does not name) no stay is too long. In few words the norm is whole days:
    a stay is, so what is past 82.5 is past 82 too.
    """
    if days_late is not None and days_late > 0:
        return Drift("stuck", f"discussion {counted(days_late, 'day')} late", f"{days_late}d late")
    if norm is None:
        return Drift("moving", f"{counted(days, 'day')} here")
    words, short = f"{counted(days, 'day')} here, {norm}", f"usual {int(norm.days)}d"
    if days > 2 * norm.days:
        return Drift("stuck", words, short)
    return Drift("slow" if days > norm.days else "moving", words, short)


def _median(days: list[int]) -> float:
    """Return the middle value, or what lies between the two middle ones; as `statistics`, which is 0.1 MB."""
    ordered, middle = sorted(days), len(days) // 2
    return ordered[middle] if len(days) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
