"""What can't be in the store and may have come in from a file: named, so that the rest can run."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlmodel import col

from models.clock.outcome import Gap
from models.dates import show
from models.facts import Facts
from models.reading.facts.about import About, Mistake
from models.reading.facts.days import as_text, day_of
from models.reading.facts.desk import Desk
from models.reading.facts.labels import session_label
from models.reading.facts.unlikely import read_unlikely
from models.tables import Child, Discussion, Involvement, Supervision

_UNHELD = Gap("no_allocation", "Nobody holds this work, so nobody can bring it to supervision.")
_FUTURE = Gap("held_in_future", "It is marked as held on a day that has not come yet; it counts for nothing.")


def read_mistakes(desk: Desk, abouts: Iterable[About], present: date) -> list[Mistake]:
    """Return sessions held in the future, discussions of closed work, open work that nobody holds, odd days.

    ``present`` is the day it is now: looking back, what came later is no mistake.
    """
    unheld = [
        Mistake(each, "Allocation", _UNHELD)
        for each in abouts
        if each.entity == "child" and each.practitioner_id is None
    ]
    return [*_held_in_future(desk, present), *_after_closure(desk), *unheld, *read_unlikely(desk)]


def _held_in_future(desk: Desk, present: date) -> list[Mistake]:
    statement = (
        select(
            col(Supervision.id),
            col(Supervision.kind),
            col(Supervision.occasion),
            col(Supervision.practitioner_id),
            col(Supervision.held_on),
        )
        .where(col(Supervision.held_on) > max(present, desk.as_at))
        .order_by(col(Supervision.held_on), col(Supervision.id))
    )
    found = []
    for row_id, kind, occasion, person, day in desk.rows(
        desk.some_people(statement, Supervision.practitioner_id)
    ):
        label = session_label(desk.pack, kind, occasion, day)
        about = About(Facts("session", str(row_id)), "supervision", row_id, label, person, day=day)
        found.append(Mistake(about, "Day of the session", _FUTURE))
    return found


def _after_closure(desk: Desk) -> list[Mistake]:
    """Return those with no open work who were discussed after the last of it was closed (GEN-X10)."""
    found = []
    for child_id, number, initials, kind, closed, last in desk.rows(_closed(desk)):
        ended, held = day_of(closed), day_of(last)
        if ended is None or held is None or held <= ended:
            continue
        text = f"Discussed on {show(held)}, after it was closed on {show(ended)}; one of the days is wrong."
        facts = Facts(kind, number, ended=ended, last=held)
        about = About(facts, "child", child_id, f"{number} {initials}".strip())
        found.append(Mistake(about, "Day of the discussion", Gap("after_closure", text)))
    return found


def _closed(desk: Desk) -> Any:
    """Return everyone whose work is all closed, with the last closure and the last formal discussion."""
    last = (
        select(func.max(col(Discussion.at)))
        .where(
            col(Discussion.child_id) == col(Child.id),
            col(Discussion.kind) == "formal",
            col(Discussion.at) <= desk.as_at,
        )
        .correlate(Child)
        .scalar_subquery()
    )
    statement = (
        select(
            col(Child.id),
            col(Child.number),
            col(Child.initials),
            col(Child.kind),
            as_text(func.max(col(Involvement.closed_on))),
            as_text(last),
        )
        .join(Involvement, col(Involvement.child_id) == col(Child.id))
        .where(col(Involvement.opened_on) <= desk.as_at)
        .group_by(col(Child.id))
        .having(
            func.count() == func.count(col(Involvement.closed_on)),
            func.max(col(Involvement.closed_on)) <= desk.as_at,
        )
    )
    return desk.some_children(statement, Child.id)
