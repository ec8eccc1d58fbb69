"""Who held each involvement, and when it was passed on: leavers, newcomers, and the usual changes."""

from __future__ import annotations

from datetime import date, timedelta

from models.demo.days import ago, on_or_after, on_or_before
from models.demo.dice import Dice
from models.demo.journey import Hold, Journey
from models.demo.people import Person, Staff

_ASSESSORS = ("senior", "steady", "part_time")


def allocate(journey: Journey, staff: Staff, today: date, dice: Dice) -> None:
    """Give a journey its holders, one after the other; none where it is not allocated yet."""
    if journey.unallocated:
        return
    person = staff[journey.post]
    since = on_or_after(journey.opened)
    earlier = _earlier(journey, person, staff, today, dice)
    if earlier is None:
        journey.holds = [Hold(person.id, since, journey.closed, journey.allocated_at)]
        return
    first, passed_on = earlier
    if passed_on >= (journey.closed or today):
        journey.holds = [Hold(first.id, since, journey.closed)]
        return
    journey.holds = [
        Hold(first.id, since, passed_on),
        Hold(person.id, passed_on, journey.closed),
    ]


def _earlier(
    journey: Journey, person: Person, staff: Staff, today: date, dice: Dice
) -> tuple[Person, date] | None:
    """Return who held it before and the day it was passed on, where someone did."""
    if person.started_on > journey.opened:
        before = staff[person.post.after]
        return before, on_or_after(person.started_on + timedelta(days=dice.between(1, 8)))
    gone = staff["left_long_ago"]
    assert gone.left_on is not None
    if journey.opened < gone.left_on - timedelta(days=40) and dice.chance(0.5):
        return gone, on_or_before(gone.left_on - timedelta(days=dice.between(2, 9)))
    if journey.closed is None and journey.opened < ago(today, 115) and dice.chance(0.16):
        assessor = staff[dice.pick([key for key in _ASSESSORS if key != person.key])]
        return assessor, on_or_after(journey.opened + timedelta(days=dice.between(25, 50)))
    return None
