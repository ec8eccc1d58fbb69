"""One rule of one clock at work: from facts to the date it gives, if it gives one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from models.clock.arithmetic import Shift, When, as_day, edge_date, fact_date, shifter
from models.clock.bases import PLAN_BEGAN, PLAN_DAYS, base_of, figure_of, shared
from models.clock.matching import ALWAYS, Match, Period, holds, periods
from models.clock.outcome import Gap, Settled
from models.dates import Span, end_of_month
from models.facts import Facts
from models.policy.rule import CalendarMonth, Deadline, Interval, NextSession, Rule, Step

if TYPE_CHECKING:
    from models.clock.engine import Clock

Answer = When | Gap | Settled | None
_MUST_BE_KNOWN = frozenset({"start", "asye_start", "session_date", "observed_on", "allocated_at"})
_MUST_FOLLOW = frozenset({"last", "discussed_at"})
"""What settles only what came before it; a signature or a session brought forward settles beforehand too."""
_NO_START = Gap("no_start", "There is no earlier session and no start date to count from.")


class Runner:
    """A rule that applies to one key; ``at`` is set where a single situation alone decides when."""

    __slots__ = ("_always", "_at", "_match", "needs_more", "restart", "rule")

    def __init__(self, rule: Rule, found: Match) -> None:
        self.rule = rule
        self._match = found
        self._always = found.always
        self._at = _single(found)
        self.needs_more = found.needs_more
        self.restart = isinstance(rule.terms, Interval) and rule.terms.restart

    def answer(self, facts: Facts, last: date | None, clock: Clock, /) -> Answer:
        """Return the date this rule gives, None where it gives none, or what stood in the way."""
        raise NotImplementedError

    def inside(self, day: date, facts: Facts, step: Period = (None, None)) -> date | None:
        """Return the first day from ``day`` on which the rule applies (gap rule, GEN-X13), or None."""
        if self._always and step == (None, None):
            return day
        if self._at >= 0:
            _, since, until = facts.situations[self._at]
            if step != (None, None):
                return _clamp(day, ((since, until),), step)
            first = since if since is not None and since > day else day
            return None if until is not None and first >= until else first
        return _clamp(day, ALWAYS if self._always else periods(self._match, facts), step)

    def applies(self, facts: Facts) -> bool:
        """Say whether the rule applies to this subject at any time."""
        return self._always or self._at >= 0 or bool(periods(self._match, facts))


def _single(found: Match) -> int:
    """Return the position of the one situation that decides alone, or -1."""
    if len(found.any_of) != 1 or found.unless:
        return -1
    only = found.any_of[0]
    if only.condition is not None or len(only.groups) != 1 or len(only.groups[0]) != 1:
        return -1
    return only.groups[0][0]


def _clamp(day: date, when: Sequence[Period], step: Period) -> date | None:
    best: date | None = None
    for begin, end in when:
        first = max(each for each in (day, begin, step[0]) if each is not None)
        ends = [each for each in (end, step[1]) if each is not None]
        if (not ends or first < min(ends)) and (best is None or first < best):
            best = first
    return best


class IntervalRunner(Runner):
    """``interval``: the last held event and the time the rule allows; ramps by their steps."""

    __slots__ = ("_managers", "_plain", "_steps", "_terms")

    def __init__(self, rule: Rule, found: Match, terms: Interval) -> None:
        super().__init__(rule, found)
        self._managers = terms.every_from == "manager_interval_days"
        self._terms = terms
        self._steps = tuple((step, shifter(step.every)) for step in terms.steps)
        self._plain = self._plain_shift()

    def _plain_shift(self) -> Shift | None:
        """Return the one addition there is, where no ramp, share or agreement has a say."""
        terms = self._terms
        special = terms.share_of or terms.or_earlier or terms.agreed_from or terms.every_from
        if special or len(self._steps) != 1:
            return None
        step, shift = self._steps[0]
        return shift if step.after is None and step.until is None else None

    def answer(self, facts: Facts, last: date | None, clock: Clock, /) -> Answer:
        """Return the first day on which the gap reaches what is allowed on that day."""
        if self._managers and facts.shorter is None:
            return None
        base = last if last is not None and not self.restart else base_of(self._terms, facts, last)
        if self._plain is not None and base is not None:
            return self.inside(self._plain(base, clock.working), facts)
        if base is None:
            return _NO_START if self.applies(facts) else None
        if self._terms.every_from:
            return self._by_figure(base, facts, clock)
        return self._by_steps(base, facts, clock)

    def _by_figure(self, base: date, facts: Facts, clock: Clock) -> Answer:
        every = figure_of(self._terms, facts)
        if every is None or not self.applies(facts):
            return None
        if isinstance(every, Gap):
            return every
        since = facts.shorter.since if facts.shorter and self._managers else None
        if self._terms.every_from == PLAN_DAYS:  # nothing was late by a plan before it began
            began = fact_date(facts, PLAN_BEGAN)
            since = None if began is None else as_day(began)
        return self.inside(shifter(every)(base, clock.working), facts, (since, None))

    def _by_steps(self, base: date, facts: Facts, clock: Clock) -> Answer:
        """Take the earliest date of all steps, each only inside its own stretch of time (GEN-X05)."""
        if not self.applies(facts):
            return None
        found: list[date] = []
        for step, shift in self._steps:
            stretch = stretch_of(step, facts, clock)
            if isinstance(stretch, Gap):
                return stretch
            day = self._one(base, step, shift, facts, clock)
            if isinstance(day, Gap):
                return day
            inside = self.inside(day, facts, stretch) if stretch is not None else None
            found += [inside] if inside is not None else []
        return min(found, default=None)

    def _one(self, base: date, step: Step, shift: Shift, facts: Facts, clock: Clock) -> date | Gap:
        every = shared(step.every, facts, self._terms.share_of) if self._terms.share_of else step.every
        if isinstance(every, Gap):
            return every
        shift = shift if every is step.every else shifter(every)
        day = self._agreed(base, facts, clock) or shift(base, clock.working)
        sooner = fact_date(facts, self._terms.or_earlier) if self._terms.or_earlier else None
        return min(day, as_day(sooner)) if sooner is not None and as_day(sooner) > base else day

    def _agreed(self, base: date, facts: Facts, clock: Clock) -> date | None:
        """Return the day by an agreed interval that may be longer, but not than the most there is."""
        terms = self._terms
        agreed = facts.known(terms.agreed_from) if terms.agreed_from else None
        if not isinstance(agreed, int) or agreed < 1 or terms.agreed_at_most is None:
            return None
        day = shifter(Span(agreed, "w"))(base, clock.working)
        return min(day, shifter(terms.agreed_at_most)(base, clock.working))


def stretch_of(step: Step, facts: Facts, clock: Clock) -> Period | Gap | None:
    """Return when a step of a ramp is in force; None where it has not begun; a gap without its start.

    The day of the edge itself still belongs to the earlier step.
    """
    begin = end = None
    if step.after is not None:
        begin = edge_date(step.after, facts, clock.working)
        if begin is None:
            return None if step.after.is_event else _NO_START
    if step.until is not None:
        end = edge_date(step.until, facts, clock.working)
        if end is None and not step.until.is_event:
            return _NO_START
    return (
        None if begin is None else as_day(begin),
        None if end is None else as_day(end) + clock.one_day,
    )


class CalendarMonthRunner(Runner):
    """``calendar_month``: by the last day of the month after that of the last session."""

    __slots__ = ()

    def answer(self, facts: Facts, last: date | None, _clock: Clock, /) -> Answer:
        """Return the end of the next calendar month."""
        base = last if last is not None else facts.start
        if base is None:
            return _NO_START if self.applies(facts) else None
        year, month = divmod(base.year * 12 + base.month, 12)
        return self.inside(end_of_month(year, month + 1), facts)


class DeadlineRunner(Runner):
    """``deadline``: once, by an edge, until settled."""

    __slots__ = ("_terms",)

    def __init__(self, rule: Rule, found: Match, terms: Deadline) -> None:
        super().__init__(rule, found)
        self._terms = terms

    def answer(self, facts: Facts, last: date | None, clock: Clock, /) -> Answer:
        """Return the earliest edge not yet settled; what was settled if all are."""
        if not self.applies(facts):
            return None
        held = last if last is not None else facts.last
        settled: Settled | None = None
        open_: When | None = None
        for edge in self._terms.by:
            begun = edge.day or fact_date(facts, edge.fact)
            if begun is None:
                continue
            on = self._settled_on(facts, held, begun, clock)
            if on is not None:
                settled = Settled(on, edge=edge)
            elif (due := edge_date(edge, facts, clock.working)) is not None:
                open_ = due if open_ is None or as_day(due) < as_day(open_) else open_
        return open_ or settled or self._missing(held)

    def _settled_on(self, facts: Facts, held: date | None, begun: When, clock: Clock) -> When | None:
        for name in self._terms.settled_by:
            on = held if name == "last" else fact_date(facts, name)
            if on is None or as_day(on) > clock.today:
                continue
            if name not in _MUST_FOLLOW or as_day(begun) <= as_day(on):
                return on
        return None

    def _missing(self, held: date | None) -> Gap | None:
        """Return a gap where a date that every such subject has is not known, and nothing was held yet."""
        wanted = [edge.fact for edge in self._terms.by if edge.fact in _MUST_BE_KNOWN]
        if not wanted or ("last" in self._terms.settled_by and held is not None):
            return None
        if wanted[0] == "allocated_at":
            return Gap("no_allocation", "No allocation is recorded, and no discussion yet.")
        return Gap("no_date", "The date to count from is not recorded.")


class NextSessionRunner(Runner):
    """``next_session``: at the worker's next one-to-one (BCT-X08)."""

    __slots__ = ("_terms",)

    def __init__(self, rule: Rule, found: Match, terms: NextSession) -> None:
        super().__init__(rule, found)
        self._terms = terms
        self.needs_more = self.needs_more or bool(terms.of)

    def answer(self, facts: Facts, last: date | None, clock: Clock, /) -> Answer:
        """Return the earlier of the booked one-to-one and the day the worker's own is due."""
        begun = fact_date(facts, self._terms.of) if self._terms.of else last or facts.start
        if (self._terms.of and begun is None) or not self.applies(facts):
            return None
        day = None if begun is None else as_day(begun)
        told = (fact_date(facts, name) for name in self._terms.settled_by)
        settled = next((on for on in told if on is not None), None)
        found = self._day(facts, day, clock)
        if settled is not None and as_day(settled) <= clock.today:
            return Settled(settled, found if found is not None else settled)
        if found is None:
            return Gap(
                "no_next_session", "No next session is booked, and the worker's own due date is not known."
            )
        return self.inside(found, facts)

    def _day(self, facts: Facts, begun: date | None, clock: Clock) -> date | None:
        at_once = self._terms.at_once
        if at_once is not None and begun is not None and holds(at_once, facts) is not None:
            return begun
        worker = facts.worker
        booked = facts.next_session or (worker.next_session if worker is not None else None)
        own = clock.own_due(worker) if worker is not None else None
        if booked is not None and begun is not None and booked < begun + self._wait(clock):
            booked = None  # held already: not the next one
        if self._terms.of and own is not None and begun is not None and own < begun:
            # Overdue before it happened: nothing is late before there is anything to say.
            own = booked or begun
        return min((each for each in (booked, own) if each is not None), default=None)

    def _wait(self, clock: Clock) -> timedelta:
        """After a discussion the next session lies on a later day; after an event it may be the same."""
        return timedelta(0) if self._terms.of else clock.one_day


def runner_of(rule: Rule, found: Match) -> Runner | None:
    """Return the runner for a rule that gives a date on a clock, or None for any other kind."""
    match rule.terms:
        case Interval():
            return IntervalRunner(rule, found, rule.terms)
        case CalendarMonth():
            return CalendarMonthRunner(rule, found)
        case Deadline():
            return DeadlineRunner(rule, found, rule.terms)
        case NextSession():
            return NextSessionRunner(rule, found, rule.terms)
        case _:
            return None
