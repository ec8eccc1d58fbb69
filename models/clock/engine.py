"""The policy clock: from facts, a pack and a moment to what is due. It reads no wall clock and no store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from models.clock import states
from models.clock.arithmetic import When, as_day, edge_date, is_past
from models.clock.judges import judge
from models.clock.lengths import judge_lengths
from models.clock.outcome import Candidate, Due, Gap, Settled
from models.clock.plan import OWN_CLOCK, ClockPlan, Plan, plans_of
from models.clock.sanity import after_closure, likely, made_sane, misplaced, others_misplaced
from models.dates import WorkingDays
from models.facts import Facts
from models.policy.pack import Pack
from models.policy.rule import Content, Gate, Layer, Retention, Rule

_OUTLIVE = (Content, Gate, Retention)
_NO_RULE = Gap("no_rule", "No interval of this policy fits the service and situations recorded.")
_LAYER_STATES: dict[Layer, str] = {
    "target": states.TARGET_PASSED,
    "limit": states.OVERDUE,
    "breach": states.BREACH,
}


class Clock:
    """One pack at one moment; ask it about as many subjects as you like.

    ``now`` is a day or an aware moment; only rules in hours need the time of day.
    """

    one_day = timedelta(days=1)

    def __init__(self, pack: Pack, now: When, working: WorkingDays | None = None) -> None:
        """``working`` says which days are worked; without it, those of England and Wales and of the pack."""
        self.pack = pack
        self.now = now
        self.today = as_day(now)
        self.working = working or WorkingDays(pack.closure_days)
        self._plans = plans_of(pack)
        self._own_due: dict[int, tuple[Facts, date | None]] = {}

    def due(self, facts: Facts, *, settled: bool = False) -> list[Due]:
        """Return everything this subject's clocks, counts and checks give, gaps included.

        Deadlines that were met are left out unless ``settled``. Closed work gives nothing (GEN-X10).
        """
        facts, gaps = made_sane(facts)
        found = [self._gap(facts, "", gap) for gap in gaps]
        if facts.ended is not None and facts.ended <= self.today:
            return found + [self._gap(facts, "", gap) for gap in after_closure(facts)]
        plan = self._plans.plan(facts)
        found += [self._gap(facts, "", gap) for gap in (*plan.gaps, *others_misplaced(facts, self.today))]
        fits = not plan.wants_interval
        for clock in plan.clocks if facts.more else plan.plain:
            ran = self._run(clock, facts, settled=settled)
            fits = fits or (clock.own and bool(ran))
            found += ran
        if not fits:
            found.append(self._gap(facts, OWN_CLOCK, _NO_RULE))
        found += self._clocks_of_others_alone(plan, facts, settled=settled)
        for rule, match in plan.others if facts.more else plan.plain_others:
            other = judge(self, facts, rule, match)
            found += [other] if other is not None else []
        return found + judge_lengths(self, facts) if facts.more else found

    def due_all(self, many: Iterable[Facts]) -> Iterator[Due]:
        """Yield everything due for many subjects."""
        for facts in many:
            yield from self.due(facts)

    def on(self, facts: Facts, clock: str) -> Due | None:
        """Return what one clock of this subject says, a met deadline too; None where nothing runs on it."""
        facts, _ = made_sane(facts)
        if facts.ended is not None and facts.ended <= self.today:
            return None
        plans = [each for each in self._plans.plan(facts).clocks if each.name == clock]
        found = [due for each in plans for due in self._run(each, facts, settled=True)]
        dated = [due for due in found if due.computed]
        return next(iter(dated or found), None)

    def judged(self, facts: Facts, rule: Rule) -> Due | None:
        """Return what one rule that gives no date on a clock says: a count, gate, length, content, period.

        Of closed work and of those who have left only the checks and periods that outlive it (GEN-X10).
        """
        if facts.ended is not None and facts.ended <= self.today and not isinstance(rule.terms, _OUTLIVE):
            return None
        return judge(self, facts, rule, None)

    def rules_on(self, facts: Facts, clock: str) -> list[Rule]:
        """Return the rules that can run on one clock of this subject."""
        plans = [each for each in self._plans.plan(facts).clocks if each.name == clock]
        return [runner.rule for each in plans for runner in each.runners]

    def own_due(self, worker: Facts) -> date | None:
        """Return the day a worker's own one-to-one is due; worked out once for each worker's facts."""
        known = self._own_due.get(id(worker))
        if known is None:
            # kept with the facts, lest others take over their number; known first, lest it asks itself
            self._own_due[id(worker)] = worker, None
            due = self.on(worker, self.pack.one_to_one)
            known = self._own_due[id(worker)] = worker, due.due_day if due is not None else None
        return known[1]

    def _run(self, plan: ClockPlan, facts: Facts, *, settled: bool) -> list[Due]:
        last = facts.last if plan.own else facts.lasts.get(plan.name)
        out: list[Due] = []
        if last is not None and (gap := misplaced(last, self.today)) is not None:
            out.append(self._gap(facts, plan.name, gap))
            last = None
        whole = last if not facts.others else self._latest(facts, last)
        candidates, rest = self._candidates(plan, facts, last, whole)
        if facts.others:
            candidates += self._of_others(plan, facts, whole, candidates)
        if candidates and not plan.is_breach_alone(candidates):
            out.append(self._verdict(plan, facts, candidates))
        return out + self._rest(plan, facts, rest, settled=settled and not candidates) if rest else out

    def _candidates(
        self, plan: ClockPlan, facts: Facts, last: date | None, whole: date | None
    ) -> tuple[list[Candidate], list[tuple[Rule, Gap | Settled]]]:
        """Return the date of every rule on a clock, and apart what was settled or stood in the way.

        ``last`` is the last discussion of this involvement, ``whole`` that of any: only a rule that
        begins again with each involvement goes by the first.
        """
        found: list[Candidate] = []
        rest: list[tuple[Rule, Gap | Settled]] = []
        for runner in plan.runners:
            answer = runner.answer(facts, last if runner.restart else whole, self)
            if answer is None:
                continue
            if isinstance(answer, date):
                found.append(Candidate(answer, runner.rule, facts))
            else:
                rest.append((runner.rule, answer))
        return found, rest

    def _of_others(
        self, plan: ClockPlan, facts: Facts, whole: date | None, own: list[Candidate]
    ) -> list[Candidate]:
        """Return the dates that other services' rules give on the same clock of this child (GEN-X14)."""
        seen = {(each.rule.id, each.due) for each in own}
        found: list[Candidate] = []
        for other in self._as_own(facts):
            for clock in self._plans.plan(other).clocks:
                if clock.name == plan.name:
                    found += self._candidates(clock, other, other.last, whole)[0]
        return [each for each in found if (each.rule.id, each.due) not in seen]

    def _clocks_of_others_alone(self, plan: Plan, facts: Facts, *, settled: bool) -> list[Due]:
        """Return what runs only because of another service, such as its own allocation."""
        if not facts.others:
            return []
        names = {clock.name for clock in plan.clocks}
        return [
            due
            for own in self._as_own(facts)
            for clock in self._plans.plan(own).plain
            if clock.name not in names
            for due in self._run(clock, own, settled=settled)
        ]

    def _as_own(self, facts: Facts) -> list[Facts]:
        """Return each other involvement as if it were the child's only one."""
        return [
            facts.changed(
                service=each.service,
                start=likely(each.opened_on),
                last=self._held(each.last),
                allocated_at=each.allocated_at,
                transferred_on=None,
                others=(),
            )
            for each in facts.others
        ]

    def _latest(self, facts: Facts, last: date | None) -> date | None:
        """Return the last discussion in any involvement of the child."""
        held = (last, *(self._held(each.last) for each in facts.others))
        return max((day for day in held if day is not None), default=None)

    def _held(self, last: date | None) -> date | None:
        return last if last is not None and misplaced(last, self.today) is None else None

    def _rest(
        self, plan: ClockPlan, facts: Facts, rest: list[tuple[Rule, Gap | Settled]], *, settled: bool
    ) -> list[Due]:
        gaps = {answer.code: (rule, answer) for rule, answer in reversed(rest) if isinstance(answer, Gap)}
        found = [self._gap(facts, plan.name, gap, rule) for rule, gap in gaps.values()]
        done = [(rule, answer) for rule, answer in rest if isinstance(answer, Settled)]
        return found + ([self._met(plan, facts, *done[0])] if done and settled else [])

    def _verdict(self, plan: ClockPlan, facts: Facts, candidates: list[Candidate]) -> Due:
        if plan.layers:
            return self._layered(plan, facts, candidates)
        best = candidates[0] if len(candidates) == 1 else min(candidates, key=_order)
        due, rule, _ = best
        past = due < self.today if due.__class__ is date else is_past(due, self.now)
        if past and rule.force == "recommended":
            best, state = self._advisory(best, candidates)
            return Due(self, facts, plan.name, best.rule, best.due, state, tuple(candidates))
        state = states.OVERDUE if past else states.OK
        return Due(self, facts, plan.name, rule, due, state, tuple(candidates))

    def _advisory(self, best: Candidate, candidates: list[Candidate]) -> tuple[Candidate, str]:
        """A recommended date that passed is amber; it turns red only when a duty's date has passed too."""
        duties = [
            each for each in candidates if each.rule.force != "recommended" and is_past(each.due, self.now)
        ]
        return (min(duties, key=_order), states.OVERDUE) if duties else (best, states.ADVISORY_MISSED)

    def _layered(self, plan: ClockPlan, facts: Facts, candidates: list[Candidate]) -> Due:
        """Judge a clock with layers: the target is due, the innermost layer passed is named (HAV-X01)."""
        by_rule = {runner.rule.id: layer for runner, layer in zip(plan.runners, plan.layers, strict=True)}
        firsts: dict[Layer, Candidate] = {}
        for each in sorted(candidates, key=_order):
            firsts.setdefault(by_rule.get(each.rule.id, "target"), each)
        present: list[Layer] = [layer for layer in ("target", "limit", "breach") if layer in firsts]
        passed = [layer for layer in present if is_past(firsts[layer].due, self.now)]
        named = firsts[passed[-1] if passed else present[0]]
        state = _LAYER_STATES[passed[-1]] if passed else states.OK
        more = {"limit": firsts.get("limit"), "breach_after": firsts.get("breach")}
        dates = {name: each.due for name, each in more.items() if each is not None}
        return Due(
            self, facts, plan.name, named.rule, firsts[present[0]].due, state, tuple(candidates), dates
        )

    def _met(self, plan: ClockPlan, facts: Facts, rule: Rule, done: Settled) -> Due:
        """Say of a settled deadline whether it was met in time."""
        due = edge_date(done.edge, facts, self.working) if done.edge is not None else done.due
        late = due is not None and _is_after(done.on, due)
        return Due(self, facts, plan.name, rule, due, states.NOT_MET if late else states.MET)

    def _gap(self, facts: Facts, clock: str, gap: Gap, rule: Rule | None = None) -> Due:
        return Due(self, facts, clock or facts.subject, rule, None, states.NOT_COMPUTED, gap=gap)


def _is_after(on: When, due: When) -> bool:
    """Say whether something happened too late; where one of the two has no time, by the day."""
    if isinstance(on, datetime) and isinstance(due, datetime):
        return on > due
    return as_day(on) > as_day(due)


def _order(candidate: Candidate) -> int:
    """Order candidates by their end: a moment by its minute, a day by its last."""
    due = candidate[0]
    if isinstance(due, datetime):
        return as_day(due).toordinal() * 1440 + due.hour * 60 + due.minute
    return due.toordinal() * 1440 + 1440


def due(facts: Facts, pack: Pack, now: When, working: WorkingDays | None = None) -> list[Due]:
    """Return everything due for one subject under one pack at one day or moment."""
    return Clock(pack, now, working).due(facts)


def due_all(
    many: Iterable[Facts], pack: Pack, now: When, working: WorkingDays | None = None
) -> Iterator[Due]:
    """Yield everything due for many subjects under one pack at one day or moment."""
    return Clock(pack, now, working).due_all(many)
