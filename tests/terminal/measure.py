"""Timing keys: from the press to the frame that shows what it did."""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tests.terminal.child import now
from tests.terminal.probe import Probe


@dataclass(frozen=True, slots=True)
class Press:
    """One press: seconds to the first changed frame, to the expected text and to the last output.

    ``size`` is in bytes, ``frames`` counts finished frames; None where nothing of the kind came.
    """

    changed: float | None
    expected: float | None
    settled: float | None
    size: int
    frames: int


@dataclass(frozen=True, slots=True)
class Burst:
    """A held key: seconds from the last press to the last output, frames painted, bytes, processor seconds."""

    lag: float
    frames: int
    size: int
    processor: float


def press(
    probe: Probe, keys: str | Sequence[str], expect: str = "", settle: float = 0.06, timeout: float = 5.0
) -> Press:
    """Press keys once nothing moves any more, and time what follows until nothing moves again."""
    probe.settle(settle, timeout)
    wanted = re.compile(expect, re.MULTILINE) if expect else None
    written, frames = probe.child.written, probe.screen.frames
    changed_at = expected_at = None
    begun = last = now()
    probe.send(keys)
    while now() < begun + timeout and not (changed_at and (expected_at or wanted is None)):
        probe.child.lull(settle, begun + timeout, since=last)
        for last, changed in probe.frames():
            changed_at = changed_at or (last if changed else None)
            if changed and wanted and not expected_at and wanted.search("\n".join(probe.screen.lines)):
                expected_at = last
        if probe.child.code is not None:
            break
    latest = probe.child.last_out
    return Press(
        changed_at - begun if changed_at else None,
        expected_at - begun if expected_at else None,
        latest - begun if latest > begun else None,
        probe.child.written - written,
        probe.screen.frames - frames,
    )


def until_still(probe: Probe, key: str, expect: str) -> float:
    """Return the seconds from a key to the last output that it caused."""
    settled = press(probe, key, expect).settled
    assert settled is not None, probe.text
    return settled


def presses(probe: Probe, cycle: Sequence[str], count: int, warm_up: int = 2) -> list[Press]:
    """Press the keys of a cycle in turn, ``count`` times after a warm-up."""
    made = [press(probe, cycle[number % len(cycle)]) for number in range(warm_up + count)]
    return made[warm_up:]


def hold(probe: Probe, key: str, count: int = 60, a_second: float = 30.0) -> Burst:
    """Hold a key down: so many presses a second, without waiting for what they do."""
    probe.settle(0.06, 5)
    frames, written, used, begun = probe.screen.frames, probe.child.written, probe.usage().processor, now()
    pressed = begun
    for number in range(count):
        time.sleep(max(0.0, begun + number / a_second - now()))
        pressed = now()
        probe.send([key])
    probe.child.lull(0.25, now() + 30, since=pressed)
    probe.settle(0.06, 5)
    return Burst(
        probe.child.last_out - pressed,
        probe.screen.frames - frames,
        probe.child.written - written,
        probe.usage().processor - used,
    )


def median(values: Iterable[float | None]) -> float:
    """Return the median of the values that are there; raises StatisticsError if there are none."""
    return statistics.median(value for value in values if value is not None)


def p95(values: Iterable[float | None]) -> float:
    """Return the value that 95 in 100 of those that are there do not pass (the nearest rank)."""
    found = sorted(value for value in values if value is not None)
    return found[round(0.95 * (len(found) - 1))]
