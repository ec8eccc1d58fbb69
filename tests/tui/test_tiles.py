"""What a tile says, and what a list offers for what is typed: without a screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from forms.entry import fitting
from models.drift import Drift
from models.reading.board import Tile
from tests.made import TODAY
from tui.widgets.tiles import Manner, tile_rows


def tile(drift: Drift, in_days: int) -> Tile:
    """Return a tile whose next discussion is due in so many days."""
    by = TODAY + timedelta(days=in_days)
    return Tile(
        "i1", (1,), (1,), ("38244",), ("ST",), 1, "Priya", "PN", "cswt", ("cin",), 1, TODAY, 93, by,
        -in_days, None, 0, drift, TODAY,
    )  # fmt: skip


class TestNearDate:
    """A tile that is slow or stuck still says a date of this week; one that is late says how late."""

    def test_at_every_width(self) -> None:
        """In full where there is room, else the day alone; a date farther off gives way to the pace."""
        stuck = Drift("stuck", "93 days here, team median 36", "usual 36d")
        manner = Manner(TODAY)
        assert "STUCK, by 22 Nov" in tile_rows(tile(stuck, 1), 20, manner)[2][0]
        assert "STUCK, discuss by 22 Nov" in tile_rows(tile(stuck, 1), 30, manner)[2][0]
        assert "team median 36, discuss by 22 Nov" in tile_rows(tile(stuck, 1), 78, manner)[1][0]
        assert "STUCK, usual 36d" in tile_rows(tile(stuck, 20), 20, manner)[2][0]
        late = Drift("stuck", "discussion 4 days late", "4d late")
        assert "STUCK, 4d late" in tile_rows(tile(late, -4), 20, manner)[2][0]

    def test_sorted_by_the_next_discussion(self) -> None:
        """The day stands on every tile, small ones too: it is what they are in order of, a far one with its year."""
        stuck, moving = (
            Drift("stuck", "93 days here, team median 36", "usual 36d"),
            Drift("moving", "2 days here"),
        )
        large, small = Manner(TODAY, dated=True), Manner(TODAY, dense=True, dated=True)
        assert "STUCK, by 11 Dec" in tile_rows(tile(stuck, 20), 20, large)[2][0]
        assert tile_rows(tile(stuck, 20), 20, small)[1][0] == " Priya STUCK 11 Dec "
        assert tile_rows(tile(moving, 20), 20, small)[1][0].endswith("11 Dec ")
        assert tile_rows(tile(stuck, 60), 20, small)[1][0].endswith("STUCK 20 Jan ")
        assert tile_rows(tile(moving, 330), 20, small)[1][0].endswith(" 17 Oct 2027 ")
        assert tile_rows(tile(stuck, 20), 78, small)[0][0].endswith("stuck 93d, 11 Dec ")
        undated = replace(tile(moving, 0), discuss_by=None)
        assert tile_rows(undated, 20, small)[1][0].endswith("no date ")


class TestPick:
    """A list offers what begins with the letters, then what has them in it; a code is as good as its words."""

    def test_by_words_and_by_code(self) -> None:
        """The code that a tile shows finds its situation; a row's number in the store finds nothing."""
        choices = (("cin", "Child in need"), ("cp", "Child protection"), ("7", "Sam Whitlock"))
        for typed, found in (("prot", ["cp"]), ("CP", ["cp"]), ("child", ["cin", "cp"]), ("7", [])):
            assert [code for code, _ in fitting(choices, typed)] == found
