"""Plans: which rules run on which clocks for facts of one key, worked out once per pack and kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.clock.matching import Key, Match, match
from models.clock.outcome import Candidate, Gap
from models.clock.runners import Runner, runner_of
from models.facts import KINDS_OF_CHILD, Facts
from models.policy.edges import Edge
from models.policy.kinds import CLOCKED
from models.policy.pack import Pack
from models.policy.rule import (
    Count,
    Deadline,
    Duty,
    Interval,
    Layer,
    Milestones,
    Retention,
    Rule,
)

SUPERVISED = frozenset(KINDS_OF_CHILD)
_NEED_NOTHING_MORE = (Milestones, Count, Retention)
FILE, RUNS_OUT = "file", "runs_out"
"""The subject of a supervision file, and the clock of what in it carries the date on which it runs out."""
OWN_CLOCK = "case"
"""The clock of those whose last discussion stands in ``Facts.last``."""


@dataclass(frozen=True, slots=True)
class ClockPlan:
    """One clock for one key; ``runners`` stand in the order in which equal dates are named.

    ``layers`` holds the layer of each runner where the clock has layers, else it is empty.
    """

    name: str
    runners: tuple[Runner, ...]
    layers: tuple[Layer, ...]
    own: bool
    needs_more: bool

    def is_breach_alone(self, candidates: Sequence[Candidate]) -> bool:
        """Say whether all that is left of a layered clock is its breach: for these facts that is no clock."""
        return bool(self.layers) and all(
            each.rule.layer.get(self.name, "target") == "breach" for each in candidates
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that can come out for facts of one key."""

    key: Key
    clocks: tuple[ClockPlan, ...]
    plain: tuple[ClockPlan, ...]
    """The clocks that can give something when the facts hold nothing in ``more``."""
    others: tuple[tuple[Rule, Match], ...]
    """Rules of the kinds that give no date on a clock."""
    plain_others: tuple[tuple[Rule, Match], ...]
    gaps: tuple[Gap, ...]
    wants_interval: bool
    """True for those whom the policy has intervals for: where none fits, that is named."""


class Plans:
    """All plans of one pack."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._by_key: dict[Key, Plan] = {}
        self._services = {each.code: each for each in pack.services}
        self._roles = {each.code for each in pack.roles}

    def plan(self, facts: Facts) -> Plan:
        """Return the plan for these facts."""
        codes = tuple([situation[0] for situation in facts.situations]) if facts.situations else ()
        key = Key(facts.subject, facts.service, facts.roles, codes)
        found = self._by_key.get(key)
        if found is None:
            found = self._by_key[key] = self._made(key)
        return found

    def _made(self, key: Key) -> Plan:
        known = key._replace(codes=tuple(self.pack.situation(code).code for code in key.codes))
        hits = [
            (rule, found)
            for rule in self.pack.rules
            if key.kind in rule.subject and (found := match(rule, known)) is not None
        ]
        clocks = self._clocks([hit for hit in hits if hit[0].kind in CLOCKED], known)
        others = tuple(
            hit for hit in hits if hit[0].kind not in CLOCKED and not isinstance(hit[0].terms, Duty)
        )
        return Plan(
            known,
            clocks,
            tuple(clock for clock in clocks if not clock.needs_more),
            others,
            tuple(hit for hit in others if isinstance(hit[0].terms, _NEED_NOTHING_MORE)),
            tuple(self._gaps(known)),
            self._wants_interval(known),
        )

    def _clocks(self, hits: list[tuple[Rule, Match]], key: Key) -> tuple[ClockPlan, ...]:
        names = list(dict.fromkeys(name for rule, _ in hits for name in rule.clock))
        made = (self._clock(name, [hit for hit in hits if name in hit[0].clock], key) for name in names)
        found = [clock for clock in made if _is_a_clock(clock)]
        if key.kind in SUPERVISED and not any(clock.own for clock in found):
            found.append(_managers_own(key.kind))
        if key.kind == FILE:
            found += _written_dates(self.pack)
        return tuple(found)

    def _clock(self, name: str, hits: list[tuple[Rule, Match]], key: Key) -> ClockPlan:
        own = name == OWN_CLOCK and key.kind in SUPERVISED
        hits = hits + self._generic_override(name, hits, own=own)
        ordered = sorted(hits, key=lambda hit: hit[0].rank)
        runners = tuple(found for hit in ordered if (found := runner_of(*hit)) is not None)
        layers = [runner.rule.layer.get(name, "target") for runner in runners]
        layered = any(name in runner.rule.layer for runner in runners)
        more = all(runner.needs_more for runner in runners)
        return ClockPlan(name, runners, tuple(layers) if layered else (), own, more)

    def _generic_override(
        self, name: str, hits: list[tuple[Rule, Match]], *, own: bool
    ) -> list[tuple[Rule, Match]]:
        """Return a rule for the manager's own interval where the policy prints none (GEN-X09)."""
        session = own or name in self.pack.sessions
        if not session or any(_is_override(rule) for rule, _ in hits):
            return []
        # what is due is called as by a rule of this clock alone, not by one that spans several
        rule = next((each for each, _ in hits if each.clock == (name,)), hits[0][0])
        everyone = match(_shorter(rule, name), Key(rule.subject[0], "", (), ()))
        return [(_shorter(rule, name), everyone)] if everyone is not None else []

    def _gaps(self, key: Key) -> list[Gap]:
        found = [
            Gap(
                "unknown_situation",
                f"The pack {self.pack.name} knows no situation {code!r}; it changes no date.",
            )
            for code in key.codes
            if not self.pack.knows(code)
        ]
        found += [
            Gap("unknown_role", f"The pack {self.pack.name} knows no role {role!r}; it changes no date.")
            for role in key.roles
            if role not in self._roles
        ]
        if key.service and key.service not in self._services:
            found.append(
                Gap("unknown_service", f"The pack {self.pack.name} knows no service {key.service!r}.")
            )
        return found

    def _wants_interval(self, key: Key) -> bool:
        service = self._services.get(key.service)
        if key.kind not in SUPERVISED or (service is not None and not service.clock):
            return False
        return any(
            key.kind in rule.subject and OWN_CLOCK in rule.clock and _is_policy_interval(rule)
            for rule in self.pack.rules
        )


def _is_a_clock(clock: ClockPlan) -> bool:
    """A manager's own interval, or a breach without target and limit, makes no clock by itself."""
    rules = [runner.rule for runner in clock.runners if not _is_override(runner.rule)]
    return bool(rules) and {rule.layer.get(clock.name, "") for rule in rules} != {"breach"}


def _is_policy_interval(rule: Rule) -> bool:
    return isinstance(rule.terms, Interval) and not _is_override(rule)


def _is_override(rule: Rule) -> bool:
    return isinstance(rule.terms, Interval) and rule.terms.every_from == "manager_interval_days"


def _shorter(rule: Rule, clock: str) -> Rule:
    return Rule(
        id="GEN-X09",
        kind="interval",
        subject=rule.subject,
        clock=(clock,),
        what=rule.what,
        says="The manager has set a shorter interval, with a recorded reason.",
        heading="Reading GEN-X09, common to all policies",
        force="override",
        terms=Interval(every_from="manager_interval_days"),
        counted_from="the last session",
        readings=("GEN-X09",),
    )


def _managers_own(kind: str) -> ClockPlan:
    """Return the clock of a child for which the policy has none: the next date that the manager set (HAV-X12).

    Nothing is overdue by the policy then, so what has passed is amber.
    """
    rule = Rule(
        id="GEN-X09",
        kind="interval",
        subject=(kind,),
        clock=(OWN_CLOCK,),
        what="Discuss, by the manager's own date",
        says="The manager has set the next date, with a recorded reason; the policy has no interval here.",
        heading="Reading GEN-X09, common to all policies",
        force="recommended",
        terms=Interval(every_from="manager_interval_days"),
        counted_from="the last discussion (first: the opening)",
        readings=("GEN-X09",),
    )
    everyone = match(rule, Key(kind, "", (), ()))
    runner = runner_of(rule, everyone) if everyone is not None else None
    return ClockPlan(OWN_CLOCK, (runner,) if runner is not None else (), (), True, False)


def _written_dates(pack: Pack) -> list[ClockPlan]:
    """Return the clock of what a file holds and what runs out: the date written on it, no interval of the policy."""
    dated = {kind.code for kind in pack.event_kinds if kind.value == "expires_on"}
    rules = {one.rule: pack.rules_by_id.get(one.rule) for one in pack.file_items if one.event in dated}
    found = []
    for name, stated in rules.items():
        rule = Rule(
            id=name,
            kind="deadline",
            subject=(FILE,),
            clock=(RUNS_OUT,),
            what="Renew a check on the file",
            says=stated.says if stated is not None else "The date stands on the file.",
            heading=stated.heading if stated is not None else "",
            force="none",
            terms=Deadline(by=(Edge("expires_on"),), settled_by=()),
            counted_from="the date written on the file",
        )
        everyone = match(rule, Key(FILE, "", (), ()))
        runner = runner_of(rule, everyone) if everyone is not None else None
        found += [ClockPlan(RUNS_OUT, (runner,), (), False, True)] if runner is not None else []
    return found[:1]


def plans_of(pack: Pack) -> Plans:
    """Return the plans of a pack, made on first use."""
    found = pack.compiled.get("plans")
    if not isinstance(found, Plans):
        found = pack.compiled["plans"] = Plans(pack)
    return found
