"""Changes of situations: the dated facts about a child that change the clock."""

from __future__ import annotations

from datetime import date, timedelta

from sqlmodel import col, select

from models.changes import checks
from models.dates import show
from models.errors import Refused
from models.store.change import Change
from models.tables import Situation


def add_situation(
    change: Change, child_id: int, code: str, since: date, *, until: date | None = None, value: str = ""
) -> Situation:
    """Record a situation of a child from a day on. A new level ends the level before it.

    Raises Refused if the same situation runs at that time already.
    """
    child = checks.child(change.session, child_id)
    checks.in_order(since, until, "It would end before it began")
    for other in change.session.exec(
        select(Situation).where(Situation.child_id == child.id, Situation.code == code)
    ).all():
        overlaps = (other.until is None or other.until >= since) and (until is None or other.since <= until)
        if not overlaps:
            continue
        if other.value == value or other.since >= since:
            raise Refused(
                f"That is recorded already, since {show(other.since)}. Correct or end the one that is there."
            )
        change.update(other, until=since - timedelta(days=1))
    situation = change.insert(Situation(child_id=child.id, code=code, value=value, since=since, until=until))
    change.note(
        "add_situation",
        "situation",
        situation.id,
        child=child.id,
        code=code,
        value=value,
        since=since,
        until=until,
    )
    return situation


def end_situation(change: Change, situation_id: int, until: date) -> Situation:
    """End a situation; ``until`` is the last day on which it was true."""
    situation = checks.found(change.session, Situation, situation_id, "situation")
    checks.in_order(situation.since, until, "It would end before it began")
    refuse_overlap(change, situation, situation.since, until)
    was = situation.until
    change.update(situation, until=until)
    change.note("end_situation", "situation", situation.id, was=was, until=until)
    return situation


def refuse_overlap(change: Change, situation: Situation, since: date, until: date | None) -> None:
    """Raise Refused if another situation with this one's code would run in the same days."""
    for other in change.session.exec(
        select(Situation).where(
            Situation.child_id == situation.child_id,
            Situation.code == situation.code,
            col(Situation.id) != situation.id,
        )
    ).all():
        if (until is None or other.since <= until) and (other.until is None or other.until >= since):
            raise Refused(
                f"It would run at the same time as the one recorded since {show(other.since)}. "
                "Correct or end that one first."
            )


def remove_situation(change: Change, situation_id: int) -> None:
    """Take away a situation that was recorded by mistake."""
    situation = checks.found(change.session, Situation, situation_id, "situation")
    change.note(
        "remove_situation",
        "situation",
        situation.id,
        child=situation.child_id,
        code=situation.code,
        value=situation.value,
        since=situation.since,
        until=situation.until,
    )
    change.delete(situation)
