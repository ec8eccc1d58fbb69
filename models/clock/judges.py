"""The kinds of rule that give no date on a clock: points in a row, windows, periods of keeping, and the rest."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from models.clock import states
from models.clock.arithmetic import When, as_day, edge_date, is_past
from models.clock.checks import judge_content, judge_gate
from models.clock.counts import judge_count, judge_tally
from models.clock.matching import ALWAYS, Key, Match, match, periods
from models.clock.outcome import Due, Gap
from models.facts import Facts
from models.policy.rule import Content, Count, Gate, Milestones, Retention, Rule, Tally, Window

if TYPE_CHECKING:
    from models.clock.engine import Clock


def judge(clock: Clock, facts: Facts, rule: Rule, found: Match | None) -> Due | None:
    """Return what a rule says of these facts, or None where it says nothing.

    Without ``found`` the rule is asked for by name and its conditions are matched here.
    """
    asked = found is None
    found = found or match(rule, Key(facts.subject, facts.service, facts.roles, _codes(clock, facts)))
    if found is None or not (periods(found, facts) if not found.always else ALWAYS):
        return None
    match rule.terms:
        case Milestones():
            return _milestones(clock, facts, rule, rule.terms)
        case Window():
            return _window(clock, facts, rule, rule.terms)
        case Retention():
            return _retention(clock, facts, rule, rule.terms)
        case Count():
            return judge_count(clock, facts, rule, rule.terms)
        case Tally():
            return judge_tally(clock, facts, rule, rule.terms)
        case Gate():
            return judge_gate(clock, facts, rule, rule.terms)
        case Content():
            return judge_content(clock, facts, rule, rule.terms, asked=asked)
        case _:
            return None


def _codes(clock: Clock, facts: Facts) -> tuple[str, ...]:
    return tuple(clock.pack.situation(each.code).code for each in facts.situations)


def _milestones(clock: Clock, facts: Facts, rule: Rule, terms: Milestones) -> Due | None:
    """List every point; what is due is the first that has not been held."""
    points = [edge_date(edge, facts, clock.working) for edge in terms.at]
    dues = [point for point in points if point is not None]
    if len(dues) < len(points):
        needs = terms.at[0].fact in ("start", "asye_start")
        gap = Gap("no_start", "There is no start date to count from.")
        return Due(clock, facts, rule.id, rule, None, states.NOT_COMPUTED, gap=gap) if needs else None
    more = {terms.named: dues[0]} if terms.named else {"dues": dues}
    due, state = _next_point(clock, facts, terms, dues)
    return Due(clock, facts, rule.id, rule, due, state, more=more)


def _next_point(clock: Clock, facts: Facts, terms: Milestones, dues: list[When]) -> tuple[When | None, str]:
    if not terms.held_as:
        coming = [due for due in dues if not is_past(due, clock.now)]
        return (coming[0], states.OK) if coming else (dues[-1], states.INFO)
    held = sum(event.type == terms.held_as and event.on <= clock.today for event in facts.events)
    if held >= len(dues):
        return dues[-1], states.MET
    return dues[held], states.OVERDUE if is_past(dues[held], clock.now) else states.OK


def _window(clock: Clock, facts: Facts, rule: Rule, terms: Window) -> Due | None:
    """Give the first and the last day; what is due is the last."""
    opens = edge_date(terms.opens, facts, clock.working)
    closes = edge_date(terms.closes, facts, clock.working)
    if opens is None or closes is None:
        return None
    last = facts.last
    if last is not None and as_day(opens) <= last <= clock.today:
        state = states.MET
    elif is_past(closes, clock.now):
        state = states.ADVISORY_MISSED if rule.force == "recommended" else states.OVERDUE
    else:
        state = states.OK
    more = {"window_from": opens, "window_to": closes}
    return Due(clock, facts, rule.id, rule, closes, state, more=more)


def _retention(clock: Clock, facts: Facts, rule: Rule, terms: Retention) -> Due | None:
    """Give the last day kept; still kept on that day."""
    until: date | None = None
    if terms.until is not None:
        end = edge_date(terms.until, facts, clock.working)
        until = None if end is None else as_day(end)
    if until is None:
        return Due(clock, facts, rule.id, rule, None, states.KEEP)
    gone = {"destroy": states.DESTROY_DUE, "delete": states.DELETE_DUE}
    state = gone.get(terms.then, states.KEEP) if until < clock.today else states.KEEP
    return Due(clock, facts, rule.id, rule, until, state, more={"keep_until": until})
