"""Measure everything due, and print the figures: ``python -m tests.benchmarks.due [FOLDER]``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.benchmarks.due.measure import SIZES, measure, report


def main(arguments: list[str]) -> None:
    """Measure in a folder that is kept, or in one that is thrown away."""
    if arguments:
        Path(arguments[0]).mkdir(parents=True, exist_ok=True)
        print(report([measure(Path(arguments[0]), size) for size in SIZES]))
        return
    with tempfile.TemporaryDirectory() as folder:
        print(report([measure(Path(folder), size) for size in SIZES]))


main(sys.argv[1:])
