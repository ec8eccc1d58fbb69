"""Walking the board, looking back, and drawing it at every size."""

from __future__ import annotations

from datetime import date

import pytest

from models.reading.board import read_board
from models.reading.due import read_due
from models.store.place import Place
from tests.tui.conftest import DAY, Running
from tests.tui.looking import all_tiles, app_of, board_of, picture, under_cursor, words
from tui.board.words import stage_strips
from tui.screens.base import banner_wordings


class TestWalking:
    """One cursor, held by the board, walks every tile."""

    async def test_arrows_walk_and_the_status_line_says_what_stands_there(
        self, demo: Place, running: Running
    ) -> None:
        """The line below the board names the tile, its stage, its days and its last discussion."""
        async with running(demo) as pilot:
            first = under_cursor(pilot)
            await pilot.press("down")
            assert under_cursor(pilot) != first
            assert under_cursor(pilot).number in words(pilot, "#status")
            assert "days (team median" in words(pilot, "#status")
            await pilot.press("up", "right")
            assert under_cursor(pilot).stage == 2

    async def test_the_cursor_stops_at_the_edges(self, demo: Place, running: Running) -> None:
        """Walking past an end stays there."""
        async with running(demo) as pilot:
            await pilot.press("left", "up", "left")
            assert (board_of(pilot).state.column, board_of(pilot).state.rows[0]) == (0, 0)
            await pilot.press(*["right"] * 8, "end", "down")
            state = board_of(pilot).state
            assert (state.column, state.rows[5]) == (5, len(state.columns[5]) - 1)

    async def test_a_tile_below_the_edge_is_scrolled_into_view(self, demo: Place, running: Running) -> None:
        """The last tile of a long column is on the screen once the cursor stands on it."""
        async with running(demo) as pilot:
            await pilot.press("end")
            assert under_cursor(pilot).label in picture(pilot)

    async def test_every_stage_has_its_printed_name(self, demo: Place, running: Running) -> None:
        """The six names stand as the policy prints them, the last with its full stop (KCC-P34)."""
        async with running(demo, size=(220, 40)) as pilot:
            shown = picture(pilot)
            for name in (
                "Assessment",
                "Agreeing a plan and outcomes",
                "Building the desire to change",
                "Making change",
                "Sustaining the change",
                "Closing/transferring.",
            ):
                assert name in shown


class TestSizes:
    """From a remote desktop's 80 columns to a projector, and smaller than anyone would want."""

    @pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 40), (180, 50)])
    async def test_all_tiles_can_be_reached(
        self, demo: Place, running: Running, size: tuple[int, int]
    ) -> None:
        """Walking through every stage at this size shows each stage's first tile."""
        async with running(demo, size=size) as pilot:
            for stage in range(1, 7):
                assert under_cursor(pilot).stage == stage
                assert under_cursor(pilot).label in picture(pilot)
                await pilot.press("right")

    async def test_a_narrow_screen_shows_a_strip_and_one_stage(self, demo: Place, running: Running) -> None:
        """At 80 columns the strip counts all six stages and one is drawn whole."""
        async with running(demo, size=(80, 24)) as pilot:
            strip = picture(pilot).splitlines()[2]
            assert all(f" {n}" in strip for n in range(1, 7))
            assert "1 Assessment 21  2 Agreeing 20" in strip
            assert "3 Building the desire to change" not in picture(pilot)
            await pilot.press("right", "right")
            assert "3 Building the desire to change" in picture(pilot)

    def test_the_strip_leaves_out_the_farthest_names_first(self) -> None:
        """Where there is not room for all, the stages beside the cursor's keep their names longest."""
        full, *_, shortest = (
            "".join(text for text, _ in parts) for parts in stage_strips(["A", "B", "C"], [1, 2, 3], 1)
        )
        assert full.split("  ") == [" 1 A 1", "2 B 2", "3 C 3"]
        assert shortest.split("  ") == [" 1: 1", "2 B 2", "3: 3"]

    async def test_a_tiny_terminal_and_back(self, demo: Place, running: Running) -> None:
        """40 by 10 draws what it can, and nothing is lost on the way back."""
        async with running(demo) as pilot:
            await pilot.press("right", "down")
            before = under_cursor(pilot)
            await pilot.resize_terminal(40, 10)
            await pilot.pause()
            assert before.number in picture(pilot)
            await pilot.resize_terminal(120, 40)
            await pilot.pause()
            assert under_cursor(pilot) == before
            assert before.label in picture(pilot)

    @pytest.mark.parametrize("keys", [(), ("z",)])
    async def test_the_tile_under_the_cursor_is_whole(
        self, demo: Place, running: Running, keys: tuple[str, ...]
    ) -> None:
        """Walking down a small terminal, every line of the cursor's tile is always on the screen."""
        async with running(demo, size=(80, 24)) as pilot:
            await pilot.press(*keys)
            for _ in range(12):
                await pilot.press("down")
                lines = [line for line in picture(pilot).splitlines() if line.startswith(">")]
                assert len(lines) == (1 if keys else 2)

    async def test_small_tiles_show_more(self, demo: Place, running: Running) -> None:
        """Z makes tiles two lines high, and stuck work is still said in a word."""
        async with running(demo) as pilot:
            before = picture(pilot).count("CIN")
            await pilot.press("z")
            assert picture(pilot).count("CIN") > before
            assert "STUCK" in picture(pilot)


class TestLookingBack:
    """[ and ] show the board as it stood, and nothing can be moved there."""

    async def test_a_week_back_is_the_board_of_that_day(self, demo: Place, running: Running) -> None:
        """The tiles are those that the moves give for the day, and the banner says which day it is."""
        async with running(demo) as pilot:
            await pilot.press("left_square_bracket")
            day = date(2026, 11, 14)
            board = board_of(pilot)
            usual = dict(zip(board.state.stages, board.desk.pack.board.usual_days, strict=True))
            pack, desk = board.desk.pack, board.desk
            due = await desk.read(lambda session: read_due(session, pack, day, present=DAY))
            stood = await desk.read(lambda session: read_board(session, day, usual, due.discuss_by))
            await pilot.app.workers.wait_for_complete()
            assert board.state.board is not None
            assert board.state.board.tiles == stood.tiles
            assert "AS IT STOOD on Sat 14 Nov 2026" in words(pilot, "#banner")
            assert "overdue" not in words(pilot, "#top")  # that is today's

    async def test_nothing_moves_on_an_earlier_day(self, demo: Place, running: Running) -> None:
        """A move is refused in words, and the store is as it was."""
        async with running(demo) as pilot:
            await pilot.press("left_square_bracket")
            before = under_cursor(pilot)
            await pilot.press("greater_than_sign")
            assert under_cursor(pilot) == before
            assert "nothing can be moved" in words(pilot, "#status")
            await pilot.press("escape")
            assert board_of(pilot).state.board is not None
            assert board_of(pilot).state.board.as_at == DAY  # type: ignore[union-attr]

    async def test_later_than_today_cannot_be_looked_at(self, demo: Place, running: Running) -> None:
        """] stops at today."""
        async with running(demo) as pilot:
            await pilot.press("left_square_bracket", "right_square_bracket", "right_square_bracket")
            assert board_of(pilot).as_at is None


class TestTheBanner:
    """What must not be overlooked is said in as many words as there is room for."""

    def test_explanations_give_way_first(self) -> None:
        """The last explanation first; the words in capitals stay."""
        assert banner_wordings("PROJECTOR: initials only · DEMO: a made-up team") == [
            "PROJECTOR: initials only · DEMO: a made-up team",
            "PROJECTOR: initials only · DEMO",
            "PROJECTOR · DEMO",
        ]

    async def test_on_a_small_terminal(self, demo: Place, running: Running) -> None:
        """80 columns: both are named, none is cut."""
        async with running(demo, size=(80, 24), present=True) as pilot:
            await pilot.press("left_square_bracket")
            banner = picture(pilot).splitlines()[1]
            assert "AS IT STOOD on Sat 14 Nov 2026" in banner
            assert "PROJECTOR" in banner
            assert "DEMO" in banner
            assert "…" not in banner


class TestProjector:
    """Numbers and initials only, of practitioners too, and nobody forgets that it is on."""

    async def test_f10_hides_names_and_says_so(self, demo: Place, running: Running) -> None:
        """No practitioner's first name is left on the screen; their initials are."""
        async with running(demo) as pilot:
            holder = under_cursor(pilot)
            assert holder.practitioner in picture(pilot)
            await pilot.press("f10")
            shown = picture(pilot)
            assert "PROJECTOR" in shown
            assert not any(
                tile.practitioner and f" {tile.practitioner} " in shown for tile in all_tiles(pilot)
            )
            assert holder.practitioner_initials in shown

    async def test_present_starts_so(self, demo: Place, running: Running) -> None:
        """--present shows no name from the first picture on."""
        async with running(demo, present=True) as pilot:
            assert "PROJECTOR" in picture(pilot)
            assert app_of(pilot).private
