"""Whom a rule applies to, and from when until when: conditions against facts, as periods of days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from models.clock.arithmetic import as_day, fact_date, shifter
from models.dates import WorkingDays
from models.facts import Facts
from models.policy.conditions import Condition, Word
from models.policy.rule import Rule

Period = tuple[date | None, date | None]
"""From a day on (None: always), until the day before another (None: for good)."""
FOREVER: Period = (None, None)
ALWAYS: tuple[Period, ...] = (FOREVER,)
_NO_WORKING_DAYS = WorkingDays()


class Key(NamedTuple):
    """What applicability turns on for most rules; facts with the same key share one plan."""

    kind: str
    service: str
    roles: tuple[str, ...]
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matched:
    """One condition that fits a key: the positions of its situations, and itself where facts still decide."""

    groups: tuple[tuple[int, ...], ...]
    condition: Condition | None


@dataclass(frozen=True, slots=True)
class Match:
    """A rule's conditions that fit a key; ``always`` where nothing is left to be looked at."""

    any_of: tuple[Matched, ...]
    unless: tuple[Matched, ...]
    always: bool

    @property
    def needs_more(self) -> bool:
        """Say whether nothing can come of it unless the facts tell more than the usual."""
        return all(each.condition is not None and _needs(each.condition) for each in self.any_of)


def _needs(condition: Condition) -> bool:
    wanted = (condition.has, condition.is_, condition.at_least, condition.at_most, condition.below)
    return any(wanted) or bool(condition.lasting)


def match(rule: Rule, key: Key) -> Match | None:
    """Return which of a rule's conditions fit this key, or None where the rule can't apply."""
    found = tuple(hit for hit in (match_one(each, key) for each in rule.when) if hit is not None)
    if rule.when and not found:
        return None
    any_of = found or (Matched((), None),)
    unless = tuple(hit for hit in (match_one(each, key) for each in rule.unless) if hit is not None)
    if any(_is_free(each) for each in unless):
        return None
    return Match(any_of, unless, not unless and any(_is_free(each) for each in any_of))


def _is_free(found: Matched) -> bool:
    """Say whether nothing is left to be looked at: it holds for good."""
    return not found.groups and found.condition is None


def match_one(condition: Condition, key: Key) -> Matched | None:
    """Return how one condition fits a key, or None."""
    if condition.service and key.service not in condition.service:
        return None
    if condition.role and not condition.role.intersection(key.roles):
        return None
    wanted = [group for group in (condition.status, condition.flags) if group]
    groups = tuple(tuple(at for at, code in enumerate(key.codes) if code in group) for group in wanted)
    if not all(groups):
        return None
    return Matched(groups, condition if condition.depends_on_facts else None)


def periods(found: Match, facts: Facts) -> Sequence[Period]:
    """Return when the rule applies to this subject: no period at all where it doesn't."""
    if len(found.any_of) == 1:
        inside: Sequence[Period] = _one(found.any_of[0], facts)
    else:
        inside = [period for each in found.any_of for period in _one(each, facts)]
    for each in found.unless if inside else ():
        gone = _one(each, facts)
        inside = [left for period in inside for left in _without(period, gone)]
    return inside


def _one(found: Matched, facts: Facts) -> Sequence[Period]:
    inside: Sequence[Period] = ALWAYS
    if found.condition is not None:
        period = holds(found.condition, facts)
        if period is None:
            return ()
        inside = (period,)
    for group in found.groups:
        inside = [
            both
            for period in inside
            for at in group
            if (both := _both(period, (facts.situations[at].since, facts.situations[at].until))) is not None
        ]
    return inside


def _both(one: Period, other: Period) -> Period | None:
    """Return the days that lie in both periods."""
    begins = [day for day in (one[0], other[0]) if day is not None]
    ends = [day for day in (one[1], other[1]) if day is not None]
    begin, end = max(begins, default=None), min(ends, default=None)
    return None if begin is not None and end is not None and begin >= end else (begin, end)


def _without(period: Period, gone: Sequence[Period]) -> list[Period]:
    """Return what is left of a period when others are cut out of it."""
    left = [period]
    for begin, end in gone:
        cut = [_both(each, (None, begin)) if begin is not None else None for each in left]
        cut += [_both(each, (end, None)) if end is not None else None for each in left]
        left = [each for each in cut if each is not None]
    return left


def holds(condition: Condition, facts: Facts) -> Period | None:
    """Return when the fact part of a condition holds, or None where it doesn't."""
    if not (_words_hold(condition, facts) and _figures_hold(condition, facts)):
        return None
    begins: list[date] = []
    for name, span in condition.lasting.items():
        begun = fact_date(facts, name)
        if begun is None:
            return None
        begins.append(shifter(span)(as_day(begun), _NO_WORKING_DAYS))
    return max(begins, default=None), None


def _words_hold(condition: Condition, facts: Facts) -> bool:
    known = facts.known
    return (
        all(_is(known(name), words) for name, words in condition.is_.items())
        and all(_is_there(known(name)) for name in condition.has)
        and not any(_is_there(known(name)) for name in condition.lacks)
        and all(_has_other(known(name), words) for name, words in condition.other_than.items())
    )


def _is(value: object, words: frozenset[Word]) -> bool:
    return bool(words.intersection(value)) if isinstance(value, tuple) else value in words


def _is_there(value: object) -> bool:
    return value is not None and value != "" and value != ()


def _has_other(value: object, words: frozenset[Word]) -> bool:
    return not value or (isinstance(value, tuple) and any(each not in words for each in value))


def _figures_hold(condition: Condition, facts: Facts) -> bool:
    number = {
        name: value
        for name in (*condition.at_least, *condition.at_most, *condition.below)
        if isinstance(value := facts.known(name), int | float) and not isinstance(value, bool)
    }
    return (
        all(number.get(name, -1) >= least for name, least in condition.at_least.items())
        and all(name in number and number[name] <= most for name, most in condition.at_most.items())
        and all(name in number and number[name] < bound for name, bound in condition.below.items())
    )
