"""How many records of sessions were written within the policy's time: a count with its gaps, judging nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache, partial
from typing import Any, NamedTuple

from models.clock.arithmetic import as_day
from models.clock.engine import Clock
from models.dates import counted
from models.facts import Facts
from models.policy.pack import Pack
from models.policy.rule import Rule

CLOCK, PLACE = "recording", "late_record"
"""The clock of records, and where a pack says what comes of recording late."""
_SETTLED = {"recorded_at": ("recorded_on", "written"), "signed_on": ("signed_on", "signed")}
"""What settles it, the column that tells it, and what is said of it: Birmingham's notes are signed (BCT-T55)."""


class Written(NamedTuple):
    """Of the sessions whose day for writing has come or is met: how many, and those that were late, in words."""

    of: int
    late: tuple[str, ...]
    says: str
    what: str


def written_in_time(
    pack: Pack, held: Iterable[Any], named: Callable[[Any], str], until: date
) -> Written | None:
    """Count the held, formal sessions by the policy's time for writing them up; None where it sets none.

    One that is not written yet counts once its day has passed. What follows from failing again and again is
    the policy's to say, in its words (HAV-P17), and the manager's to judge.
    """
    settled = next((told for rule in pack.rules if (told := _settled_by(rule)) is not None), None)
    if settled is None:
        return None
    column, word = settled
    due_of = cache(partial(_due, Clock(pack.at(until), until)))  # many sessions share a kind and a day
    known, late = 0, []
    for one in held:
        found = due_of(pack.session_kind(one.kind).record, one.held_on)
        if found is None:
            continue
        due, rule = found
        on: date | None = getattr(one, column)
        days = ((on or until) - due).days
        if on is None and days <= 0:
            continue
        known += 1
        if days > 0:
            state = word if on is not None else f"not {word} yet,"
            late.append(f"{named(one)}: {state} {counted(days, 'day')} late ({rule})")
    says = " ".join(f"{one.says} ({one.id})" for one in pack.provisions_at(PLACE))
    return Written(known, tuple(late), says, f"Records {word} in the policy's time")


def _settled_by(rule: Rule) -> tuple[str, str] | None:
    """Return what settles a rule on the time for records; None for any other rule."""
    names = getattr(rule.terms, "settled_by", ()) if CLOCK in rule.clock else ()
    return next((_SETTLED[name] for name in names if name in _SETTLED), None)


def _due(clock: Clock, kind: str, held_on: date) -> tuple[date, str] | None:
    due = clock.on(Facts("record", "", more={"kind": kind, "session_date": held_on}), CLOCK)
    if due is None or due.due is None or due.rule is None:
        return None
    return as_day(due.due), due.rule.id
