"""Moves on the board (KCC-P34): any stage to any other; skipping and moving back are normal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlmodel import col, select

from models.changes import checks
from models.changes.involvements import pass_gate
from models.dates import show
from models.errors import Refused
from models.reading.rows import rows
from models.store.change import Change
from models.tables import Involvement, StageMove, Supervision
from models.trail import Words


def move_to_stage(
    change: Change,
    involvement_ids: Sequence[int],
    stage: int,
    moved_on: date,
    *,
    why: str = "",
    passed: tuple[str, str] | None = None,
    supervision_id: int | None = None,
) -> list[StageMove]:
    """Move involvements to a stage on a day, together. Those that stand there already are left alone.

    ``passed`` names a gate of the policy that was passed for each of them, and why (rule, reason).
    ``supervision_id`` is the session in which it was decided.
    """
    words = checks.line_of(why, "reason")
    checks.not_future(moved_on, change.today, "The day of a move")
    checks.stage(stage)
    if supervision_id is not None:
        checks.found(change.session, Supervision, supervision_id, "session")
    moves = []
    for involvement_id in involvement_ids:
        involvement = checks.found(change.session, Involvement, involvement_id, "involvement")
        if involvement.closed_on is not None:
            raise Refused(f"It was closed on {show(involvement.closed_on)}: closed work does not move.")
        checks.in_order(involvement.opened_on, moved_on, "It would move before it was opened")
        was, since = _last_move(change, involvement.id) or (None, None)
        if was == stage:
            continue
        checks.in_order(since, moved_on, "It would move before its last move")
        move = StageMove(
            involvement_id=involvement.id,
            moved_on=moved_on,
            from_stage=was,
            to_stage=stage,
            why=words,
            moved_by=change.actor,
            supervision_id=supervision_id,
        )
        moves.append(_insert(change, move))
        if passed is not None:
            pass_gate(change, passed[0], involvement.id, passed[1])
    if not moves:
        raise Refused("It stands in that stage already.")
    return moves


def say_why(change: Change, move_ids: Sequence[int], why: str) -> None:
    """Add the reason to moves that were made without one, or put it right."""
    words = checks.line_of(why, "reason")
    for move_id in move_ids:
        move = checks.found(change.session, StageMove, move_id, "move")
        change.update(move, why=words)
        change.note("say_why", "stage_move", move.id, why=Words(words))


def _insert(change: Change, move: StageMove) -> StageMove:
    change.insert(move)
    change.note(
        "move_to_stage",
        "involvement",
        move.involvement_id,
        move=move.id,
        was=move.from_stage,
        became=move.to_stage,
        moved_on=move.moved_on,
        session=move.supervision_id,
        why=Words(move.why) if move.why else None,
    )
    return move


def _last_move(change: Change, involvement_id: int) -> tuple[int, date] | None:
    """Return the stage that an involvement stands in, and since when."""
    statement = (
        select(col(StageMove.to_stage), col(StageMove.moved_on))
        .where(col(StageMove.involvement_id) == involvement_id)
        .order_by(col(StageMove.moved_on).desc(), col(StageMove.id).desc())
        .limit(1)
    )
    return next(((stage, day) for stage, day in rows(change.session, statement)), None)
