"""What the gates of a policy look at: the history of a child's involvements, and notes of oversight at a point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import func, select, text
from sqlmodel import Session, col

from models.policy.pack import Pack
from models.reading.child import ChildView
from models.reading.facts.desk import Desk
from models.reading.facts.shared import read_talks
from models.reading.rows import rows
from models.tables import Child, GatePass, Involvement, Practitioner, Record, Supervision

OLD = timedelta(days=30)
"""A supervision longer ago than this hardly speaks of closing (KCC-X06)."""
STEP_WITHIN = timedelta(days=90)
"""How long after a service was closed another counts as a step from it. Ours: the policy gives no number."""
_NOTED = text(
    "SELECT max(record.day) FROM record JOIN record_child ON record_child.record_id = record.id "
    "WHERE record_child.child_id = :child AND record.state <> 'draft' AND record.day >= :since "
    "AND json_extract(record.answers, '$.answers.point') = :point"
)


@dataclass(frozen=True, slots=True)
class Past:
    """One involvement in the history of a child: the service, its span, and the formal supervisions held for it."""

    id: int
    service: str
    opened_on: date
    closed_on: date | None
    supervisions: tuple[date, ...]

    def days(self, today: date) -> int:
        """Return how long it was open, or has been."""
        return ((self.closed_on or today) - self.opened_on).days


@dataclass(frozen=True, slots=True)
class ClosingView:
    """What stands before closing one involvement: the child, the whole history, and the note of oversight."""

    child: str
    history: tuple[Past, ...]
    closing: Past
    noted_on: date | None = None

    @property
    def last(self) -> date | None:
        """The last formal supervision held for the involvement that closes (KCC-X05)."""
        return max(self.closing.supervisions, default=None)

    def is_old(self, today: date) -> bool:
        """Say whether that supervision is so long ago that it hardly spoke of closing."""
        return self.last is not None and today - self.last > OLD


def read_closing(session: Session, pack: Pack, involvements: Sequence[int], today: date) -> list[ClosingView]:
    """Return what stands before closing some involvements, one view each (KCC-P39)."""
    whose = rows(
        session,
        select(col(Involvement.id), col(Child.id), col(Child.number), col(Child.initials))
        .join(Child, col(Child.id) == col(Involvement.child_id))
        .where(col(Involvement.id).in_(involvements))
        .order_by(col(Child.number)),
    )
    children = list(dict.fromkeys(row[1] for row in whose))
    pasts = _histories(session, pack, children, today)
    found = []
    for involvement_id, child_id, number, initials in whose:
        own = next(one for one in pasts[child_id] if one.id == involvement_id)
        point = pack.board.closing_point
        noted = last_note(session, child_id, point, own.opened_on) if point else None
        found.append(ClosingView(f"{number} {initials}".strip(), pasts[child_id], own, noted))
    return found


def by_service(session: Session, pack: Pack, view: ChildView, today: date) -> ChildView:
    """Return a child with the supervisions of each involvement as the gate counts them: those held for it alone."""
    talks = read_talks(Desk(session, pack, today, [view.id], ()), [view.id])[view.id]
    held = tuple(replace(one, formal_supervisions=tuple(talks.get(one.id, ()))) for one in view.involvements)
    return replace(view, involvements=held)


def last_note(session: Session, child_id: int, point: str, since: date) -> date | None:
    """Return the day of the last finished note of oversight about a child at a point, since a day."""
    asked = _NOTED.bindparams(child=child_id, point=point, since=since.isoformat())
    found = rows(session, asked)[0][0]
    return date.fromisoformat(found) if found else None


def read_step(session: Session, pack: Pack, child_id: int, today: date) -> tuple[bool, date | None]:
    """Say whether another service would be a step for a child, and when that was noted with both managers (KCC-P08)."""
    statement = select(func.max(col(Involvement.opened_on))).where(
        col(Involvement.child_id) == child_id,
        col(Involvement.closed_on).is_(None) | (col(Involvement.closed_on) >= today - STEP_WITHIN),
    )
    opened = rows(session, statement)[0][0]
    if opened is None or not pack.board.step_point:
        return False, None
    return True, last_note(session, child_id, pack.board.step_point, opened)


@dataclass(frozen=True, slots=True)
class PassView:
    """A gate that was passed with a reason, for quality assurance: the rule, of what, why, when."""

    rule: str
    entity: str
    entity_id: int
    child: str
    reason: str
    passed_on: date
    whose: str = ""
    """Of a record or a session, whose it is by name; empty of a group's."""


def read_passes(session: Session, since: date, until: date) -> tuple[PassView, ...]:
    """Return the gates passed in a span of time, the latest first; those of records and sessions name no child."""
    statement = (
        select(
            col(GatePass.rule),
            col(GatePass.entity),
            col(GatePass.entity_id),
            col(Child.number),
            col(Child.initials),
            col(GatePass.reason),
            col(GatePass.passed_on),
            col(Practitioner.name),
        )
        .outerjoin(Record, (col(GatePass.entity) == "record") & (col(Record.id) == col(GatePass.entity_id)))
        .outerjoin(
            Supervision,
            (col(GatePass.entity) == "supervision") & (col(Supervision.id) == col(GatePass.entity_id)),
        )
        .outerjoin(
            Practitioner,
            col(Practitioner.id)
            == func.coalesce(col(Record.practitioner_id), col(Supervision.practitioner_id)),
        )
        .outerjoin(
            Involvement,
            (col(GatePass.entity) == "involvement") & (col(Involvement.id) == col(GatePass.entity_id)),
        )
        .outerjoin(Child, col(Child.id) == col(Involvement.child_id))
        .where(col(GatePass.passed_on) >= since, col(GatePass.passed_on) <= until)
        .order_by(col(GatePass.passed_on).desc(), col(GatePass.id).desc())
    )
    return tuple(
        PassView(
            row[0], row[1], row[2], " ".join(part for part in row[3:5] if part), row[5], row[6], row[7] or ""
        )
        for row in rows(session, statement)
    )


def _histories(
    session: Session, pack: Pack, children: Sequence[int], today: date
) -> dict[int, tuple[Past, ...]]:
    talks = read_talks(Desk(session, pack, today, children, ()), children)
    found: dict[int, list[Past]] = {child_id: [] for child_id in children}
    statement = (
        select(
            col(Involvement.child_id),
            col(Involvement.id),
            col(Involvement.service),
            col(Involvement.opened_on),
            col(Involvement.closed_on),
        )
        .where(col(Involvement.child_id).in_(children))
        .order_by(col(Involvement.opened_on), col(Involvement.id))
    )
    for child_id, row_id, service, opened, closed in rows(session, statement):
        found[child_id].append(Past(row_id, service, opened, closed, tuple(talks[child_id].get(row_id, ()))))
    return {child_id: tuple(own) for child_id, own in found.items()}
