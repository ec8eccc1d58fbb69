"""What is due, known to every screen: the counts in the top line, the dates on the tiles, a new day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from models.reading.board import Tile
from models.reading.due import read_due
from models.store.place import Place
from tests.tui.conftest import DAY, Running
from tests.tui.looking import app_of, board_of, picture, words
from tui.app import Footprint
from tui.when import Clock


class Later(Clock):
    """A clock that can be put on to another day, as midnight does."""

    days = 0

    def now(self):  # type: ignore[no-untyped-def]
        """Return the moment, so many days on."""
        return Clock.now(self) + timedelta(days=Later.days)

    def today(self) -> date:
        """Return the day, so many days on."""
        return Clock.today(self) + timedelta(days=Later.days)

    def moment(self) -> date:
        """Return the day, so many days on."""
        return self.today()


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> type[Later]:
    """Return the clock, on the tests' day."""
    monkeypatch.setattr(Later, "days", 0)
    return Later


async def expected(app: Footprint, day: date = DAY) -> str:
    """Return the counts as the store gives them."""
    pack = app.desk.pack
    due = await app.desk.read(lambda session: read_due(session, pack, day))
    return f"{due.overdue} overdue · {due.this_week} this week"


def tile_of(pilot, number: str) -> Tile:  # type: ignore[no-untyped-def]
    """Return the tile of a child."""
    board = board_of(pilot).state.board
    assert board is not None
    return next(tile for tile in board.tiles if number in tile.numbers)


class TestTheCounts:
    """Every screen says in its top line how much is overdue and how much is due this week."""

    @pytest.mark.parametrize("size", [(80, 24), (120, 40), (180, 50)])
    async def test_they_stand_on_every_screen(
        self, demo: Place, running: Running, size: tuple[int, int]
    ) -> None:
        """On the board, among the people and on a page, whole at every size, beside the screen's own name."""
        async with running(demo, size=size) as pilot:
            app = app_of(pilot)
            await app.dues.fresh()
            said = await expected(app)
            for keys, name in ((["f2"], "Board"), (["f6"], "People"), (["enter"], "Brightwell")):
                await pilot.press(*keys)
                await pilot.pause()
                top = picture(pilot).splitlines()[0]
                assert said in top
                assert name in top

    async def test_a_change_is_counted_without_a_key_waiting_for_it(
        self, demo: Place, running: Running, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The list is old at once after a change and read again behind the screen."""
        async with running(demo) as pilot:
            app = app_of(pilot)
            before = await app.dues.fresh()
            monkeypatch.setattr("tui.due_watch.RESTED", 600.0)  # the pause after which it is read by itself
            await pilot.press("greater_than_sign")
            assert app.dues.known is before
            assert await app.dues.fresh() is not before
            assert app.dues.words() == await expected(app)

    async def test_midnight_counts_again(self, demo: Place, running: Running, later: type[Later]) -> None:
        """On the new day the counts and the tiles are those of that day, at once and after reading again."""
        async with running(demo) as pilot:
            app = app_of(pilot)
            app.desk.clock = later(DAY)
            await app.dues.fresh()
            later.days = 9
            await app._watch()
            await app.workers.wait_for_complete()
            await pilot.pause()
            assert await expected(app, DAY + timedelta(days=9)) in words(pilot, "#top")
            assert "Mon 30 Nov 2026" in words(pilot, "#top")


class TestTheBoard:
    """Tiles say by when each child is to be discussed; an overdue discussion makes a tile stuck."""

    async def test_tiles_say_the_day_and_what_is_overdue_is_stuck(
        self, demo: Place, running: Running
    ) -> None:
        """38374 was to be discussed by 4 October: stuck, with the reason; the status line names the day."""
        async with running(demo) as pilot:
            due = await app_of(pilot).dues.fresh()
            await pilot.pause()
            tile = tile_of(pilot, "38374")
            assert tile.discuss_by == due.discuss_by[tile.children[0]] == date(2026, 10, 4)
            assert (tile.drift.pace, tile.drift.reason) == ("stuck", "discussion 48 days late")
            assert "discuss by" in words(pilot, "#status")
            assert "48d late" in picture(pilot)

    async def test_only_tiles_that_change_are_made_anew(self, demo: Place, running: Running) -> None:
        """Reading again after a change that moves no date leaves the other tiles the very same."""
        async with running(demo) as pilot:
            await app_of(pilot).dues.fresh()
            await pilot.pause()
            before = {id(tile) for tile in board_of(pilot).state.board.tiles}  # type: ignore[union-attr]
            board_of(pilot).show_dues()
            assert {id(tile) for tile in board_of(pilot).state.board.tiles} == before  # type: ignore[union-attr]
