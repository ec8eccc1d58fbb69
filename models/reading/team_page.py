"""What the team's own page lists: groups held, plans, themes, events, who is away, disagreements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlmodel import Session, col

from models.dates import add_months
from models.policy.pack import Pack
from models.reading.disagreements import DisagreementView, read_disagreements
from models.reading.gates import PassView, read_passes
from models.reading.rows import rows
from models.reading.standing.papers import EventView, PaperView
from models.tables import Absence, DatedEvent, Practitioner, Record, Supervision, Team


@dataclass(frozen=True, slots=True)
class AwayView:
    """Someone who is away now; ``decides`` is who decides meanwhile, for someone who supervises."""

    practitioner_id: int
    name: str
    since: date
    until: date | None
    decides: str
    supervises: bool


@dataclass(frozen=True, slots=True)
class ThemeView:
    """A theme that was worked on, and the patterns that emerged (NCT-P18)."""

    record_id: int
    day: date
    theme: str
    patterns: str


@dataclass(frozen=True, slots=True)
class TeamPage:
    """Everything the page shows beside sessions and what is due.

    ``held`` counts groups by kind over a year, ``passes`` are gates passed with a reason in three months.
    """

    held: tuple[tuple[str, int], ...] = ()
    plans: tuple[PaperView, ...] = ()
    themes: tuple[ThemeView, ...] = ()
    events: tuple[EventView, ...] = ()
    away: tuple[AwayView, ...] = ()
    disagreements: tuple[tuple[str, DisagreementView], ...] = ()
    passes: tuple[PassView, ...] = ()


def read_team_page(
    session: Session, pack: Pack, today: date, plans: Iterable[str], themes: Iterable[str]
) -> TeamPage:
    """Return the team's page; ``plans`` and ``themes`` are the codes of the forms whose records are wanted."""
    names = dict(rows(session, select(col(Practitioner.id), col(Practitioner.name))))
    return TeamPage(
        _held(session, today),
        tuple(PaperView(*row[:4]) for row in _records(session, plans)),
        tuple(ThemeView(row[0], row[2], row[4] or "", row[5] or "") for row in _records(session, themes)),
        _events(session, pack, today),
        read_everyone_away(session, today),
        tuple(
            (names.get(one.practitioner_id, ""), one)
            for one in read_disagreements(session, pack, open_only=True)
        ),
        read_passes(session, add_months(today, -3), today),
    )


def read_everyone_away(session: Session, today: date) -> tuple[AwayView, ...]:
    """Return who is away on a day, those who supervise others first: the manager does, named or not."""
    named = rows(session, select(col(Practitioner.supervisor_id)).distinct())
    leads = rows(session, select(col(Team.manager_id)))
    supervising = {row[0] for row in (*named, *leads) if row[0] is not None}
    statement = (
        select(
            col(Practitioner.id),
            col(Practitioner.name),
            col(Absence.since),
            col(Absence.until),
            col(Absence.cover),
        )
        .join(Absence, col(Absence.practitioner_id) == col(Practitioner.id))
        .where(
            col(Absence.since) <= today,
            or_(col(Absence.until).is_(None), col(Absence.until) >= today),
            or_(col(Practitioner.left_on).is_(None), col(Practitioner.left_on) >= today),
        )
        .order_by(col(Practitioner.name), col(Absence.since))
    )
    found = [
        AwayView(person, name, since, until, decides, person in supervising)
        for person, name, since, until, decides in rows(session, statement)
    ]
    return tuple(sorted(found, key=lambda one: not one.supervises))


def _held(session: Session, today: date) -> tuple[tuple[str, int], ...]:
    statement = select(col(Supervision.kind)).where(
        col(Supervision.practitioner_id).is_(None),
        col(Supervision.held_on) > add_months(today, -12),
        col(Supervision.held_on) <= today,
    )
    return tuple(sorted(Counter(row[0] for row in rows(session, statement)).items()))


def _records(
    session: Session, forms: Iterable[str]
) -> list[tuple[int, str, date, str, str | None, str | None]]:
    statement = (
        select(
            col(Record.id),
            col(Record.form),
            col(Record.day),
            col(Record.state),
            func.json_extract(col(Record.answers), "$.answers.theme"),
            func.json_extract(col(Record.answers), "$.answers.patterns"),
        )
        .where(col(Record.form).in_(tuple(forms)))
        .order_by(col(Record.day).desc(), col(Record.id).desc())
        .limit(12)
    )
    return [tuple(row) for row in rows(session, statement)]


def _events(session: Session, pack: Pack, today: date) -> tuple[EventView, ...]:
    labels = {one.code: one.label for one in pack.event_kinds}
    statement = (
        select(col(DatedEvent.id), col(DatedEvent.type), col(DatedEvent.happened_on), col(DatedEvent.value))
        .where(
            col(DatedEvent.practitioner_id).is_(None),
            col(DatedEvent.child_id).is_(None),
            col(DatedEvent.happened_on) <= today,
        )
        .order_by(col(DatedEvent.happened_on).desc(), col(DatedEvent.id).desc())
        .limit(12)
    )
    return tuple(
        EventView(row[0], row[1], labels.get(row[1], row[1].replace("_", " ")), row[2], row[3])
        for row in rows(session, statement)
    )
