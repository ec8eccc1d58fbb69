"""Whether each calendar month had its session, where the policy wants that beside an interval (NCT-T01, NCT-X01)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from models.dates import add_months
from models.policy.pack import Pack
from models.policy.rule import CalendarMonth, Rule

_LOOK = 12
"""How many whole months are looked at: those of the rolling year."""


@dataclass(frozen=True, slots=True)
class MonthsTest:
    """The whole months of the last year in which sessions of a clock were wanted, and those that had none."""

    clock: str
    rule: Rule
    months: int
    without: tuple[date, ...]

    def text(self) -> str:
        """Return ``10 of 12``."""
        return f"{self.months - len(self.without)} of {self.months}"


def month_tests(
    pack: Pack, days: Mapping[str, Sequence[date]], start: date | None, today: date
) -> Iterator[MonthsTest]:
    """Yield, by clock, how the months went that are over.

    The first of them is the first whole one of work, and since sessions are kept here: ``days`` are those held,
    by clock. The running month fails nobody.
    """
    running = date(today.year, today.month, 1)
    begins = [add_months(running, -back) for back in range(_LOOK, 0, -1)]
    for rule in pack.rules:
        if not isinstance(rule.terms, CalendarMonth) or "practitioner" not in rule.subject:
            continue
        for clock in rule.clock:
            held = days.get(clock, ())
            if not held:
                continue
            since = min(held) if start is None else max(start, min(held))
            over = [first for first in begins if first >= since.replace(day=1) and first >= (start or first)]
            kept = {(day.year, day.month) for day in held}
            without = tuple(first for first in over if (first.year, first.month) not in kept)
            if over:
                yield MonthsTest(clock, rule, len(over), without)
