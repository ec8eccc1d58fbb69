"""Planning supervisions: one or a series, and who is to be discussed in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from models.changes import checks, sessions
from models.changes.agenda_parts import move_items
from models.dates import show
from models.errors import Refused
from models.store.change import Change
from models.tables import Discussion, Supervision

_MOST = 60


@dataclass(frozen=True, slots=True)
class Plan:
    """What a planned session is: its kind and occasion, with whom (None: a group), when and for how long."""

    kind: str
    practitioner_id: int | None
    day: date
    starts_at: str = ""
    occasion: str = "formal"
    minutes: int | None = None


def plan_supervision(
    change: Change, plan: Plan, children: Iterable[int] = (), *, replaces_id: int | None = None
) -> Supervision:
    """Put a session into the diary, with the children to be discussed.

    Who was on the list of the last one of its kind and was not reached comes along. With
    ``replaces_id`` it makes up for a cancelled session: its children come along too, and the day that
    was first planned for is kept. Raises Refused for a day in the past, or a second one that day.
    """
    original = _cancelled(change, replaces_id, plan) if replaces_id is not None else None
    row = _insert(change, plan, original)
    carried = _left_over(change, row)
    if original is not None:
        carried += sessions.carry_over(change, original, row)
        move_items(change, original, row)
    added = sessions.put_on(change, row.id, sessions.discussable(change, children, plan.day, plan.occasion))
    change.note(
        "plan_supervision",
        "supervision",
        row.id,
        kind=row.kind,
        occasion=row.occasion,
        practitioner=row.practitioner_id,
        planned_for=row.planned_for,
        starts_at=row.starts_at,
        replaces=row.replaces_id,
        children=added,
        carried=carried,
    )
    return row


def plan_series(change: Change, plan: Plan, days: Sequence[date]) -> list[Supervision]:
    """Put a series of like sessions into the diary, one for each day; the day of ``plan`` is not used.

    Days on which one of the kind stands already are left out. `models.series` works the days out.
    """
    if not 1 <= len(days) <= _MOST:
        raise Refused(f"A series has from 1 to {_MOST} sessions.")
    rows = []
    for day in sorted(set(days)):
        one = Plan(plan.kind, plan.practitioner_id, day, plan.starts_at, plan.occasion, plan.minutes)
        if stands(change, one) is None:
            rows.append(_insert(change, one, None))
    if not rows:
        raise Refused("All of them stand in the diary already.")
    carried = _left_over(change, rows[0])
    change.note(
        "plan_series",
        "supervision",
        rows[0].id,
        kind=plan.kind,
        practitioner=plan.practitioner_id,
        days=[row.planned_for.isoformat() for row in rows if row.planned_for is not None],
        carried=carried,
    )
    return rows


def set_time(change: Change, supervision_id: int, starts_at: str) -> Supervision:
    """Say at what time a session that is planned begins; its day stays."""
    row = sessions.planned(change, supervision_id)
    was, time = row.starts_at, sessions.time_of(starts_at)
    if was == time:
        raise Refused("It begins at that time already.")
    change.update(row, starts_at=time)
    change.note("set_time", "supervision", row.id, was=was, became=time)
    return row


def put_on_list(change: Change, supervision_id: int, children: Iterable[int]) -> list[int]:
    """Put children on the list of a planned session; return those who were not on it yet."""
    row = sessions.planned(change, supervision_id)
    day = max(row.planned_for or change.today, change.today)
    added = sessions.put_on(change, row.id, sessions.discussable(change, children, day, row.occasion))
    if not added:
        raise Refused("They are on the list already.")
    change.note("put_on_list", "supervision", row.id, children=added)
    return added


def take_off_list(change: Change, supervision_id: int, children: Iterable[int]) -> None:
    """Take children off the list of a planned session."""
    row, gone = sessions.planned(change, supervision_id), set(children)
    found = [one for one in sessions.on_list(change, row.id) if one.child_id in gone]
    if not found:
        raise Refused("They are not on the list.")
    for one in found:
        change.delete(one)
    change.note("take_off_list", "supervision", row.id, children=sorted(gone))


def _insert(change: Change, plan: Plan, original: Supervision | None) -> Supervision:
    kind, occasion = sessions.kind_of(plan.kind), sessions.occasion_of(plan.occasion)
    if occasion == sessions.INFORMAL:
        raise Refused("What is ad hoc is not planned: record it once it was held.")
    if plan.day < change.today:
        raise Refused(f"{show(plan.day)} has passed. Record the session as held, or choose another day.")
    if stands(change, plan) is not None:
        raise Refused(f"One of that kind stands in the diary for {show(plan.day)} already.")
    return change.insert(
        Supervision(
            kind=kind,
            occasion=occasion,
            practitioner_id=sessions.with_whom(change, plan.practitioner_id, plan.day),
            planned_for=plan.day,
            first_planned_for=(original.first_planned_for or original.planned_for) if original else None,
            starts_at=sessions.time_of(plan.starts_at),
            minutes=sessions.minutes_of(plan.minutes),
            replaces_id=original.id if original else None,
        )
    )


def stands(change: Change, plan: Plan) -> Supervision | None:
    """Return a session of the kind that stands in the diary for that day already."""
    return change.session.exec(
        select(Supervision).where(
            Supervision.kind == plan.kind,
            Supervision.planned_for == plan.day,
            col(Supervision.practitioner_id).is_(None)
            if plan.practitioner_id is None
            else Supervision.practitioner_id == plan.practitioner_id,
            col(Supervision.held_on).is_(None),
            col(Supervision.cancelled_on).is_(None),
        )
    ).first()


def _cancelled(change: Change, supervision_id: int, plan: Plan) -> Supervision:
    """Return the cancelled session that another is to make up for."""
    row = checks.found(change.session, Supervision, supervision_id, "session")
    if row.cancelled_on is None:
        raise Refused("Only a cancelled session is made up for by another. Move this one instead.")
    if (row.kind, row.practitioner_id) != (plan.kind, plan.practitioner_id):
        raise Refused("What makes up for a session is of the same kind, with the same practitioner.")
    taken = change.session.exec(
        select(Supervision.id).where(
            Supervision.replaces_id == row.id, col(Supervision.cancelled_on).is_(None)
        )
    ).first()
    if taken is not None:
        raise Refused("Another session makes up for that one already.")
    return row


def _left_over(change: Change, row: Supervision) -> list[int]:
    """Take along who was on the list of an earlier session of the kind, held or cancelled, and was not reached."""
    if row.practitioner_id is None or sessions.next_planned(change, row) is not None:
        return []
    earlier = change.session.exec(
        select(Supervision)
        .join(Discussion, col(Discussion.supervision_id) == col(Supervision.id))
        .where(
            Supervision.practitioner_id == row.practitioner_id,
            Supervision.kind == row.kind,
            col(Discussion.at).is_(None),
            col(Supervision.held_on).is_not(None) | col(Supervision.cancelled_on).is_not(None),
        )
        .order_by(col(Supervision.id))
        .distinct()
    ).all()
    return [child_id for one in earlier for child_id in sessions.carry_over(change, one, row)]
