"""The twelve months up to a day: sessions against the policy's count, hours, and what came in between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter

from sqlalchemy import select
from sqlmodel import Session, col

from models.dates import add_months, end_of_month
from models.policy.pack import Pack
from models.policy.rule import Rule
from models.reading.facts.sessions import NOT_ONES_OWN
from models.reading.people import SessionView, read_sessions
from models.reading.rows import rows
from models.tables import Disturbance, Supervision

MONTHS = 6
"""How many months of hours are told, the running one among them."""
Held = tuple[SessionView, date]
"""A session that was held, and the day."""


@dataclass(frozen=True, slots=True)
class Month:
    """A month's sessions: its first day, how many, their minutes, and how many have none written down."""

    first: date
    sessions: int
    minutes: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Between:
    """What came between: how often the practitioner, the supervisor or something else was the cause."""

    practitioner: int = 0
    supervisor: int = 0
    other: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.practitioner + self.supervisor + self.other


@dataclass(frozen=True, slots=True)
class Year:
    """The rolling year of one practitioner: sessions by kind, hours by month, what came in between.

    ``days`` are the held, formal days by clock, the earliest first, reaching back as far as they are kept.
    """

    since: date
    held: Mapping[str, int] = field(default_factory=dict)
    days: Mapping[str, tuple[date, ...]] = field(default_factory=dict)
    months: tuple[Month, ...] = ()
    cancelled: Between = Between()
    moved: Between = Between()
    late: Between = Between()
    interrupted: Between = Between()

    @property
    def total(self) -> int:
        """All formal sessions held in the year."""
        return sum(self.held.values())


def read_year(
    session: Session,
    pack: Pack,
    practitioner_id: int,
    today: date,
    sessions: Sequence[SessionView] | None = None,
) -> Year:
    """Return the rolling year of one practitioner, by their own formal sessions: ``sessions``, if read already."""
    since = add_months(today, -12)
    found = read_sessions(session, practitioner_id) if sessions is None else sessions
    held = sorted(
        (
            (row.held_on, row.id, row)
            for row in found
            if row.held_on and row.held_on <= today and _is_formal(row)
        ),
        key=itemgetter(0, 1),
    )
    days = [(row, day) for day, _, row in held]
    return Year(
        since,
        Counter(row.kind for row, day in days if day > since),
        _by_clock(pack, days),
        tuple(_months(days, today)),
        _causes(_cancelled(found, since, today)),
        _causes(_moved(found, since)),
        *_disturbed(session, practitioner_id, since, today),
    )


def monthly_minutes(pack: Pack) -> tuple[Rule, ...]:
    """Return the rules that want so many minutes of supervision in a month."""
    return tuple(
        rule
        for rule in pack.rules
        if rule.length is not None and rule.length.per == "month" and "practitioner" in rule.subject
    )


def _is_formal(row: SessionView) -> bool:
    return row.occasion not in NOT_ONES_OWN


def _by_clock(pack: Pack, held: Sequence[Held]) -> dict[str, tuple[date, ...]]:
    settles = {kind: pack.session_kind(kind).settles for kind in {row.kind for row, _ in held}}
    found: dict[str, list[date]] = {}
    for row, day in held:
        for clock in settles[row.kind]:
            found.setdefault(clock, []).append(day)
    return {clock: tuple(days) for clock, days in found.items()}


def _months(held: Sequence[Held], today: date) -> Iterable[Month]:
    begins = [add_months(date(today.year, today.month, 1), -back) for back in range(MONTHS - 1, -1, -1)]
    lately = [(row, day) for row, day in held if day >= begins[0]]
    for first in begins:
        last = end_of_month(first.year, first.month)
        own = [row.minutes for row, day in lately if first <= day <= last]
        known = [minutes for minutes in own if minutes is not None]
        yield Month(first, len(own), sum(known), len(own) - len(known))


def _cancelled(found: Iterable[SessionView], since: date, today: date) -> Iterable[str]:
    """Return whose doing each cancelled meeting was: two kinds that were to be held together are one."""
    seen = {
        (row.planned_for, row.cause)
        for row in found
        if row.cancelled_on is not None and since < row.cancelled_on <= today
    }
    return [cause for _, cause in seen]


def _moved(found: Iterable[SessionView], since: date) -> Iterable[str]:
    """Return whose doing each moved meeting was; what makes up for a cancelled one has no cause and was not moved."""
    seen = {
        (row.first_planned_for, row.cause)
        for row in found
        if row.first_planned_for is not None
        and row.cancelled_on is None
        and row.cause
        and since < row.first_planned_for
    }
    return [cause for _, cause in seen]


def _causes(causes: Iterable[str]) -> Between:
    counts = Counter("supervisor" if cause == "supervisor" else _whose(cause) for cause in causes)
    return Between(counts["practitioner"], counts["supervisor"], counts["other"])


def _whose(cause: str) -> str:
    """Return on whose side a cause lies; sickness is the practitioner's here, for the sessions are theirs."""
    return "practitioner" if cause in ("practitioner", "sickness") else "other"


def _disturbed(session: Session, practitioner_id: int, since: date, today: date) -> tuple[Between, Between]:
    statement = (
        select(col(Disturbance.kind), col(Disturbance.whose))
        .join(Supervision, col(Supervision.id) == col(Disturbance.supervision_id))
        .where(
            col(Supervision.practitioner_id) == practitioner_id,
            col(Supervision.held_on) > since,
            col(Supervision.held_on) <= today,
        )
    )
    found = rows(session, statement)
    late = _causes(whose for kind, whose in found if kind == "late")
    return late, _causes(whose for kind, whose in found if kind == "interrupted")
