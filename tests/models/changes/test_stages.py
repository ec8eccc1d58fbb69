"""Moves on the board: any stage to any other, skipping and going back (KCC-P34)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from models.changes.involvements import open_involvement
from models.changes.stages import move_to_stage, say_why
from models.reading.board import read_board
from models.store.store import Store
from models.tables import StageMove
from tests import made
from tests.made import OTHER_SERVICE, TODAY, TOM, ago
from tests.models.changes.refusing import refused


def stages(store: Store) -> dict[int, int]:
    """Return the stage of each involvement on the board today."""
    board = store.read(lambda session: read_board(session, TODAY, made.USUAL))
    return {one: tile.stage for tile in board.tiles for one in tile.involvements}


class TestMoving:
    """From any stage to any other."""

    @pytest.mark.parametrize("stage", [1, 2, 4, 6])
    def test_skipping_and_back_are_normal(self, store: Store, stage: int) -> None:
        """The move says where it came from, who made it and why, and is what the board shows."""
        (move,) = made.do(store, lambda change: move_to_stage(change, [1], stage, TODAY, why=" as  agreed "))
        row = store.read(lambda session: session.get_one(StageMove, move.id))
        assert (row.from_stage, row.to_stage, row.why, row.moved_by) == (3, stage, "as agreed", "M1")
        assert stages(store)[1] == stage

    def test_several_together(self, store: Store) -> None:
        """One step; those that stand there already are left alone."""
        moves = made.do(store, lambda change: len(move_to_stage(change, [1, 2, 3, 4], 3, TODAY)))
        assert moves == 3
        assert set(stages(store).values()) == {3}
        assert made.undo(store) == "move_to_stage"
        assert stages(store) == {1: 3, 2: 2, 3: 2, 4: 1}

    def test_twice_on_one_day(self, store: Store) -> None:
        """The later move counts."""
        made.do(store, lambda change: move_to_stage(change, [1], 5, TODAY))
        made.do(store, lambda change: move_to_stage(change, [1], 4, TODAY))
        assert stages(store)[1] == 4

    def test_past_a_gate(self, store: Store) -> None:
        """A gate passed for several is kept for each that moved."""
        made.do(store, lambda change: move_to_stage(change, [1, 4], 6, TODAY, passed=("KCC-P39", "agreed")))
        assert [row[1:5] for row in made.dump(store)["gate_pass"]] == [
            ("KCC-P39", "involvement", 1, "agreed"),
            ("KCC-P39", "involvement", 4, "agreed"),
        ]

    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            (([1], 3, TODAY), "It stands in that stage already"),
            (([], 3, TODAY), "It stands in that stage already"),
            (([1], 4, TODAY + timedelta(days=1)), "The day of a move cannot lie in the future"),
            (([1], 4, ago(21)), "It would move before its last move"),
            (([4], 4, ago(401)), "It would move before it was opened"),
            (([1], 0, TODAY), "There is no stage 0"),
            (([1], 13, TODAY), "There is no stage 13"),
            (([5], 3, TODAY), "closed work does not move"),
            (([1, 999], 4, TODAY), "That involvement is no longer"),
        ],
    )
    def test_refused(self, store: Store, arguments: Any, says: str) -> None:
        """Each with its reason, and none of several moves."""
        refused(store, lambda change: move_to_stage(change, *arguments), says)

    def test_refused_words(self, store: Store) -> None:
        """A reason is one line; a gate needs one."""
        refused(store, lambda change: move_to_stage(change, [1], 4, TODAY, why="x" * 201), "longer than 200")
        refused(
            store,
            lambda change: move_to_stage(change, [1], 6, TODAY, passed=("KCC-P39", " ")),
            "KCC-P39 can be passed with a reason",
        )

    def test_opened_in_a_later_stage(self, store: Store) -> None:
        """Work that comes to the team half-way begins where it stands."""
        opened = made.do(
            store, lambda change: open_involvement(change, TOM, OTHER_SERVICE, ago(3), None, stage=4).id
        )
        assert stages(store)[opened] == 4


class TestSayingWhy:
    """The reason may come after the move."""

    def test_added_and_put_right(self, store: Store) -> None:
        """For several moves at once."""
        for words in ("The plan was agreed", "The plan was agreed with the family"):
            made.do(store, lambda change, words=words: say_why(change, [8, 9], words))  # type: ignore[misc]
            whys = store.read(lambda session: [session.get_one(StageMove, n).why for n in (8, 9)])
            assert whys == [words, words]

    def test_refused(self, store: Store) -> None:
        """A move that is gone, and a reason that is no line."""
        refused(store, lambda change: say_why(change, [8, 999], "x"), "That move is no longer")
        refused(store, lambda change: say_why(change, [8], "x" * 201), "longer than 200")
