"""The measuring command: its smallest run works, and what it writes can be read and written again."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from tests.benchmarks.command import main
from tests.benchmarks.parts import Part, find_parts
from tests.benchmarks.results import machine, write_results
from tests.benchmarks.rows import Row, Settings, bytes_row, compare
from tests.terminal.measure import Press

SETTINGS = Settings(Path(), rounds=1, presses=2)
DAY = date(2026, 11, 21)


def part(name: str) -> Part:
    """Return a part that is never run."""
    return Part(name, f"About {name}.", lambda _: [])


class TestParts:
    """What can be measured."""

    def test_the_first_ones(self) -> None:
        """Starting, keys typed ahead, walking, moving and import, then whatever else there is."""
        names = [each.name for each in find_parts()]
        assert names[:5] == ["starting", "ahead", "walking", "moving", "taking_in"]

    def test_a_name_that_is_none(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Is called wrongly, and nothing is measured."""
        with pytest.raises(SystemExit) as ended:
            main(["wlaking", "--out", str(tmp_path / "out.md")])
        assert ended.value.code == 2
        assert "there is no part wlaking" in capsys.readouterr().err


class TestRows:
    """Ratios are of the same round, and the median of the rounds counts."""

    def test_paired(self) -> None:
        """A slow round is slow for both."""
        row = compare("ours", "theirs", [1.0, 10.0, 1.2], [1.0, 10.0, 1.0], 1.1)
        assert row.met
        assert row.measured.startswith("**1.00 x**")
        assert "rounds 1.00 to 1.20" in row.measured

    def test_bytes(self) -> None:
        """The largest press decides, and so does the one with most frames."""
        presses = [Press(0.1, None, 0.1, 900, 1), Press(0.1, None, 0.1, 1_400, 2)]
        assert bytes_row("keys", presses, 1_536).met
        assert bytes_row("keys", presses, 1_536, frames=1).met is False
        assert bytes_row("keys", presses, 1_000).met is False


class TestResults:
    """The file that the README links."""

    def test_a_part_measured_again_takes_its_place(self, tmp_path: Path) -> None:
        """The others stay as they are, in their order."""
        file = tmp_path / "results.md"
        rows = [Row("a", "b", "**1.20 x**", "≤ 1.3 x", met=True)]
        write_results(file, [(part("starting"), rows), (part("walking"), rows)], SETTINGS, DAY)
        again = [Row("a", "b", "**9.00 x**", "≤ 1.3 x", met=False)]
        write_results(file, [(part("starting"), again)], SETTINGS, DAY)
        text = file.read_text(encoding="utf-8")
        assert re.findall("^## (.*)$", text, re.MULTILINE) == ["starting", "walking"]
        assert text.count("| **9.00 x** | ≤ 1.3 x | **not reached** |") == 1
        assert text.count("| **1.20 x** | ≤ 1.3 x | reached |") == 1
        assert text.count("# How fast Footprint is") == 1

    def test_the_machine_keeps_its_name(self) -> None:
        """No host and no path."""
        import platform

        assert platform.node() not in machine().split()
        assert "/" not in machine()


@pytest.mark.sweep
class TestSmallestRun:
    """The command itself, one round of a few keys."""

    def test_it_measures_and_writes(self, tmp_path: Path) -> None:
        """In a real terminal; what is not reached is said by the exit code alone."""
        out = tmp_path / "results.md"
        assert main(["ahead", "moving", "--rounds", "1", "--presses", "2", "--out", str(out)]) in (0, 1)
        text = out.read_text(encoding="utf-8")
        assert "all arrived in 1 of 1 starts" in text
        assert "| move a tile: the rows that changed |" in text
