"""The reasons behind one date, in words: made only when somebody asks, and re-worked from the same facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from models.clock import states
from models.clock.alternatives import OtherDate, other_dates
from models.clock.arithmetic import When, as_day
from models.clock.sums import Sum, last_of, sum_of
from models.dates import add_months, show
from models.moments import show_time
from models.policy.parts import Reading
from models.policy.rule import CalendarMonth, Count, Interval

if TYPE_CHECKING:
    from models.clock.outcome import Candidate, Due


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that can be said about one date.

    ``start`` is the day counted from and ``started_by`` what happened on it; ``sum`` is the sum in words.
    ``others`` holds every other rule that ran on the same clock, with its date.
    """

    rule: str
    says: str
    heading: str
    force: str
    start: date | None
    started_by: str
    sum: str
    readings: tuple[Reading, ...]
    other_dates: tuple[OtherDate, ...]
    others: tuple[Candidate, ...]
    notes: tuple[str, ...]

    def text(self) -> str:
        """Return it as lines that can be read aloud or copied."""
        lines = [f"{self.rule}: {self.says}"] if self.rule else [self.says]
        lines += [f"Source: {self.heading}.", f"Force: {_FORCES[self.force]}."] if self.heading else []
        if self.start is not None and self.started_by:
            lines.append(f"Counted from: {self.started_by}, {show(self.start)}.")
        lines += [f"Sum: {self.sum}."] if self.sum else []
        lines += [f"Reading {each.id}: {each.reading} Why: {each.why}" for each in self.readings]
        lines += [
            f"Read otherwise ({each.reading}): {show_when(each.due)}, {each.words}."
            for each in self.other_dates
        ]
        lines += [
            f"Also ran: {each.rule.id}, {show_when(each.due)}. {each.rule.says}" for each in self.others
        ]
        return "\n".join([*lines, *self.notes])


_FORCES = {
    "minimum": "minimum, at least so often",
    "maximum": "maximum, no later than that",
    "fixed": "fixed",
    "usual": "usual",
    "stated": "stated, without a word of more or less",
    "agreed": "agreed between the two",
    "override": "the manager's own decision",
    "recommended": "recommended, not a duty",
    "permitted": "permitted",
    "available": "available, an offer",
    "none": "none, no number is given",
}
"""How strong a rule is, in words."""


def show_when(when: When) -> str:
    """Return ``Mon 6 Apr 2026``, with the time where it is a moment."""
    day = show(as_day(when))
    return f"{day} {show_time(when)}" if isinstance(when, datetime) else day


def explain(due: Due) -> Explanation:
    """Return the reasons behind a due thing; of a gap only what is known."""
    rule = due.rule
    sum_ = sum_of(due)
    known = due.engine.pack.readings
    names = dict.fromkeys((*(rule.readings if rule else ()), *sum_.readings))
    return Explanation(
        rule=due.governing_rule,
        says=rule.says if rule else due.reason,
        heading=rule.heading if rule else "",
        force=due.force,
        start=sum_.start,
        started_by=_started_by(due, sum_.started_by or (rule.counted_from if rule else "")),
        sum=sum_.words,
        readings=tuple(known[name] for name in names if name in known),
        other_dates=other_dates(due),
        others=tuple(each for each in due.candidates if each.rule is not rule),
        notes=tuple(_notes(due, sum_)),
    )


def _is_first(due: Due) -> bool:
    """Say whether an interval counts from a start because nothing was held yet."""
    if due.rule is None or not isinstance(due.rule.terms, Interval | CalendarMonth):
        return False
    return due.due is not None and last_of(due.facts, due.clock, due.engine.today) is None


def _started_by(due: Due, words: str) -> str:
    """Return what is counted from: of ``the last session (first: the opening)`` the part that holds."""
    always, _, first = words.partition(" (first: ")
    return first.removesuffix(")") if first and _is_first(due) else always


def _count_of(due: Due, terms: Count) -> str:
    """Return what was counted in the twelve months up to today, and until when it is enough."""
    since = add_months(due.engine.today, -12)
    days = sorted(
        each.on
        for each in due.facts.events
        if each.type in terms.types and since < each.on <= due.engine.today
    )
    held = ", ".join(show(day) for day in days) or "none"
    good, is_past = due.value("keep_by"), due.state == states.NOT_MET
    until = f" That {'was' if is_past else 'is'} enough until {show(good)}." if good is not None else ""
    return f"In the twelve months up to today: {held}; {terms.at_least} are wanted.{until}"


def _notes(due: Due, sum_: Sum) -> list[str]:
    """Return what else a manager should see: hold by, layers, a refused interval, absence, a local rule."""
    found: list[str] = []
    if due.rule is not None and isinstance(due.rule.terms, Count):
        found.append(_count_of(due, due.rule.terms))
    if _is_first(due):
        found.append("Nothing of this kind is recorded as held yet, so the first interval counts (GEN-X08).")
    if due.hold_by is not None and due.due_day is not None:
        found.append(f"{show(due.due_day)} is no working day: hold it by {show(due.hold_by)}.")
    if due.limit is not None:
        found.append(f"Overdue after {show(due.limit)}.")
    if due.breach_after is not None:
        found.append(f"In breach after {show(due.breach_after)}.")
    if sum_.refused:
        found.append("The manager's own interval is longer than the policy allows; the policy's date stands.")
    if due.absent:
        found.append("Absent now: the clock runs on (GEN-X11).")
    if due.rule is not None and due.rule.local:
        found.append(f"A local rule: {due.rule.why or 'added here'}.")
    return found
