"""Playing a sitting while the program is killed again and again, and gone on with from where it is."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from tests.journeys.desk import Desk
from tests.journeys.scene import BOARD, Machine
from tests.journeys.sitting_steps import (
    AFRESH,
    AGENDA,
    NEXT,
    Step,
    afresh,
    board,
    builder,
    next_to_sign,
    words_of,
)
from tests.journeys.standing import Standing, glance, standing
from tests.terminal.probe import PATIENCE, Probe

LOST = 1.0
"""The seconds of typing that may be lost at most."""
TRIES = 4
"""How often a step is killed at most before it is let through."""


@dataclass
class Killer:
    """Plays steps over one machine.

    ``at`` are the steps after which the program is killed once all is painted; ``chance`` also kills it in the
    middle of every step. ``kills`` counts, ``lost`` are the letters that were typed and not kept.
    """

    machine: Machine
    steps: Sequence[Step]
    at: Collection[str] = ()
    chance: random.Random | None = None
    kills: int = 0
    again: int = 0
    lost: list[int] = field(default_factory=list)

    def play(self) -> Standing:
        """Play all of it; return how it stands in the end."""
        done, tries, half = 0, 0, ""
        while done < len(self.steps):
            with self.machine.at_the_terminal("open", env={"HOME": str(self.machine.folder)}) as probe:
                desk = Desk(probe, lenient=self.chance is not None)
                (words_of(half) if half else self.steps[done - 1].back if done else board)(desk)
                while done < len(self.steps):
                    step = self.steps[done]
                    if self._is_to_be_killed_in(step, tries):
                        half, kept = self._in_the_middle(desk, step, half)
                        done, tries = (done + 1, 0) if kept else (done, tries + 1)
                        break
                    self._whole(desk, step, half)
                    done, tries, half = done + 1, 0, ""
                    if step.name in self.at:
                        self._kill(probe)
                        now = standing(self.machine)
                        assert step.kept(now), f"after {step.name}: {now}"
                        break
        return standing(self.machine)

    def _is_to_be_killed_in(self, step: Step, tries: int) -> bool:
        if self.chance is None or step.whole or tries >= TRIES:
            return False
        return not tries or self.chance.random() < 0.5

    def _kill(self, probe: Probe) -> None:
        probe.kill()
        self.kills += 1

    def _whole(self, desk: Desk, step: Step, half: str) -> None:
        """Play a step to its end, or the rest of its words."""
        if half:
            desk.write(step.words[len(half) :])
        else:
            press(desk, step.keys, over=desk.lenient and not step.words)
        if step.words:  # what stands there as saved may be what was typed before
            desk.probe.wait(re.escape(step.words[-10:]))
            desk.probe.wait("typing …", gone=True)
        desk.probe.wait(step.then)
        desk.probe.settle()
        if step.name in self.at and (step.words or not step.sure):
            self._once_kept(step)

    def _once_kept(self, step: Step) -> None:
        """Wait for the store, where the paint may be before it: it is read beside the program that runs."""
        deadline = time.monotonic() + PATIENCE
        while not step.kept(glance(self.machine)) and time.monotonic() < deadline:
            time.sleep(0.1)

    def _in_the_middle(self, desk: Desk, step: Step, half: str) -> tuple[str, bool]:
        """Play a step and kill the program in it; return what there is of its words, and whether it was kept."""
        assert self.chance is not None
        if step.words:
            return self._in_words(desk, step, half)
        press(desk, step.keys[:-1], over=True)
        stood = desk.probe.shows(step.then)  # before the key that brings it, it says nothing of this step
        if step.keys[-1] != AGENDA:
            desk.probe.send(step.keys[-1].split())
        deadline = time.monotonic() + self.chance.random() * self.chance.choice((0.05, 0.3, 1.0))
        while time.monotonic() < deadline and (stood or not desk.probe.shows(step.then)):
            time.sleep(0.005)
        painted = not stood and desk.probe.shows(step.then)
        self._kill(desk.probe)
        now = standing(self.machine)
        kept = step.kept(now) and (step.sure or painted)
        assert kept or not (painted and step.sure), f"{step.name} was painted as saved and is gone: {now}"
        self.again += not kept
        return "", kept

    def _in_words(self, desk: Desk, step: Step, half: str) -> tuple[str, bool]:
        """Type, and kill the program in a word; what was painted a second before is there."""
        assert self.chance is not None
        if not half:
            press(desk, step.keys[:1])
        seen: list[tuple[float, int]] = []
        pause, count = self.chance.choice((0.02, 0.06, 0.15)), len(half)
        most = self.chance.randrange(max(5, len(half)), len(step.words) + 1)
        for letter in step.words[len(half) : most]:
            desk.probe.type(letter)
            time.sleep(pause)
            count += 1
            if count == 4:
                time.sleep(1.2)
            if step.words[:count][-10:] in desk.probe.text:
                seen.append((time.monotonic(), count))
        time.sleep(self.chance.choice((0.0, 0.2, 0.5, 1.1)))
        killed_at = time.monotonic()
        self._kill(desk.probe)
        now = standing(self.machine)
        kept = max((n for n in range(len(step.words) + 1) if step.words[:n] in now.words), default=0)
        must = max((n for at, n in seen if killed_at - at > LOST), default=0)
        assert kept >= max(must, len(half)), f"{step.name}: {must} letters a second before, {kept} kept"
        self.lost.append(count - kept)
        whole = kept == len(step.words)
        return "" if whole else step.words[:kept], whole


def press(desk: Desk, keys: Sequence[str], *, over: bool = False) -> None:
    """Press keys, each group of them once the last was taken in; type what stands behind ``=``.

    ``over``: it takes the place of what came back from before a kill.
    """
    for each in keys:
        if each == AGENDA:
            desk.probe.wait(f"{BOARD}|16 items")
            if not desk.probe.shows("16 items"):
                builder(desk)
        elif each == AFRESH:
            afresh(desk)
        elif each == NEXT:
            next_to_sign(desk)
        elif each.startswith("=") and len(each) > 1:
            if over:
                desk.press("ctrl+u")
            desk.write(each[1:])
        else:
            desk.press(each)
