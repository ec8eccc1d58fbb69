"""What everything due costs: for 200, 2,000 and 10,000 children with five years of history, from the encrypted store.

    python -m tests.benchmarks.due [FOLDER]

Reach: 10,000 children cost at most 6 times as much as 2,000, and at most 40 times the bare query for the
last discussions, in the same round. In each round every size is measured once, the smallest first and
the largest first in turn, after one round that only warms the caches.
"""

from __future__ import annotations

import resource
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from statistics import median

from sqlmodel import Session

from models.dates import WorkingDays
from models.policy import load_pack
from models.policy.pack import Pack
from models.reading.due import DueList, make_due, read_due
from models.reading.facts import Asked, read_facts
from models.store.store import Store
from tests.benchmarks.due.stores import DISCUSSIONS_OF, POLICY, TODAY, store_of
from tests.benchmarks.rows import Row, Settings, compare, seconds

SMALL, MIDDLE, LARGE = SIZES = (200, 2_000, 10_000)
REACH_GROWTH, REACH_BARE = 6.0, 40.0
_BARE = (
    "SELECT i.child_id, (SELECT max(d.at) FROM discussion d WHERE d.child_id = i.child_id "
    "AND d.kind = 'formal' AND d.at >= i.opened_on AND d.at <= ?) FROM involvement i WHERE i.closed_on IS NULL"
)
Figures = dict[tuple[int, str], list[float]]
"""Seconds by size and by what was measured, one a round."""


@dataclass(frozen=True, slots=True)
class Bench:
    """One open store, and what is asked of it."""

    store: Store
    pack: Pack
    working: WorkingDays

    def jobs(self) -> dict[str, Callable[[], object]]:
        """Return what is measured, by name."""
        facts = self.store.read(lambda session: read_facts(session, self.pack, TODAY))
        return {
            "bare": self.bare,
            "whole": self.whole,
            "reading": lambda: self.store.read(lambda session: read_facts(session, self.pack, TODAY)),
            "clock": lambda: make_due(facts, self.pack, TODAY, self.working),
            "one": self.one,
            "why": self.why,
        }

    def bare(self) -> object:
        """Read the last discussion of every child, and nothing else."""
        return list(self.store.driver().execute(_BARE, (TODAY.isoformat(),)).fetchall())

    def whole(self) -> DueList:
        """Read everything due."""
        return self.store.read(lambda session: read_due(session, self.pack, TODAY, working=self.working))

    def one(self) -> object:
        """Read what is due of one child."""

        def read(session: Session) -> object:
            facts = read_facts(session, self.pack, TODAY, Asked(children=[1]))
            return make_due(facts, self.pack, TODAY)

        return self.store.read(read)

    def why(self) -> object:
        """Read everything due and explain the first line: explanations are made only when asked for."""
        return self.whole().lines[0].explain()


def run(settings: Settings) -> list[Row]:
    """Measure so many rounds and return the rows of the results."""
    return rows_of(figures(settings), settings)


def figures(settings: Settings) -> Figures:
    """Measure so many rounds."""
    found: Figures = defaultdict(list)
    pack, working = load_pack(POLICY), WorkingDays()
    with ExitStack() as opened:
        jobs: list[tuple[int, str, Callable[[], object]]] = []
        for size in SIZES:
            store = store_of(settings.folder, size)
            opened.callback(store.close)
            jobs += [(size, name, job) for name, job in Bench(store, pack, working).jobs().items()]
        for number in range(settings.rounds + 1):
            for size, name, job in jobs if number % 2 else reversed(jobs):
                began = time.perf_counter()
                job()
                if number:
                    found[size, name].append(time.perf_counter() - began)
    return found


def rows_of(found: Figures, settings: Settings) -> list[Row]:
    """Return the rows: growth, against the bare query, and what tells without a reach."""
    discussions = f"{LARGE * DISCUSSIONS_OF:,}"
    return [
        compare(
            f"everything due, {LARGE:,} children with five years of history ({discussions} discussions)",
            f"everything due, {MIDDLE:,} children",
            found[LARGE, "whole"],
            found[MIDDLE, "whole"],
            REACH_GROWTH,
        ),
        compare(
            f"everything due, {LARGE:,} children",
            "the bare query for their last discussions",
            found[LARGE, "whole"],
            found[LARGE, "bare"],
            REACH_BARE,
        ),
        *(_told(size, found) for size in SIZES),
        Row("memory at the most, with all three stores open", "", f"{_peak():.0f} MB"),
    ]


def _told(size: int, found: Figures) -> Row:
    """Return what one size costs, part by part."""
    names = ("reading", "clock", "bare", "one", "why")
    parts = {name: seconds(median(found[size, name])) for name in ("whole", *names)}
    return Row(
        f"everything due, {size:,} children",
        "",
        f"{parts['whole']} (facts {parts['reading']}, clock and list {parts['clock']}; "
        f"bare query {parts['bare']}; one child alone {parts['one']}; with one explanation {parts['why']})",
    )


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def report(rows: Sequence[Row]) -> str:
    """Return the rows as lines of text."""
    return "\n".join(
        f"{row.what}{f' against {row.against}' if row.against else ''}: {row.measured}"
        f"{f' ({row.reach}: {_met(row)})' if row.reach else ''}"
        for row in rows
    )


def _met(row: Row) -> str:
    return "within" if row.met else "MISSED"
