"""The first day back at work after an absence (HAV-T16): a day on which work is done, and no other absence runs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from models.dates import WorkingDays

Spell = tuple[date, date | None]
"""An absence: the first day away, and the last if it is known."""


def first_day_back(spells: Sequence[Spell], day: date, working: WorkingDays) -> date | None:
    """Return when someone who is away on a day is back; None where they are there, or nobody knows yet.

    Whoever is away until a Friday is back on Monday, and leave that follows puts it off.
    """
    away, back = _spell_on(spells, day), None
    while away is not None:
        until = away[1]
        if until is None:
            return None
        back = working.add(until, 1)
        away = _spell_on(spells, back)
    return back


def first_day_both_back(both: Iterable[Sequence[Spell]], day: date, working: WorkingDays) -> date | None:
    """Return when whoever of two was away on a day is back, of both the later; None where that is not known.

    A session falls out when either of them is ill (HAV-T16).
    """
    backs = [first_day_back(spells, day, working) for spells in both if _spell_on(spells, day) is not None]
    known = [back for back in backs if back is not None]
    return max(known, default=None) if len(known) == len(backs) else None


def _spell_on(spells: Sequence[Spell], day: date) -> Spell | None:
    """Return an absence that covers a day: of several the one that ends last."""
    found = [each for each in spells if each[0] <= day and (each[1] is None or each[1] >= day)]
    return max(found, key=lambda each: each[1] or date.max, default=None)
