"""What the clock answers: a due thing with its date and state, or a gap that says why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from models.clock import states
from models.clock.arithmetic import When, as_day

if TYPE_CHECKING:
    from models.clock.engine import Clock
    from models.clock.explain import Explanation
    from models.facts import Facts
    from models.policy.edges import Edge
    from models.policy.rule import Rule


class Gap(NamedTuple):
    """Why a date could not be worked out: a short code and a sentence without any child's details."""

    code: str
    text: str


class Settled(NamedTuple):
    """A deadline that was settled on a day or moment: when it was due, or the edge that says so."""

    on: When
    due: When | None = None
    edge: Edge | None = None


class Candidate(NamedTuple):
    """The date that one rule gives on a clock, and the facts it was worked out from."""

    due: When
    rule: Rule
    facts: Facts


class Due:
    """One due thing: one clock of one subject, or one count, length, gate, content check or period.

    What is shown of every line is ready (`due`, `state`, `days_late`, `rule`); the reasons (`why`) are
    made only when asked for.
    """

    __slots__ = ("_why", "candidates", "clock", "due", "engine", "facts", "gap", "more", "rule", "state")

    def __init__(
        self,
        engine: Clock,
        facts: Facts,
        clock: str,
        rule: Rule | None,
        due: When | None,
        state: str,
        candidates: tuple[Candidate, ...] = (),
        more: Mapping[str, Any] | None = None,
        gap: Gap | None = None,
    ) -> None:
        """``candidates`` holds the date of every rule that ran on this clock; ``more`` what a kind adds."""
        self.engine = engine
        self.facts = facts
        self.clock = clock
        self.rule = rule
        self.due = due
        self.state = state
        self.candidates = candidates
        self.more = more
        self.gap = gap
        self._why: Explanation | None = None

    def __repr__(self) -> str:
        return f"<Due {self.facts.subject} {self.facts.id} {self.clock} {self.due} {self.state}>"

    @property
    def subject(self) -> tuple[str, str]:
        """Return the kind and ID of whom it concerns."""
        return self.facts.subject, self.facts.id

    @property
    def what(self) -> str:
        """Return in a few words what is due."""
        return self.rule.what if self.rule else self.clock.replace("_", " ")

    @property
    def governing_rule(self) -> str:
        """Return the ID of the rule whose date won, or an empty text."""
        return self.rule.id if self.rule else ""

    @property
    def force(self) -> str:
        """Return how strong the governing rule is: minimum, maximum, usual, recommended and so on."""
        return self.rule.force if self.rule else "none"

    @property
    def computed(self) -> bool:
        """Say whether a date or state could be worked out."""
        return self.gap is None

    @property
    def reason(self) -> str:
        """Return why nothing could be worked out, as a sentence; empty where it could."""
        return self.gap.text if self.gap else ""

    @property
    def absent(self) -> bool:
        """Say whether the person is away: the line is marked, the clock runs on (GEN-X11)."""
        return self.facts.absent

    @property
    def due_day(self) -> date | None:
        """Return the London day it is due."""
        return None if self.due is None else as_day(self.due)

    @property
    def days_late(self) -> int | None:
        """Return signed calendar days past the due day: negative before it, never clamped."""
        return None if self.due is None else (self.engine.today - as_day(self.due)).days

    @property
    def is_late(self) -> bool:
        """Say whether its date has passed."""
        return self.state in states.LATE

    @property
    def hold_by(self) -> date | None:
        """Return the last working day before the due day, where that is none itself (GEN-X03).

        There is none where it would lie before what the time is counted from: nothing could be held then.
        """
        if self.due is None or isinstance(self.due, datetime):
            return None
        held = self.engine.working.hold_by(self.due)
        if held == self.due:
            return None
        begun = self._counted_from
        return None if begun is not None and held < begun else held

    @property
    def _counted_from(self) -> date | None:
        """Return the day of what the time is counted from; none where the due day is an appointed one itself."""
        from models.clock.sums import sum_of  # only for a due day that is not worked

        start = sum_of(self).start
        on_the_spot = self.due == self.facts.known("discussed_at")
        return start if start != self.due or on_the_spot else None

    def value(self, name: str) -> Any:
        """Return what this kind of rule adds under a name of the case format, such as ``window_from``."""
        return None if self.more is None else self.more.get(name)

    @property
    def limit(self) -> date | None:
        """Return, on a layered clock, the day after which it is overdue."""
        found = self.value("limit")
        return found if isinstance(found, date) else None

    @property
    def breach_after(self) -> date | None:
        """Return, on a layered clock, the last day before it is a breach."""
        found = self.value("breach_after")
        return found if isinstance(found, date) else None

    @property
    def why(self) -> Explanation:
        """Return the reasons: the start, the sum, the source, the readings, other dates, other rules."""
        if self._why is None:
            from models.clock.explain import explain  # only once somebody asks

            self._why = explain(self)
        return self._why
