"""The next date: booked already, or proposed by the clock; never a weekend, a bank holiday or an absence."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlmodel import Session, col

from models.clock.engine import Clock
from models.dates import WorkingDays, show
from models.facts import Facts
from models.reading.agenda.sitting import Sitting
from models.reading.due.listing import DueList
from models.reading.free_days import read_away
from models.reading.rows import rows
from models.series import is_away
from models.tables import Discussion, Supervision

Away = tuple[date, date | None]
_ONE = timedelta(days=1)
OTHERWISE = timedelta(days=28)
"""When the next session is where the policy gives no interval: ours."""
_WEEK = 7


@dataclass(frozen=True, slots=True)
class NextDate:
    """The day of the next session. ``booked``: it stands in the diary; else the clock proposes it.

    ``due`` is the last day the policy allows, ``rule`` the one that says so, ``hold_by`` the last working
    day up to it. ``late`` says that no day in time was free.
    """

    day: date
    why: str
    booked: bool = False
    due: date | None = None
    hold_by: date | None = None
    rule: str = ""
    late: bool = False


def following(
    session: Session, due: DueList, sitting: Sitting, held_on: date | None = None
) -> NextDate | None:
    """Return the next session after a sitting: the one that is booked, else what the clock proposes.

    ``held_on`` is the day it is really held on, from which the policy counts, whatever day it was planned for.
    """
    day = held_on or max(sitting.day, due.today)
    booked = _booked(session, sitting, max(day, due.today))
    if booked is not None:
        return NextDate(booked, f"booked for {show(booked)}", booked=True)
    facts = facts_of(due, sitting)
    shared = _of_children(session, due, sitting, day)
    away = read_away(session, sitting.practitioner_id, day + _ONE)
    return propose(due.clock, facts, day, sitting.kinds, away, shared)


def facts_of(due: DueList, sitting: Sitting) -> Facts | None:
    """Return the facts on which the session's clocks run: the practitioner's, or the team's for a group."""
    subject = "team" if sitting.practitioner_id is None else "practitioner"
    for about in due.facts.abouts:
        is_theirs = sitting.practitioner_id is None or about.entity_id == sitting.practitioner_id
        if about.facts.subject == subject and is_theirs:
            return about.facts
    return None


def propose(
    clock: Clock,
    facts: Facts | None,
    day: date,
    kinds: Sequence[str],
    away: Collection[Away],
    shared: tuple[date | None, str] = (None, ""),
) -> NextDate:
    """Return the day for the next session if one is held on ``day``: as late as the policy allows.

    The same weekday is taken where it lies within a week before that. Where someone is away all that time
    it is the first day after, and late. ``shared``: by when the children of a joint one are to have the next.
    """
    due, rule = _due(clock, facts, day, kinds)
    if shared[0] is not None and (due is None or shared[0] < due):
        due, rule = shared
    last = due or day + OTHERWISE
    hold_by = clock.working.hold_by(last)
    found = _free(hold_by, day, away, clock.working)
    if found is None:
        return _after(last, day, away, clock.working, rule)
    chosen = _same_weekday(found, day, away, clock.working)
    said = (
        f"due {show(last)}{f' ({rule})' if rule else ''}" if due else "four weeks on: the policy has no date"
    )
    moved = "; before an absence" if found < hold_by else ""
    return NextDate(chosen, f"{said}{moved}", due=due, hold_by=hold_by, rule=rule)


def why_not(day: date, away: Collection[Away], working: WorkingDays) -> str:
    """Return why a day is no day for a session, or nothing: a weekend, a bank holiday, an absence."""
    if day.weekday() >= 5:
        return f"{show(day)} is on a weekend"
    if not working.is_working(day):
        return f"{show(day)} is a bank holiday"
    return f"someone is away on {show(day)}" if is_away(day, away) else ""


def _booked(session: Session, sitting: Sitting, day: date) -> date | None:
    whose = (
        col(Supervision.practitioner_id).is_(None)
        if sitting.practitioner_id is None
        else col(Supervision.practitioner_id) == sitting.practitioner_id
    )
    statement = (
        select(col(Supervision.planned_for))
        .where(
            whose,
            col(Supervision.id).not_in(sitting.ids),
            col(Supervision.kind).in_(sitting.kinds),
            col(Supervision.occasion) == "formal",
            col(Supervision.planned_for) > day,
            col(Supervision.held_on).is_(None),
            col(Supervision.cancelled_on).is_(None),
        )
        .order_by(col(Supervision.planned_for))
        .limit(1)
    )
    found = rows(session, statement)
    return found[0][0] if found else None


def _of_children(session: Session, due: DueList, sitting: Sitting, day: date) -> tuple[date | None, str]:
    """Return the earliest date on the clocks that a session settles for its children alone (NCT-T15, T16)."""
    names = sorted({name for kind in sitting.kinds for name in due.pack.session_kind(kind).child_clocks})
    if not names:
        return None, ""
    statement = select(col(Discussion.child_id)).where(col(Discussion.supervision_id).in_(sitting.ids))
    there = {child for (child,) in rows(session, statement)}
    found = [
        _due_on(due.clock, about.facts, day, names)
        for about in due.facts.abouts
        if about.entity == "child" and about.entity_id in there
    ]
    return min(((when, rule) for when, rule in found if when is not None), default=(None, ""))


def _due(clock: Clock, facts: Facts | None, day: date, kinds: Sequence[str]) -> tuple[date | None, str]:
    """Return the earliest date that the clocks these sessions settle would give, and its rule."""
    if facts is None:
        return None, ""
    settled = {name for kind in kinds for name in clock.pack.session_kind(kind).settles}
    return _due_on(clock, facts, day, sorted(settled))


def _due_on(clock: Clock, facts: Facts, day: date, settled: Sequence[str]) -> tuple[date | None, str]:
    """Return the earliest date on these clocks if a session is held on a day, and its rule."""
    held = facts.changed(lasts={**facts.lasts, **dict.fromkeys(settled, day)}, next_session=None)
    later = Clock(clock.pack, max(day, clock.today), clock.working)
    found = [due for name in settled if (due := later.on(held, name)) is not None]
    dated = [(due.due_day, due.governing_rule) for due in found if due.due_day is not None]
    return min(((when, rule) for when, rule in dated if when is not None), default=(None, ""))


def _free(last: date, day: date, away: Collection[Away], working: WorkingDays) -> date | None:
    """Return the last free day up to ``last`` and after ``day``."""
    while last > day:
        if not why_not(last, away, working):
            return last
        last -= _ONE
    return None


def _same_weekday(found: date, day: date, away: Collection[Away], working: WorkingDays) -> date:
    """Return the same weekday as ``day`` in the week up to ``found`` where that is free."""
    same = found - timedelta(days=(found.weekday() - day.weekday()) % _WEEK)
    return same if same > day + timedelta(days=_WEEK - 1) and not why_not(same, away, working) else found


def _after(last: date, day: date, away: Collection[Away], working: WorkingDays, rule: str) -> NextDate:
    """Return the first free day after ``last``: someone is away all the time up to it."""
    found = max(last, day) + _ONE
    for _ in range(400):
        if not why_not(found, away, working):
            break
        found += _ONE
    why = f"due {show(last)}{f' ({rule})' if rule else ''}; no day before that is free"
    return NextDate(found, why, due=last, hold_by=working.hold_by(last), rule=rule, late=True)
