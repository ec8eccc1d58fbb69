"""Open work as it stood on a day: each open involvement with its stage, holder and situations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from models.reading.actions import carried_by
from models.reading.rows import rows
from models.tables import Action, Allocation, Child, Discussion, Involvement, Situation, StageMove


@dataclass(frozen=True, slots=True)
class Open:
    """One open involvement as it stood on the day."""

    involvement_id: int
    child_id: int
    number: str
    initials: str
    family_id: int | None
    service: str
    opened_on: date
    stage: int
    since: date
    practitioner_id: int | None
    situations: tuple[str, ...]
    last_discussed: date | None
    carried: int


def before_opening(last: date | None, opened: date) -> str:
    """Return what is added to the day of the last talk where that was about work closed since (KCC-X04)."""
    return ", before it was opened again" if last is not None and last < opened else ""


def read_open(session: Session, as_at: date, where: ColumnElement[bool] | None = None) -> list[Open]:
    """Return the involvements open on a day, ordered by number; ``where`` narrows the children."""
    move, held = aliased(StageMove), aliased(Allocation)
    statement = (
        select(
            col(Involvement.id),
            col(Child.id),
            col(Child.number),
            col(Child.initials),
            col(Child.family_id),
            col(Involvement.service),
            col(Involvement.opened_on),
            col(move.to_stage),
            col(move.moved_on),
            col(held.practitioner_id),
            _last_discussed(as_at),
        )
        .join(Child, col(Involvement.child_id) == Child.id)
        .outerjoin(move, col(move.id) == _last_move(as_at))
        .outerjoin(held, col(held.id) == _holder(as_at))
        .where(
            col(Involvement.opened_on) <= as_at,
            or_(col(Involvement.closed_on).is_(None), col(Involvement.closed_on) > as_at),
        )
        .order_by(col(Child.number), col(Involvement.id))
    )
    found = rows(session, statement if where is None else statement.where(where))
    children = {row[1] for row in found}
    situations, carried = _situations(session, as_at, children), _carried(session, as_at)
    return [_open(row, situations.get(row[1], ()), carried.get(row[1], 0)) for row in found]


def _open(row: Any, situations: tuple[str, ...], carried: int) -> Open:
    (
        involvement_id,
        child_id,
        number,
        initials,
        family_id,
        service,
        opened_on,
        stage,
        since,
        holder,
        discussed,
    ) = row
    return Open(
        involvement_id,
        child_id,
        number,
        initials,
        family_id,
        service,
        opened_on,
        stage or 1,
        since or opened_on,
        holder,
        situations,
        discussed,
        carried,
    )


def _last_move(as_at: date) -> Any:
    inner = aliased(StageMove)
    return (
        select(col(inner.id))
        .where(col(inner.involvement_id) == Involvement.id, col(inner.moved_on) <= as_at)
        .order_by(col(inner.moved_on).desc(), col(inner.id).desc())
        .limit(1)
        .correlate(Involvement)
        .scalar_subquery()
    )


def _holder(as_at: date) -> Any:
    inner = aliased(Allocation)
    return (
        select(col(inner.id))
        .where(
            col(inner.involvement_id) == Involvement.id,
            col(inner.since) <= as_at,
            or_(col(inner.until).is_(None), col(inner.until) > as_at),
        )
        .order_by(col(inner.since).desc(), col(inner.id).desc())
        .limit(1)
        .correlate(Involvement)
        .scalar_subquery()
    )


def _last_discussed(as_at: date) -> Any:
    return (
        select(func.max(col(Discussion.at)))
        .where(
            col(Discussion.child_id) == Child.id,
            col(Discussion.kind) == "formal",
            col(Discussion.at) <= as_at,
        )
        .correlate(Child)
        .scalar_subquery()
    )


def _situations(session: Session, as_at: date, children: set[int]) -> dict[int, tuple[str, ...]]:
    statement = (
        select(col(Situation.child_id), col(Situation.code), col(Situation.value))
        .where(
            col(Situation.since) <= as_at, or_(col(Situation.until).is_(None), col(Situation.until) >= as_at)
        )
        .order_by(col(Situation.child_id), col(Situation.since))
    )
    found: dict[int, list[str]] = defaultdict(list)
    for child_id, code, value in rows(session, statement):
        if child_id in children:
            found[child_id].append(f"{code}:{value}" if value else code)
    return {child_id: tuple(codes) for child_id, codes in found.items()}


def _carried(session: Session, as_at: date) -> dict[int, int]:
    statement = (
        select(col(Action.child_id), func.count())
        .where(
            col(Action.child_id).is_not(None),
            carried_by(as_at) > 0,
            col(Action.set_on) <= as_at,
            or_(col(Action.done_on).is_(None), col(Action.done_on) > as_at),
            or_(col(Action.dropped_on).is_(None), col(Action.dropped_on) > as_at),
        )
        .group_by(col(Action.child_id))
    )
    return dict(rows(session, statement))


def past_stays(session: Session, as_at: date) -> Iterable[tuple[int, int]]:
    """Yield (stage, days) for every stay in a stage that a later move, or closing, had ended by ``as_at``.

    A stay that ended on the day it began is none: it is how a mistaken move is put right.
    """
    statement = (
        select(
            col(StageMove.involvement_id),
            col(StageMove.moved_on),
            col(StageMove.to_stage),
            col(Involvement.closed_on),
        )
        .join(Involvement, col(Involvement.id) == col(StageMove.involvement_id))
        .where(col(StageMove.moved_on) <= as_at)
        .order_by(col(StageMove.involvement_id), col(StageMove.moved_on), col(StageMove.id))
    )
    found = rows(session, statement)
    for (one, began, stage, closed_on), following in zip(found, [*found[1:], None], strict=False):
        ended = following[1] if following is not None and following[0] == one else closed_on
        if ended is not None and began < ended <= as_at:
            yield stage, (ended - began).days
