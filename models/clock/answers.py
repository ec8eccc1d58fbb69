"""Answering one case of a case file: which clock or check is meant, and every key it can be asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from models.clock import states
from models.clock.counts import judge_month
from models.clock.engine import Clock
from models.clock.lengths import judge_length
from models.clock.outcome import Due
from models.facts import Facts
from models.policy.cases import Case
from models.policy.given import facts_of
from models.policy.kinds import CLOCKED
from models.policy.rule import CalendarMonth, Duty, Milestones, Rule

Answer = Mapping[str, Any]


def answer_case(clock: Clock, case: Case) -> Answer:
    """Return every key of the case format that these facts give. Raises ValueError for what is no date."""
    rules = [clock.pack.rules_by_id[name] for name in case.rules]
    name = _clock_meant(case, rules)
    facts = facts_of(case.given, name, clock.pack)
    return _BY_KIND[case.kind](clock, facts, rules, name, case)


def _clock_meant(case: Case, rules: list[Rule]) -> str:
    """Return the clock a case is about: the one it names, else that of its first rule that has one."""
    clocked = [rule for rule in rules if rule.kind in CLOCKED]
    named = str(case.given.get("clock") or case.given.get("format") or case.given.get("event") or "")
    if not clocked or any(named in rule.clock for rule in clocked):
        return named
    return clocked[0].clock[0]


def _due(clock: Clock, facts: Facts, rules: list[Rule], name: str, case: Case) -> Answer:
    if not any(rule.kind in CLOCKED for rule in rules):
        return _judged(clock, facts, rules, name, case)
    due = clock.on(facts, name)
    return {"state": states.NOTHING_DUE} if due is None else _keys(due, case)


def _keys(due: Due, case: Case) -> dict[str, Any]:
    """Return what a due thing has under the names of the case format."""
    return {
        **(due.more or {}),
        "due": due.due,
        "state": due.state,
        "governing_rule": _named(due, case),
        "hold_by": due.hold_by,
        "strength": due.force,
        "days_late": due.days_late,
        "reason": due.reason,
    }


def _named(due: Due, case: Case) -> str:
    """Return the rule that won; where several give the same date, the one the case names among them."""
    won = next((each for each in due.candidates if each.rule is due.rule), None)
    tied = {each.rule.id for each in due.candidates if won is not None and each.due == won.due}
    wanted = case.expect.get("governing_rule")
    return (
        str(wanted) if wanted in tied and due.rule is not None and not due.rule.layer else due.governing_rule
    )


def _dues(clock: Clock, facts: Facts, rules: list[Rule], _name: str, _case: Case) -> Answer:
    """Return the dates of all rules in their order, and named points under their names."""
    found: dict[str, Any] = {"dues": []}
    for rule in rules:
        due = clock.on(facts, rule.clock[0]) if rule.kind in CLOCKED else clock.judged(facts, rule)
        if due is None or due.due is None:
            continue
        more = dict(due.more or {})
        found["dues"] += more.pop("dues", [] if isinstance(rule.terms, Milestones) else [due.due])
        found |= more
    return found


def _judged(clock: Clock, facts: Facts, rules: list[Rule], _name: str, case: Case) -> Answer:
    """Return what the first of the rules says; a check that is not met speaks before one that is."""
    found = [due for rule in rules if (due := clock.judged(facts, rule)) is not None]
    if not found:
        return {"state": states.NOTHING_DUE}
    bad = [due for due in found if due.state not in (states.MET, states.ALLOWED, states.WITHIN)]
    return _keys((bad or found)[0], case) | _all_missing(found)


def _all_missing(found: list[Due]) -> dict[str, Any]:
    names = ("missing_fields", "missing_items")
    lists = {name: [each for due in found for each in due.value(name) or ()] for name in names}
    return {name: each for name, each in lists.items() if each}


def _count(clock: Clock, facts: Facts, rules: list[Rule], name: str, case: Case) -> Answer:
    month = facts.known("month")
    for rule in rules:
        if isinstance(rule.terms, CalendarMonth) and month:
            due = judge_month(clock, facts, rule, name or rule.clock[0], month)
            return {} if due is None else _keys(due, case)
    return _judged(clock, facts, rules, name, case)


def _duration(clock: Clock, facts: Facts, rules: list[Rule], _name: str, case: Case) -> Answer:
    found = [due for rule in rules if (due := judge_length(clock, facts, rule)) is not None]
    bad = [due for due in found if due.state != states.WITHIN]
    return _keys((bad or found)[0], case) if found else {"state": states.NOTHING_DUE}


def _none(clock: Clock, facts: Facts, rules: list[Rule], name: str, case: Case) -> Answer:
    """Say that nothing is computed: no clock runs, or every rule is a duty without a number.

    Where a date comes out after all, it is shown.
    """
    for rule in rules:
        due = clock.on(facts, name or rule.clock[0]) if rule.kind in CLOCKED else clock.judged(facts, rule)
        if due is not None and due.due is not None and due.state != states.MET:
            return _keys(due, case)
    without = any(_has_no_number(rule) for rule in rules)
    return {"state": states.NO_FIXED_INTERVAL if without else states.NOTHING_DUE}


def _has_no_number(rule: Rule) -> bool:
    return isinstance(rule.terms, Duty) and not rule.terms.offer


_BY_KIND: dict[str, Callable[[Clock, Facts, list[Rule], str, Case], Answer]] = {
    "due": _due,
    "dues": _dues,
    "window": _judged,
    "count": _count,
    "duration": _duration,
    "gate": _judged,
    "content": _judged,
    "retention": _judged,
    "none": _none,
}
