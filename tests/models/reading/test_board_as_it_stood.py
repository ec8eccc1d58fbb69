"""The board on any day is what the rows say of that day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.reading.board import Board, read_board
from models.store.store import Store
from tests import made
from tests.made import TODAY, ago
from tests.models.reading.histories import SlowBoard, random_history, stood


def board(store: Store, days: int) -> Board:
    """Return the board so many days ago."""
    return store.read(lambda session: read_board(session, ago(days), made.USUAL))


def hold_together(store: Store, seed: int, days: list[int]) -> None:
    """Write a random history, compare the board of some days with the slow way, and take it back."""
    made.do(store, random_history(seed))
    slow = SlowBoard(store)
    for back in [0, 7, 365, *days]:
        fast = board(store, back)
        assert {stood(tile) for tile in fast.tiles} == slow.tiles(ago(back))
        assert len({tile.key for tile in fast.tiles}) == len(fast.tiles)
        for stage, norm in fast.norms.items():
            assert norm.days == slow.norm(stage, ago(back))
        for tile in fast.tiles:
            assert tile.days == (ago(back) - tile.since).days
    made.undo(store)


class TestAsItStood:
    """A week ago, a year ago, and on any other day."""

    @given(seed=st.integers(0, 2**32), days=st.lists(st.integers(-3, 900), max_size=4))
    @settings(max_examples=15)
    def test_any_history(self, store: Store, seed: int, days: list[int]) -> None:
        """Stage, holder, situations, siblings, discussion, carried actions and pace, from the bare rows."""
        hold_together(store, seed, days)

    @pytest.mark.sweep
    @given(seed=st.integers(0, 2**32), days=st.lists(st.integers(-3, 900), max_size=8))
    @settings(max_examples=500)
    def test_any_history_at_length(self, store: Store, seed: int, days: list[int]) -> None:
        """The same, for long."""
        hold_together(store, seed, days)

    def test_before_anything(self, store: Store) -> None:
        """Before the first opening the board is empty."""
        assert board(store, 5000).tiles == ()

    def test_on_the_edges(self, store: Store) -> None:
        """Open from the day of opening, gone on the day of closing, moved on the day of the move."""
        for day, open_then in ((201, False), (200, True), (91, True), (90, False)):
            assert any(5 in tile.involvements for tile in board(store, day).tiles) == open_then
        for day, stage in ((71, 1), (70, 2), (21, 2), (20, 3)):
            (tile,) = [tile for tile in board(store, day).tiles if 1 in tile.involvements]
            assert tile.stage == stage

    def test_of_tomorrow(self, store: Store) -> None:
        """A day ahead counts on from today."""
        (today,) = [tile for tile in board(store, 0).tiles if 1 in tile.involvements]
        (later,) = [tile for tile in board(store, -10).tiles if 1 in tile.involvements]
        assert later.days == today.days + 10
        assert later.since == today.since == TODAY - timedelta(days=20)
