"""The twelve months up to a day: sessions against the policy's count, hours, and what came in between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from operator import itemgetter

from sqlalchemy import select
from sqlmodel import Session, col

from models.dates import add_months, end_of_month
from models.policy.pack import Pack
from models.policy.rule import Rule
from models.reading.facts.rearranged import SICKNESS
from models.reading.facts.sessions import NOT_ONES_OWN
from models.reading.free_days import read_spells
from models.reading.people import SessionView, read_sessions
from models.reading.rows import rows
from models.returning import Spell
from models.series import is_away
from models.tables import Disturbance, Supervision

MONTHS = 6
"""How many months of hours are told, the running one among them."""
Held = tuple[SessionView, date]
"""A session that was held, and the day."""
Cause = tuple[date | None, str]
"""The day a meeting was planned for, and whose or what made it fall out."""


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
    ill = partial(_whose_illness, read_spells(session, practitioner_id))
    return Year(
        since,
        Counter(row.kind for row, day in days if day > since),
        _by_clock(pack, days),
        tuple(_months(days, today)),
        _causes(_cancelled(found, since, today), ill),
        _causes(_moved(found, since), ill),
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


def _cancelled(found: Iterable[SessionView], since: date, today: date) -> Iterable[Cause]:
    """Return the cause of each cancelled meeting: two kinds that were to be held together are one."""
    return {
        (row.planned_for, row.cause)
        for row in found
        if row.cancelled_on is not None and since < row.cancelled_on <= today
    }


def _moved(found: Iterable[SessionView], since: date) -> Iterable[Cause]:
    """Return the cause of each moved meeting; what makes up for a cancelled one has none and was not moved."""
    return {
        (row.first_planned_for, row.cause)
        for row in found
        if row.first_planned_for is not None
        and row.cancelled_on is None
        and row.cause
        and since < row.first_planned_for
    }


def _causes(causes: Iterable[Cause], ill: Callable[[date | None], str]) -> Between:
    counts = Counter(ill(day) if cause == SICKNESS else cause for day, cause in causes)
    return _between(counts)


def _between(counts: Counter[str]) -> Between:
    own = counts["practitioner"], counts["supervisor"]
    return Between(*own, counts.total() - sum(own))


def _whose_illness(spells: Sequence[Sequence[Spell]], day: date | None) -> str:
    """Return whose sickness made a meeting fall out: the supervisor's where only they were away on its day.

    ``spells`` are the absences of the practitioner, then the supervisor's. Where neither is known to have been
    away it is taken to be the practitioner's.
    """
    away = [day is not None and is_away(day, own) for own in spells]
    return "supervisor" if away == [False, True] else "practitioner"


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
    late, interrupted = (
        Counter(whose for kind, whose in found if kind == wanted) for wanted in ("late", "interrupted")
    )
    return _between(late), _between(interrupted)
