"""Measure everything due, and print the figures: ``python -m tests.benchmarks.due [FOLDER]``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.benchmarks.due.measure import report, run
from tests.benchmarks.rows import Settings


def main(arguments: list[str]) -> None:
    """Measure in a folder that is kept, or in one that is thrown away."""
    if arguments:
        folder = Path(arguments[0])
        folder.mkdir(parents=True, exist_ok=True)
        print(report(run(Settings(folder))))
        return
    with tempfile.TemporaryDirectory() as thrown_away:
        print(report(run(Settings(Path(thrown_away)))))


main(sys.argv[1:])
