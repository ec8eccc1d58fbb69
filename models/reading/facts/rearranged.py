"""The facts of sessions that were moved or cancelled and are still to be made up for."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from models.clock.outcome import Gap
from models.dates import WorkingDays, show
from models.facts import Facts
from models.reading.facts.about import About, Mistake
from models.reading.facts.desk import Desk
from models.reading.facts.labels import session_label
from models.reading.facts.people import Staff
from models.returning import first_day_both_back
from models.tables import Supervision

NEW_DATE, OUTCOME = "New date for a cancelled session", "Say what became of the session"
SICKNESS = "sickness"
"""The cause of a cancellation that has a rule of its own (HAV-T16)."""


def read_rearranged(desk: Desk, staff: Staff) -> tuple[list[About], list[Mistake]]:
    """Return each one-to-one that was moved or cancelled and not made up for yet.

    A cancelled one is made up for by the session that replaces it, or by the next held one of its kind.
    One that has no new date is named, whether or not the policy gives a number.
    """
    abouts = [_about(desk, staff, row) for row in desk.rows(_moved(desk))]
    mistakes: list[Mistake] = []
    for row in desk.rows(_cancelled(desk)):
        if _is_made_up_for(desk, staff, row):
            continue
        about = _about(desk, staff, row)
        abouts.append(about)
        if not _has_new_date(desk, staff, row):
            mistakes.append(Mistake(about, NEW_DATE, _no_new_date(row)))
    return abouts, [*mistakes, *_forgotten(desk, staff)]


_COLUMNS = (
    col(Supervision.id),
    col(Supervision.kind),
    col(Supervision.occasion),
    col(Supervision.practitioner_id),
    col(Supervision.planned_for),
    col(Supervision.first_planned_for),
    col(Supervision.cancelled_on),
    col(Supervision.cause),
)


def _moved(desk: Desk) -> Any:
    """Return planned one-to-ones that stand on another day than the first."""
    statement = select(*_COLUMNS).where(
        col(Supervision.held_on).is_(None),
        col(Supervision.cancelled_on).is_(None),
        col(Supervision.planned_for).is_not(None),
        col(Supervision.first_planned_for) < col(Supervision.planned_for),
        col(Supervision.practitioner_id).is_not(None),
    )
    return desk.some_people(statement, Supervision.practitioner_id)


def _cancelled(desk: Desk) -> Any:
    """Return cancelled one-to-ones of the last year that no other session replaces."""
    other = aliased(Supervision)
    replaced = exists().where(
        col(other.replaces_id) == col(Supervision.id), col(other.cancelled_on).is_(None)
    )
    statement = (
        select(*_COLUMNS)
        .where(
            col(Supervision.cancelled_on).is_not(None),
            col(Supervision.cancelled_on) <= desk.as_at,
            col(Supervision.cancelled_on) > desk.a_year_ago,
            col(Supervision.held_on).is_(None),
            col(Supervision.practitioner_id).is_not(None),
            col(Supervision.occasion) == "formal",
            ~replaced,
        )
        .order_by(col(Supervision.planned_for), col(Supervision.id))
    )
    return desk.some_people(statement, Supervision.practitioner_id)


def _scheduled(row: Any) -> date:
    """Return the day a session was first planned for."""
    found = row.first_planned_for or row.planned_for
    assert isinstance(found, date)
    return found


def _is_made_up_for(desk: Desk, staff: Staff, row: Any) -> bool:
    """Say whether a session of the same clock was held since, or the practitioner is not here any more."""
    if row.practitioner_id not in staff.workers:
        return True
    lasts = staff.sessions.lasts.get(row.practitioner_id, {})
    settles = desk.pack.session_kind(row.kind).settles
    since = min(row.cancelled_on, _scheduled(row))
    return not settles or any(clock in lasts and lasts[clock] > since for clock in settles)


def _has_new_date(desk: Desk, staff: Staff, row: Any) -> bool:
    booked = staff.sessions.next.get(row.practitioner_id, {})
    return any(clock in booked for clock in desk.pack.session_kind(row.kind).settles)


def _no_new_date(row: Any) -> Gap:
    return Gap("no_new_date", f"Cancelled on {show(row.cancelled_on)}, and no new date stands in the diary.")


def _about(desk: Desk, staff: Staff, row: Any) -> About:
    more: dict[str, Any] = {"scheduled_on": _scheduled(row)}
    if row.cause == SICKNESS and (back := _returned(desk, row)) is not None:
        more["returned_on"] = back
    facts = Facts("session", str(row.id), worker=staff.worker(row.practitioner_id), more=more)
    label = session_label(desk.pack, row.kind, row.occasion, _scheduled(row))
    return About(facts, "supervision", row.id, label, row.practitioner_id, day=_scheduled(row))


def _returned(desk: Desk, row: Any) -> date | None:
    """Return the first day back after the sickness for which a session fell out; None while that lasts.

    It may be the practitioner's, or that of whoever supervises them.
    """
    both = [desk.absences.get(person, []) for person in desk.both(row.practitioner_id)]
    back = first_day_both_back(both, _scheduled(row), WorkingDays(desk.pack.closure_days))
    return back if back is not None and back <= desk.as_at else None


def _forgotten(desk: Desk, staff: Staff) -> list[Mistake]:
    """Return the sessions whose day has passed and that were neither held, moved nor cancelled."""
    statement = (
        select(*_COLUMNS)
        .where(
            col(Supervision.planned_for) < desk.as_at,
            col(Supervision.held_on).is_(None),
            col(Supervision.cancelled_on).is_(None),
        )
        .order_by(col(Supervision.planned_for), col(Supervision.id))
    )
    text = "Its day has passed, and it was neither held, moved nor cancelled."
    found = []
    for row in desk.rows(desk.some_people(statement, Supervision.practitioner_id)):
        label = session_label(desk.pack, row.kind, row.occasion, row.planned_for)
        facts = Facts("session", str(row.id), worker=staff.worker(row.practitioner_id))
        about = About(facts, "supervision", row.id, label, row.practitioner_id, day=row.planned_for)
        found.append(Mistake(about, OUTCOME, Gap("not_settled", text)))
    return found
