"""The ways through the six stages: forward, back and past a stage, at believable lengths of stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from models.demo.days import on_or_before
from models.demo.dice import Dice
from models.demo.journey import Step
from models.demo.sessions import Session
from models.demo.words import why_moved

STAYS: Mapping[int, int] = {1: 34, 2: 24, 3: 52, 4: 92, 5: 80, 6: 20}
"""Days that the made-up work usually stands in each stage."""
_ROOM = 6
_PACES = ((0.05, 0.9),) * 5 + ((1.12, 1.8),) * 2 + ((2.2, 3.1),)


def route_to(stage: int, loops: int, dice: Dice) -> list[int]:
    """Return the stages on the way to ``stage``: now and then one is skipped, ``loops`` times it went back."""
    if 1 < stage < 6 and dice.chance(0.1):
        route = [*range(1, stage + 2), stage]
    else:
        route = list(range(1, stage + 1))
        if len(route) > 3 and dice.chance(0.18):
            del route[dice.between(1, len(route) - 2)]
    if stage == 6 and dice.chance(0.25):
        route += [5, 6]
    for _ in range(loops if stage > 1 else 0):
        place = dice.between(1, len(route) - 1)
        if route[place] > 1:
            route[place + 1 : place + 1] = [route[place] - 1, route[place]]
    return route


def days_standing(stage: int, dice: Dice) -> int:
    """Return how long open work has stood in its stage: mostly moving, some slow, a few stuck."""
    low, high = dice.pick(_PACES)
    return int(STAYS[stage] * dice.share(low, high))


def walk_back(route: Sequence[int], since: date, dice: Dice) -> list[Step]:
    """Return the steps of a route whose last began on ``since``."""
    day, days = since, [since]
    seen: set[int] = set()
    for stage in reversed(route[:-1]):
        factor = 0.8 if stage in seen else 1.0
        seen.add(stage)
        day = on_or_before(day - timedelta(days=int(STAYS[stage] * factor * dice.share(0.45, 1.55)) + 1))
        days.append(day)
    return _told(route, days[::-1], dice)


def step_at(route: Sequence[int], days: Sequence[date], dice: Dice) -> list[Step]:
    """Return the steps of a route on given days."""
    return _told(route, days, dice)


def _told(route: Sequence[int], days: Sequence[date], dice: Dice) -> list[Step]:
    steps = [Step(days[0], route[0])]
    for before, stage, day in zip(route, route[1:], days[1:], strict=False):
        steps.append(Step(day, stage, before, why_moved(before, stage, dice)))
    return steps


def meet(steps: list[Step], kids: int, meetings: Sequence[Session], dice: Dice) -> None:
    """Move some steps to the group session nearest to them: that is where tiles are moved."""
    for place, step in enumerate(steps[1:], 1):
        near = [one for one in meetings if abs((one.day - step.day).days) <= 5 and one.children < _ROOM]
        if not near or not dice.chance(0.6):
            continue
        meeting = min(near, key=lambda one: abs((one.day - step.day).days))
        after = steps[place + 1].day if place + 1 < len(steps) else None
        if steps[place - 1].day < meeting.day and (after is None or meeting.day < after):
            step.day, step.meeting = meeting.day, meeting
            meeting.children += kids
