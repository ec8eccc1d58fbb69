"""What there is to hand over: someone's supervision with all that belongs to it, or the work that is passed on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from models.changes.handovers import SUPERVISOR, NewItem
from models.reading.actions import read_open_actions
from models.reading.disagreements import read_disagreements
from models.reading.due.kinds import DISCUSSION
from models.reading.due.listing import DueList
from models.reading.open_work import Open, read_open
from models.reading.records import Wanted, read_record_lines
from models.reading.rows import rows
from models.tables import Agreement, Allocation, Child, Involvement, Supervision

RECORDS = 3
"""How many of the last records go into a handover."""


def propose_items(
    session: Session,
    due: DueList,
    kind: str,
    practitioner_id: int,
    children: Sequence[int] | None = None,
    agreement_form: str = "",
) -> list[NewItem]:
    """Return what there is to hand over: a supervision with all that belongs to it, or only the work.

    With the work of a practitioner nothing goes that is about the practitioner themself. ``children`` are
    those whose work has been passed on already; without them it is all the work that is held now. What was
    agreed, where and for how long, stands in the record on the ``agreement_form``: the latest goes along.
    """
    today = due.today
    if children is None:
        children = sorted({one.child_id for one in _held(session, practitioner_id, today)})
    found: list[NewItem] = []
    if kind == SUPERVISOR:
        found += [NewItem("agreement", ref) for ref in _agreement(session, practitioner_id, today)]
        found += [NewItem("session", ref) for ref in _planned(session, practitioner_id, today)]
        found += _clocks(due, practitioner_id)
    found += [NewItem("child", child) for child in children]
    own = practitioner_id if kind == SUPERVISOR else None
    found += [NewItem("action", one.id) for one in read_open_actions(session, children, own)]
    records = _records(session, kind, practitioner_id, children)
    if kind == SUPERVISOR and agreement_form:
        wanted = Wanted(practitioner_id=practitioner_id, form=agreement_form, limit=1)
        records += [one.id for one in read_record_lines(session, wanted) if one.id not in records]
    found += [NewItem("record", ref) for ref in records]
    found += [
        NewItem("disagreement", one.id)
        for one in read_disagreements(session, due.pack, practitioner_id=practitioner_id, open_only=True)
        if kind == SUPERVISOR or one.child
    ]
    return found


def _held(session: Session, practitioner_id: int, today: date) -> list[Open]:
    held = select(col(Involvement.child_id)).join(
        Allocation, col(Allocation.involvement_id) == col(Involvement.id)
    )
    held = held.where(col(Allocation.practitioner_id) == practitioner_id, col(Allocation.until).is_(None))
    work = read_open(session, today, col(Child.id).in_(held))
    return [one for one in work if one.practitioner_id == practitioner_id]


def _agreement(session: Session, practitioner_id: int, today: date) -> list[int]:
    statement = (
        select(col(Agreement.id))
        .where(col(Agreement.practitioner_id) == practitioner_id, col(Agreement.signed_on) <= today)
        .order_by(col(Agreement.signed_on).desc(), col(Agreement.id).desc())
        .limit(1)
    )
    return [row[0] for row in rows(session, statement)]


def _planned(session: Session, practitioner_id: int, today: date) -> list[int]:
    statement = (
        select(col(Supervision.id))
        .where(
            col(Supervision.practitioner_id) == practitioner_id,
            col(Supervision.planned_for) >= today,
            col(Supervision.held_on).is_(None),
            col(Supervision.cancelled_on).is_(None),
        )
        .order_by(col(Supervision.planned_for), col(Supervision.id))
    )
    return [row[0] for row in rows(session, statement)]


def _clocks(due: DueList, practitioner_id: int) -> list[NewItem]:
    found: dict[tuple[str, date | None], NewItem] = {}
    for line in due.lines:
        own = line.practitioner_id == practitioner_id and line.about.entity != "child"
        if own and line.kind != DISCUSSION and line.rule:
            found.setdefault((line.rule, line.day), NewItem("clock", rule=line.rule, due_on=line.day))
    return list(found.values())


def _records(session: Session, kind: str, practitioner_id: int, children: Sequence[int]) -> list[int]:
    if kind == SUPERVISOR:
        wanted = [Wanted(practitioner_id=practitioner_id, limit=RECORDS)]
    else:
        wanted = [Wanted(child_id=child, limit=RECORDS) for child in children]
    lines = {one.id: one for each in wanted for one in read_record_lines(session, each)}
    latest = sorted(lines.values(), key=lambda one: (one.day, one.id), reverse=True)
    return [one.id for one in latest[:RECORDS]]
