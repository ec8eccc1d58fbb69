"""Starting, unlocking, resting and quitting, against a bare Textual app in the same round."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable

from models.store.unlocking import unlock_place
from tests.benchmarks.programs import LOCKED, bare, footprint, rest, unlock
from tests.benchmarks.rows import Row, Settings, compare, seconds
from tests.benchmarks.stores import PASSPHRASE, Made, make
from tests.terminal.measure import median

_TILES = 200
_READY = 1.2
"""Seconds without any work after which it is settled: it waits for a pause of 0.7 to make itself ready."""
_FLOOR = "a bare Textual app"
Figures = dict[str, list[float]]


def run(settings: Settings) -> list[Row]:
    """Measure so many rounds, ours and the floors in turn."""
    made = make(settings.folder, _TILES)
    figures: Figures = defaultdict(list)
    _ours(made, defaultdict(list))  # the first opening of a day makes the day's backup: not measured
    steps: list[Callable[[], None]] = [
        lambda: _bare(figures),
        lambda: _bare_and_sqlmodel(figures),
        lambda: _ours(made, figures),
    ]
    for number in range(settings.rounds):
        for step in steps if number % 2 else reversed(steps):
            step()
    return _rows(figures)


def _bare(figures: Figures) -> None:
    with bare() as probe:
        figures["bare painted"].append(probe.wait("Bare 0"))
        rest(probe)
        probe.send("down up")
        probe.wait("Bare 2")
        rest(probe)
        figures["bare quit"].append(probe.close().took)


def _bare_and_sqlmodel(figures: Figures) -> None:
    with bare("bare_and_sqlmodel") as probe:
        probe.wait("Bare 0")
        rest(probe)
        figures["bare memory"].append(probe.usage().memory)


def _ours(made: Made, figures: Figures) -> None:
    figures["derivation"].append(_derivation(made))
    with footprint(made) as probe:
        figures["painted"].append(probe.wait(LOCKED))
        opened = unlock(probe).expected
        assert opened is not None, probe.text
        figures["opened"].append(opened - figures["derivation"][-1])
        rest(probe, _READY)
        figures["memory"].append(probe.usage().memory)
        probe.send("> < >")
        probe.wait("moved to")
        rest(probe)
        ending = probe.close()
        assert ending.code == 0, f"{ending}\n{probe.text}"
        figures["quit"].append(ending.took)


def _derivation(made: Made) -> float:
    """Return the seconds it takes to win the store's key with the passphrase, and nothing else."""
    begun = time.perf_counter()
    unlock_place(made.place, PASSPHRASE)
    return time.perf_counter() - begun


def _rows(figures: Figures) -> list[Row]:
    painted = figures["bare painted"]
    opened = f"passphrase accepted to a board of {_TILES} tiles, beyond the key derivation"
    derived = seconds(median(figures["derivation"]))
    return [
        compare("unlock screen painted", f"{_FLOOR}’s first paint", figures["painted"], painted, 1.25),
        compare(opened, f"{_FLOOR}’s first paint", figures["opened"], painted, 1.25),
        Row("the key derivation taken off above", "nothing", derived),
        compare("quit, everything written", f"{_FLOOR}’s quit", figures["quit"], figures["bare quit"], 1.0),
        compare(
            f"memory with {_TILES} tiles, settled after unlock",
            f"{_FLOOR} + SQLModel imported",
            figures["memory"],
            figures["bare memory"],
            1.3,
            "MB",
        ),
    ]
