"""The picture with which the README begins."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from models.store.place import Place
from tests.made import ROOT
from tests.tui.pictures import Picture, to_the_board

SVG = "tests/tui/__snapshots__/test_board_picture/TestBoardPicture.test_the_board_of_the_demo.svg"


class TestBoardPicture:
    """The board of the demo at home size."""

    def test_the_board_of_the_demo(self, demo: Place, snap_compare: Callable[..., bool]) -> None:
        """Six stages, tiles that say in words how they stand, and the keys."""
        picture = Picture(snap_compare)
        assert picture.matches(demo, (120, 40), to_the_board)
        for said in (
            "1 Assessment",
            "6 Closing/",
            "STUCK",
            "slow",
            "discuss by",
            "DEMO: a made-up team",
            "F1 help",
        ):
            assert said in picture.words

    def test_the_readme_shows_it(self) -> None:
        """The link leads to the picture, which needs nothing from anywhere else."""
        assert f"]({SVG})" in (ROOT / "README.md").read_text(encoding="utf-8")
        drawn = Path(ROOT / SVG).read_text(encoding="utf-8")
        assert re.findall(r"url\((?!#)|href=|@font-face|@import", drawn) == []
        assert "Riverside" in drawn
