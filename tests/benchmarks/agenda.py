"""What an agenda costs: candidates against the clock's own run, filling against a repaint, for 30 children.

    python -m tests.benchmarks.agenda

The clock's own run is everything due of one practitioner with 30 children, read from the encrypted store.
Candidates are that run, everything else that is read, and the ranking. Each figure is the best of a few runs,
one of ours beside one of the clock's. A repaint is F2 to the painted board of 200 tiles; filling is told twice:
the sum itself, and the key ``g`` from pressing to the painted agenda, with everything written.
"""

from __future__ import annotations

import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from sqlmodel import Session

from models.changes.actions import set_action
from models.changes.children import add_child
from models.changes.holding import hold_unplanned
from models.changes.involvements import open_involvement
from models.changes.planning import Plan, plan_supervision
from models.changes.record_parts import AgreedAction
from models.changes.situations import add_situation
from models.changes.stages import move_to_stage
from models.changes.team import PractitionerFacts, add_practitioner, appoint_manager, begin_team
from models.dates import WorkingDays
from models.policy import load_pack
from models.reading.agenda.filling import fill
from models.reading.agenda.proposing import propose
from models.reading.agenda.reading import read_told
from models.reading.agenda.sitting import read_sitting
from models.reading.due import read_due_of
from models.reading.facts import Asked
from models.store.change import Change
from models.store.opening import NewStore, make_store, open_place
from models.store.place import Place
from models.store.store import Store
from tests import made
from tests.benchmarks.programs import footprint, rest
from tests.benchmarks.rows import Row, Settings, compare
from tests.benchmarks.stores import Made
from tests.terminal.measure import median, until_still

CHILDREN, TEAM = 30, 200
SERVICE = "childrens_social_work"
TODAY = made.TODAY
REACH = 2.0
SIZE, COUNTED = (120, 40), r"overdue ·"
REPAINT = f"a board repaint: F2 to {TEAM} tiles painted"


def run(settings: Settings) -> list[Row]:
    """Measure, and return the lines of the table."""
    store = _store(settings.folder / "agenda")
    try:
        found = [_candidates(store, settings.rounds)]
        sums = _filling(store, settings.rounds)
    finally:
        store.close()
    painted: dict[str, list[float]] = defaultdict(list)
    for _ in range(settings.rounds):
        _on_screen(store.place, painted)
    return [
        *found,
        compare("filling 90 minutes from them", REPAINT, sums, painted["board"], 1.0),
        compare(
            "g: the key to the painted agenda, all of it written", REPAINT, painted["g"], painted["board"]
        ),
    ]


def _on_screen(place: Place, painted: dict[str, list[float]]) -> None:
    """Press F2 and g in turn in a real terminal, five times; g fills an empty agenda each time."""
    with footprint(Made(place, TODAY, TEAM), SIZE, "--today", TODAY.isoformat()) as probe:
        probe.wait(COUNTED)
        rest(probe)
        board, filled = [], []
        for _ in range(5):
            probe.send("f3")
            probe.wait("Next with each|Today   1")
            rest(probe, 0.2)
            board.append(until_still(probe, "f2", "F1 help"))
            probe.send("f3")
            probe.wait("Next with each|Today   1")
            probe.send("enter")
            probe.wait("What could be on it")
            rest(probe, 0.3)
            filled.append(until_still(probe, "g", "Filled:"))
            probe.send("u")
            probe.wait("Taken back")
            probe.send("escape")
            rest(probe, 0.2)
        painted["board"].append(median(board))
        painted["g"].append(median(filled))
        probe.close()


def _candidates(store: Store, rounds: int) -> Row:
    pack, working = load_pack("kent"), WorkingDays()
    sitting = store.read(lambda session: read_sitting(session, pack, _session(store)))
    assert sitting is not None
    kids = list(range(1, CHILDREN + 1))

    def clock(session: Session) -> object:
        return read_due_of(session, pack, TODAY, Asked(kids, [2]), working=working)

    def ours(session: Session) -> object:
        return propose(read_told(session, pack, sitting, TODAY, working=working))

    floor, found = [], []
    for _ in range(rounds):
        one, other = _best_in_turn(lambda: store.read(clock), lambda: store.read(ours))
        floor.append(one)
        found.append(other)
    what = f"candidates for a practitioner with {CHILDREN} children of {TEAM}"
    return compare(what, "the clock's own run for that practitioner", found, floor, REACH)


def _filling(store: Store, rounds: int) -> list[float]:
    pack = load_pack("kent")
    sitting = store.read(lambda session: read_sitting(session, pack, _session(store)))
    assert sitting is not None
    proposal = propose(store.read(lambda session: read_told(session, pack, sitting, TODAY)))
    return [_best_in_turn(lambda: fill(proposal, 90))[0] for _ in range(rounds)]


def _best_in_turn(*jobs: Callable[[], object], runs: int = 9) -> list[float]:
    """Return the best of a few runs of each job, one of each in turn, so that a busy moment is every job's."""
    times: list[list[float]] = [[] for _ in jobs]
    for _ in range(runs + 1):
        for job, took in zip(jobs, times, strict=True):
            began = time.perf_counter()
            job()
            took.append(time.perf_counter() - began)
    return [min(took[1:]) for took in times]


def _session(store: Store) -> int:
    found = store.driver().execute("SELECT max(id) FROM supervision WHERE held_on IS NULL").fetchone()
    return int(found[0])


def _store(folder: Path) -> Store:
    place = made.place_in(folder)
    new = NewStore("scratch", None, made.NOW, TODAY, "M1", made.CHEAP)
    unlocked, _ = make_store(place, new, _fill)
    return open_place(place, unlocked, now=made.NOW)


def _fill(change: Change) -> None:
    """Fill a store: one practitioner with 30 children, others with the rest, two years of talks and moves."""
    begin_team(change, "Riverside 2", "kent", SERVICE)
    for number in range(1, 9):
        role = "team_manager" if number == 1 else "social_worker"
        facts = PractitionerFacts(
            f"P{number}", f"Person {number}", role, service=SERVICE, started_on=_ago(900)
        )
        add_practitioner(change, facts)
    appoint_manager(change, 1)
    for number in range(TEAM):
        _child(change, number, 2 if number < CHILDREN else 3 + number % 6)
    for weeks in range(100, 0, -4):
        for person in range(2, 9):
            kids = [n + 1 for n in range(TEAM) if _holder(n) == person and (n + weeks) % 3 == 0]
            hold_unplanned(change, "case", person, _ago(weeks * 7), kids)
    plan_supervision(change, Plan("case", 2, TODAY))


def _holder(number: int) -> int:
    return 2 if number < CHILDREN else 3 + number % 6


def _child(change: Change, number: int, holder: int) -> None:
    child = add_child(change, f"4{number:05}", "TB")
    involvement = open_involvement(change, child.id, SERVICE, _ago(705 + number % 90), holder)
    add_situation(change, child.id, ("cin", "cp", "cic")[number % 3], _ago(300 - number))
    for stage in range(2, 2 + number % 4):
        move_to_stage(change, [involvement.id], stage, _ago(400 - 90 * stage))
    if number % 2:
        agreed = AgreedAction("", "See the child alone", due_on=_ago(10 - number % 30), child_id=child.id)
        set_action(change, agreed, _ago(60))


def _ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def main() -> None:
    """Print what was measured."""
    with tempfile.TemporaryDirectory() as folder:
        for row in run(Settings(Path(folder), rounds=2)):
            print(f"{row.what}: {row.measured.replace('*', '')} {row.reach} {row.met}".rstrip())


if __name__ == "__main__":
    main()
