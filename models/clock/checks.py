"""Gates, which allow or block an action, and the entries a record, agenda or session must hold."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from models.clock import states
from models.clock.arithmetic import as_day, fact_date, shifter
from models.clock.matching import Key, holds, match_one
from models.clock.outcome import Due
from models.facts import Facts
from models.policy.rule import Content, Entry, Gate, Requirement, Rule

if TYPE_CHECKING:
    from models.clock.engine import Clock


def judge_gate(clock: Clock, facts: Facts, rule: Rule, terms: Gate) -> Due | None:
    """Return whether an action is allowed; blocked names in words what is still wanted.

    None where these facts are about another action. A warning never blocks.
    """
    if facts.known("action") != terms.action:
        return None
    wanted = [each.words for each in terms.requires if not _is_met(each, facts)]
    more: dict[str, Any] = {"wanted": wanted, "warnings": [] if wanted else _warnings(terms, facts, clock)}
    return Due(clock, facts, rule.id, rule, None, states.BLOCKED if wanted else states.ALLOWED, more=more)


def _is_met(each: Requirement, facts: Facts) -> bool:
    if each.condition is not None:
        key = Key(facts.subject, facts.service, facts.roles, tuple(one.code for one in facts.situations))
        return match_one(each.condition, key) is not None and holds(each.condition, facts) is not None
    return bool(_dated(each, facts))


def _dated(each: Requirement, facts: Facts) -> list[date]:
    """Return the dates of a list that lie between two facts; a bound that is not known does not bind."""
    found = facts.known(each.dated)
    earliest = fact_date(facts, each.earliest) if each.earliest else None
    latest = fact_date(facts, each.latest) if each.latest else None
    return [
        day
        for day in (found if isinstance(found, tuple) else ())
        if (earliest is None or as_day(earliest) <= day) and (latest is None or day <= as_day(latest))
    ]


def _warnings(terms: Gate, facts: Facts, clock: Clock) -> list[str]:
    """Return a warning where the newest date is older than the gate likes to see (KCC-X06)."""
    for each in terms.requires:
        newest = max(_dated(each, facts), default=None) if each.dated else None
        latest = fact_date(facts, each.latest) if each.latest else None
        if newest is None or latest is None or terms.warn_after is None:
            continue
        if shifter(terms.warn_after)(newest, clock.working) < as_day(latest):
            return [f"The last one lies {(as_day(latest) - newest).days} days back."]
    return []


def judge_content(clock: Clock, facts: Facts, rule: Rule, terms: Content, *, asked: bool) -> Due | None:
    """Return which entries are missing; None where these facts hold nothing the rule speaks of.

    A rule that is ``asked`` for by name answers even then: everything is missing.
    """
    form = facts.known("form")
    entries = [each for each in terms.entries if not each.form or each.form == form]
    if not entries or not (asked or any(_is_told(each, facts) for each in entries)):
        return None
    missing = [each for each in entries if not _is_there(each, facts)]
    more: dict[str, Any] = {
        "missing_fields": [each.field for each in missing if each.field],
        "missing_items": [_item(each) for each in missing if not each.field],
    }
    return Due(clock, facts, rule.id, rule, None, states.NOT_MET if missing else states.MET, more=more)


def _is_told(each: Entry, facts: Facts) -> bool:
    names = [name for name in (each.fact, each.of) if name]
    return bool(each.form) or any(facts.known(name) is not None for name in names)


def _is_there(each: Entry, facts: Facts) -> bool:
    if each.first:
        listed = facts.known(each.of)
        return bool(listed) and listed[0] == each.first
    if each.item and each.of:
        return each.item in (facts.known(each.of) or ())
    filled = facts.known("filled") or ()
    return (bool(each.field) and each.field in filled) or bool(each.fact and facts.known(each.fact))


def _item(each: Entry) -> str:
    return each.item or each.first or each.fact
