"""Large files: how much memory and time they may take, in a short version and a full one."""

from __future__ import annotations

import sys
import tracemalloc
from multiprocessing import get_context
from pathlib import Path

import pytest

from models.store.store import Store
from models.store.unlocking import unlock_place
from tests import made
from tests.models.intake import books

_SHEET = ("child_id", "initials", "service", "practitioner_id", "opened_on", "stage", "stage_since")


def large_folder(tmp_path: Path, count: int) -> Path:
    """Write a caseload of many children as .csv files."""
    day = made.ago(40).isoformat()
    rows = [(f"4{n:06}", "TB", "childrens_social_work", "P2", day, 2, day) for n in range(count)]
    return books.csv_folder(tmp_path / "large", {"Practitioners": books.PEOPLE, "Children": [_SHEET, *rows]})


def _take_elsewhere(store: Path, folder: Path) -> tuple[int, int]:
    """Take a folder in a process of its own, whose memory is nobody else's: the children, and the peak in KB."""
    place = made.place_in(store)
    taking = made.open_(place, unlock_place(place, ""))
    books.take(taking, folder)
    status = Path("/proc/self/status")
    peak = int(status.read_text().partition("VmHWM:")[2].split()[0]) if status.exists() else 0
    children = len(made.dump(taking)["child"])
    taking.close()
    return children, peak


class TestManyRows:
    """Many rows."""

    def test_reading_costs_little_memory(self, tmp_path: Path) -> None:
        """A row that was read takes a kilobyte at most; its cells are not kept."""
        folder = large_folder(tmp_path, 4_000)
        books.read(folder)
        tracemalloc.start()
        incoming = books.read(folder)
        taken, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert len(incoming.children) == 4_000
        assert taken < 4_000 * 1_000

    def test_each_is_taken(self, tmp_path: Path, empty: Store) -> None:
        """Every one of them is in the store, and not twice."""
        folder = large_folder(tmp_path, 3_000)
        books.take(empty, folder)
        assert len(made.dump(empty)["involvement"]) == 3_000
        assert books.plan(empty, folder).is_empty

    def test_every_row_bad(self, tmp_path: Path, empty: Store) -> None:
        """A file of nothing but bad rows lists every one, and changes nothing."""
        rows = [(f"4{n:06}", "TB", "nowhere", "P2", "31/02/2026", 9, "x") for n in range(2_000)]
        folder = books.csv_folder(
            tmp_path / "bad", {"Practitioners": books.PEOPLE, "Children": [_SHEET, *rows]}
        )
        planned = books.plan(empty, folder)
        assert len({problem.where.row for problem in planned.problems}) == 2_000

    @pytest.mark.sweep
    def test_a_hundred_thousand(self, tmp_path: Path, empty: Store) -> None:
        """100,000 children are taken whole, and the process that takes them stays within 1.2 GB."""
        folder = large_folder(tmp_path, 100_000)
        empty.close()
        with get_context("spawn").Pool(1) as other:
            children, peak = other.apply(_take_elsewhere, (tmp_path / "empty", folder))
        assert children == 100_000
        if sys.platform.startswith("linux"):
            assert peak < 1_200_000
