"""Putting a wrong date right, with the reason kept beside what stood there before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from sqlmodel import col, select

from models.changes import checks
from models.changes.situations import refuse_overlap
from models.dates import show
from models.errors import Refused
from models.store.change import Change
from models.tables import Allocation, Correction, Involvement, Situation, StageMove
from models.trail import Words

CORRECTABLE: dict[str, tuple[type[Any], tuple[str, ...]]] = {
    "involvement": (Involvement, ("opened_on", "closed_on")),
    "allocation": (Allocation, ("since",)),
    "stage_move": (StageMove, ("moved_on",)),
    "situation": (Situation, ("since", "until")),
}


def correct_date(change: Change, entity: str, row_id: int, field: str, day: date, reason: str) -> Correction:
    """Put a wrong date right. What hangs on the same event moves with it; the reason is required.

    Opening: the first allocation and the first move, where they stood on the same day. Closing: the
    last allocation's end. Allocation: the end of the one before. The start of a situation: the end of
    the level before. Raises Refused where the dates would no longer follow one another, or two periods
    of one service or one situation would overlap.
    """
    if (entity, field) not in _RULES:
        raise Refused("That is not a date that can be corrected here.")
    table = CORRECTABLE[entity][0]
    words = checks.line_of(reason, "reason")
    if not words:
        raise Refused("A corrected date needs a reason: say in a line what was wrong.")
    row = checks.found(change.session, table, row_id, "entry")
    was: date | None = getattr(row, field)
    if was is None or was == day:
        raise Refused(
            "There is no other date there to correct." if was is None else f"It says {show(day)} already."
        )
    if entity != "situation":
        checks.not_future(day, change.today, "The corrected day")
    _RULES[entity, field](change, row, was, day)
    kept = change.insert(
        Correction(
            entity=entity,
            entity_id=row_id,
            field=field,
            was=was.isoformat(),
            became=day.isoformat(),
            reason=words,
            corrected_on=change.today,
        )
    )
    change.note("correct_date", entity, row_id, field=field, was=was, became=day, reason=Words(words))
    return kept


def correct_service(change: Change, involvement_id: int, service: str, reason: str) -> Correction:
    """Put right which service an involvement is of; the reason is required.

    Raises Refused where that service was open to the child at the same time.
    """
    words = checks.line_of(reason, "reason")
    if not words:
        raise Refused("A corrected service needs a reason: say in a line what was wrong.")
    row = checks.found(change.session, Involvement, involvement_id, "involvement")
    was = row.service
    if was == service:
        raise Refused("It is of that service already.")
    _refuse_overlap(change, row, row.opened_on, row.closed_on, service=service)
    change.update(row, service=service)
    kept = change.insert(
        Correction(
            entity="involvement",
            entity_id=row.id,
            field="service",
            was=was,
            became=service,
            reason=words,
            corrected_on=change.today,
        )
    )
    change.note("correct_service", "involvement", row.id, was=was, became=service, reason=Words(words))
    return kept


def _opened(change: Change, row: Involvement, was: date, day: date) -> None:
    checks.in_order(day, row.closed_on, "It would be closed before it was opened")
    moves, allocations = _moves(change, row.id), _allocations(change, row.id)
    later = [move.moved_on for move in moves[1:]] + [allocation.since for allocation in allocations[1:]]
    if later:
        checks.in_order(day, min(later), "It would be opened after something that happened in it")
    _refuse_overlap(change, row, day, row.closed_on)
    change.update(row, opened_on=day)
    for move in moves[:1]:
        if move.moved_on == was or move.moved_on < day:
            change.update(move, moved_on=day)
    for allocation in allocations[:1]:
        if allocation.since == was or allocation.since < day:
            change.update(allocation, since=day, at=None)


def _closed(change: Change, row: Involvement, was: date, day: date) -> None:
    checks.in_order(row.opened_on, day, "It would be closed before it was opened")
    moves, allocations = _moves(change, row.id), _allocations(change, row.id)
    if moves:
        checks.in_order(moves[-1].moved_on, day, "It would be closed before its last move")
    _refuse_overlap(change, row, row.opened_on, day)
    change.update(row, closed_on=day)
    if allocations and allocations[-1].until == was:
        checks.in_order(allocations[-1].since, day, "It would be closed before it was allocated")
        change.update(allocations[-1], until=day)


def _allocated(change: Change, row: Allocation, was: date, day: date) -> None:
    involvement = checks.found(change.session, Involvement, row.involvement_id, "involvement")
    checks.in_order(involvement.opened_on, day, "It would be allocated before it was opened")
    checks.in_order(day, row.until, "It would be allocated after it was passed on")
    held = _allocations(change, row.involvement_id)
    before = held[: next(n for n, one in enumerate(held) if one.id == row.id)]
    if before and before[-1].until == was:
        checks.in_order(before[-1].since, day, "It would be allocated before the one before it")
        change.update(before[-1], until=day)
    elif before:
        checks.in_order(before[-1].until, day, "It would be allocated while another held it")
    change.update(row, since=day, at=None)


def _moved(change: Change, row: StageMove, _was: date, day: date) -> None:
    involvement = checks.found(change.session, Involvement, row.involvement_id, "involvement")
    checks.in_order(involvement.opened_on, day, "It would move before it was opened")
    checks.in_order(day, involvement.closed_on, "It would move after it was closed")
    moves = _moves(change, row.involvement_id)
    place = next(n for n, move in enumerate(moves) if move.id == row.id)
    if place:
        checks.in_order(moves[place - 1].moved_on, day, "It would come before the move before it")
    if place + 1 < len(moves):
        checks.in_order(day, moves[place + 1].moved_on, "It would come after the move after it")
    change.update(row, moved_on=day)


def _since(change: Change, row: Situation, was: date, day: date) -> None:
    checks.in_order(day, row.until, "It would end before it began")
    before = change.session.exec(
        select(Situation).where(
            Situation.child_id == row.child_id,
            Situation.code == row.code,
            Situation.until == was - timedelta(days=1),
            Situation.value != row.value,
        )
    ).first()
    if before is not None:
        checks.in_order(before.since, day - timedelta(days=1), "The level before would end before it began")
        change.update(before, until=day - timedelta(days=1))
    refuse_overlap(change, row, day, row.until)
    change.update(row, since=day)


def _until(change: Change, row: Situation, _was: date, day: date) -> None:
    checks.in_order(row.since, day, "It would end before it began")
    refuse_overlap(change, row, row.since, day)
    change.update(row, until=day)


def _refuse_overlap(
    change: Change, row: Involvement, opened_on: date, closed_on: date | None, *, service: str = ""
) -> None:
    """Refuse two periods of one service to one child at the same time; one may begin as another ends."""
    for other in change.session.exec(
        select(Involvement).where(
            Involvement.child_id == row.child_id,
            Involvement.service == (service or row.service),
            col(Involvement.id) != row.id,
        )
    ).all():
        if (closed_on is None or other.opened_on < closed_on) and (
            other.closed_on is None or other.closed_on > opened_on
        ):
            raise Refused(
                f"That service was open to this child from {show(other.opened_on)} as well: the two would overlap."
            )


_RULES: dict[tuple[str, str], Callable[[Change, Any, date, date], None]] = {
    ("involvement", "opened_on"): _opened,
    ("involvement", "closed_on"): _closed,
    ("allocation", "since"): _allocated,
    ("stage_move", "moved_on"): _moved,
    ("situation", "since"): _since,
    ("situation", "until"): _until,
}


def _moves(change: Change, involvement_id: int) -> list[StageMove]:
    return list(
        change.session.exec(
            select(StageMove)
            .where(StageMove.involvement_id == involvement_id)
            .order_by(col(StageMove.moved_on), col(StageMove.id))
        ).all()
    )


def _allocations(change: Change, involvement_id: int) -> list[Allocation]:
    return list(
        change.session.exec(
            select(Allocation)
            .where(Allocation.involvement_id == involvement_id)
            .order_by(col(Allocation.since), col(Allocation.id))
        ).all()
    )
