"""The practitioners: who they are, what they hold, when they were last seen in supervision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import case, func, or_, select
from sqlmodel import Session, col

from models.changes.handovers import SUPERVISOR
from models.errors import Refused
from models.reading.diary import in_post
from models.reading.handover.reading import HandoverLine, read_handovers
from models.reading.rows import rows
from models.tables import Absence, Agreement, Allocation, Practitioner, Supervision


@dataclass(frozen=True, slots=True)
class PersonView:
    """One practitioner as lists show them; ``away_until`` is the last day of a running absence."""

    id: int
    number: str
    name: str
    role: str
    job_title: str
    fte: float
    started_on: date | None
    asye_started_on: date | None
    probation_ends_on: date | None
    left_on: date | None
    caseload: int
    last_session: date | None
    next_session: date | None
    away: bool
    away_until: date | None


@dataclass(frozen=True, slots=True)
class AbsenceView:
    """An absence with its span; ``cover`` is who decides meanwhile, for someone who supervises."""

    id: int
    since: date
    until: date | None
    kind: str
    cover: str = ""


@dataclass(frozen=True, slots=True)
class AgreementView:
    """A signed supervision agreement: every how many weeks it says the two meet, and when it is to be reviewed."""

    id: int
    signed_on: date
    weeks: int | None
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class SessionView:
    """A supervision of one practitioner, held, planned or cancelled.

    ``first_planned_for`` is the day from which it was moved, ``cause`` whose doing that or the cancelling was.
    """

    id: int
    held_on: date | None
    planned_for: date | None
    kind: str
    occasion: str
    minutes: int | None
    cancelled_on: date | None
    reason: str
    first_planned_for: date | None = None
    cause: str = ""


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Everything a practitioner's page shows beside their caseload; ``facts`` as they are typed into the form."""

    person: PersonView
    supervisor: str
    six_month_review_on: date | None
    facts: dict[str, str]
    absences: tuple[AbsenceView, ...]
    agreements: tuple[AgreementView, ...]
    sessions: tuple[SessionView, ...]
    handovers: tuple[HandoverLine, ...] = ()
    """Of this person: the open ones first."""
    after_leaving: int = 0
    """How many planned sessions lie after their last day, and so won't take place."""

    @property
    def supervisor_outside(self) -> HandoverLine | None:
        """The handover to a supervisor outside the store that stands, where nobody in it supervises them."""
        closed = [one for one in self.handovers if one.closed_on is not None and one.kind == SUPERVISOR]
        last = max(closed, key=lambda one: (one.closed_on or date.min, one.id), default=None)
        return last if last is not None and not last.to_is_staff and not self.supervisor else None


def read_people(session: Session, today: date) -> list[PersonView]:
    """Return every practitioner, those in post first, by name."""
    return sorted(
        _views(session, today),
        key=lambda one: (one.left_on is not None and one.left_on < today, one.name.casefold()),
    )


def read_person(session: Session, practitioner_id: int, today: date) -> PersonPage:
    """Return one practitioner's page; raise Refused if there is none with this id."""
    row = session.get(Practitioner, practitioner_id)
    if row is None:
        raise Refused("That practitioner is no longer in the store.")
    supervisor = session.get(Practitioner, row.supervisor_id) if row.supervisor_id else None
    sessions = read_sessions(session, practitioner_id)
    return PersonPage(
        _views(session, today, practitioner_id)[0],
        supervisor.name if supervisor else "",
        row.six_month_review_on,
        _facts(row, supervisor),
        tuple(AbsenceView(*found) for found in _absences(session, practitioner_id)),
        tuple(AgreementView(*found) for found in _agreements(session, practitioner_id)),
        sessions,
        tuple(read_handovers(session, practitioner_id=practitioner_id)),
        sum(
            row.left_on is not None
            and one.planned_for is not None
            and one.planned_for > row.left_on
            and one.held_on is None
            and one.cancelled_on is None
            for one in sessions
        ),
    )


def _views(session: Session, today: date, only: int | None = None) -> list[PersonView]:
    """Return practitioners as lists show them: every one, or ``only`` the one with this id."""
    caseload = _counts(session, only)
    last = _session_days(session, only, func.max(col(Supervision.held_on)), col(Supervision.held_on) <= today)
    coming = _session_days(
        session,
        only,
        func.min(col(Supervision.planned_for)),
        col(Supervision.planned_for) >= today,
        col(Supervision.held_on).is_(None),
        in_post(),
    )
    away = _away(session, only, today)
    statement = select(*Practitioner.__table__.c)  # type: ignore[attr-defined]
    return [
        PersonView(
            one.id,
            one.number,
            one.name,
            one.role,
            one.job_title,
            one.fte,
            one.started_on,
            one.asye_started_on,
            one.probation_ends_on,
            one.left_on,
            caseload.get(one.id, 0),
            last.get(one.id),
            coming.get(one.id),
            one.id in away,
            away.get(one.id),
        )
        for one in rows(session, _of(statement, col(Practitioner.id), only))
    ]


def _of(statement: Any, column: Any, only: int | None) -> Any:
    """Narrow a statement to one practitioner, where only one is wanted."""
    return statement if only is None else statement.where(column == only)


def read_names(session: Session, today: date) -> list[tuple[str, str]]:
    """Return (number, name) of everyone in post, by name: what pick lists are made of."""
    found = rows(
        session,
        select(col(Practitioner.number), col(Practitioner.name))
        .where(or_(col(Practitioner.left_on).is_(None), col(Practitioner.left_on) >= today))
        .order_by(col(Practitioner.name)),
    )
    return [(number, name) for number, name in found]


def _facts(row: Practitioner, supervisor: Practitioner | None) -> dict[str, str]:
    """Return what is known as it would be typed into the form."""
    typed = {
        name: _typed(getattr(row, name))
        for name in Practitioner.model_fields
        if name not in ("id", "supervisor_id")
    }
    return typed | {"supervisor": supervisor.number if supervisor else "", "fte": f"{row.fte:g}"}


def _typed(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value.day}/{value.month}/{value.year}" if isinstance(value, date) else str(value)


def _counts(session: Session, only: int | None) -> dict[int, int]:
    whose = col(Allocation.practitioner_id)
    statement = select(whose, func.count()).where(col(Allocation.until).is_(None)).group_by(whose)
    return dict(rows(session, _of(statement, whose, only)))


def _session_days(session: Session, only: int | None, day: object, *where: object) -> dict[int, date]:
    whose = col(Supervision.practitioner_id)
    statement = (
        select(whose, day)  # type: ignore[call-overload]
        .where(
            col(Supervision.cancelled_on).is_(None),
            col(Supervision.occasion) == "formal",
            whose.is_not(None),
            *where,
        )
        .group_by(whose)
    )
    return dict(rows(session, _of(statement, whose, only)))


def _away(session: Session, only: int | None, today: date) -> dict[int, date | None]:
    whose = col(Absence.practitioner_id)
    statement = select(whose, col(Absence.until)).where(
        col(Absence.since) <= today, or_(col(Absence.until).is_(None), col(Absence.until) >= today)
    )
    return dict(rows(session, _of(statement, whose, only)))


def _absences(session: Session, practitioner_id: int) -> list[Any]:
    return rows(
        session,
        select(col(Absence.id), col(Absence.since), col(Absence.until), col(Absence.kind), col(Absence.cover))
        .where(col(Absence.practitioner_id) == practitioner_id)
        .order_by(col(Absence.since).desc()),
    )


def _agreements(session: Session, practitioner_id: int) -> list[Any]:
    return rows(
        session,
        select(col(Agreement.id), col(Agreement.signed_on), col(Agreement.weeks), col(Agreement.review_on))
        .where(col(Agreement.practitioner_id) == practitioner_id)
        .order_by(col(Agreement.signed_on).desc()),
    )


def sessions_shown() -> Any:
    """Return the statement that reads every supervision as a `SessionView` takes it."""
    return select(
        col(Supervision.id),
        col(Supervision.held_on),
        col(Supervision.planned_for),
        col(Supervision.kind),
        col(Supervision.occasion),
        col(Supervision.minutes),
        col(Supervision.cancelled_on),
        col(Supervision.reason),
        col(Supervision.first_planned_for),
        col(Supervision.cause),
    )


def next_first() -> tuple[Any, ...]:
    """Return the one order in which pages list sessions: to come, the next first; then what was, the last first.

    One of which nobody said what became of it stands with those to come, before them.
    """
    is_over = or_(col(Supervision.held_on).is_not(None), col(Supervision.cancelled_on).is_not(None))
    day = func.coalesce(col(Supervision.held_on), col(Supervision.planned_for))
    return is_over, case((is_over, None), else_=day), day.desc(), col(Supervision.id).desc()


def read_sessions(session: Session, practitioner_id: int) -> tuple[SessionView, ...]:
    """Return every supervision of one practitioner, in the order of pages."""
    statement = (
        sessions_shown().where(col(Supervision.practitioner_id) == practitioner_id).order_by(*next_first())
    )
    return tuple(SessionView(*found) for found in rows(session, statement))
