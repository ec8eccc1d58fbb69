"""What everything due costs: for 200, 2,000 and 10,000 children with five years of history, from the encrypted store.

    python -m tests.benchmarks.due [FOLDER]

Reach: 10,000 children cost at most 6 times as much as 2,000, and at most 40 times the bare query for the
last discussions in the same run. Each figure is the best of a few runs, after one that warms the cache.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session

from models.dates import WorkingDays
from models.policy import load_pack
from models.policy.pack import Pack
from models.reading.due import DueList, make_due, read_due
from models.reading.facts import Asked, read_facts
from models.store.store import Store
from tests.benchmarks.due.stores import POLICY, TODAY, store_of

SIZES = (200, 2_000, 10_000)
REACH_GROWTH, REACH_BARE = 6.0, 40.0
_BARE = (
    "SELECT i.child_id, (SELECT max(d.at) FROM discussion d WHERE d.child_id = i.child_id "
    "AND d.kind = 'formal' AND d.at >= i.opened_on AND d.at <= ?) FROM involvement i WHERE i.closed_on IS NULL"
)


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds for one size: the bare query, everything due, of that reading and working out, and one child."""

    children: int
    lines: int
    bare: float
    whole: float
    reading: float
    clock: float
    again: float
    one: float
    peak: float
    """Megabytes of memory at the most, of the whole program so far."""


def measure(folder: Path, children: int, runs: int = 3) -> Measured:
    """Measure one size; its store is made in the folder if it is not there yet."""
    store, pack, working = store_of(folder, children), load_pack(POLICY), WorkingDays()
    whole = best(lambda: _whole(store, pack, working), runs)
    due = _whole(store, pack, working)
    facts = store.read(lambda session: read_facts(session, pack, TODAY))
    found = Measured(
        children,
        len(due.lines),
        bare=best(lambda: _bare(store), runs),
        whole=whole,
        reading=best(lambda: store.read(lambda session: read_facts(session, pack, TODAY)), runs),
        clock=best(lambda: make_due(facts, pack, TODAY, working), runs),
        again=best(lambda: due.again(TODAY), runs),
        one=best(lambda: _one(store, pack), runs),
        peak=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    )
    store.close()
    return found


def best(job: Callable[[], object], runs: int) -> float:
    """Return the shortest of a few runs in seconds, after one that is not counted."""
    job()
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        job()
        times.append(time.perf_counter() - began)
    return min(times)


def _bare(store: Store) -> list[object]:
    return list(store.driver().execute(_BARE, (TODAY.isoformat(),)).fetchall())


def _whole(store: Store, pack: Pack, working: WorkingDays) -> DueList:
    return store.read(lambda session: read_due(session, pack, TODAY, working=working))


def _one(store: Store, pack: Pack) -> object:
    def read(session: Session) -> object:
        return make_due(read_facts(session, pack, TODAY, Asked(children=[1])), pack, TODAY)

    return store.read(read)


def growth(found: list[Measured]) -> float:
    """Return how many times as much 10,000 children cost as 2,000."""
    by_size = {each.children: each.whole for each in found}
    return by_size[10_000] / by_size[2_000]


def against_bare(found: list[Measured]) -> float:
    """Return how many times the bare query everything due for 10,000 children costs."""
    largest = next(each for each in found if each.children == 10_000)
    return largest.whole / largest.bare


def report(found: list[Measured]) -> str:
    """Return the figures as lines of text."""
    lines = ["children   lines    bare  everything  (reading   clock)   again  one child   memory"]
    lines += [
        f"{each.children:8} {each.lines:7} {_ms(each.bare)} {_ms(each.whole):>11}  "
        f"({_ms(each.reading)} {_ms(each.clock)}) {_ms(each.again)} {_ms(each.one):>10} {each.peak:5.0f} MB"
        for each in found
    ]
    if {each.children for each in found} >= set(SIZES):
        lines += [
            f"10,000 children against 2,000: {growth(found):.1f} times (reach: {REACH_GROWTH:.0f})",
            f"10,000 children against the bare query: {against_bare(found):.1f} times (reach: {REACH_BARE:.0f})",
        ]
    return "\n".join(lines)


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:5.0f}ms"
