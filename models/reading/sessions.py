"""One supervision session: its days, who is on its list or was discussed, and whom else its practitioner holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlmodel import Session, col

from models.errors import Refused
from models.reading.above import above_manager
from models.reading.attendance import AttendanceSaid, read_attendance_said
from models.reading.corrections import CorrectionView, corrections_of
from models.reading.people import SessionView, next_first, sessions_shown
from models.reading.rows import rows
from models.tables import Allocation, Child, Discussion, GatePass, Involvement, Practitioner, Supervision


@dataclass(frozen=True, slots=True)
class OnList:
    """A child on the list of a session: discussed on the day ``at``, or not yet; ``formal`` settles the clock."""

    child_id: int
    number: str
    initials: str
    at: date | None = None
    formal: bool = True
    criterion: str = ""

    @property
    def label(self) -> str:
        """Number and initials."""
        return f"{self.number} {self.initials}".strip()


@dataclass(frozen=True, slots=True)
class SessionPage:
    """A session as its page shows it; ``practitioner_id`` is None for a group.

    ``children`` are on its list, ``others`` are open to the practitioner and not on it; ``makes_up_for`` is
    the day of the cancelled session it replaces, ``made_up_on`` that of the one that replaces it, ``made_up_by``
    its id. ``passed`` are rules of the policy that it was cancelled against, each with the reason given. ``above``
    is who supervises the manager, where the session is the manager's own.
    """

    id: int
    kind: str
    occasion: str
    practitioner_id: int | None
    practitioner: str
    planned_for: date | None
    first_planned_for: date | None
    starts_at: str
    held_on: date | None
    minutes: int | None
    cancelled_on: date | None
    reason: str
    cause: str
    recorded_on: date | None
    agreed_on: date | None
    signed_on: date | None
    children: tuple[OnList, ...] = ()
    others: tuple[OnList, ...] = ()
    makes_up_for: date | None = None
    made_up_on: date | None = None
    made_up_by: int | None = None
    passed: tuple[tuple[str, str], ...] = ()
    corrections: tuple[CorrectionView, ...] = ()
    above: str | None = None
    attendance: AttendanceSaid | None = None
    """What was said of who was at a group that was held."""

    @property
    def state(self) -> str:
        """Return planned, held or cancelled."""
        return "held" if self.held_on else "cancelled" if self.cancelled_on else "planned"

    @property
    def day(self) -> date:
        """The day it was held, or stands for."""
        found = self.held_on or self.planned_for
        assert found is not None
        return found


def read_session(session: Session, supervision_id: int, today: date) -> SessionPage:
    """Return one session; raise Refused if there is none with this id."""
    row = session.get(Supervision, supervision_id)
    if row is None:
        raise Refused("That session is no longer in the store.")
    person = session.get(Practitioner, row.practitioner_id) if row.practitioner_id else None
    children = _children(session, row.id)
    listed = {one.child_id for one in children}
    again = _another(
        session, (col(Supervision.replaces_id) == row.id) & col(Supervision.cancelled_on).is_(None)
    )
    day = row.held_on or min(row.planned_for or today, today)
    others = _caseload(session, row.practitioner_id, day) if row.practitioner_id else ()
    return SessionPage(
        row.id,
        row.kind,
        row.occasion,
        row.practitioner_id,
        person.name if person else "",
        row.planned_for,
        row.first_planned_for,
        row.starts_at,
        row.held_on,
        row.minutes,
        row.cancelled_on,
        row.reason,
        row.cause,
        row.recorded_on,
        row.agreed_on,
        row.signed_on,
        children,
        tuple(one for one in others if one.child_id not in listed),
        _another(session, col(Supervision.id) == row.replaces_id)[0] if row.replaces_id else None,
        *again,
        read_passed(session, [row.id]).get(row.id, ()),
        corrections_of(session, "supervision", row.id),
        above_manager(session, row.practitioner_id),
        read_attendance_said(session, row.id, row.held_on)
        if row.practitioner_id is None and row.held_on
        else None,
    )


def discussed_in(session: Session, supervision_id: int) -> frozenset[int]:
    """Return the children who were discussed in a session."""
    statement = select(col(Discussion.child_id)).where(
        col(Discussion.supervision_id) == supervision_id, col(Discussion.at).is_not(None)
    )
    return frozenset(row[0] for row in rows(session, statement))


def read_group_sessions(session: Session, today: date) -> tuple[SessionView, ...]:
    """Return the sessions with no single practitioner: planned, and of the last year, in the order of pages."""
    a_year_ago = date(today.year - 1, today.month, 1)
    return tuple(
        SessionView(*found)
        for found in rows(
            session,
            sessions_shown()
            .where(
                col(Supervision.practitioner_id).is_(None),
                or_(col(Supervision.held_on) >= a_year_ago, col(Supervision.planned_for) >= a_year_ago),
            )
            .order_by(*next_first()),
        )
    )


def _children(session: Session, supervision_id: int) -> tuple[OnList, ...]:
    found = rows(
        session,
        select(
            col(Child.id),
            col(Child.number),
            col(Child.initials),
            col(Discussion.at),
            col(Discussion.kind),
            col(Discussion.criterion),
        )
        .join(Child, col(Child.id) == col(Discussion.child_id))
        .where(col(Discussion.supervision_id) == supervision_id)
        .order_by(col(Child.number)),
    )
    return tuple(
        OnList(child_id, number, initials, at, kind == "formal", criterion)
        for child_id, number, initials, at, kind, criterion in found
    )


def _caseload(session: Session, practitioner_id: int, day: date) -> tuple[OnList, ...]:
    """Return the children whose open work a practitioner holds on a day, by number."""
    found = rows(
        session,
        select(col(Child.id), col(Child.number), col(Child.initials))
        .join(Involvement, col(Involvement.child_id) == col(Child.id))
        .join(Allocation, col(Allocation.involvement_id) == col(Involvement.id))
        .where(
            col(Allocation.practitioner_id) == practitioner_id,
            col(Allocation.since) <= day,
            col(Allocation.until).is_(None) | (col(Allocation.until) > day),
            col(Involvement.opened_on) <= day,
            col(Involvement.closed_on).is_(None) | (col(Involvement.closed_on) > day),
        )
        .order_by(col(Child.number))
        .distinct(),
    )
    return tuple(OnList(child_id, number, initials) for child_id, number, initials in found)


def read_passed(session: Session, ids: Sequence[int]) -> dict[int, tuple[tuple[str, str], ...]]:
    """Return, by session, the gates of the policy it was cancelled past, each with the reason (CFA-T02)."""
    statement = (
        select(col(GatePass.entity_id), col(GatePass.rule), col(GatePass.reason))
        .where(col(GatePass.entity) == "supervision", col(GatePass.entity_id).in_(ids))
        .order_by(col(GatePass.id))
    )
    found: dict[int, tuple[tuple[str, str], ...]] = {}
    for one, rule, reason in rows(session, statement):
        found[one] = (*found.get(one, ()), (rule, reason))
    return found


def _another(session: Session, where: object) -> tuple[date | None, int | None]:
    """Return the day and the id of another session."""
    columns = select(col(Supervision.planned_for), col(Supervision.held_on), col(Supervision.id))
    found = rows(session, columns.where(where))  # type: ignore[arg-type]
    return (found[0][1] or found[0][0], found[0][2]) if found else (None, None)
