"""Killed at any moment: what was acknowledged is there, and what is there is whole."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from models.store.check import check
from models.store.opening import Unlocked, unlock_place
from models.store.place import Place
from tests import made
from tests.models.store.movers import drained, make_it, move_for_ever, started


def kill_at_random(place: Place, chance: random.Random) -> list[int]:
    """Let a program make some moves, kill it a little later, and return the moves it had acknowledged."""
    with started(move_for_ever, place.folder, chance.choice((3, 50, 10_000))) as (process, line):
        acknowledged = [line.recv() for _ in range(chance.randrange(8))]
        time.sleep(chance.random() * 0.012)
        process.kill()
        process.join()
        return acknowledged + drained(line)


def moves_in(place: Place, unlocked: Unlocked) -> list[int]:
    """Return the moves in the store, as a reader sees them."""
    store = made.open_(place, unlocked, read_only=True)
    try:
        return [row[0] for row in made.dump(store)["stage_move"]]
    finally:
        store.close()


@pytest.mark.parametrize("kills", [12, pytest.param(300, marks=pytest.mark.sweep)])
class TestKilled:
    """A program that makes moves is killed again and again over the same store."""

    def test_acknowledged_moves_are_there(self, place: Place, unlocked: Unlocked, kills: int) -> None:
        """Every acknowledged move is there, moves follow one another, and the check finds nothing."""
        chance = random.Random(20261121)
        acknowledged: list[int] = []
        first = len(moves_in(place, unlocked))
        for number in range(1, kills + 1):
            acknowledged += kill_at_random(place, chance)
            present = moves_in(place, unlocked)
            assert set(acknowledged) <= set(present)
            assert len(present) - first - len(acknowledged) <= number
            faults = [finding for finding in check(place, unlocked, made.NOW) if not finding.good]
            assert faults == []
        assert len(acknowledged) > 2 * kills
        assert_moves_chain(place, unlocked)


def assert_moves_chain(place: Place, unlocked: Unlocked) -> None:
    """Assert that each move of the first involvement begins where the one before it ended."""
    store = made.open_(place, unlocked)
    rows = [row for row in made.dump(store)["stage_move"] if row[1] == 1]
    assert [row[3] for row in rows[1:]] == [row[4] for row in rows[:-1]]
    assert made.undo(store) is None
    store.close()


class TestKilledWhileMaking:
    """A program killed while it makes a store has made none."""

    @pytest.mark.parametrize("rounds", [4, pytest.param(60, marks=pytest.mark.sweep)])
    def test_no_store_or_a_whole_one(self, tmp_path: Path, rounds: int) -> None:
        """Afterwards there is either nothing at the place, or a store that the check finds whole."""
        chance = random.Random(7)
        for number in range(rounds):
            place = made.place_in(tmp_path / str(number))
            with started(make_it, place.folder) as (process, _):
                time.sleep(chance.random() * 0.3)
                process.kill()
                process.join()
            if place.exists():
                unlocked = unlock_place(place, "")
                assert [finding for finding in check(place, unlocked, made.NOW) if not finding.good] == []
            else:
                made.make(place)
