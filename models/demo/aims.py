"""How often the made-up teams aim to talk: what the made-up dates are laid out by, and no rule of any policy.

The rules themselves are in the policy packs. These few figures follow them closely enough that the
overdue list of each made-up team has something in every band.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from models.dates import Span, WorkingDays, add, parse_span

_WORKING = WorkingDays()


@dataclass(frozen=True, slots=True)
class Aim:
    """One policy's rhythm: sessions of a practitioner, and talks about a child by its situations.

    ``case`` is the kind of session in which children are talked about; ``two_kinds`` says that personal
    and case supervision each have a clock; ``child_clock`` that the policy has one for each child
    (elsewhere the pace is the team's own). ``since_case`` is how many days ago the one whose personal
    supervision is long late had case supervision: in Havering past its target. ``groups`` are the
    group sessions: kind, days between, minutes; the first of them is where the board is moved.
    """

    sessions: Span
    otherwise: Span
    children: Mapping[str, Span] = field(default_factory=dict)
    case: str = "case"
    two_kinds: bool = True
    child_clock: bool = True
    since_case: int = 17
    groups: tuple[tuple[str, int, int], ...] = (("group", 28, 90),)

    def spans(self, codes: Iterable[str]) -> list[Span]:
        """Return the intervals that hold for a child with these situations."""
        return [self.children[code] for code in codes if code in self.children] or [self.otherwise]

    def due(self, codes: Iterable[str], last: date) -> date:
        """Return the day by which a child with these situations, last talked about on ``last``, is due."""
        return min(after(last, span) for span in self.spans(codes))


def _spans(**texts: str) -> dict[str, Span]:
    return {code: parse_span(text) for code, text in texts.items()}


_KENT_RISKS = {
    f"{code}:{level}": parse_span(span)
    for code in ("risk_rosh", "risk_sw")
    for level, span in (("very_high", "30d"), ("high", "30d"), ("medium", "60d"), ("low", "90d"))
}

AIMS: Mapping[str, Aim] = {
    "kent": Aim(
        Span(1, "m"),
        Span(90, "d"),
        _KENT_RISKS,
        groups=(
            ("case_progression", 14, 60),
            ("team_meeting", 28, 120),
            ("appreciative_inquiry", 28, 90),
            ("audit_appreciative_inquiry", 56, 90),
        ),
    ),
    "northamptonshire": Aim(
        Span(4, "w"),
        Span(4, "w"),
        _spans(
            cin="4w",
            cp="4w",
            cic="4w",
            leaving_care_18_plus="8w",
            private_fostering="8w",
            early_help_prevention="8w",
            post_order="12w",
            direct_payments="12w",
        ),
        case="practice",
        groups=(("group_supervision", 28, 90),),
    ),
    "havering": Aim(
        Span(4, "w"), Span(12, "w"), child_clock=False, since_case=33, groups=(("group_case", 28, 90),)
    ),
    "birmingham": Aim(
        Span(1, "m"),
        Span(3, "m"),
        _spans(
            cp="1m",
            asti="1m",
            pre_proceedings="1m",
            care_proceedings="1m",
            planning_for_permanence="1m",
            cin="2m",
            early_help_plan="2m",
            cic="3m",
        ),
        two_kinds=False,
    ),
    "children_and_families": Aim(Span(4, "w"), Span(12, "w"), two_kinds=False, child_clock=False),
}

BANDS: tuple[tuple[str, int, int], ...] = (
    ("over 30 days late", 31, 9999),
    ("8 to 30 days late", 8, 30),
    ("1 to 7 days late", 1, 7),
    ("today", 0, 0),
    ("this week", -7, -1),
    ("next four weeks", -28, -8),
    ("later", -9999, -29),
)
"""The bands of the overdue list: name, and days late from and to (negative: days still to go)."""


def band_of(due: date, today: date) -> str:
    """Return the band in which a due day stands."""
    late = (today - due).days
    return next(name for name, low, high in BANDS if low <= late <= high)


def after(day: date, span: Span) -> date:
    """Return the day a span after ``day``."""
    return add(day, span, _WORKING)


def day_before(today: date, span: Span) -> date | None:
    """Return the latest day from which ``span`` leads to ``today``; None where no day does (31 April)."""
    guess = after(today, -span)
    for step in range(3, -1, -1):
        if after(guess + timedelta(days=step), span) == today:
            return guess + timedelta(days=step)
    return None
