"""What the store knows that a new record can begin with: who, when, which children, what is planned next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, or_, select
from sqlmodel import Session, col

from models.reading.rows import rows
from models.reading.took_part import Here, read_here, read_presenters, read_took_part
from models.tables import Allocation, Child, Involvement, Practitioner, Situation, Supervision, Team


@dataclass(frozen=True, slots=True)
class Known:
    """Someone as a record names them: their name, what they do, and their number in the store."""

    id: int
    name: str
    job: str = ""


@dataclass(frozen=True, slots=True)
class KnownChild:
    """A child as a record may name them: the service open to them, risk level, who holds the work, and family.

    ``kind`` is child, carer, caregiver or victim; empty where that is not known.
    """

    id: int
    number: str
    initials: str
    service: str = ""
    risk: str = ""
    practitioner_id: int | None = None
    family_id: int | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class RecordContext:
    """Everything a record can begin with. Empty texts and None are not known."""

    policy: str
    team: str = ""
    service: str = ""
    supervisee: Known | None = None
    supervisor: Known | None = None
    line_manager: Known | None = None
    service_manager: Known | None = None
    children: tuple[KnownChild, ...] = ()
    supervision_id: int | None = None
    session_kind: str = ""
    session_occasion: str = ""
    session_date: date | None = None
    session_time: str = ""
    next_date: date | None = None
    next_time: str = ""
    moved_reason: str = ""
    ramp: str = ""
    took_part: str = ""
    apologies: str = ""
    presenter: str = ""
    here: tuple[Here, ...] = ()
    """Who took part in a session that was held, in a line and one by one, and who presented."""


@dataclass(frozen=True, slots=True)
class AskedFor:
    """What a record is to be about: a session or a day, a practitioner, children."""

    day: date
    supervision_id: int | None = None
    practitioner_id: int | None = None
    children: tuple[int, ...] = ()


def read_record_context(session: Session, asked: AskedFor) -> RecordContext:
    """Return what is known for a record about a session, a practitioner, children, or the team."""
    team = session.get(Team, rows(session, select(col(Team.id)))[0][0])
    held = session.get(Supervision, asked.supervision_id) if asked.supervision_id else None
    person_id = asked.practitioner_id or (held.practitioner_id if held else None)
    manager = _known(session, team.manager_id if team else None)
    supervisee = _known(session, person_id)
    over = _over(session, supervisee) or (manager if manager and manager != supervisee else None)
    day = (held.held_on or held.planned_for if held else None) or asked.day
    following = _next(session, held.kind if held else "", person_id, day)
    return RecordContext(
        policy=team.policy if team else "",
        team=team.name if team else "",
        service=team.service if team else "",
        supervisee=supervisee,
        supervisor=over if supervisee else manager,
        line_manager=over if supervisee else manager,
        service_manager=_over(session, over or manager),
        children=tuple(read_known_children(session, asked.children, asked.day)),
        supervision_id=held.id if held else None,
        session_kind=held.kind if held else "",
        session_occasion=held.occasion if held else "",
        session_date=day,
        session_time=held.starts_at if held else "",
        next_date=following.planned_for if following else None,
        next_time=following.starts_at if following else "",
        moved_reason=_why_moved(session, held) if held else "",
        **(_attended(session, held, held.held_on) if held is not None and held.held_on is not None else {}),
    )


def _attended(session: Session, held: Supervision, day: date) -> dict[str, Any]:
    """Return who took part in a session that was held; while one runs, its closing says it."""
    present, apologies = read_took_part(session, held.id, day)
    presenters = read_presenters(session, [held.id])
    return {
        "took_part": present,
        "apologies": apologies,
        "presenter": presenters[0] if len(presenters) == 1 else "",
        "here": tuple(read_here(session, held.id, held.practitioner_id, day)),
    }


def _why_moved(session: Session, held: Supervision) -> str:
    """Return why a session was put off: moved, or cancelled and made up for by this one (NCT-P19)."""
    if held.first_planned_for is None:
        return ""
    cancelled = session.get(Supervision, held.replaces_id) if held.replaces_id else None
    return held.reason or (cancelled.reason if cancelled is not None else "")


def read_known_children(session: Session, children: Sequence[int] | None, today: date) -> list[KnownChild]:
    """Return children as records name them, by number; None: everyone with open work."""
    if children is not None and not children:
        return []
    statement = (
        select(
            col(Child.id),
            col(Child.number),
            col(Child.initials),
            col(Involvement.service),
            col(Allocation.practitioner_id),
            col(Child.family_id),
            col(Child.kind),
        )
        .outerjoin(
            Involvement,
            and_(
                col(Involvement.child_id) == col(Child.id),
                col(Involvement.opened_on) <= today,
                or_(col(Involvement.closed_on).is_(None), col(Involvement.closed_on) > today),
            ),
        )
        .outerjoin(
            Allocation,
            and_(col(Allocation.involvement_id) == col(Involvement.id), col(Allocation.until).is_(None)),
        )
        .where(col(Child.joined_into_id).is_(None))
        .order_by(col(Child.number), col(Involvement.id))
    )
    if children is None:
        statement = statement.where(col(Involvement.id).is_not(None))
    else:
        statement = statement.where(col(Child.id).in_(children))
    found: dict[int, Any] = {}
    for row in rows(session, statement):
        found.setdefault(row[0], row)
    risks = _risks(session, list(found) if children is not None else None, today)
    kids = [
        KnownChild(row[0], row[1], row[2], row[3] or "", risks.get(row[0], ""), row[4], row[5], row[6])
        for row in found.values()
    ]
    if children is None:
        return kids
    order = {child_id: place for place, child_id in enumerate(children)}
    return sorted(kids, key=lambda kid: order[kid.id])


def read_numbers(session: Session) -> dict[str, int]:
    """Return every child by number; a number that was joined into another leads to that one."""
    found = rows(session, select(col(Child.id), col(Child.number), col(Child.joined_into_id)))
    joined = {row[0]: row[2] for row in found}

    def last(child_id: int, steps: int = 0) -> int:
        into = joined.get(child_id)
        return child_id if into is None or steps > len(joined) else last(into, steps + 1)

    return {row[1]: last(row[0]) for row in found}


def read_people(session: Session, today: date) -> list[Known]:
    """Return everyone who is in post on a day, by name."""
    found = rows(
        session,
        select(col(Practitioner.id), col(Practitioner.name), col(Practitioner.job_title))
        .where(or_(col(Practitioner.left_on).is_(None), col(Practitioner.left_on) >= today))
        .order_by(col(Practitioner.name)),
    )
    return [Known(*row) for row in found]


def _known(session: Session, person_id: int | None) -> Known | None:
    person = session.get(Practitioner, person_id) if person_id is not None else None
    return Known(person.id, person.name, person.job_title) if person else None


def _over(session: Session, person: Known | None) -> Known | None:
    """Return who supervises someone."""
    row = session.get(Practitioner, person.id) if person else None
    return _known(session, row.supervisor_id) if row else None


def _next(session: Session, kind: str, person_id: int | None, day: date) -> Supervision | None:
    """Return the next session in the diary with the same practitioner, of the same kind where one is known."""
    statement = select(col(Supervision.id)).where(
        col(Supervision.held_on).is_(None),
        col(Supervision.cancelled_on).is_(None),
        col(Supervision.planned_for) > day,
        col(Supervision.practitioner_id).is_(None)
        if person_id is None
        else col(Supervision.practitioner_id) == person_id,
    )
    if kind:
        statement = statement.where(col(Supervision.kind) == kind)
    found = rows(session, statement.order_by(col(Supervision.planned_for), col(Supervision.id)).limit(1))
    return session.get(Supervision, found[0][0]) if found else None


def _risks(session: Session, children: list[int] | None, today: date) -> dict[int, str]:
    statement: Any = select(col(Situation.child_id), col(Situation.value)).where(
        col(Situation.code) == "risk",
        col(Situation.since) <= today,
        or_(col(Situation.until).is_(None), col(Situation.until) >= today),
    )
    if children is not None:
        statement = statement.where(col(Situation.child_id).in_(children))
    return {row[0]: row[1] for row in rows(session, statement.order_by(col(Situation.since)))}
