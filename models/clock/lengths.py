"""Lengths: the minutes of a session, or of a month or fortnight in all, against a minimum and a maximum."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.clock import states
from models.clock.outcome import Due, Gap
from models.clock.runners import stretch_of
from models.facts import Facts
from models.policy.conditions import Condition
from models.policy.rule import Interval, Rule

if TYPE_CHECKING:
    from models.clock.engine import Clock


def judge_lengths(clock: Clock, facts: Facts) -> list[Due]:
    """Return what every rule with a length says of these minutes, whatever its kind."""
    if facts.known("minutes") is None:
        return []
    rules = [rule for rule in clock.pack.rules if rule.length is not None]
    return [due for rule in rules if (due := judge_length(clock, facts, rule)) is not None]


def judge_length(clock: Clock, facts: Facts, rule: Rule) -> Due | None:
    """Return whether the minutes lie within what one rule says; None where it says nothing of them."""
    minutes, length = facts.known("minutes"), rule.length
    if length is None or not isinstance(minutes, int | float) or not _is_meant(rule, facts):
        return None
    if _is_over(clock, rule, facts):
        return None
    more: dict[str, Any] = {}
    more |= {"minimum": length.minimum} if length.minimum is not None else {}
    more |= {"maximum": length.maximum} if length.maximum is not None else {}
    if length.minimum is not None and minutes < length.minimum:
        state = states.BELOW_MINIMUM
    elif length.maximum is not None and minutes > length.maximum:
        state = states.ABOVE_MAXIMUM
    else:
        state = states.WITHIN
    return Due(clock, facts, rule.id, rule, None, state, more=more)


def _is_meant(rule: Rule, facts: Facts) -> bool:
    """Say whether a rule's length is about these minutes: the same period, clock or format, and people.

    A session tells its kind and format, seldom the role of who came: what is not told is no hindrance.
    """
    per = rule.length.per if rule.length is not None else ""
    asked = facts.known("clock") or facts.known("format")
    if per != (facts.known("period") or "") or (asked and asked not in rule.clock):
        return False
    return not rule.when or any(_may_hold(each, facts) for each in rule.when)


def _is_over(clock: Clock, rule: Rule, facts: Facts) -> bool:
    """Say whether the stretch of time a rule holds for has passed, as the first month of probation (HAV-T34)."""
    if not isinstance(rule.terms, Interval) or not rule.terms.steps:
        return False
    stretches = [stretch_of(step, facts, clock) for step in rule.terms.steps]
    ends = [one[1] for one in stretches if one is not None and not isinstance(one, Gap)]
    return len(ends) == len(stretches) and all(end is not None and end <= clock.today for end in ends)


def _may_hold(condition: Condition, facts: Facts) -> bool:
    service = not facts.service or not condition.service or facts.service in condition.service
    role = not facts.roles or not condition.role or bool(condition.role.intersection(facts.roles))
    return service and role
