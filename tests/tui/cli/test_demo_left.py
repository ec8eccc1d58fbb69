"""Demos that were killed: thrown away by a later one, those that are shown still left alone."""

from __future__ import annotations

import os
from pathlib import Path

from models.store.lock import StoreLock
from tests import made
from tui.cli.demo_command import clear_left


class TestLeft:
    """Folders of demos in the temporary folder."""

    def test_old_ones_that_nobody_shows_go(self, tmp_path: Path) -> None:
        """One of yesterday goes; one that is open since yesterday, one of today and what somebody keeps stay."""
        names = (
            "footprint-demo-thrown-away-killed",
            "footprint-demo-thrown-away-open",
            "footprint-demo-thrown-away-today",
            "footprint-demo-mine",
        )
        for name in names:
            (tmp_path / name / "store").mkdir(parents=True)
            (tmp_path / name / "store" / "store.lock").touch()
            if name != "footprint-demo-thrown-away-today":
                os.utime(tmp_path / name, (1, 1))
        lock = StoreLock.take(tmp_path / "footprint-demo-thrown-away-open" / "store" / "store.lock", made.NOW)
        own = tmp_path / "footprint-demo-thrown-away-own"
        own.mkdir()
        clear_left(own)
        lock.release()
        assert {each.name for each in tmp_path.iterdir()} == {*names[1:], own.name}
