"""Changes of involvements: opening, allocating, closing, opening again."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sqlalchemy import func
from sqlmodel import col, or_, select

from models.changes import checks
from models.dates import show
from models.errors import Refused
from models.moments import LONDON
from models.store.change import Change
from models.tables import Allocation, GatePass, Involvement, Practitioner, StageMove
from models.trail import Words

FIRST_STAGE = 1


def open_involvement(
    change: Change,
    child_id: int,
    service: str,
    opened_on: date,
    practitioner_id: int | None,
    *,
    allocated_at: datetime | None = None,
    stage: int = FIRST_STAGE,
) -> Involvement:
    """Open a service to a child, at its first stage, and allocate it where someone holds it already.

    Raises Refused if that service is open to the child at the time.
    """
    child = checks.child(change.session, child_id)
    checks.not_future(opened_on, change.today, "The day it was opened")
    checks.stage(stage)
    for other in change.session.exec(
        select(Involvement).where(Involvement.child_id == child.id, Involvement.service == service)
    ):
        if other.closed_on is None or other.closed_on > opened_on:
            raise Refused(f"That service is open to this child already, since {show(other.opened_on)}.")
    involvement = change.insert(Involvement(child_id=child.id, service=service, opened_on=opened_on))
    change.insert(
        StageMove(involvement_id=involvement.id, moved_on=opened_on, to_stage=stage, moved_by=change.actor)
    )
    change.note(
        "open_involvement",
        "involvement",
        involvement.id,
        child=child.id,
        service=service,
        opened_on=opened_on,
    )
    if practitioner_id is not None:
        allocate(change, involvement.id, practitioner_id, opened_on, at=allocated_at)
    return involvement


def allocate(
    change: Change, involvement_id: int, practitioner_id: int, since: date, *, at: datetime | None = None
) -> Allocation:
    """Allocate an involvement to a practitioner from a day on; whoever held it held it until then.

    ``at`` is the moment, where it is known; without an offset it is London time.
    """
    involvement = checks.found(change.session, Involvement, involvement_id, "involvement")
    person = checks.found(change.session, Practitioner, practitioner_id, "practitioner")
    checks.not_future(since, change.today, "The day of allocation")
    checks.in_order(involvement.opened_on, since, "It would be allocated before it was opened")
    if involvement.closed_on is not None:
        raise Refused(f"It was closed on {show(involvement.closed_on)}. Open it again, then allocate it.")
    if person.left_on is not None and person.left_on < since:
        raise Refused(f"They left on {show(person.left_on)}. Choose someone who is in post.")
    held = _holder(change, involvement.id)
    if held is not None:
        if held.practitioner_id == person.id:
            raise Refused(f"They hold it already, since {show(held.since)}.")
        checks.in_order(held.since, since, "It would be re-allocated before the present holder had it")
        change.update(held, until=since)
    else:
        last = _last_allocation(change, involvement.id)
        checks.in_order(last.until if last else None, since, "It would be allocated while another held it")
    at = at and (at if at.tzinfo else at.replace(tzinfo=LONDON)).astimezone(UTC)
    allocation = change.insert(
        Allocation(involvement_id=involvement.id, practitioner_id=person.id, since=since, at=at)
    )
    was = held.practitioner_id if held else None
    change.note(
        "allocate",
        "involvement",
        involvement.id,
        practitioner=person.id,
        was=was,
        since=since,
        at=at and at.isoformat(),
    )
    return allocation


def close_involvement(
    change: Change,
    involvement_id: int,
    closed_on: date,
    reason: str = "",
    *,
    passed: tuple[str, str] | None = None,
) -> Involvement:
    """Close an involvement on a day. ``passed`` names a gate that was passed, and why (rule, reason)."""
    involvement = checks.found(change.session, Involvement, involvement_id, "involvement")
    if involvement.closed_on is not None:
        raise Refused(f"It is closed already, since {show(involvement.closed_on)}.")
    checks.not_future(closed_on, change.today, "The day it was closed")
    checks.in_order(involvement.opened_on, closed_on, "It would be closed before it was opened")
    last = change.session.exec(
        select(func.max(col(StageMove.moved_on))).where(StageMove.involvement_id == involvement.id)
    ).one()
    checks.in_order(last, closed_on, "It would be closed before its last move")
    held = _holder(change, involvement.id)
    if held is not None:
        checks.in_order(held.since, closed_on, "It would be closed before it was allocated")
        change.update(held, until=closed_on)
    words = checks.line_of(reason, "reason")
    change.update(involvement, closed_on=closed_on, closing_reason=words)
    change.note("close_involvement", "involvement", involvement.id, closed_on=closed_on, reason=Words(words))
    if passed is not None:
        pass_gate(change, passed[0], involvement.id, passed[1])
    return involvement


def reopen_involvement(change: Change, involvement_id: int) -> Involvement:
    """Take back a closing that was a mistake: the involvement and its last allocation run on.

    Where the one who held it has left meanwhile it comes back unallocated. Work that starts afresh
    after a real closing is a new involvement (`open_involvement`).
    """
    involvement = checks.found(change.session, Involvement, involvement_id, "involvement")
    if involvement.closed_on is None:
        raise Refused("It is open.")
    later = change.session.exec(
        select(Involvement.id).where(
            Involvement.child_id == involvement.child_id,
            Involvement.service == involvement.service,
            col(Involvement.id) != involvement.id,
            or_(
                col(Involvement.opened_on) >= involvement.closed_on,
                col(Involvement.closed_on).is_(None),
                col(Involvement.closed_on) > involvement.closed_on,
            ),
        )
    ).first()
    if later is not None:
        raise Refused(
            "That service was opened to this child again since. Go on with that one, or correct its dates first."
        )
    was = involvement.closed_on
    last = _last_allocation(change, involvement.id)
    if last is not None and last.until == was and not _has_left(change, last.practitioner_id):
        change.update(last, until=None)
    change.update(involvement, closed_on=None, closing_reason="")
    change.note("reopen_involvement", "involvement", involvement.id, was=was)
    return involvement


def pass_gate(change: Change, rule: str, involvement_id: int, reason: str) -> GatePass:
    """Record that a gate of the policy was passed for an involvement, and why. The reason is required."""
    words = checks.line_of(reason, "reason")
    if not words:
        raise Refused(f"{rule} can be passed with a reason. Say in a line why it goes on.")
    kept = change.insert(
        GatePass(
            rule=rule, entity="involvement", entity_id=involvement_id, reason=words, passed_on=change.today
        )
    )
    change.note("pass_gate", "involvement", involvement_id, rule=rule, reason=Words(words))
    return kept


def _last_allocation(change: Change, involvement_id: int) -> Allocation | None:
    return change.session.exec(
        select(Allocation)
        .where(Allocation.involvement_id == involvement_id)
        .order_by(col(Allocation.since).desc(), col(Allocation.id).desc())
        .limit(1)
    ).first()


def _has_left(change: Change, practitioner_id: int) -> bool:
    left_on = checks.found(change.session, Practitioner, practitioner_id, "practitioner").left_on
    return left_on is not None and left_on < change.today


def _holder(change: Change, involvement_id: int) -> Allocation | None:
    return change.session.exec(
        select(Allocation)
        .where(Allocation.involvement_id == involvement_id, col(Allocation.until).is_(None))
        .order_by(col(Allocation.since).desc())
    ).first()
