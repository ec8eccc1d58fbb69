"""Who stands on the list of a sitting without an item, and who on its agenda can't be discussed any more."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select
from sqlmodel import Session, col

from models.dates import show_short
from models.reading.diary import in_post
from models.reading.rows import rows
from models.tables import Allocation, Child, Discussion, Involvement, Practitioner, Supervision


class Listed(NamedTuple):
    """A child on the list of a session: by hand, from the overdue list, or carried from the one before."""

    child_id: int
    label: str


class Gone(NamedTuple):
    """Why a child on an agenda is nobody's to discuss there: their work closed, or someone else holds it now."""

    words: str
    practitioner: str = ""


def read_listed(session: Session, supervision_ids: Iterable[int]) -> tuple[Listed, ...]:
    """Return the children on the lists of planned sessions."""
    statement = (
        select(col(Child.id), col(Child.number), col(Child.initials))
        .join(Discussion, col(Discussion.child_id) == col(Child.id))
        .where(col(Discussion.supervision_id).in_(list(supervision_ids)), col(Discussion.at).is_(None))
        .order_by(col(Discussion.id))
        .distinct()
    )
    return tuple(
        Listed(child_id, f"{number} {initials}".strip())
        for child_id, number, initials in rows(session, statement)
    )


def read_elsewhere(
    session: Session, children: Collection[int], but: Collection[int], today: date
) -> Mapping[int, date]:
    """Return the day of the next other session on whose list each of some children stands."""
    statement = (
        select(col(Discussion.child_id), func.min(col(Supervision.planned_for)))
        .join(Supervision, col(Supervision.id) == col(Discussion.supervision_id))
        .where(
            col(Discussion.child_id).in_(list(children)),
            col(Discussion.at).is_(None),
            col(Supervision.planned_for) >= today,
            col(Supervision.occasion) == "formal",
            col(Supervision.held_on).is_(None),
            col(Supervision.cancelled_on).is_(None),
            col(Supervision.id).not_in(list(but)),
            in_post(),
        )
        .group_by(col(Discussion.child_id))
    )
    return dict(rows(session, statement))


def read_gone(
    session: Session, children: Collection[int], practitioner_id: int | None, today: date
) -> Mapping[int, Gone]:
    """Return those of some children whose work closed or is held by another than the practitioner, with why."""
    if not children:
        return {}
    statement = (
        select(
            col(Involvement.child_id),
            col(Involvement.closed_on),
            col(Allocation.practitioner_id),
            col(Practitioner.name),
            col(Allocation.since),
        )
        .outerjoin(
            Allocation,
            (col(Allocation.involvement_id) == col(Involvement.id))
            & (col(Allocation.since) <= today)
            & (col(Allocation.until).is_(None) | (col(Allocation.until) > today)),
        )
        .outerjoin(Practitioner, col(Practitioner.id) == col(Allocation.practitioner_id))
        .where(col(Involvement.child_id).in_(list(children)), col(Involvement.opened_on) <= today)
        .order_by(col(Involvement.opened_on))
    )
    found: dict[int, list[tuple[date | None, int | None, str, date | None]]] = {}
    for child_id, closed, holder, name, since in rows(session, statement):
        found.setdefault(child_id, []).append((closed, holder, name or "", since))
    gone = {}
    for child_id, works in found.items():
        still = [one for one in works if one[0] is None or one[0] > today]
        if not still:
            last = max(one[0] for one in works if one[0] is not None)
            gone[child_id] = Gone(f"closed on {show_short(last, today)}")
        elif practitioner_id is not None and all(one[1] != practitioner_id for one in still):
            _, _, name, since = still[-1]
            day = f" since {show_short(since, today)}" if since else ""
            gone[child_id] = Gone(f"with someone else{day}" if name else "held by nobody", name)
    return gone
