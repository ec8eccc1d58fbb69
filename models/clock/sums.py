"""The sum behind a date, in words: ``9 Mar 2026 + 4 weeks = Mon 6 Apr 2026``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from models.clock.arithmetic import When, as_day, edge_date, fact_date, shifter
from models.clock.bases import base_of, figure_of, shared
from models.clock.outcome import Gap
from models.clock.plan import OWN_CLOCK, SUPERVISED
from models.clock.sanity import misplaced
from models.dates import Span, show
from models.facts import NAMES, Facts
from models.moments import show_time
from models.policy.edges import Edge
from models.policy.rule import CalendarMonth, Deadline, Interval, Milestones, NextSession, Retention, Window

if TYPE_CHECKING:
    from models.clock.outcome import Candidate, Due


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum in words, what it starts from, the readings it needed, and the unclamped date if it was held back."""

    words: str = ""
    start: date | None = None
    started_by: str = ""
    readings: tuple[str, ...] = ()
    back_dated: date | None = None
    refused: bool = False


def plain(when: When) -> str:
    """Return ``9 Mar 2026``, with the time where it is a moment."""
    day = as_day(when)
    time = f" {show_time(when)}" if isinstance(when, datetime) else ""
    return f"{day.day} {day:%b} {day.year}{time}"


def last_of(facts: Facts, clock: str, today: date) -> date | None:
    """Return the last held event of a clock, if it can count at all."""
    own = clock == OWN_CLOCK and facts.subject in SUPERVISED
    last = facts.last if own else facts.lasts.get(clock)
    return last if last is not None and misplaced(last, today) is None else None


def sum_of(due: Due) -> Sum:
    """Return the sum behind the date of the governing rule; an empty one where there is no date."""
    winner = next((each for each in due.candidates if each.rule is due.rule), None)
    if winner is None:
        return _sum_without_clock(due)
    terms = winner.rule.terms
    if isinstance(terms, Interval):
        return _interval(due, winner, terms)
    if isinstance(terms, CalendarMonth):
        return _calendar_month(due, winner)
    if isinstance(terms, Deadline):
        return _edges(due, terms.by, winner.due, winner.facts)
    if isinstance(terms, NextSession):
        return _next_session(due, winner)
    return Sum()


def _interval(due: Due, winner: Candidate, terms: Interval) -> Sum:
    base = _base(due, winner, terms)
    if base is None:
        return Sum()
    tried = [(span, shifter(span)(base, due.engine.working)) for span in _spans(terms, winner.facts)]
    hit = next((each for each in tried if each[1] == winner.due), None)
    words = winner.rule.counted_from
    if hit is not None:
        sum_ = f"{plain(base)} + {hit[0]} = {show(as_day(winner.due))}"
        return Sum(sum_, base, words, ("GEN-X01",) if hit[0].unit in "my" else (), refused=_refused(due))
    span, raw = min(tried, key=lambda each: each[1], default=(None, base))
    if span is None or raw >= as_day(winner.due):
        return Sum(f"{plain(base)}, brought forward to {show(as_day(winner.due))}", base, words)
    held = f"{plain(base)} + {span} = {show(raw)}, before the rule began to apply: {show(as_day(winner.due))}"
    return Sum(held, base, words, ("GEN-X13",), back_dated=raw)


def _base(due: Due, winner: Candidate, terms: Interval) -> date | None:
    last = last_of(winner.facts, due.clock, due.engine.today)
    others = [each.last for each in winner.facts.others if each.last is not None]
    if others and not terms.restart:
        last = max((*others, *([last] if last else [])))
    return base_of(terms, winner.facts, last)


def _spans(terms: Interval, facts: Facts) -> list[Span]:
    """Return every interval the rule could have used for these facts."""
    if terms.every_from:
        figure = figure_of(terms, facts)
        return [figure] if isinstance(figure, Span) else []
    spans: list[Span] = [step.every for step in terms.steps]
    if terms.share_of:
        parts = [shared(every, facts, terms.share_of) for every in spans]
        spans = [each for each in parts if not isinstance(each, Gap)]
    agreed = facts.known(terms.agreed_from) if terms.agreed_from else None
    return spans + ([Span(agreed, "w")] if isinstance(agreed, int) else [])


def _refused(due: Due) -> bool:
    """Say whether the manager set an interval that is no shorter than the policy's (GEN-X09)."""
    if due.facts.shorter is None or due.due is None:
        return False
    own = [each for each in due.candidates if _is_managers(each)]
    return bool(own) and all(as_day(each.due) > as_day(due.due) for each in own)


def _is_managers(candidate: Candidate) -> bool:
    terms = candidate.rule.terms
    return isinstance(terms, Interval) and terms.every_from == "manager_interval_days"


def _calendar_month(due: Due, winner: Candidate) -> Sum:
    base = last_of(winner.facts, due.clock, due.engine.today) or winner.facts.start
    begun = plain(base) if base is not None else ""
    words = f"{begun}: the next calendar month ends on {show(as_day(winner.due))}"
    return Sum(words, base, winner.rule.counted_from)


def _next_session(due: Due, winner: Candidate) -> Sum:
    facts = winner.facts
    booked = facts.next_session or (facts.worker.next_session if facts.worker else None)
    day = as_day(winner.due)
    own = due.engine.own_due(facts.worker) if facts.worker is not None else None
    if booked == day:
        passed = day < due.engine.today
        words = (
            f"the session of {show(day)} passed without it"
            if passed
            else f"the next booked session is on {show(day)}"
        )
    elif own == day:
        words = f"the worker's own session is due on {show(day)}"
    elif own is not None and own < day:
        words = f"the worker's own session is late since {show(own)}, so at once: {show(day)}"
    else:
        words = f"at once: {show(day)}"
    terms = winner.rule.terms
    begun = fact_date(facts, terms.of) if isinstance(terms, NextSession) and terms.of else None
    return Sum(words, day if begun is None else as_day(begun), winner.rule.counted_from)


def _sum_without_clock(due: Due) -> Sum:
    """Return the sum of a window, a period of keeping, a point in a row or a deadline that was settled."""
    terms = due.rule.terms if due.rule else None
    if isinstance(terms, Deadline) and due.due is not None:
        return _edges(due, terms.by, due.due, due.facts)
    if isinstance(terms, NextSession) and due.due is not None:
        return Sum(f"the next session: {show(as_day(due.due))}", as_day(due.due))
    if isinstance(terms, Milestones) and due.due is not None:
        return _edges(due, terms.at, due.due, due.facts)
    if isinstance(terms, Window) and due.due is not None:
        first = _edges(due, (terms.opens,), due.value("window_from"), due.facts)
        last = _edges(due, (terms.closes,), due.due, due.facts)
        return Sum(f"{first.words}; {last.words}", first.start, first.started_by)
    if isinstance(terms, Retention) and terms.until is not None and due.due is not None:
        return _edges(due, (terms.until,), due.due, due.facts)
    return Sum()


def _edges(due: Due, edges: tuple[Edge, ...], when: When, facts: Facts) -> Sum:
    edge = next((each for each in edges if edge_date(each, facts, due.engine.working) == when), edges[0])
    begun = edge.day or fact_date(facts, edge.fact)
    started_by = NAMES[edge.fact].words if edge.fact else "printed in the policy"
    if begun is None:
        return Sum()
    steps = "".join(f" {'+' if span.count > 0 else '-'} {_positive(span)}" for span in edge.plus)
    end = f"{show(as_day(when))}{' ' + show_time(when) if isinstance(when, datetime) else ''}"
    words = f"{plain(begun)}{steps} = {end}" if steps else f"{started_by}: {end}"
    months = any(span.unit in "my" for span in edge.plus)
    days = any(span.unit == "wd" for span in edge.plus)
    return Sum(words, as_day(begun), started_by, ("GEN-X01",) * months + ("GEN-X04",) * days)


def _positive(span: Span) -> Span:
    return span if span.count > 0 else -span
