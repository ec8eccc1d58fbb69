"""The command: which parts, how often, and where the results go."""

from __future__ import annotations

import argparse
import tempfile
import time
from datetime import datetime
from pathlib import Path

from tests.benchmarks.parts import Part, find_parts
from tests.benchmarks.results import table, write_results
from tests.benchmarks.rows import Row, Settings

RESULTS = Path(__file__).with_name("RESULTS.md")


def main(arguments: list[str]) -> int:
    """Measure, print and write; return 1 if something that is to be reached was not."""
    parts = find_parts()
    parser = _parser(parts)
    args = parser.parse_args(arguments)
    unknown = set(args.parts) - {part.name for part in parts}
    if unknown:
        parser.error(f"there is no part {', '.join(sorted(unknown))}")
    wanted = [part for part in parts if not args.parts or part.name in args.parts]
    measured = [(part, _measure(part, args.rounds, args.presses)) for part in wanted]
    settings = Settings(Path(), args.rounds, args.presses)
    write_results(args.out, measured, settings, datetime.now().astimezone().date())
    return int(any(row.met is False for _, rows in measured for row in rows))


def _measure(part: Part, rounds: int, presses: int) -> list[Row]:
    """Measure one part in a folder of its own, and say what came of it."""
    begun = time.perf_counter()
    print(f"{part.name}: {part.about}", flush=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        rows = part.run(Settings(Path(folder), rounds, presses))
    print(*table(rows), f"{time.perf_counter() - begun:.0f} s\n", sep="\n", flush=True)
    return rows


def _parser(parts: list[Part]) -> argparse.ArgumentParser:
    usual = Settings(Path())
    parser = argparse.ArgumentParser(prog="python3 tests/benchmarks", description=__doc__)
    parser.add_argument(
        "parts", nargs="*", metavar="PART", help=f"all, or: {', '.join(part.name for part in parts)}"
    )
    parser.add_argument(
        "--rounds", type=int, default=usual.rounds, help="ours and the floor, so often in turn"
    )
    parser.add_argument("--presses", type=int, default=usual.presses, help="keys a round")
    parser.add_argument("--out", type=Path, default=RESULTS, metavar="FILE", help="where the results go")
    return parser
