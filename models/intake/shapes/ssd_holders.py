"""Who held what, from the dataset's involvements: one after the other, as hand-overs are kept here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from models.intake.incoming import AllocationIn, PeriodIn
from models.intake.table.codes import plain
from models.intake.table.findings import Findings, Where
from models.intake.table.rows import Entry

_HOLDERS = (
    "allocated",
    "case holder",
    "caseholder",
    "case worker",
    "key worker",
    "keyworker",
    "lead professional",
)


@dataclass(slots=True)
class Hold:
    """A stretch in which a professional worked with a child."""

    where: Where
    child: str
    person: str
    start: date
    end: date | None = None
    team: str = ""
    referral: str = ""


def of_case_holders(entries: Sequence[Entry], findings: Findings) -> list[Entry]:
    """Return the rows of those who hold the work, where the file says who does; else every row."""
    holders = [entry for entry in entries if _holds(entry.values.get("role", ""))]
    if holders and len(holders) < len(entries):
        findings.note(
            f"Of the involvements, {len(holders)} say that the worker holds the case; "
            f"the other {len(entries) - len(holders)} tell of other people and were left out."
        )
    return holders or list(entries)


def _holds(role: str) -> bool:
    words = plain(role)
    return words == "cw" or any(each in words for each in _HOLDERS)


def hand_out(periods: Iterable[PeriodIn], holds: Iterable[Hold]) -> list[AllocationIn]:
    """Return the allocations of each period, each ending where the next begins; set each period's holder."""
    by_child: dict[str, list[Hold]] = defaultdict(list)
    for hold in holds:
        by_child[hold.child].append(hold)
    return [each for period in periods for each in _of_period(period, by_child[period.child])]


def _of_period(period: PeriodIn, holds: list[Hold]) -> list[AllocationIn]:
    closed = period.closed_on or date.max
    within = sorted(
        (hold for hold in holds if hold.start <= closed and (hold.end or date.max) >= period.opened_on),
        key=lambda hold: (hold.start, hold.end or date.max),
    )
    found: list[AllocationIn] = []
    for place, hold in enumerate(within):
        since = max(hold.start, period.opened_on)
        following = within[place + 1].start if place + 1 < len(within) else date.max
        until = min(hold.end or date.max, max(following, since), closed)
        if until == since and place + 1 < len(within):
            continue
        if found and found[-1].holder == hold.person and found[-1].until == since:
            found[-1].until = None if until == date.max else until
            continue
        found.append(
            AllocationIn(
                hold.where,
                period.child,
                period.service,
                hold.person,
                since,
                until=None if until == date.max else until,
                opened_on=period.opened_on,
                nth=period.nth,
            )
        )
    if found:
        period.holder = ""
    return found
