"""Work that went to someone else: the child is taken off the lists of sessions planned with whoever held it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import col, select

from models.changes import sessions
from models.lots import in_lots
from models.store.change import Change
from models.tables import Allocation, Child, Discussion, Involvement, Practitioner, SessionRun, Supervision


@dataclass(frozen=True, slots=True)
class OffList:
    """That a child (number and initials) no longer stands on the list of a day's session with someone."""

    child: str
    practitioner: str
    day: date


def leave_former_lists(change: Change, involvements: Iterable[int]) -> tuple[OffList, ...]:
    """Take the children of re-allocated work off the lists of sessions to come with those who held it before.

    Where they still hold other work that is open to the child it stays, and so it does in a session that
    runs, and where work is sampled (KCC-P44). What stands on an agenda stays there, and says with whom it is.
    """
    off, gone = [], dict[int, list[int]]()
    former = _former(change, set(involvements))
    for row, child, practitioner, planned in _listed(change) if former else ():
        if (row.child_id, planned.practitioner_id) in former:
            change.delete(row)
            gone.setdefault(planned.id, []).append(row.child_id)
            off.append(OffList(f"{child.number} {child.initials}".strip(), practitioner, planned.planned_for))
    for supervision_id, children in gone.items():
        change.note("take_off_list", "supervision", supervision_id, children=sorted(children))
    return tuple(off)


def _former(change: Change, involvements: set[int]) -> set[tuple[int, int]]:
    """Return the children of this work, each with whoever held it, of those who hold none of the child's now."""
    children: set[int] = set()
    held: set[tuple[int, int]] = set()
    holds: set[tuple[int, int]] = set()
    for lot in in_lots(sorted(involvements)):
        children |= set(
            change.session.exec(select(Involvement.child_id).where(col(Involvement.id).in_(lot))).all()
        )
    for lot in in_lots(sorted(children)):
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
    """Return who stands on the lists of sessions with one practitioner, from today on, that do not run."""
    runs = select(SessionRun.supervision_id)
    return list(
        change.session.exec(
            select(Discussion, Child, Practitioner.name, Supervision)
            .join(Supervision, col(Supervision.id) == col(Discussion.supervision_id))
            .join(Child, col(Child.id) == col(Discussion.child_id))
            .join(Practitioner, col(Practitioner.id) == col(Supervision.practitioner_id))
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
