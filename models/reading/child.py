"""One child: everything that happened, in order, with what each stay in a stage took."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from models.errors import Refused
from models.reading.actions import carried_by
from models.reading.corrections import CorrectionView, corrections_of_child
from models.reading.holders import Holder, read_holders
from models.reading.rows import rows
from models.tables import (
    Action,
    Allocation,
    Child,
    Discussion,
    Family,
    GatePass,
    Involvement,
    Situation,
    StageMove,
    Supervision,
)


@dataclass(frozen=True, slots=True)
class Held:
    """Who held an involvement, from when to when."""

    id: int
    holder: Holder | None
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Stay:
    """A move, and how many days the work then stood in that stage (until today, or until it closed)."""

    id: int
    moved_on: date
    from_stage: int | None
    stage: int
    days: int
    why: str


@dataclass(frozen=True, slots=True)
class InvolvementView:
    """One involvement with its holders and its stays, the latest last."""

    id: int
    service: str
    opened_on: date
    closed_on: date | None
    closing_reason: str
    held: tuple[Held, ...]
    stays: tuple[Stay, ...]
    passes: tuple[tuple[str, str, date], ...]
    formal_supervisions: tuple[date, ...]
    transfer_on: date | None = None


@dataclass(frozen=True, slots=True)
class SituationView:
    """A situation with its span."""

    id: int
    code: str
    value: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Discussed:
    """A discussion of the child: when, in which supervision and what kind of it, formal or not."""

    session_id: int
    at: date | None
    planned_for: date | None
    kind: str
    occasion: str
    formal: bool
    holder: Holder | None


@dataclass(frozen=True, slots=True)
class ActionView:
    """An action about the child."""

    id: int
    what: str
    owner: str
    set_on: date
    due_on: date | None
    done_on: date | None
    dropped_on: date | None
    carried: int


@dataclass(frozen=True, slots=True)
class ChildView:
    """Everything the store knows about one child."""

    id: int
    number: str
    initials: str
    kind: str
    family: str
    siblings: tuple[tuple[int, str, str], ...]
    once: tuple[str, ...]
    involvements: tuple[InvolvementView, ...]
    situations: tuple[SituationView, ...]
    discussions: tuple[Discussed, ...]
    actions: tuple[ActionView, ...]
    corrections: tuple[CorrectionView, ...]

    @property
    def label(self) -> str:
        """Number and initials."""
        return f"{self.number} {self.initials}".strip()


def read_child(session: Session, child_id: int, today: date) -> ChildView:
    """Return one child as they stand today; raise Refused if there is none with this id."""
    child = session.get(Child, child_id)
    if child is None:
        raise Refused("That child is no longer in the store.")
    holders = read_holders(session)
    family = session.get(Family, child.family_id) if child.family_id else None
    discussions = _discussions(session, child_id, holders)
    involvements = _involvements(session, child_id, today, holders, discussions)
    return ChildView(
        id=child.id,
        number=child.number,
        initials=child.initials,
        kind=child.kind,
        family=family.code if family else "",
        siblings=_siblings(session, child),
        once=tuple(
            row[0]
            for row in rows(session, select(col(Child.number)).where(col(Child.joined_into_id) == child.id))
        ),
        involvements=involvements,
        situations=_situations(session, child_id),
        discussions=discussions,
        actions=_actions(session, child_id),
        corrections=corrections_of_child(
            session,
            child_id,
            child.number,
            involvements=[one.id for one in involvements],
            moves=[stay.id for one in involvements for stay in one.stays],
            allocations=[one.id for each in involvements for one in each.held],
        ),
    )


def _once(session: Session, child_id: int) -> tuple[str, ...]:
    """Return the numbers that were joined into this child's."""
    found = rows(session, select(col(Child.number)).where(col(Child.joined_into_id) == child_id))
    return tuple(row[0] for row in found)


def _siblings(session: Session, child: Child) -> tuple[tuple[int, str, str], ...]:
    if child.family_id is None:
        return ()
    found = rows(
        session,
        select(col(Child.id), col(Child.number), col(Child.initials))
        .where(col(Child.family_id) == child.family_id, col(Child.id) != child.id)
        .order_by(col(Child.number)),
    )
    return tuple(tuple(row) for row in found)


def _involvements(
    session: Session,
    child_id: int,
    today: date,
    holders: dict[int, Holder],
    discussions: tuple[Discussed, ...],
) -> tuple[InvolvementView, ...]:
    found = rows(
        session,
        select(
            col(Involvement.id),
            col(Involvement.service),
            col(Involvement.opened_on),
            col(Involvement.closed_on),
            col(Involvement.closing_reason),
            col(Involvement.transfer_on),
        )
        .where(col(Involvement.child_id) == child_id)
        .order_by(col(Involvement.opened_on), col(Involvement.id)),
    )
    formal = [one.at for one in discussions if one.formal and one.at is not None]
    return tuple(
        InvolvementView(
            row.id,
            row.service,
            row.opened_on,
            row.closed_on,
            row.closing_reason,
            _held(session, row[0], holders),
            _stays(session, row[0], row[3] or today),
            _passes(session, row[0]),
            tuple(day for day in formal if row[2] <= day <= (row[3] or day)),
            row.transfer_on,
        )
        for row in found
    )


def _held(session: Session, involvement_id: int, holders: dict[int, Holder]) -> tuple[Held, ...]:
    found = rows(
        session,
        select(
            col(Allocation.id), col(Allocation.practitioner_id), col(Allocation.since), col(Allocation.until)
        )
        .where(col(Allocation.involvement_id) == involvement_id)
        .order_by(col(Allocation.since), col(Allocation.id)),
    )
    return tuple(Held(row[0], holders.get(row[1]), row[2], row[3]) for row in found)


def _stays(session: Session, involvement_id: int, end: date) -> tuple[Stay, ...]:
    found = rows(
        session,
        select(
            col(StageMove.id),
            col(StageMove.moved_on),
            col(StageMove.from_stage),
            col(StageMove.to_stage),
            col(StageMove.why),
        )
        .where(col(StageMove.involvement_id) == involvement_id)
        .order_by(col(StageMove.moved_on), col(StageMove.id)),
    )
    ends = [row[1] for row in found[1:]] + [end]
    return tuple(
        Stay(row[0], row[1], row[2], row[3], (until - row[1]).days, row[4])
        for row, until in zip(found, ends, strict=True)
    )


def _passes(session: Session, involvement_id: int) -> tuple[tuple[str, str, date], ...]:
    found = rows(
        session,
        select(col(GatePass.rule), col(GatePass.reason), col(GatePass.passed_on)).where(
            col(GatePass.entity) == "involvement", col(GatePass.entity_id) == involvement_id
        ),
    )
    return tuple(tuple(row) for row in found)


def _situations(session: Session, child_id: int) -> tuple[SituationView, ...]:
    found = rows(
        session,
        select(
            col(Situation.id),
            col(Situation.code),
            col(Situation.value),
            col(Situation.since),
            col(Situation.until),
        )
        .where(col(Situation.child_id) == child_id)
        .order_by(col(Situation.since), col(Situation.id)),
    )
    return tuple(SituationView(*row) for row in found)


def _discussions(session: Session, child_id: int, holders: dict[int, Holder]) -> tuple[Discussed, ...]:
    found = rows(
        session,
        select(
            col(Supervision.id),
            col(Discussion.at),
            col(Supervision.planned_for),
            col(Supervision.kind),
            col(Supervision.occasion),
            col(Discussion.kind),
            col(Supervision.practitioner_id),
        )
        .join(Supervision, col(Supervision.id) == col(Discussion.supervision_id))
        .where(col(Discussion.child_id) == child_id, col(Supervision.cancelled_on).is_(None))
        .order_by(col(Discussion.at).desc()),
    )
    return tuple(
        Discussed(row[0], row[1], row[2], row[3], row[4], row[5] == "formal", holders.get(row[6]))
        for row in found
    )


def _actions(session: Session, child_id: int) -> tuple[ActionView, ...]:
    found = rows(
        session,
        select(
            col(Action.id),
            col(Action.what),
            col(Action.owner),
            col(Action.set_on),
            col(Action.due_on),
            col(Action.done_on),
            col(Action.dropped_on),
            carried_by(date.max),
        )
        .where(col(Action.child_id) == child_id)
        .order_by(col(Action.set_on), col(Action.id)),
    )
    return tuple(ActionView(*row) for row in found)
