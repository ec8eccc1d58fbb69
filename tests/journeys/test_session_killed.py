"""A sitting from its plan to Word, killed at every step and gone on with: what was seen is there, the rest is done."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence

import pytest

from tests.journeys.killing import Killer
from tests.journeys.scene import Machine
from tests.journeys.sitting_steps import ADDED, CHILDREN, SHORT, STEPS, Step
from tests.journeys.standing import Standing

SEEDS = range(1, 4)


def exactly(steps: Sequence[Step], now: Standing) -> None:
    """Check that the words of each step are there whole, with no letter more: neither twice nor run together."""
    for step in steps:
        assert not step.words or json.dumps(step.words) in now.words, (step.name, now.words)


def finished(machine: Machine, now: Standing) -> None:
    """Check that the sitting is held, recorded, signed by both and written, with everything that was noted in it."""
    assert now.held == ["case", "personal"]
    assert set(CHILDREN) <= now.talks <= {*CHILDREN, ADDED}
    assert (set(now.states), now.signatures) == ({"signed"}, 4)
    assert {"late practitioner", "interrupted other"} == set(now.disturbed)
    assert "The plan holds" in now.moves
    assert (now.items["my leave"], now.items["the course in May"]) == ("parked", "done")
    assert "zzd See LH alone at school" in now.actions
    assert ("2026-11-23", "10:00", False) in now.ahead
    exactly(STEPS, now)
    assert [path.suffix for path in (machine.folder / "Documents").rglob("*.docx")] == [".docx"]


class TestEveryStep:
    """Plan, build, run (items, the board, parked, added, split, interrupted), close, next date, sign, Word."""

    def test_killed_after_some(self, machine: Machine) -> None:
        """A sitting with one child: an item gone on from, words about a child, a move, the closing."""
        kills = ("wellbeing is done", "40566, to the child", "move on the board", "close")
        killer = Killer(machine, SHORT, at=kills)
        now = killer.play()
        assert killer.kills == len(kills)
        assert (now.held, now.talks, now.signatures) == (["case", "personal"], {"40566"}, 2)
        assert (now.items["my leave"], now.disturbed, len(now.moves)) == ("parked", ["late practitioner"], 1)
        exactly(SHORT, now)

    @pytest.mark.sweep
    def test_killed_after_each(self, machine: Machine) -> None:
        """Once a step is painted and at rest, the store has it, and the program opens where it was."""
        killer = Killer(machine, STEPS, at=[step.name for step in STEPS])
        finished(machine, killer.play())

    @pytest.mark.sweep
    @pytest.mark.parametrize("seed", SEEDS)
    def test_killed_within_each(self, machine: Machine, seed: int) -> None:
        """At any moment: what was painted as saved is there, and so is what was typed a second before."""
        killer = Killer(machine, STEPS, chance=random.Random(seed))
        finished(machine, killer.play())
