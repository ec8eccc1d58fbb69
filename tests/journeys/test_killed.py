"""Killed at any moment while a tile is moved: every move that was painted as saved is there."""

from __future__ import annotations

import random
import time
from itertools import chain

import pytest
from sqlmodel import Session, col, select

from models.store.check import check
from models.store.opening import open_place, unlock_place
from models.store.place import Place
from models.tables import Child, Involvement, StageMove
from tests import made
from tests.journeys.scene import MOVED, Machine
from tests.terminal.probe import Probe

NUMBER, PRESSES = "38244", 30


def moves_of(place: Place) -> list[int]:
    """Return the stages that the child was moved to, in order, as the store has them; the check finds nothing."""

    def query(session: Session) -> list[int]:
        wanted = (
            select(StageMove.to_stage)
            .join(Involvement, col(Involvement.id) == col(StageMove.involvement_id))
            .join(Child, col(Child.id) == col(Involvement.child_id))
        )
        return list(session.exec(wanted.where(Child.number == NUMBER).order_by(col(StageMove.id))))

    unlocked = unlock_place(place, "")
    assert [finding for finding in check(place, unlocked, made.NOW) if not finding.good] == []
    store = open_place(place, unlocked, now=made.NOW, read_only=True)
    try:
        return store.read(query)
    finally:
        store.close()


def press_and_kill(probe: Probe, at: int, chance: random.Random) -> tuple[list[int], int]:
    """Move the child to and fro from stage ``at``, and kill the program in the middle of it.

    The first move and now and then a later one is waited for, until it is painted as saved. Returns the stages the
    child was sent to, and how many of those moves were painted as saved.
    """
    probe.type(f"/{NUMBER}\n")
    probe.wait(f"^ {NUMBER} ")
    wanted: list[int] = []
    painted = 0
    for _ in range(chance.randrange(2, PRESSES)):
        at = chance.choice([stage for stage in range(1, 6) if stage != at])
        wanted.append(at)
        probe.send(str(at))
        if len(wanted) == 1 or chance.random() < 0.15:
            probe.wait(rf"{NUMBER} \S+ moved (?:back )?to {at}")
        elif chance.random() < 0.5:
            time.sleep(chance.random() * 0.02)
        painted = shown_as_saved(probe, wanted, painted)
    time.sleep(chance.random() * 0.02)
    probe.kill()
    return wanted, shown_as_saved(probe, wanted, painted)


def shown_as_saved(probe: Probe, wanted: list[int], before: int) -> int:
    """Take in what was painted; return how many of the wanted moves it shows as saved, at the least."""
    for _ in chain(probe.frames(), [None]):  # and what stands there already
        match = MOVED.search("\n".join(probe.screen.lines))
        stage = int(match["stage"]) if match else 0
        before = next((n for n in range(max(1, before), len(wanted) + 1) if wanted[n - 1] == stage), before)
    return before


@pytest.mark.parametrize("kills", [4, pytest.param(100, marks=pytest.mark.sweep)])
class TestKilled:
    """The program is killed again and again over the same store."""

    def test_moves_painted_as_saved_are_there(self, machine: Machine, kills: int) -> None:
        """The store holds the moves in the order of the keys, at least those that were seen as saved."""
        chance = random.Random(20261121)
        place = Place(machine.store)
        before, all_painted = moves_of(place), 0
        for _ in range(kills):
            with machine.at_the_terminal() as probe:
                probe.wait("DEMO")
                wanted, painted = press_and_kill(probe, before[-1], chance)
            after = moves_of(place)
            new = after[len(before) :]
            assert after[: len(before)] == before
            assert new == wanted[: len(new)]
            assert len(new) >= painted
            before, all_painted = after, all_painted + painted
        assert all_painted > kills
