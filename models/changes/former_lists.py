"""Work that went to someone else, or closed: the child is taken off the lists of sessions that are no longer theirs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import col, func, select

from models.changes import sessions
from models.lots import in_lots
from models.store.change import Change
from models.tables import Allocation, Child, Discussion, Involvement, Practitioner, SessionRun, Supervision


@dataclass(frozen=True, slots=True)
class OffList:
    """That a child (number and initials) no longer stands on the list of a day's session with someone.

    ``practitioner`` is empty for a session of a group.
    """

    child: str
    practitioner: str
    day: date


def leave_former_lists(change: Change, involvements: Iterable[int]) -> tuple[OffList, ...]:
    """Take the children of work that was re-allocated or closed off the lists of sessions to come it leaves.

    Re-allocated, that is with those who held it before, where they hold no other open work of the child's. Where
    nothing is open to the child any more it is every list of a day after the last open one: they can't be
    discussed there. They stay in a session that runs, and where work is sampled, which may be closed (KCC-P44).
    What stands on an agenda stays there, and says with whom it is or that it is closed.
    """
    off, gone = [], dict[int, list[int]]()
    children = _children(change, set(involvements))
    former, closed = _former(change, children, set(involvements)), _closed(change, children)
    for row, child, practitioner, planned in _listed(change) if former or closed else ():
        last = closed.get(row.child_id)
        if planned.planned_for > last if last else (row.child_id, planned.practitioner_id) in former:
            change.delete(row)
            gone.setdefault(planned.id, []).append(row.child_id)
            label = f"{child.number} {child.initials}".strip()
            off.append(OffList(label, practitioner or "", planned.planned_for))
    for supervision_id, kids in gone.items():
        change.note("take_off_list", "supervision", supervision_id, children=sorted(kids))
    return tuple(off)


def _children(change: Change, involvements: set[int]) -> list[int]:
    found: set[int] = set()
    for lot in in_lots(sorted(involvements)):
        wanted = select(Involvement.child_id).where(col(Involvement.id).in_(lot))
        found |= set(change.session.exec(wanted).all())
    return sorted(found)


def _closed(change: Change, children: list[int]) -> dict[int, date]:
    """Return the last open day of those children to whom nothing is open any more."""
    last: dict[int, date] = {}
    for lot in in_lots(children):
        statement = (
            select(Involvement.child_id, func.max(col(Involvement.closed_on)))
            .where(col(Involvement.child_id).in_(lot))
            .group_by(col(Involvement.child_id))
            .having(func.count() == func.count(col(Involvement.closed_on)))
        )
        last |= {child_id: day for child_id, day in change.session.exec(statement).all() if day is not None}
    return last


def _former(change: Change, children: list[int], involvements: set[int]) -> set[tuple[int, int]]:
    """Return the children of this work, each with whoever held it, of those who hold none of the child's now."""
    held: set[tuple[int, int]] = set()
    holds: set[tuple[int, int]] = set()
    for lot in in_lots(children):
        statement = (
            select(Involvement.id, Involvement.child_id, Allocation.practitioner_id, col(Allocation.until))
            .join(Allocation, col(Allocation.involvement_id) == col(Involvement.id))
            .where(col(Involvement.child_id).in_(lot))
        )
        for involvement_id, child_id, practitioner_id, until in change.session.exec(statement).all():
            if until is None or until > change.today:
                holds.add((child_id, practitioner_id))
            elif involvement_id in involvements:
                held.add((child_id, practitioner_id))
    return held - holds


def _listed(change: Change) -> list[Any]:
    """Return who stands on the lists of sessions from today on that do not run."""
    runs = select(SessionRun.supervision_id)
    return list(
        change.session.exec(
            select(Discussion, Child, Practitioner.name, Supervision)
            .join(Supervision, col(Supervision.id) == col(Discussion.supervision_id))
            .join(Child, col(Child.id) == col(Discussion.child_id))
            .join(Practitioner, col(Practitioner.id) == col(Supervision.practitioner_id), isouter=True)
            .where(
                col(Discussion.at).is_(None),
                col(Supervision.held_on).is_(None),
                col(Supervision.cancelled_on).is_(None),
                col(Supervision.planned_for) >= change.today,
                col(Supervision.occasion) != sessions.SAMPLED,
                col(Supervision.id).not_in(runs),
            )
            .order_by(col(Supervision.planned_for), col(Child.number))
        ).all()
    )
