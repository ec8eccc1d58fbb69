"""How sessions went over a span: held, moved, made up for, written, signed or agreed, disturbed; and by month.

What stands in the diary for a day that has not passed is not judged yet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from models.dates import show
from models.policy.pack import Pack
from models.policy.parts import AGREED, SIGNED
from models.reading.quality.counts import Count, Month
from models.reading.quality.records import written_in_time
from models.reading.rows import rows
from models.reading.sessions import read_passed
from models.tables import Disturbance, Practitioner, Supervision
from models.words import initials_of

MONTHS = 12
_FORMAL = col(Supervision.occasion) == "formal"


def session_counts(session: Session, pack: Pack, since: date, until: date, today: date) -> Iterator[Count]:
    """Yield the counts of the sessions of a span."""
    names = _initials(session)

    def named(one: Any) -> str:
        return _named(pack, names, one)

    yield from _planned(session, named, since, until, today)
    held = _read(session, col(Supervision.held_on).between(since, until), _FORMAL)
    yield _papers("written", "Held sessions written up", held, "recorded_on", named)
    for sort, what, column in _SIGNED_OFF:
        kinds = {one.code for one in pack.session_kinds if one.sign_off == sort}
        if kinds:  # what no policy asks for is no gap: only a form that is signed is missing a signature
            whole = [one for one in held if one.practitioner_id is not None and one.kind in kinds]
            yield _papers(sort, what, whole, column, named)
    found = written_in_time(pack, held, named, until)
    if found is not None:
        met = found.of - len(found.late)
        yield Count("in_time", found.what, met, found.of, found.late, says=found.says)
    yield _disturbed(session, held, named)


_SIGNED_OFF = (
    (SIGNED, "Held one-to-ones signed", "signed_on"),
    (AGREED, "Held one-to-ones shared and agreed", "agreed_on"),
)
Namer = Callable[[Any], str]


def _planned(session: Session, named: Namer, since: date, until: date, today: date) -> Iterator[Count]:
    planned = [
        one
        for one in _read(session, col(Supervision.planned_for).between(since, until), _FORMAL)
        if one.held_on is not None or one.cancelled_on is not None or one.planned_for < today
    ]
    kept = [one for one in planned if one.held_on is not None]
    yield _count(
        "held",
        "Sessions in the diary that were held",
        planned,
        [one for one in planned if one.held_on is None],
        named,
    )
    moved = [one for one in kept if (one.first_planned_for or one.planned_for) != one.held_on]
    yield _count("kept", "Held on the day first planned for", kept, moved, named)
    cancelled = [one for one in planned if one.cancelled_on is not None]
    made_up = _made_up(session, [one.id for one in cancelled])
    left = [one for one in cancelled if one.id not in made_up]
    passed = read_passed(session, [one.id for one in left])

    def said(one: Any) -> str:
        why = "; ".join(f"{rule} passed, {reason}" for rule, reason in passed.get(one.id, ()))
        return f"{named(one)}: {why}" if why else named(one)

    counted = _count(
        "made_up", "Cancelled sessions with another booked in their place", cancelled, left, said
    )
    yield replace(
        counted, says="Only one booked in the cancelled one's place counts: what was planned anyhow does not."
    )


def _papers(key: str, what: str, whole: list[Any], column: str, named: Namer) -> Count:
    return _count(key, what, whole, [one for one in whole if getattr(one, column) is None], named)


def _disturbed(session: Session, held: list[Any], named: Namer) -> Count:
    ids = select(col(Disturbance.supervision_id)).distinct()
    disturbed = {row[0] for row in rows(session, ids)}
    gaps = [one for one in held if one.id in disturbed]
    return _count("undisturbed", "Sessions without lateness or interruption", held, gaps, named)


def _count(key: str, what: str, whole: list[Any], missing: list[Any], named: Namer) -> Count:
    gaps = tuple(named(one) for one in missing)
    at = tuple(("supervision", one.id) for one in missing)
    return Count(key, what, len(whole) - len(missing), len(whole), gaps, at=at)


def months_of(session: Session, until: date, today: date) -> tuple[Month, ...]:
    """Return twelve months up to a day, the first first: of the sessions held or planned, how many were held."""
    first = until.replace(day=1)
    days = [first]
    while len(days) < MONTHS:
        days.insert(0, (days[0] - timedelta(days=1)).replace(day=1))
    day = func.coalesce(col(Supervision.planned_for), col(Supervision.held_on))
    month = func.strftime("%Y-%m", day)
    is_over = (
        col(Supervision.held_on).is_not(None)
        | col(Supervision.cancelled_on).is_not(None)
        | (col(Supervision.planned_for) < today)
    )
    statement = (
        select(month, func.count(), func.count(col(Supervision.held_on)))
        .where(day.between(days[0], until), is_over, _FORMAL)
        .group_by(month)
    )
    found = {row[0]: (row[1], row[2]) for row in rows(session, statement)}
    return tuple(
        Month(one, found.get(f"{one:%Y-%m}", (0, 0))[1], found.get(f"{one:%Y-%m}", (0, 0))[0]) for one in days
    )


def _read(session: Session, *where: Any) -> list[Any]:
    columns = (
        Supervision.id,
        Supervision.kind,
        Supervision.practitioner_id,
        Supervision.planned_for,
        Supervision.first_planned_for,
        Supervision.held_on,
        Supervision.cancelled_on,
        Supervision.recorded_on,
        Supervision.agreed_on,
        Supervision.signed_on,
    )
    statement = select(*(col(one) for one in columns)).where(*where)
    day = func.coalesce(col(Supervision.planned_for), col(Supervision.held_on))
    return rows(session, statement.order_by(day, col(Supervision.id)))


def _made_up(session: Session, ids: list[int]) -> set[int]:
    statement = select(col(Supervision.replaces_id)).where(
        col(Supervision.replaces_id).in_(ids), col(Supervision.cancelled_on).is_(None)
    )
    return {row[0] for row in rows(session, statement)}


def _named(pack: Pack, names: dict[int, str], one: Any) -> str:
    day = one.held_on or one.planned_for
    who = names.get(one.practitioner_id or 0, "group")
    return f"{pack.session_kind(one.kind).label}, {show(day)}, {who}"


def _initials(session: Session) -> dict[int, str]:
    statement = select(col(Practitioner.id), col(Practitioner.name))
    return {row[0]: initials_of(row[1]) for row in rows(session, statement)}
