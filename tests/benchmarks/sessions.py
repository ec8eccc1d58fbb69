"""A session that runs: from the key to the next item painted, against a walk on the board, pressed in turn.

    python -m tests.benchmarks.sessions

Sixty children stand on the agenda, and all of them in one record. ``F9`` marks the item as done and goes to the
next; ``]`` only goes there.
"""

from __future__ import annotations

import re
import tempfile
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

from sqlmodel import Session, col, select

from models.changes.agenda import put_on_agenda
from models.changes.agenda_parts import NewItem
from models.changes.planning import Plan, plan_supervision
from models.store.change import Change
from models.tables import Allocation, Involvement, Practitioner
from tests.benchmarks.programs import footprint, rest, unlock
from tests.benchmarks.rows import Row, Settings, compare
from tests.benchmarks.stores import Made, make, open_again
from tests.terminal.measure import median, press
from tests.terminal.probe import Probe

TILES, CHILDREN = 200, 60
FLOOR = "a walk on the board, key to painted"
REACH = 2.0
SIZE = (120, 40)
_PRESSES = 9
_AT = re.compile(r"^ (\d+) of \d+ ", re.MULTILINE)


def run(settings: Settings) -> list[Row]:
    """Measure so many rounds: a board walked in one program, a session gone through in another, key by key in turn."""
    board = make(settings.folder / "board", TILES)
    session = make(settings.folder / "session", TILES)
    count = _plan(session)
    figures: dict[str, list[float]] = defaultdict(list)
    for _ in range(settings.rounds):
        with footprint(board, SIZE) as walked, footprint(session, SIZE) as gone:
            for probe in (walked, gone):
                unlock(probe)
                rest(probe)
            _into_session(gone)
            for name, key in (("item", "]"), ("done", "f9")):
                ours, floor = _in_turn(gone, key, count, walked)
                figures[name].append(median(ours))
                figures[f"{name} walk"].append(median(floor))
            gone.send("escape")
            gone.settle(0.5)
    return [
        compare("the next item painted", FLOOR, figures["item"], figures["item walk"], REACH),
        compare("done and the next item painted, F9", FLOOR, figures["done"], figures["done walk"], REACH),
    ]


def _into_session(probe: Probe) -> None:
    """From the board to the session that is planned for today."""
    probe.send("f3")
    probe.wait("Case supervision")
    probe.settle(0.5)
    probe.send("r")
    probe.wait(f"1 of {CHILDREN} ")
    probe.send("1")
    rest(probe)


def _in_turn(probe: Probe, key: str, count: int, board: Probe) -> tuple[list[float], list[float]]:
    """Return how long each next item took, and each step on the board; the first only leads to one that is open."""
    taken: list[float] = []
    walked: list[float] = []
    for number in range(_PRESSES + 1):
        place = _AT.search(probe.text)
        assert place is not None, probe.text
        wanted = f"^ {int(place[1]) + 1} of {count} " if number else ""
        found = press(probe, key, wanted, settle=0.2)
        step = press(board, "up" if number % 2 else "down", settle=0.2)
        if number:
            assert found.expected is not None, f"{key} did not bring {wanted}\n{probe.text}"
            assert step.changed is not None, board.text
            taken.append(found.expected)
            walked.append(step.changed)
    probe.send("1")
    rest(probe)
    return taken, walked


def _plan(made: Made) -> int:
    """Plan a session today with whoever holds most, with sixty children on its agenda; return how many."""
    store = open_again(made.place)
    person, kids = store.read(_most)

    def job(change: Change) -> int:
        held = plan_supervision(change, Plan("case", person, made.today, minutes=90)).id
        items = [NewItem("due", f"child:{kid}", child_id=kid, minutes=1) for kid in kids[:CHILDREN]]
        return len(put_on_agenda(change, held, items))

    count = store.change(job, now=datetime.now(UTC), today=made.today, actor="P0")
    store.close()
    return count


def _most(session: Session) -> tuple[int, list[int]]:
    """Return a practitioner and all children whose work is open, whoever holds it."""
    person = session.exec(
        select(Practitioner.id)
        .join(Allocation, col(Allocation.practitioner_id) == col(Practitioner.id))
        .order_by(col(Practitioner.id))
    ).first()
    kids = session.exec(
        select(Involvement.child_id).where(col(Involvement.closed_on).is_(None)).distinct()
    ).all()
    assert person is not None
    return person, list(kids)


def main() -> None:
    """Print what was measured."""
    with tempfile.TemporaryDirectory() as folder:
        for row in run(Settings(Path(folder), rounds=3, presses=10)):
            print(f"{row.what}, against {row.against}: {row.measured.replace('*', '')} {row.reach}".rstrip())


if __name__ == "__main__":
    main()
