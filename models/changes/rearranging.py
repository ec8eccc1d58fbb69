"""Moving and cancelling supervisions: with the reason, its cause, and what the policy wants of it."""

from __future__ import annotations

from datetime import date

from sqlmodel import col, select

from models.changes import sessions
from models.changes.agenda_parts import move_items
from models.changes.planning import Plan, plan_supervision
from models.clock.engine import Clock
from models.dates import show
from models.errors import Refused
from models.facts import Facts
from models.policy.pack import Pack
from models.policy.rule import Gate
from models.store.change import Change
from models.tables import GatePass, Supervision
from models.trail import Words

CHANGE_DATE = "change_date"
"""The action of the gates that speak of changing or cancelling a session (CFA-T02)."""


def move_supervision(
    change: Change,
    pack: Pack,
    supervision_id: int,
    day: date,
    reason: str,
    cause: str,
    *,
    starts_at: str | None = None,
) -> Supervision:
    """Move a planned session to another day; the day it was first planned for is kept, and so is its list.

    `models.reading.due.changing` tells beforehand what the policy makes of that day.
    """
    row = sessions.planned(change, supervision_id)
    words, code = sessions.why(reason, "moved"), sessions.cause_of(cause)
    was = row.planned_for
    if day < change.today:
        raise Refused(f"{show(day)} has passed. Record the session as held, or choose another day.")
    time = row.starts_at if starts_at is None else sessions.time_of(starts_at)
    if (day, time) == (was, row.starts_at):
        raise Refused(f"It stands for {show(day)} already.")
    _refuse_at_gates(change, pack, row, day, None)
    sessions.with_whom(change, row.practitioner_id, day)
    change.update(
        row,
        planned_for=day,
        starts_at=time,
        first_planned_for=row.first_planned_for or (was if was != day else None),
        reason=words,
        cause=code,
    )
    change.note(
        "move_supervision", "supervision", row.id, was=was, became=day, cause=code, reason=Words(words)
    )
    return row


def cancel_supervision(
    change: Change,
    pack: Pack,
    supervision_id: int,
    reason: str,
    cause: str,
    *,
    new_day: date | None = None,
    starts_at: str | None = None,
    passed: str = "",
) -> Supervision:
    """Cancel a planned session; with ``new_day`` another makes up for it, and its list goes there.

    That one begins at the same time unless ``starts_at`` says another.

    Where the policy allows no cancelling without a new date (CFA-T02) it is Refused, unless ``passed``
    says why it has to be: that is kept for quality assurance. Without a new date its list and its agenda go
    to the next session of the kind, if one stands in the diary; else what one of the two brought waits.
    """
    row = sessions.planned(change, supervision_id)
    words, code = sessions.why(reason, "cancelled"), sessions.cause_of(cause)
    _refuse_at_gates(change, pack, row, new_day, passed)
    change.update(row, cancelled_on=change.today, reason=words, cause=code)
    change.note(
        "cancel_supervision",
        "supervision",
        row.id,
        planned_for=row.planned_for,
        cause=code,
        new_day=new_day,
        reason=Words(words),
    )
    if new_day is not None:
        time = row.starts_at if starts_at is None else starts_at
        plan = Plan(row.kind, row.practitioner_id, new_day, time, row.occasion, row.minutes)
        plan_supervision(change, plan, replaces_id=row.id)
        return row
    following = sessions.next_planned(change, row)
    if following is not None:
        sessions.carry_over(change, row, following)
    move_items(change, row, following)
    return row


def reinstate_supervision(change: Change, supervision_id: int) -> Supervision:
    """Take back a cancellation that was a mistake: the session stands in the diary again."""
    row = sessions.session_found(change, supervision_id)
    if row.cancelled_on is None:
        raise Refused("It was not cancelled.")
    if row.planned_for is None or row.planned_for < change.today:
        raise Refused("Its day has passed. Plan another in its place.")
    replaced = change.session.exec(
        select(Supervision.id).where(
            Supervision.replaces_id == row.id, col(Supervision.cancelled_on).is_(None)
        )
    ).first()
    if replaced is not None:
        raise Refused("Another session makes up for it. Cancel that one first.")
    was = row.cancelled_on
    change.update(row, cancelled_on=None, reason="", cause="")
    change.note("reinstate_supervision", "supervision", row.id, was=was)
    return row


def _refuse_at_gates(
    change: Change, pack: Pack, row: Supervision, new_day: date | None, passed: str | None
) -> None:
    """Raise Refused where a gate of the policy is shut, unless it is passed with a reason."""
    told = {"action": CHANGE_DATE} | ({"alternative": new_day} if new_day is not None else {})
    clock = Clock(pack, change.today)
    facts = Facts("session", str(row.id), more=told)
    for rule in pack.rules:
        if not (isinstance(rule.terms, Gate) and rule.terms.action == CHANGE_DATE):
            continue
        due = clock.judged(facts, rule)
        wanted = due.value("wanted") if due is not None else None
        if not wanted:
            continue
        if not passed:
            raise Refused(
                f"{rule.says} ({rule.id}) Give the new day, or say why it has to be cancelled without one."
            )
        _pass(change, rule.id, row.id, sessions.why(passed, "cancelled without a new day"))


def _pass(change: Change, rule: str, supervision_id: int, words: str) -> None:
    change.insert(
        GatePass(
            rule=rule, entity="supervision", entity_id=supervision_id, reason=words, passed_on=change.today
        )
    )
    change.note("pass_gate", "supervision", supervision_id, rule=rule, reason=Words(words))
