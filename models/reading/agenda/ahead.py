"""What a sitting that closes still wants to know: the next session, who is away, who was there, what disturbed it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from sqlalchemy import select
from sqlmodel import Session, col

from models.changes.attendance import WHOSE
from models.dates import counted
from models.reading.agenda.beside import read_disturbed
from models.reading.agenda.lengths import Lengths, lengths_of
from models.reading.agenda.next_date import Away, NextDate, following
from models.reading.agenda.points import said_of_side
from models.reading.agenda.reading import read_whom
from models.reading.agenda.running import Running
from models.reading.agenda.sitting import FORMAL, Sitting
from models.reading.due.listing import DueList
from models.reading.free_days import read_away
from models.reading.rows import rows
from models.reading.took_part import Here, read_here, read_presenters, read_took_part
from models.tables import Disturbance, Supervision

_NOTED = {"late": "{} was late", "interrupted": "interrupted by {}"}


@dataclass(frozen=True, slots=True)
class Ahead:
    """The next session, booked or proposed, and the kinds of the sitting that have none in the diary.

    ``starts_at`` is the time of the one that is booked, ``timeless`` are those booked that have no time.
    ``fills`` are what is known only at the end, by the words of `forms.template.kinds.FILLS`.
    """

    next: NextDate | None = None
    unbooked: tuple[str, ...] = ()
    away: tuple[Away, ...] = ()
    starts_at: str = ""
    timeless: tuple[int, ...] = ()
    fills: Mapping[str, str] = field(default_factory=dict)
    noted: tuple[str, ...] = ()
    """Lateness and interruptions noted in this sitting, in words."""
    presents: Mapping[int, str] = field(default_factory=dict)
    """Who presented which child to a group, by the child's id, as far as that is known."""
    lengths: Lengths = field(default_factory=Lengths)
    """How long the sitting may be by the policy."""
    here: tuple[Here, ...] = ()
    """Who was there, one by one; of a session with one practitioner, the practitioner first."""


def read_ahead(session: Session, due: DueList, told: Running, held_on: date) -> Ahead:
    """Return what a sitting that closes, held on a day, still wants to know."""
    found = _next(session, due, told.sitting, held_on)
    noted, presents = _noted(session, told.sitting), _presents(session, told)
    whom = read_whom(session, due, told.sitting)
    return replace(
        found,
        fills=_fills(session, due, told),
        noted=noted,
        presents=presents,
        lengths=lengths_of(due.clock, told.sitting, whom),
        here=tuple(read_here(session, told.sitting.ids[0], told.sitting.practitioner_id, told.sitting.day)),
    )


def _next(session: Session, due: DueList, sitting: Sitting, held_on: date) -> Ahead:
    """Return the next session, booked or proposed, of the kinds of a sitting that come round."""
    formal = tuple(one for one in sitting.sessions if one.occasion == FORMAL)
    if not formal:
        return Ahead()
    found = {one.kind: following(session, due, replace(sitting, sessions=(one,)), held_on) for one in formal}
    unbooked = tuple(kind for kind, one in found.items() if one is not None and not one.booked)
    away = tuple(read_away(session, sitting.practitioner_id, due.today + timedelta(days=1)))
    if not unbooked:
        booked = [one for one in found.values() if one is not None]
        first = min(booked, key=lambda one: one.day, default=None)
        times = _booked_at(
            session, sitting, {kind: one.day for kind, one in found.items() if one is not None}
        )
        said = next((time for time in times.values() if time), "")
        return Ahead(first, (), away, said, tuple(one for one, time in times.items() if not time))
    alone = tuple(one for one in formal if one.kind in unbooked)
    return Ahead(following(session, due, replace(sitting, sessions=alone), held_on), unbooked, away)


def _fills(session: Session, due: DueList, told: Running) -> dict[str, str]:
    found = {"conduct": conduct(session, told.sitting.practitioner_id, due)}
    presenters = read_presenters(session, told.sitting.ids)
    found["presenter"] = presenters[0] if len(presenters) == 1 else ""
    present, apologies = read_took_part(session, told.sitting.ids[0], due.today)
    return {
        name: words
        for name, words in {**found, "took_part": present, "apologies": apologies}.items()
        if words
    }


def _presents(session: Session, told: Running) -> dict[int, str]:
    """Return who presented which child: the one who presents, or where several do, the one who holds the work."""
    names = read_presenters(session, told.sitting.ids)
    if len(names) == 1:
        return dict.fromkeys(told.children, names[0])
    return {kid: child.holder for kid, child in told.children.items() if child.holder in names}


def _booked_at(session: Session, sitting: Sitting, days: Mapping[str, date]) -> dict[int, str]:
    """Return the times of the sessions that are booked next, by their ids."""
    person = sitting.practitioner_id
    whose = (
        col(Supervision.practitioner_id).is_(None)
        if person is None
        else col(Supervision.practitioner_id) == person
    )
    statement = select(
        col(Supervision.id), col(Supervision.kind), col(Supervision.planned_for), col(Supervision.starts_at)
    ).where(
        whose,
        col(Supervision.id).not_in(sitting.ids),
        col(Supervision.held_on).is_(None),
        col(Supervision.cancelled_on).is_(None),
    )
    return {one: time for one, kind, day, time in rows(session, statement) if days.get(kind) == day}


def _noted(session: Session, sitting: Sitting) -> tuple[str, ...]:
    """Return who came late and what interrupted, each once with how often (KCC-P18)."""
    statement = (
        select(col(Disturbance.kind), col(Disturbance.whose))
        .where(col(Disturbance.supervision_id).in_(sitting.ids))
        .order_by(col(Disturbance.id))
    )
    found = Counter((kind, whose) for kind, whose in rows(session, statement))
    said = ((_NOTED[kind].format(WHOSE[whose]), often) for (kind, whose), often in found.items())
    return tuple(f"{words}, {counted(often, 'time')}" if often > 1 else words for words, often in said)


def conduct(session: Session, practitioner_id: int | None, due: DueList) -> str:
    """Return lateness, cancellations and interruptions on either side, where they are frequent (KCC-P18)."""
    sides, since = read_disturbed(session, practitioner_id, due.today)
    if not sides or since is None:
        return ""
    return f"Since {since.day} {since:%B}: {'; '.join(map(said_of_side, sides))}"
