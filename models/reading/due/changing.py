"""What the policy makes of moving or cancelling a session: told before it is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from models.clock import states
from models.clock.engine import Clock
from models.clock.outcome import Due
from models.dates import WorkingDays, show
from models.errors import Refused
from models.facts import Facts
from models.policy.pack import Pack
from models.policy.rule import Duty, Gate, Rule
from models.policy.wants import names_in
from models.reading.free_days import read_spells
from models.returning import first_day_both_back
from models.tables import Supervision

CHANGE_DATE = "change_date"
_SPEAKS_OF_IT = frozenset({"scheduled_on", "returned_on", "alternative"})
_DUTY = "rearranged"


@dataclass(frozen=True, slots=True)
class Term:
    """One thing the policy says of changing a session.

    ``by`` is the last day for the new session, where there is one; ``is_kept`` says whether the new day
    keeps to it (None where the policy gives no number, or waits for a day that is not known yet).
    """

    rule: Rule
    by: date | None
    is_kept: bool | None

    def text(self) -> str:
        """Return it as a sentence or two."""
        last = f" The new session is to be held by {show(self.by)}." if self.by is not None else ""
        broken = "The new day does not keep to that." if self.by else "Without a new day it is not allowed."
        return f"{self.rule.id}: {self.rule.says}{last}{f' {broken}' if self.is_kept is False else ''}"


def read_terms(
    session: Session,
    pack: Pack,
    supervision_id: int,
    today: date,
    new_day: date | None = None,
    *,
    returned_on: date | None = None,
    working: WorkingDays | None = None,
) -> list[Term]:
    """Return what the policy says of putting a session off, to ``new_day`` or without a new date.

    ``returned_on`` is the first day back after sickness, where that is the cause. Raises Refused if the
    session is gone.
    """
    row = session.get(Supervision, supervision_id)
    if row is None:
        raise Refused("That session is no longer in the store. Look again.")
    told = {
        "action": CHANGE_DATE,
        "scheduled_on": row.first_planned_for or row.planned_for,
        "returned_on": returned_on,
        "alternative": new_day,
    }
    facts = Facts(
        "session", str(row.id), more={name: value for name, value in told.items() if value is not None}
    )
    clock = Clock(pack, today, working)
    return [_term(clock, facts, rule, new_day) for rule in pack.rules if _is_about_it(rule)]


def back_after(session: Session, pack: Pack, supervision_id: int) -> date | None:
    """Return the first day back of whoever of the two is away on the session's day, if that is known."""
    row = session.get(Supervision, supervision_id)
    day = row.first_planned_for or row.planned_for if row is not None else None
    if row is None or day is None or row.practitioner_id is None:
        return None
    spells = read_spells(session, row.practitioner_id)
    return first_day_both_back(spells, day, WorkingDays(pack.closure_days))


def _is_about_it(rule: Rule) -> bool:
    if "session" not in rule.subject:
        return False
    if isinstance(rule.terms, Gate):
        return rule.terms.action == CHANGE_DATE
    return _DUTY in rule.clock or not _SPEAKS_OF_IT.isdisjoint(names_in(rule.terms))


def _term(clock: Clock, facts: Facts, rule: Rule, new_day: date | None) -> Term:
    if isinstance(rule.terms, Duty):
        return Term(rule, None, None)
    due: Due | None = clock.on(facts, rule.clock[0]) if rule.kind == "deadline" else clock.judged(facts, rule)
    if due is None:
        return Term(rule, None, None)
    if isinstance(rule.terms, Gate):
        return Term(rule, None, due.state == states.ALLOWED)
    by = due.due_day
    return Term(rule, by, None if by is None or new_day is None else new_day <= by)
