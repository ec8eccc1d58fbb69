"""Frequency and quality of a team's supervision as counts, n of N, each with its gaps; nobody gets a score.

A gap is the one thing that is missing, so that it can be put right: a child, a session, an action. Gaps are
never added up by worker.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from models.dates import counted, show
from models.policy.pack import Pack
from models.reading.due.kinds import AGREEMENT, DISCUSSION, LABELS, OBSERVATION, SESSION
from models.reading.due.lines import DueLine
from models.reading.due.listing import DueList
from models.reading.quality_records import written_in_time
from models.reading.rows import rows
from models.reading.sampling import FINISHED
from models.tables import (
    Action,
    Child,
    Disturbance,
    GatePass,
    Involvement,
    Practitioner,
    Record,
    Sample,
    SampledRecord,
    Supervision,
)
from models.words import initials_of

MONTHS = 12
_FORMAL = col(Supervision.occasion) == "formal"


@dataclass(frozen=True, slots=True)
class Count:
    """One count: what, of how many it is so, of how many in all; what is missing, thing by thing."""

    key: str
    what: str
    met: int
    of: int
    gaps: tuple[str, ...] = ()
    note: str = ""
    says: str = ""
    """What the policy says follows, in our words with its ID; empty where it says nothing."""
    at: tuple[tuple[str, int], ...] = ()
    """Of each gap, where it can be opened: ``child``, ``practitioner``, ``supervision`` or ``sample``, and its id."""

    def text(self) -> str:
        """Return ``14 of 20``, or that there was nothing to count."""
        return f"{self.met} of {self.of}" if self.of else "nothing to count"


@dataclass(frozen=True, slots=True)
class Month:
    """One month: of the sessions that stood in the diary for it, how many were held."""

    first: date
    held: int
    planned: int

    @property
    def label(self) -> str:
        """``Nov 2026``."""
        return f"{self.first:%b %Y}"


@dataclass(frozen=True, slots=True)
class Quality:
    """A team's supervision over a span of days: how it stands now, how it went, and month by month."""

    since: date
    until: date
    now: tuple[Count, ...]
    span: tuple[Count, ...]
    months: tuple[Month, ...]


def read_quality(session: Session, pack: Pack, due: DueList, since: date, until: date) -> Quality:
    """Return the counts of a team. ``due`` is everything due now."""
    names = _initials(session)
    return Quality(
        since,
        until,
        tuple(_now(due, kind, what) for kind, what in _NOW),
        (
            *_sessions(session, pack, names, since, until),
            _disturbed(session, pack, names, since, until),
            _actions(session, since, until, due.today),
            _closures(session, since, until),
            _sampled(session, since, until),
        ),
        _months(session, until),
    )


_NOW = (
    (DISCUSSION, "Children discussed in time"),
    (SESSION, "Practitioners seen in time"),
    (AGREEMENT, "Agreements in date"),
    (OBSERVATION, "Observations in time"),
)


def _now(due: DueList, kind: str, what: str) -> Count:
    """Count whom the clock has a date for, each once; late is late, whoever's work it is."""
    lines: dict[tuple[str, int], list[DueLine]] = {}
    for line in due.lines:
        if line.kind == kind and (line.day is not None or line.is_late):
            lines.setdefault(line.entity, []).append(line)
    late = [
        next(one for one in each if one.is_late) for each in lines.values() if any(o.is_late for o in each)
    ]
    gaps = sorted((_late(one), _place(one)) for one in late)
    told, at = tuple(gap for gap, _ in gaps), tuple(place for _, place in gaps)
    return Count(kind, what, len(lines) - len(late), len(lines), told, LABELS[kind], at=at)


def _late(line: DueLine) -> str:
    """Return ``GO, 36 days late (KCC-T21), away``: who is away can't be seen."""
    away = ", away" if line.person.is_away and line.about.entity != "child" else ""
    return f"{line.label_for(private=True)}, {line.lateness()} ({line.rule}){away}"


def _place(line: DueLine) -> tuple[str, int]:
    return line.entity if line.about.entity == "child" else ("practitioner", line.practitioner_id or 0)


def _places(sessions: Iterable[Any]) -> tuple[tuple[str, int], ...]:
    return tuple(("supervision", one.id) for one in sessions)


def _sessions(
    session: Session, pack: Pack, names: dict[int, str], since: date, until: date
) -> Iterable[Count]:
    planned = _read(session, col(Supervision.planned_for).between(since, until), _FORMAL)
    kept = [one for one in planned if one.held_on is not None]
    yield Count(
        "held",
        "Sessions in the diary that were held",
        len(kept),
        len(planned),
        tuple(_named(pack, names, one) for one in planned if one.held_on is None),
        at=_places(one for one in planned if one.held_on is None),
    )
    moved = [one for one in kept if (one.first_planned_for or one.planned_for) != one.held_on]
    yield Count(
        "kept",
        "Held on the day first planned for",
        len(kept) - len(moved),
        len(kept),
        tuple(_named(pack, names, one) for one in moved),
        at=_places(moved),
    )
    cancelled = [one for one in planned if one.cancelled_on is not None]
    made_up = _made_up(session, [one.id for one in cancelled])
    yield Count(
        "made_up",
        "Cancelled sessions with another date",
        sum(one.id in made_up for one in cancelled),
        len(cancelled),
        tuple(_named(pack, names, one) for one in cancelled if one.id not in made_up),
        at=_places(one for one in cancelled if one.id not in made_up),
    )
    held = _read(session, col(Supervision.held_on).between(since, until), _FORMAL)
    for key, what, column in (
        ("written", "Held sessions written up", "recorded_on"),
        ("signed", "Held one-to-ones signed", "signed_on"),
    ):
        whole = [one for one in held if key == "written" or one.practitioner_id is not None]
        missing = [one for one in whole if getattr(one, column) is None]
        gaps = tuple(_named(pack, names, one) for one in missing)
        yield Count(key, what, len(whole) - len(missing), len(whole), gaps, at=_places(missing))
    found = written_in_time(pack, held, lambda one: _named(pack, names, one), until)
    if found is not None:
        met = found.of - len(found.late)
        what = "Records written in the policy's time"
        yield Count("in_time", what, met, found.of, found.late, says=found.says)


def _disturbed(session: Session, pack: Pack, names: dict[int, str], since: date, until: date) -> Count:
    held = _read(session, col(Supervision.held_on).between(since, until), _FORMAL)
    ids = select(col(Disturbance.supervision_id)).distinct()
    disturbed = {row[0] for row in rows(session, ids)}
    gaps = [one for one in held if one.id in disturbed]
    return Count(
        "undisturbed",
        "Sessions without lateness or interruption",
        len(held) - len(gaps),
        len(held),
        tuple(_named(pack, names, one) for one in gaps),
        at=_places(gaps),
    )


def _actions(session: Session, since: date, until: date, today: date) -> Count:
    """Count the actions that were to be done in the span: done by their date, of all that were not dropped."""
    statement = (
        select(
            col(Action.id),
            col(Action.due_on),
            col(Action.done_on),
            col(Child.number),
            col(Child.initials),
            col(Action.child_id),
        )
        .outerjoin(Child, col(Child.id) == col(Action.child_id))
        .where(col(Action.due_on).between(since, min(until, today)), col(Action.dropped_on).is_(None))
        .order_by(col(Action.due_on), col(Action.id))
    )
    found = rows(session, statement)
    late = [row for row in found if row.done_on is None or row.done_on > row.due_on]
    gaps = tuple(
        (f"{row.number} {row.initials}" if row.number is not None else "Not about a child")
        + f", due {show(row.due_on)}, "
        + (f"done {counted((row.done_on - row.due_on).days, 'day')} late" if row.done_on else "not done")
        for row in late
    )
    at = tuple(("child", row.child_id or 0) for row in late)
    return Count("actions", "Actions done by their date", len(found) - len(late), len(found), gaps, at=at)


def _closures(session: Session, since: date, until: date) -> Count:
    """Count what was closed with the gate met; what was passed with a reason is named for quality assurance."""
    statement = (
        select(
            col(Involvement.id),
            col(Child.number),
            col(Child.initials),
            col(Involvement.closed_on),
            col(Involvement.child_id),
        )
        .join(Child, col(Child.id) == col(Involvement.child_id))
        .where(col(Involvement.closed_on).between(since, until))
        .order_by(col(Involvement.closed_on))
    )
    closed = rows(session, statement)
    passed = {
        row[0]: row
        for row in rows(
            session,
            select(col(GatePass.entity_id), col(GatePass.rule), col(GatePass.reason)).where(
                col(GatePass.entity) == "involvement"
            ),
        )
    }
    gaps = tuple(
        f"{row[1]} {row[2]}, closed {show(row[3])}: {passed[row[0]].rule} passed, {passed[row[0]].reason}"
        for row in closed
        if row[0] in passed
    )
    at = tuple(("child", row[4]) for row in closed if row[0] in passed)
    what = "Closed with the policy's gate met"
    return Count("closures", what, len(closed) - len(gaps), len(closed), gaps, at=at)


def _sampled(session: Session, since: date, until: date) -> Count:
    """Count the sampled records that were looked at: a worksheet that is only begun says nothing yet."""
    statement = (
        select(col(SampledRecord.record_id), col(Sample.id), col(Record.id), col(Record.state))
        .join(Sample, col(Sample.id) == col(SampledRecord.sample_id))
        .outerjoin(Record, col(Record.id) == col(SampledRecord.worksheet_id))
        .where(col(Sample.drawn_on).between(since, until))
        .order_by(col(SampledRecord.id))
    )
    found = rows(session, statement)
    gaps = tuple(
        f"Record {row[0]} of sample {row[1]}, "
        + (f"worksheet {row[2]} begun" if row[2] else "no worksheet yet")
        for row in found
        if row[3] not in FINISHED
    )
    at = tuple(("sample", row[1]) for row in found if row[3] not in FINISHED)
    return Count("sampled", "Sampled records looked at", len(found) - len(gaps), len(found), gaps, at=at)


def _months(session: Session, until: date) -> tuple[Month, ...]:
    """Return twelve months up to a day, the first first; cancelled sessions stood in the diary too."""
    first = until.replace(day=1)
    days = [first]
    while len(days) < MONTHS:
        days.insert(0, (days[0] - timedelta(days=1)).replace(day=1))
    month = func.strftime("%Y-%m", func.coalesce(col(Supervision.planned_for), col(Supervision.held_on)))
    statement = (
        select(month, func.count(), func.count(col(Supervision.held_on)))
        .where(
            func.coalesce(col(Supervision.planned_for), col(Supervision.held_on)).between(days[0], until),
            _FORMAL,
        )
        .group_by(month)
    )
    found = {row[0]: (row[1], row[2]) for row in rows(session, statement)}
    return tuple(
        Month(day, found.get(f"{day:%Y-%m}", (0, 0))[1], found.get(f"{day:%Y-%m}", (0, 0))[0]) for day in days
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
