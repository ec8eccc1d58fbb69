"""A rule of a policy and what each kind of rule says: plain values, read from a pack and never changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from models.dates import Span
from models.policy.conditions import Condition, Word
from models.policy.edges import Edge

Layer = Literal["target", "limit", "breach"]
FORCES = (
    "minimum",
    "maximum",
    "fixed",
    "usual",
    "stated",
    "agreed",
    "override",
    "recommended",
    "permitted",
    "available",
    "none",
)
LAYERS = ("target", "limit", "breach")


@dataclass(frozen=True, slots=True)
class Step:
    """One stretch of a ramp: this interval, in force after one edge and up to another, both optional."""

    every: Span
    after: Edge | None = None
    until: Edge | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """``interval``: again and again, so long after the last held event of the clock.

    ``every_from`` takes the figure from a fact (its unit is the end of the fact's name), ``share_of``
    divides the interval by a fact, ``agreed_from`` lets an agreement lengthen it up to ``agreed_at_most``.
    """

    steps: tuple[Step, ...] = ()
    every_from: str = ""
    share_of: str = ""
    first: tuple[str, ...] = ("start",)
    restart: bool = False
    or_earlier: str = ""
    agreed_from: str = ""
    agreed_at_most: Span | None = None


@dataclass(frozen=True, slots=True)
class CalendarMonth:
    """``calendar_month``: at least one in every calendar month, so by the end of the next month."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """``deadline``: once, by an edge; settled by one of these facts, or by ``last``, a session held since."""

    by: tuple[Edge, ...]
    settled_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NextSession:
    """``next_session``: at the worker's next one-to-one: the booked date or their own due date if earlier."""

    of: str = ""
    at_once: Condition | None = None
    settled_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Milestones:
    """``milestones``: several fixed points in order; ``named`` gives a single one its own name."""

    at: tuple[Edge, ...]
    named: str = ""
    held_as: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """``window``: not before one edge and not after another."""

    opens: Edge
    closes: Edge


@dataclass(frozen=True, slots=True)
class Count:
    """``count``: at least so many events of these types in the rolling twelve months, or one of each."""

    at_least: int
    types: tuple[str, ...]
    one_of_each: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """``tally``: one figure, or the items of one session, against what is required, ideal or allowed.

    With ``share_of`` the ceiling is that share of another figure, rounded down. ``each_takes`` minutes
    bring a warning where the session is too short for that many.
    """

    figure: str = ""
    items: str = ""
    distinct: str = ""
    at_least: int | None = None
    ideal: int | None = None
    target: int | None = None
    share: str = ""
    share_of: str = ""
    each_takes: int | None = None


@dataclass(frozen=True, slots=True)
class Duration:
    """``duration``: only a length, said in the rule's ``length``."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing a gate asks for: a condition, or a date of ``dated`` between two facts; and in words."""

    words: str
    condition: Condition | None = None
    dated: str = ""
    earliest: str = ""
    latest: str = ""


@dataclass(frozen=True, slots=True)
class Gate:
    """``gate``: an action is blocked until all that is required holds; ``warn_after`` only warns."""

    action: str
    requires: tuple[Requirement, ...]
    warn_after: Span | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing a record or agenda must hold: a form's field, a fact, an item of a list, or its first.

    ``answer`` is where a finished record tells it: the form and the key of the answer (``havering_b/learning``).
    """

    field: str = ""
    form: str = ""
    fact: str = ""
    item: str = ""
    first: str = ""
    of: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """``content``: the entries a record, agenda or session must have."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Retention:
    """``retention``: keep until an edge, then destroy or delete; without an edge, keep."""

    until: Edge | None = None
    then: Literal["destroy", "delete", "keep"] = "keep"


@dataclass(frozen=True, slots=True)
class Duty:
    """``duty``: an obligation without a number: shown, never computed. An ``offer`` is not even a duty."""

    offer: bool = False


Terms = (
    Interval
    | CalendarMonth
    | Deadline
    | NextSession
    | Milestones
    | Window
    | Count
    | Tally
    | Duration
    | Gate
    | Content
    | Retention
    | Duty
)


@dataclass(frozen=True, slots=True)
class Length:
    """How long, in minutes; ``per`` is empty for one session, else ``month`` or ``fortnight`` in all.

    ``whole``: every session of their own is in the sum, and not those of the rule's clock alone.
    """

    minimum: int | None = None
    maximum: int | None = None
    per: str = ""
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Alternative:
    """The other way a text can be read: without some rules, with another interval or by another edge."""

    reading: str
    words: str
    without: tuple[str, ...] = ()
    every: Span | None = None
    by: Edge | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule under the policy's own ID; ``terms`` says what its kind is and with which figures."""

    id: str
    kind: str
    subject: tuple[str, ...]
    clock: tuple[str, ...]
    what: str
    says: str
    heading: str
    force: str
    terms: Terms
    counted_from: str = ""
    when: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()
    layer: Mapping[str, Layer] = field(default_factory=dict)
    length: Length | None = None
    readings: tuple[str, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    local: bool = False
    why: str = ""

    @property
    def rank(self) -> tuple[int, tuple[int, int]]:
        """Order rules that fall on the same day: stronger force first, then the more special condition."""
        strength = FORCES.index(self.force)
        special = min((condition.special for condition in self.when), default=(0, 0))
        return (0 if strength < 3 else strength), special


__all__ = ["FORCES", "LAYERS", "Rule", "Terms", "Word"]
