"""How often someone new is met by the policy, from a day on, in a line such as an agreement holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sqlmodel import Session

from models.clock.arithmetic import as_day, edge_date
from models.clock.engine import Clock
from models.dates import Span, WorkingDays, show
from models.facts import Facts
from models.policy.pack import Pack
from models.policy.rule import Interval, Rule
from models.reading.facts.whole import Asked, read_facts
from models.reading.standing.ramp import ramps_of, span_on

_ONE = timedelta(days=1)
_UNITS = {"d": ("day", "days"), "w": ("week", "weeks"), "m": ("month", "months"), "y": ("year", "years")}


def read_how_often(
    session: Session, pack: Pack, practitioner_id: int, today: date, working: WorkingDays | None = None
) -> str:
    """Return the stretches that are ahead of someone on a ramp; empty for everyone else (NCT-FA03, NCT-T05 to T10)."""
    edition = pack.at(today)
    told = read_facts(session, edition, today, Asked(people=(practitioner_id,)))
    about = told.of_row("practitioner", practitioner_id)
    return how_often(Clock(edition, today, working), about.facts) if about is not None else ""


def how_often(clock: Clock, facts: Facts) -> str:
    """Return ``Every 2 weeks until Sat 12 Dec 2026, then every 4 weeks``: by the first clock on which a ramp runs."""
    ramp = next(iter(ramps_of(clock, facts, {}, ())), None)
    if ramp is None:
        return ""
    rules = [rule for rule in clock.rules_on(facts, ramp.clock) if isinstance(rule.terms, Interval)]
    said, before = "", ""
    for day, span in _stretches(clock, facts, rules):
        words = every(span)
        if words != before:
            said = f"{said} until {show(day)}, then {words}" if said else words
            before = words
    return said[:1].upper() + said[1:]


def every(span: Span) -> str:
    """Return an interval as a sentence says it: ``every week``, ``every 4 weeks``."""
    one, many = _UNITS.get(span.unit, (span.unit, span.unit))
    return f"every {one}" if span.count == 1 else f"every {span.count} {many}"


def _stretches(clock: Clock, facts: Facts, rules: list[Rule]) -> Iterator[tuple[date, Span]]:
    """Yield the interval that runs today, and each that begins later, with the last day of the one before it."""
    edges = {
        as_day(when)
        for rule in rules
        if isinstance(rule.terms, Interval)
        for step in rule.terms.steps
        for edge in (step.after, step.until)
        if edge is not None and (when := edge_date(edge, facts, clock.working)) is not None
    }
    for day in (clock.today, *sorted(edge for edge in edges if edge > clock.today)):
        found = span_on(clock, facts, rules, day + _ONE)  # the day of an edge is still the earlier step's
        if found is not None:
            yield day, found[0]
