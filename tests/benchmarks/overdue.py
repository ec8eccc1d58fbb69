"""What the overdue list costs on the screen, against a board repaint: F2 to the painted board of 200 tiles.

    python -m tests.benchmarks.overdue

Both are pressed in turn in the same program in a real terminal, at 120x40, from the people's list. The
first opening after unlocking is told apart from those after it.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from pathlib import Path

from tests.benchmarks.programs import footprint, rest, unlock
from tests.benchmarks.rows import Row, Settings, compare
from tests.benchmarks.stores import Made, make
from tests.terminal.measure import median, until_still
from tests.terminal.probe import Probe

CHILDREN, SIZE = 200, (120, 40)
REACH = 2.0
BOARD, LIST, PEOPLE, COUNTED = (
    r"F1 help",
    r"Over 30 days late|This week|Next four weeks",
    r"In post",
    r"overdue ·",
)
_FLOOR = f"a board repaint: F2 to {CHILDREN} tiles painted"
Figures = dict[str, list[float]]


def run(settings: Settings) -> list[Row]:
    """Measure so many rounds, each in a program of its own."""
    made = make(settings.folder, CHILDREN)
    figures: Figures = defaultdict(list)
    for _ in range(settings.rounds):
        _round(made, figures)
    return [
        compare("F5 to the painted list, the first time", _FLOOR, figures["first"], figures["board"], REACH),
        compare("F5 to the painted list, from then on", _FLOOR, figures["list"], figures["board"], REACH),
    ]


def _round(made: Made, figures: Figures) -> None:
    with footprint(made, SIZE) as probe:
        unlock(probe)
        probe.wait(COUNTED)
        rest(probe)
        probe.send("f6")
        probe.wait(PEOPLE)
        rest(probe, 0.3)
        figures["first"].append(until_still(probe, "f5", LIST))
        board, listed = [], []
        for _ in range(5):
            board.append(_from_people(probe, "f2", BOARD))
            listed.append(_from_people(probe, "f5", LIST))
        figures["board"].append(median(board))
        figures["list"].append(median(listed))
        probe.close()


def _from_people(probe: Probe, key: str, expect: str) -> float:
    probe.send("f6")
    probe.wait(PEOPLE)
    rest(probe, 0.2)
    return until_still(probe, key, expect)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        for row in run(Settings(Path(folder), rounds=3)):
            print(row)
