"""What comes onto an agenda beside the children: records that are not finished or entered, and disturbances."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date

from sqlalchemy import func, or_, select
from sqlmodel import Session, col

from models.dates import add_months, show_short
from models.reading.agenda.told import Disturbed
from models.reading.rows import rows
from models.tables import Child, Disturbance, Entered, Record, RecordChild, Supervision

MONTHS, FREQUENT = 6, 3
"""In how many months how often is frequent (KCC-P18): ours, the policy gives no number."""
SIDES = ("practitioner", "supervisor")


def read_unfinished(session: Session, practitioner_id: int | None) -> tuple[str, ...]:
    """Return the days of records with a practitioner that are still drafts."""
    if practitioner_id is None:
        return ()
    statement = select(col(Record.day)).where(
        col(Record.state) == "draft", col(Record.practitioner_id) == practitioner_id
    )
    return tuple(day.isoformat() for (day,) in rows(session, statement.order_by(col(Record.day))))


def read_unentered(
    session: Session, practitioner_id: int | None, systems: Collection[str]
) -> tuple[str, ...]:
    """Return the children's parts of finished records with a practitioner that are entered nowhere yet."""
    if practitioner_id is None or not systems:
        return ()
    entered = select(col(Entered.id)).where(
        col(Entered.record_id) == col(Record.id), col(Entered.child_id) == col(RecordChild.child_id)
    )
    statement = (
        select(col(Child.number), col(Child.initials), col(Record.day))
        .join(RecordChild, col(RecordChild.record_id) == col(Record.id))
        .join(Child, col(Child.id) == col(RecordChild.child_id))
        .where(
            col(Record.practitioner_id) == practitioner_id,
            col(Record.state) != "draft",
            col(Record.form).in_(list(systems)),
            ~entered.exists(),
        )
        .order_by(col(Record.day), col(Child.number))
        .distinct()
    )
    return tuple(
        f"{number} {initials}".strip() + f" of {show_short(day, day)}"
        for number, initials, day in rows(session, statement)
    )


def read_disturbed(
    session: Session, practitioner_id: int | None, today: date
) -> tuple[tuple[Disturbed, ...], date | None]:
    """Return how often either side was late, interrupted, cancelled or moved in six months, where it is frequent."""
    if practitioner_id is None:
        return (), None
    since = add_months(today, -MONTHS)
    notes = _notes(session, practitioner_id, since)
    changed = _changed(session, practitioner_id, since)
    sides = tuple(
        Disturbed(
            side,
            notes[side, "late"],
            notes[side, "interrupted"],
            changed[side, "cancelled"],
            changed[side, "moved"],
        )
        for side in SIDES
    )
    return tuple(one for one in sides if one.total >= FREQUENT), since


def _notes(session: Session, person: int, since: date) -> Counter[tuple[str, str]]:
    statement = (
        select(col(Disturbance.whose), col(Disturbance.kind))
        .join(Supervision, col(Supervision.id) == col(Disturbance.supervision_id))
        .where(
            col(Supervision.practitioner_id) == person,
            or_(col(Supervision.held_on) >= since, col(Supervision.planned_for) >= since),
        )
    )
    return Counter((whose, kind) for whose, kind in rows(session, statement))


def _changed(session: Session, person: int, since: date) -> Counter[tuple[str, str]]:
    """Count meetings that were cancelled or moved, by whose doing it was: two kinds held together are one."""
    first = func.coalesce(col(Supervision.first_planned_for), col(Supervision.planned_for))
    statement = select(col(Supervision.cause), col(Supervision.cancelled_on), first).where(
        col(Supervision.practitioner_id) == person,
        col(Supervision.cause) != "",
        or_(col(Supervision.cancelled_on) >= since, col(Supervision.planned_for) >= since),
    )
    return Counter(
        (cause, "cancelled" if cancelled is not None else "moved")
        for cause, cancelled, _ in set(rows(session, statement))
    )
