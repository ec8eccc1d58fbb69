"""What every measuring module takes and gives: settings in, rows of the table out."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.terminal.measure import Press


@dataclass(frozen=True, slots=True)
class Settings:
    """How much is measured. ``folder`` is empty and is thrown away at the end."""

    folder: Path
    rounds: int = 5
    presses: int = 40


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the results: what was measured against what, and whether it is within reach.

    ``met`` is None for a line without a reach of its own, which only tells something.
    """

    what: str
    against: str
    measured: str
    reach: str = ""
    met: bool | None = None


def ratio(ours: Sequence[float], floor: Sequence[float]) -> float:
    """Return the median, over the rounds, of ours against the floor of the same round."""
    return statistics.median(one / other for one, other in zip(ours, floor, strict=True))


def seconds(value: float) -> str:
    """Return a time as it is read easily: ``4.31 ms``, ``212 ms``, ``1.43 s``."""
    if value < 0.1:
        return f"{value * 1000:.2f} ms"
    return f"{value * 1000:.0f} ms" if value < 1 else f"{value:.2f} s"


def compare(
    what: str,
    against: str,
    ours: Sequence[float],
    floor: Sequence[float],
    limit: float | None = None,
    show: str = "time",
) -> Row:
    """Return the row for values of ours and of a floor, one a round each, with the most they may be apart.

    ``show`` is time (values are in seconds) or MB. Without a limit the row only tells.
    """
    found = ratio(ours, floor)
    one, other = statistics.median(ours), statistics.median(floor)
    figures = f"{one:.1f} MB, {other:.1f} MB" if show == "MB" else f"{seconds(one)}, {seconds(other)}"
    apart = [a / b for a, b in zip(ours, floor, strict=True)]
    measured = f"**{found:.2f} x** ({figures}; rounds {min(apart):.2f} to {max(apart):.2f})"
    if limit is None:
        return Row(what, against, measured)
    return Row(what, against, measured, f"≤ {limit:g} x", met=found <= limit)


def bytes_row(
    what: str, presses: Sequence[Press], limit: int | None = None, frames: int | None = None
) -> Row:
    """Return the row for what keys write to the terminal: the most bytes, and the most frames, of any of them."""
    most, usual = max(one.size for one in presses), round(statistics.median(one.size for one in presses))
    painted = max(one.frames for one in presses)
    usually = f", half of them up to {usual:,}" if len(presses) > 1 else ""
    measured = f"**{most:,} bytes**{usually}; {painted} frame{'s' * (painted != 1)}"
    if limit is None:
        return Row(what, "nothing", measured)
    reach = f"≤ {limit:,} bytes" + (f", {frames} frame" if frames else "")
    return Row(what, "nothing", measured, reach, met=most <= limit and painted <= (frames or painted))
