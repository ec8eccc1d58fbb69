"""Carrying out a plan: everything in one transaction, one step to undo, a line in the trail for each change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import func
from sqlmodel import col, select

from models.changes.checks import found
from models.changes.children import join_children
from models.changes.former_lists import leave_former_lists
from models.changes.involvements import close_involvement
from models.changes.sessions import refuse_held_after
from models.changes.team import correct_team
from models.errors import Refused
from models.intake.plan.known import Image
from models.intake.planning import Plan
from models.intake.table.rows import Progress
from models.lots import in_lots
from models.store.change import Change
from models.store.store import Store
from models.tables import (
    Absence,
    Action,
    Agreement,
    Allocation,
    Child,
    DatedEvent,
    Discussion,
    Family,
    GatePass,
    Involvement,
    Observation,
    PlannedObservation,
    Practitioner,
    Row,
    ShorterInterval,
    Situation,
    StageMove,
    Supervision,
    Team,
    TrailLine,
)
from models.trail import Words

_ORDER: tuple[type[Row], ...] = (
    Practitioner,
    Team,
    Family,
    Child,
    Involvement,
    Supervision,
    Allocation,
    StageMove,
    Situation,
    Discussion,
    Action,
    Absence,
    Observation,
    PlannedObservation,
    Agreement,
    GatePass,
    ShorterInterval,
    DatedEvent,
)
_CHUNK = 2_000
_NOT_IN_FILE = "not in the imported file"


@dataclass(frozen=True, slots=True)
class Answers:
    """The manager's answers: what of the missing is closed or has left, and when; whose team it is."""

    closed: Mapping[int, date] = field(default_factory=dict)
    """Involvements (by id) that are closed, with the day."""
    left: Mapping[int, date] = field(default_factory=dict)
    """Practitioners (by id) who have left, with their last day."""
    take_team: bool = False
    """The team's name, policy and service are to be as the file says."""

    @property
    def are_none(self) -> bool:
        """Say whether nothing was answered."""
        return not (self.closed or self.left or self.take_team)


NO_ANSWERS = Answers()


def bring_in(
    store: Store,
    plan: Plan,
    answers: Answers = NO_ANSWERS,
    *,
    now: datetime,
    today: date,
    actor: str,
    progress: Progress | None = None,
) -> bool:
    """Carry out a plan in one change of the store; say whether anything was written.

    An empty plan without answers opens no change at all, so importing a file twice leaves no trace.
    Raises Refused, with nothing changed, where the store has changed since the plan was made.
    """
    if plan.is_empty and answers.are_none:
        return False
    store.change(lambda change: apply(change, plan, answers, progress), now=now, today=today, actor=actor)
    return True


def apply(
    change: Change, plan: Plan, answers: Answers = NO_ANSWERS, progress: Progress | None = None
) -> None:
    """Write a plan's rows and lines, then what was answered. Raises Refused if the store has changed since."""
    last = change.session.exec(select(func.coalesce(func.max(col(TrailLine.seq)), 0))).one()
    if last != plan.head:
        raise Refused(
            "The store has changed since this import was worked out. Look at it again, then import."
        )
    incoming = plan.incoming
    change.note(
        "import",
        "team",
        shape=incoming.shape,
        files=Words("; ".join(incoming.files)),
        rows=sum(map(len, plan.inserts.values())),
        changed=len(plan.updates),
        listed=len(plan.problems),
    )
    work = _Meter(sum(map(len, plan.inserts.values())) + len(plan.updates) + len(plan.lines), progress)
    for table in _ORDER:
        for chunk in in_lots(plan.inserts.get(table, []), _CHUNK):
            change.insert_many(table, chunk)
            work.step(len(chunk))
    _update(change, plan, work)
    for lines in in_lots(plan.lines, _CHUNK):
        for line in lines:
            change.note(line.action, line.entity, line.entity_id, **line.detail)
        work.step(len(lines))
    leave_former_lists(change, _passed_on(change, plan))
    for child_id, into_id in plan.joins:
        join_children(change, child_id, into_id)
    _answer(change, plan, answers)


def _passed_on(change: Change, plan: Plan) -> set[int]:
    """Return the involvements whose holder the file ends."""
    ended = [
        row_id
        for (table, row_id), values in plan.updates.items()
        if table is Allocation and values.get("until")
    ]
    return {
        one
        for lot in in_lots(ended)
        for one in change.session.exec(
            select(Allocation.involvement_id).where(col(Allocation.id).in_(lot))
        ).all()
    }


def _update(change: Change, plan: Plan, work: _Meter) -> None:
    by_table: dict[type[Row], list[tuple[int, Image]]] = {}
    for (table, row_id), values in plan.updates.items():
        by_table.setdefault(table, []).append((row_id, values))
    for table in (each for each in _ORDER if each in by_table):
        for chunk in in_lots(by_table[table]):
            ids = [row_id for row_id, _ in chunk]
            rows = {row.id: row for row in change.session.exec(select(table).where(col(table.id).in_(ids)))}
            for row_id, values in chunk:
                change.update(rows[row_id], **values)
            work.step(len(chunk))


def _answer(change: Change, plan: Plan, answers: Answers) -> None:
    asked = {(each.kind, each.id) for each in plan.missing}
    for involvement_id, day in answers.closed.items():
        if ("involvement", involvement_id) in asked:
            close_involvement(change, involvement_id, day, _NOT_IN_FILE)
            leave_former_lists(change, [involvement_id])
    for person_id, day in answers.left.items():
        if ("practitioner", person_id) in asked:
            _leave(change, person_id, day)
    if answers.take_team and plan.team:
        took = {name: file for name, (_, file) in plan.team.items()}
        team = change.session.exec(select(Team)).one()
        correct_team(
            change, took.get("name", ""), took.get("policy", team.policy), took.get("service", team.service)
        )
        if "manager_id" in took:
            change.update(team, manager_id=took["manager_id"])
            change.note("appoint_manager", "practitioner", took["manager_id"])


def _leave(change: Change, person_id: int, day: date) -> None:
    person = found(change.session, Practitioner, person_id, "practitioner")
    held = change.session.exec(
        select(func.count())
        .select_from(Allocation)
        .where(col(Allocation.practitioner_id) == person_id, col(Allocation.until).is_(None))
    ).one()
    if held:
        raise Refused(f"{held} children are still allocated to {person.name}. Re-allocate those first.")
    refuse_held_after(change.session, person_id, day)
    change.update(person, left_on=day)
    change.note("correct_practitioner", "practitioner", person_id, left_on=day)


class _Meter:
    """Counts what is done and tells it on."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._done, self._total, self._progress = 0, total, progress

    def step(self, count: int) -> None:
        self._done += count
        if self._progress is not None:
            self._progress(self._done, self._total, "writing")
