"""Reading what the proposal for a sitting is made from: a handful of small queries beside the clock's own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from models.dates import WorkingDays
from models.drift import drift, norms
from models.policy.pack import Pack
from models.reading.above import above_manager
from models.reading.actions import ActionLine, read_open_actions
from models.reading.agenda import next_date
from models.reading.agenda.beside import read_disturbed, read_unentered, read_unfinished
from models.reading.agenda.items import read_left, read_waiting
from models.reading.agenda.listed import read_elsewhere, read_listed
from models.reading.agenda.sitting import Sitting, read_apart
from models.reading.agenda.told import Ahead, ChildTold, Talk, Told, Whom
from models.reading.agenda.upward import read_upward
from models.reading.due import DueList, read_due, read_due_of
from models.reading.facts import About, Asked
from models.reading.observing import read_planned
from models.reading.open_work import past_stays
from models.reading.rows import rows
from models.tables import (
    Allocation,
    Child,
    DatedEvent,
    Discussion,
    Involvement,
    Practitioner,
    StageMove,
    Supervision,
)

_TALKS_BACK = timedelta(days=400)


class _Holds(NamedTuple):
    """An open involvement that a practitioner holds, and where it stands."""

    child_id: int
    service: str
    opened_on: date
    since: date
    stage: int | None
    stage_since: date | None


def read_told(
    session: Session,
    pack: Pack,
    sitting: Sitting,
    today: date,
    *,
    systems: Collection[str] = (),
    working: WorkingDays | None = None,
) -> Told:
    """Return what the proposal for a sitting is made from.

    ``systems`` are the codes of forms whose text belongs into a case system: of records on those it is
    said that they are not entered yet.
    """
    holds = _held_by(session, sitting.practitioner_id, today)
    due = _due(session, pack, sitting, today, list(holds), working)
    whom = read_whom(session, due, sitting)
    lasts = _lasts(session, sitting, today)
    following = next_date.following(session, due, sitting)
    actions = _actions(session, list(holds), sitting)
    left, left_on = read_left(session, sitting, today)
    disturbed, _ = read_disturbed(session, sitting.practitioner_id, today)
    return Told(
        sitting,
        whom,
        due,
        following.day if following else None,
        following.why if following else "",
        _children(session, due, holds, actions),
        tuple(line for line in actions if line.child_id is None),
        read_waiting(session, sitting.practitioner_id),
        left,
        left_on,
        read_unfinished(session, sitting.practitioner_id),
        read_unentered(session, sitting.practitioner_id, systems),
        disturbed,
        read_upward(session, pack, sitting.practitioner_id, today),
        read_listed(session, sitting.ids),
        read_elsewhere(session, list(holds), sitting.ids, today),
        sitting.practitioner_id in read_apart(session),
        read_planned(session, sitting.practitioner_id) if sitting.practitioner_id else (),
        lasts,
    )


def _held_by(session: Session, person: int | None, today: date) -> Mapping[int, _Holds]:
    """Return what a practitioner holds by child, the team's whole open work for a group."""
    move = aliased(StageMove)
    statement = (
        select(
            col(Involvement.child_id),
            col(Involvement.service),
            col(Involvement.opened_on),
            col(Allocation.since),
            col(move.to_stage),
            col(move.moved_on),
        )
        .join(Allocation, col(Allocation.involvement_id) == col(Involvement.id))
        .join(Child, col(Child.id) == col(Involvement.child_id))
        .outerjoin(move, col(move.id) == _last_move(today))
        .where(
            col(Involvement.opened_on) <= today,
            col(Involvement.closed_on).is_(None) | (col(Involvement.closed_on) > today),
            col(Allocation.since) <= today,
            col(Allocation.until).is_(None) | (col(Allocation.until) > today),
        )
        .order_by(col(Child.number), col(Involvement.id))
    )
    if person is not None:
        statement = statement.where(col(Allocation.practitioner_id) == person)
    found: dict[int, _Holds] = {}
    for row in rows(session, statement):
        found.setdefault(row[0], _Holds(*row))
    return found


def _last_move(today: date) -> Any:
    inner = aliased(StageMove)
    return (
        select(col(inner.id))
        .where(col(inner.involvement_id) == col(Involvement.id), col(inner.moved_on) <= today)
        .order_by(col(inner.moved_on).desc(), col(inner.id).desc())
        .limit(1)
        .correlate(Involvement)
        .scalar_subquery()
    )


def _due(
    session: Session,
    pack: Pack,
    sitting: Sitting,
    today: date,
    children: list[int],
    working: WorkingDays | None,
) -> DueList:
    if sitting.practitioner_id is None:
        return read_due(session, pack, today, working=working)
    asked = Asked(children, [sitting.practitioner_id])
    return read_due_of(session, pack, today, asked, working=working)


def read_whom(session: Session, due: DueList, sitting: Sitting) -> Whom:
    """Return with whom a sitting is, as its rules ask; of a group nobody."""
    person = session.get(Practitioner, sitting.practitioner_id) if sitting.practitioner_id else None
    if person is None:
        return Whom()
    about = next((each for each in due.facts.abouts if _is(each, "practitioner", person.id)), None)
    roles = about.facts.roles if about is not None else tuple(filter(None, (person.role, person.also_role)))
    service = about.facts.service if about is not None else person.service
    plan = person.performance_plan_days is not None
    above = above_manager(session, person.id)
    return Whom(person.id, person.name, service, roles, person.frontline, plan, above)


def _is(about: About, subject: str, entity_id: int) -> bool:
    return about.facts.subject == subject and about.entity_id == entity_id


def _lasts(session: Session, sitting: Sitting, today: date) -> Mapping[str, date]:
    whose = (
        col(Supervision.practitioner_id).is_(None)
        if sitting.practitioner_id is None
        else col(Supervision.practitioner_id) == sitting.practitioner_id
    )
    statement = (
        select(col(Supervision.kind), func.max(col(Supervision.held_on)))
        .where(whose, col(Supervision.held_on) <= today, col(Supervision.occasion) == "formal")
        .group_by(col(Supervision.kind))
    )
    return dict(rows(session, statement))


def _actions(session: Session, children: list[int], sitting: Sitting) -> list[ActionLine]:
    return read_open_actions(session, children, sitting.practitioner_id)


def _children(
    session: Session, due: DueList, holds: Mapping[int, _Holds], actions: Iterable[ActionLine]
) -> tuple[ChildTold, ...]:
    abouts = {each.entity_id: each for each in due.facts.abouts if each.entity == "child"}
    ids = [child_id for child_id in holds if child_id in abouts]
    usual = _norms(session, due)
    talks, ahead = _talks(session, ids, due.today), _ahead(session, ids, due.today)
    by_child: dict[int, list[ActionLine]] = defaultdict(list)
    for line in actions:
        if line.child_id is not None:
            by_child[line.child_id].append(line)
    made = []
    for child_id in ids:
        about, held = abouts[child_id], holds[child_id]
        stage, since = held.stage or 1, held.stage_since or held.opened_on
        pace = drift((due.today - since).days, usual[stage]) if stage in usual else None
        made.append(
            ChildTold(
                child_id,
                about.label,
                about,
                held.service,
                held.since,
                held.opened_on,
                stage,
                since,
                pace,
                talks.get(child_id, ()),
                ahead.get(child_id, ()),
                tuple(by_child.get(child_id, ())),
            )
        )
    return tuple(made)


def _norms(session: Session, due: DueList) -> Mapping[int, Any]:
    """Return how long work usually stands in each stage, where the policy's agenda asks for the pace."""
    pack = due.pack
    if not any(point.brings.pace for source in pack.agenda for point in source.points):
        return {}
    usual = dict(zip((stage.number for stage in pack.stages), pack.board.usual_days, strict=False))
    return norms(past_stays(session, due.today), usual)


def _talks(session: Session, children: Sequence[int], today: date) -> dict[int, tuple[Talk, ...]]:
    """Return how children were talked about in the last thirteen months, the latest first."""
    statement = (
        select(
            col(Discussion.child_id),
            col(Discussion.at),
            col(Supervision.kind),
            col(Supervision.occasion),
            col(Supervision.recorded_on).is_not(None),
        )
        .join(Supervision, col(Supervision.id) == col(Discussion.supervision_id))
        .where(
            col(Discussion.child_id).in_(children),
            col(Discussion.at) <= today,
            col(Discussion.at) > today - _TALKS_BACK,
        )
        .order_by(col(Discussion.at).desc(), col(Discussion.id))
    )
    found: dict[int, list[Talk]] = defaultdict(list)
    for child_id, day, kind, occasion, recorded in rows(session, statement):
        found[child_id].append(Talk(day, kind, occasion, bool(recorded)))
    return {child_id: tuple(talks) for child_id, talks in found.items()}


def _ahead(session: Session, children: Sequence[int], today: date) -> dict[int, tuple[Ahead, ...]]:
    statement = (
        select(col(DatedEvent.child_id), col(DatedEvent.type), col(DatedEvent.happened_on))
        .where(col(DatedEvent.child_id).in_(children), col(DatedEvent.happened_on) >= today)
        .order_by(col(DatedEvent.happened_on), col(DatedEvent.id))
    )
    found: dict[int, list[Ahead]] = defaultdict(list)
    for child_id, code, day in rows(session, statement):
        found[child_id].append(Ahead(code, day))
    return {child_id: tuple(events) for child_id, events in found.items()}
