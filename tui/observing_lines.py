"""Which planned observation would settle a due line, and how one stands in a list. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from models.changes.sessions import CAUSES
from models.dates import counted, show, show_short
from models.policy import Pack
from models.reading.diary import Diary
from models.reading.due import DueLine
from models.reading.due.observed import kind_of_line
from models.reading.observing import OF_PRACTICE, PlannedSeen, called, is_meeting
from tui.widgets.rows import Row


def planned_for(line: DueLine, pack: Pack, diary: Diary) -> PlannedSeen | None:
    """Return the planned observation that would settle a due line."""
    kind, person = kind_of_line(line, pack), line.practitioner_id
    return diary.observation_of(person, kind) if kind and person is not None else None


def said_of(seen: PlannedSeen, today: date) -> str:
    """Return ``planned 3 Dec``, for the side of a due line."""
    word = "planned" if seen.day >= today else "not held:"
    return f"{word} {show_short(seen.day, today)}"


def whom_of(seen: PlannedSeen, pack: Pack) -> str:
    """Return ``Ruth Ambler observes``, or ``with Ruth Ambler`` of a meeting; nothing while that is not settled."""
    if not seen.observer:
        return ""
    return f"with {seen.observer}" if is_meeting(pack, seen.kind) else f"{seen.observer} observes"


def counted_of(found: Sequence[PlannedSeen], pack: Pack) -> str:
    """Return ``2 observations, 1 meeting``; nothing where nothing is arranged."""
    meetings = sum(is_meeting(pack, one.kind) for one in found)
    said = ((len(found) - meetings, "observation"), (meetings, "meeting"))
    return ", ".join(counted(number, word) for number, word in said if number)


def row_of(seen: PlannedSeen, pack: Pack, today: date, *, private: bool, left_on: date | None = None) -> Row:
    """Return a planned observation as its practitioner's page lists it; names and words stay off a projector.

    After a last day (``left_on``) none takes place.
    """
    which = "" if seen.kind == OF_PRACTICE else called(pack, seen.kind)
    who = whom_of(seen, pack) if not private else ""
    what = seen.what if not private else ""
    told = ", ".join(part for part in (who, what) if part)
    day = f"{show(seen.day)}{f' {seen.starts_at}' if seen.starts_at else ''}"
    state, ink = _state(seen, today, private=private)
    if seen.is_open and left_on is not None and left_on < seen.day:
        state, ink = "after their last day: it will not take place", "amber"
    return Row(
        (day, ": ".join(part for part in (which, told) if part) or called(pack, seen.kind), state), seen, ink
    )


def came_from(seen: PlannedSeen | None, *, private: bool) -> str:
    """Return from which day an observation was moved, by whom and why; nothing where it was not."""
    if seen is None or seen.first_planned_for is None:
        return ""
    day = show(seen.first_planned_for)
    why = f": {seen.reason}" if seen.reason and not private else ""
    return (
        f"moved from {day}, caused by {CAUSES[seen.cause]}{why}"
        if seen.cause in CAUSES
        else f"planned for {day}"
    )


def _state(seen: PlannedSeen, today: date, *, private: bool) -> tuple[str, str]:
    if seen.cancelled_on is not None:
        why = f": {seen.reason}" if seen.reason and not private else ""
        by = f", caused by {CAUSES[seen.cause]}" if seen.cause in CAUSES else ""
        return f"called off {show(seen.cancelled_on)}{by}{why}", "quiet"
    moved = f"; {came_from(seen, private=private)}" if seen.cause in CAUSES and seen.first_planned_for else ""
    if seen.day < today:
        return f"NOT HELD: Enter records it, m moves it, x calls it off{moved}", "warn"
    return f"planned{'; Enter: it took place' if seen.day == today else ''}{moved}", ""
