"""The national floor for the newly qualified, held against the policy: where its words fall short, both figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from models.clock.arithmetic import shifter
from models.clock.engine import Clock
from models.dates import Span, add_months, show
from models.facts import Facts
from models.policy.relations import Floor
from models.policy.rule import Interval, Length, Rule
from models.reading.standing.how_often import every
from models.reading.standing.ramp import span_on

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ShortOf:
    """A stretch in which the policy asks for less often than the floor: from a day to another, both figures."""

    since: date
    until: date
    floor: str
    policy: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class FloorView:
    """The floor for one practitioner: what it says, where the policy falls short, in words with both figures."""

    floor: Floor
    short: tuple[ShortOf, ...]
    length: str = ""

    def sentences(self) -> list[str]:
        """Return what is asked for and where the policy asks for less."""
        said = [f"{self.floor.source}: {self.floor.says}"]
        said += [
            f"From {show(one.since)} to {show(one.until)} they ask for {one.floor}; "
            f"the policy says {one.policy}{f' ({one.rule})' if one.rule else ''}."
            for one in self.short
        ]
        return [*said, self.length] if self.length else said


def floor_of(clock: Clock, facts: Facts, rules: Sequence[Rule]) -> FloorView | None:
    """Return the floor for someone it is meant for, in their first year; None for anyone else.

    ``rules`` are the policy's intervals for their own sessions.
    """
    floor = clock.pack.floor
    start = facts.known("asye_start") or facts.start
    if not set(facts.roles) & set(floor.roles) or not isinstance(start, date):
        return None
    short = _stretches(clock, facts, floor, rules, start)
    return FloorView(floor, short, _length(clock, facts, floor, rules))


def _stretches(
    clock: Clock, facts: Facts, floor: Floor, rules: Sequence[Rule], start: date
) -> tuple[ShortOf, ...]:
    """Go through the year week by week, and put together the weeks in which the policy asks for less."""
    asked = Rule(
        id="floor",
        kind="interval",
        subject=("practitioner",),
        clock=("floor",),
        what="",
        says="",
        heading="",
        force="stated",
        terms=Interval(steps=floor.steps),
    )
    told = facts if facts.known("asye_start") else facts.changed(asye_start=start)
    found: list[ShortOf] = []
    day, last = start, add_months(start, 12)
    while day < last:
        inside = day + _DAY  # the day of an edge is still the earlier step's
        wanted, given = span_on(clock, told, [asked], inside), span_on(clock, told, rules, inside)
        if wanted is not None and _is_less(clock, wanted[0], given, day):
            end = min(day + _WEEK, last) - _DAY
            policy = every(given[0]) if given is not None else "nothing of it"
            one = ShortOf(day, end, every(wanted[0]), policy, given[1].id if given is not None else "")
            before = found[-1] if found else None
            if before is not None and (before.floor, before.policy, before.rule) == (
                one.floor,
                one.policy,
                one.rule,
            ):
                found[-1] = ShortOf(before.since, end, one.floor, one.policy, one.rule)
            else:
                found.append(one)
        day += _WEEK
    return tuple(found)


def _is_less(clock: Clock, wanted: Span, given: tuple[Span, Rule] | None, day: date) -> bool:
    """Say whether the policy's interval is longer than the floor's; 28 days are no longer than a month."""
    if given is None:
        return True
    return shifter(given[0])(day, clock.working) > shifter(wanted)(day, clock.working)


def _length(clock: Clock, facts: Facts, floor: Floor, rules: Sequence[Rule]) -> str:
    """Say where the policy's length of a session falls short: a most where the floor has a least, or nothing."""
    asked = f"They ask for at least {floor.minutes / 60:g} hours, uninterrupted; the policy"
    lengths = _lengths(clock, facts, floor, rules)
    if any((one.minimum or 0) >= floor.minutes for _, one in lengths):
        return ""
    for rule, one in sorted(lengths, key=lambda each: each[1].maximum is None):
        word, figure = ("up to", one.maximum) if one.maximum else ("at least", one.minimum)
        hours = (figure or 0) / 60
        return f"{asked} says {word} {hours:g} {'hour' if hours == 1 else 'hours'} ({rule.id})."
    return f"{asked} gives no length of a session for them."


def _lengths(clock: Clock, facts: Facts, floor: Floor, rules: Sequence[Rule]) -> list[tuple[Rule, Length]]:
    """Return what the policy says of the length of the sessions on the clock of these newcomers."""
    meant = {
        name for rule in rules for each in rule.when if each.role & set(floor.roles) for name in rule.clock
    } or set(clock.pack.sessions)
    of_sessions = [rule for rule in clock.pack.rules if rule.kind == "duration" and "session" in rule.subject]
    own = [rule for name in meant for rule in clock.rules_on(facts, name)]
    return [
        (rule, rule.length)
        for rule in (*own, *(rule for rule in of_sessions if meant & set(rule.clock)))
        if rule.length is not None and not rule.length.per
    ]
