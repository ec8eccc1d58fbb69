"""What only a whole pack shows: codes nobody knows, readings that are not there, rules against each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from models.dates import Span
from models.policy.conditions import Condition
from models.policy.edges import Edge
from models.policy.pack import Pack
from models.policy.rule import Gate, Interval, Layer, NextSession, Rule, Step, Window

_DAYS = {"min": 1 / 1440, "h": 1 / 24, "d": 1.0, "wd": 1.4, "w": 7.0, "m": 30.4, "y": 365.25}
_ORDER: tuple[Layer, ...] = ("target", "limit", "breach")


class Clash(NamedTuple):
    """A rule's ID (empty for the board), the key it lies in, and what is wrong."""

    rule: str
    key: str
    text: str


def contradictions(pack: Pack) -> Iterator[Clash]:
    """Yield everything in a pack that can't be meant, in the order of its rules."""
    for rule in pack.rules:
        yield from _unknown_codes(pack, rule)
        yield from _unknown_names(pack, rule)
        yield from _circular(pack, rule)
        yield from _impossible_stretches(rule)
        yield from _for_nobody(rule)
    yield from _layers_out_of_order(pack)
    yield from _board(pack)


def _unknown_codes(pack: Pack, rule: Rule) -> Iterator[Clash]:
    known = {
        "service": {each.code for each in pack.services},
        "role": {each.code for each in pack.roles},
        "status": {each.code for each in pack.situations},
        "flags": {each.code for each in pack.flags},
    }
    words = {"service": "service", "role": "role", "status": "situation", "flags": "flag"}
    conditions: list[tuple[str, Condition]] = [
        *(("when", each) for each in rule.when),
        *(("unless", each) for each in rule.unless),
    ]
    for key, condition in conditions:
        for group, codes in known.items():
            for code in sorted(getattr(condition, group) - codes):
                yield Clash(rule.id, key, f"{key}: the pack has no {words[group]} {code!r}")


def _unknown_names(pack: Pack, rule: Rule) -> Iterator[Clash]:
    for name in rule.readings:
        if name not in pack.readings:
            yield Clash(rule.id, "readings", f"readings: there is no reading {name} in this pack")
    for other in rule.alternatives:
        if other.reading not in pack.readings:
            yield Clash(
                rule.id, "alternative", f"alternative: there is no reading {other.reading} in this pack"
            )
        for name in other.without:
            if name not in pack.rules_by_id:
                yield Clash(rule.id, "without", f"without: there is no rule {name} in this pack")


def _circular(pack: Pack, rule: Rule) -> Iterator[Clash]:
    """A rule that waits for the next one-to-one can't be what makes the one-to-one due."""
    waits = isinstance(rule.terms, NextSession)
    if waits and "practitioner" in rule.subject and pack.one_to_one in rule.clock:
        text = f"clock: circular: it waits for the next session of the clock {pack.one_to_one!r} that it sets itself"
        yield Clash(rule.id, "clock", text)


def _for_nobody(rule: Rule) -> Iterator[Clash]:
    """A condition that nothing can meet, or exceptions that leave nobody: the rule would never speak."""
    for key, conditions in (("when", rule.when), ("unless", rule.unless)):
        for condition in conditions:
            for text in _in_itself(condition):
                yield Clash(rule.id, key, f"{key}: contradictory, {text}")
    if rule.when and all(any(_covers(each, one) for each in rule.unless) for one in rule.when):
        yield Clash(rule.id, "unless", "unless: contradictory, it leaves out everyone whom when lets in")


def _in_itself(condition: Condition) -> Iterator[str]:
    for name in sorted(condition.has & condition.lacks):
        yield f"{name} can't be known and not known"
    for name, least in condition.at_least.items():
        most, bound = condition.at_most.get(name), condition.below.get(name)
        if (most is not None and most < least) or (bound is not None and bound <= least):
            yield f"{name} can't be at least {least:g} and below that"


def _covers(wide: Condition, narrow: Condition) -> bool:
    """Say whether whoever meets the narrow condition surely meets the wide one."""
    groups = ("service", "role", "status", "flags")
    if wide.depends_on_facts:
        return wide == narrow
    return all(
        not (mine := getattr(wide, name)) or ((own := getattr(narrow, name)) and own <= mine)
        for name in groups
    )


def _impossible_stretches(rule: Rule) -> Iterator[Clash]:
    terms = rule.terms
    if isinstance(terms, Interval):
        for step in terms.steps:
            if _is_backwards(step.after, step.until):
                yield Clash(rule.id, "until", "until: this stretch of the ramp ends before it begins")
        for earlier, later in zip(terms.steps, terms.steps[1:], strict=False):
            yield from _overlap(rule, earlier, later)
    if isinstance(terms, Window) and _is_backwards(terms.opens, terms.closes):
        yield Clash(rule.id, "closes", "closes: the window closes before it opens")


def _overlap(rule: Rule, earlier: Step, later: Step) -> Iterator[Clash]:
    if earlier.until is None:
        yield Clash(rule.id, "steps", "steps: a step without until must be the last")
    elif _is_backwards(earlier.until, later.after):
        yield Clash(rule.id, "steps", "steps: a step begins before the one before it ends")


def _is_backwards(first: Edge | None, second: Edge | None) -> bool:
    """Say whether the second edge surely lies before the first; only edges of one fact can be compared."""
    if first is None or second is None or (first.fact, first.day) != (second.fact, second.day):
        return False
    return _length(second.plus) < _length(first.plus)


def _length(spans: tuple[Span, ...]) -> float:
    return sum(span.count * _DAYS[span.unit] for span in spans)


def _layers_out_of_order(pack: Pack) -> Iterator[Clash]:
    """On a clock with layers the target lies before the limit, and the limit before the breach."""
    for rule in pack.rules:
        for clock, layer in rule.layer.items():
            if clock not in rule.clock:
                yield Clash(rule.id, "layer", f"layer: {clock!r} is none of the rule's clocks")
            for inner in _inside(pack, clock, layer):
                if bool(inner.when) == bool(rule.when) and _longer(inner, rule):
                    words = f"the {layer} lies before the {inner.layer[clock]} of {inner.id}"
                    yield Clash(rule.id, "layer", f"layer: contradictory, {words}")


def _inside(pack: Pack, clock: str, layer: Layer) -> list[Rule]:
    """Return the rules of the layers that lie inside this one on the same clock."""
    inner = _ORDER[: _ORDER.index(layer)]
    return [rule for rule in pack.rules if rule.layer.get(clock) in inner]


def _longer(one: Rule, other: Rule) -> bool:
    first, second = _every(one), _every(other)
    return first is not None and second is not None and first > second


def _every(rule: Rule) -> float | None:
    terms = rule.terms
    if not isinstance(terms, Interval) or len(terms.steps) != 1:
        return None
    return _length((terms.steps[0].every,))


def _board(pack: Pack) -> Iterator[Clash]:
    gate = pack.board.closing_gate
    if gate and not (gate in pack.rules_by_id and isinstance(pack.rules_by_id[gate].terms, Gate)):
        yield Clash("", "closing_gate", f"closing_gate: {gate} is no gate of this pack")
    if pack.stages and len(pack.board.usual_days) != len(pack.stages):
        yield Clash("", "usual_days", f"usual_days: {len(pack.stages)} stages need as many usual days")


def unknown_clocks(pack: Pack) -> Iterator[tuple[str, str, str, str]]:
    """Yield where a session or event settles a clock that no rule runs on: section, code, key, what is wrong."""
    clocks = {name for rule in pack.rules for name in rule.clock}
    for kind in pack.session_kinds:
        for key, names in (("settles", kind.settles), ("child_clocks", kind.child_clocks)):
            for name in (each for each in names if each not in clocks):
                yield "session", kind.code, key, f"{key}: no rule of the pack runs on a clock {name!r}"
    for event in pack.event_kinds:
        for name in (each for each in event.settles if each not in clocks):
            yield "event", event.code, "settles", f"settles: no rule of the pack runs on a clock {name!r}"


def unknown_events(pack: Pack) -> Iterator[tuple[str, str, str, str]]:
    """Yield where a supervision file is to hold something that no event of the pack tells: see `unknown_clocks`."""
    events = {one.code for one in pack.event_kinds}
    for item in pack.file_items:
        if item.event and item.event not in events:
            yield "file_item", item.code, "event", f"event: the pack has no event {item.event!r}"
