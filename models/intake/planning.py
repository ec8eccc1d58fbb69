"""The plan of an import: what would be added and changed, worked out against the store and not yet written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from models.intake.incoming import Incoming
from models.intake.plan.arranged import plan_arranged
from models.intake.plan.children import plan_children, plan_joining
from models.intake.plan.clock_facts import plan_clock_facts
from models.intake.plan.desk import Desk, Line
from models.intake.plan.holders import plan_history, plan_holders
from models.intake.plan.known import Image
from models.intake.plan.missing import Missing, find_missing
from models.intake.plan.moves import plan_moves, plan_stages
from models.intake.plan.people import plan_dated, plan_people, plan_team, team_differences
from models.intake.plan.periods import plan_periods
from models.intake.plan.sessions import plan_actions, plan_gates, plan_sessions
from models.intake.plan.situations import plan_situations
from models.intake.table.codes import PackWords
from models.intake.table.findings import Problem
from models.intake.table.rows import Progress
from models.tables import Allocation, Practitioner, Row

_STEPS = (
    plan_people,
    plan_team,
    plan_children,
    plan_periods,
    plan_history,
    plan_holders,
    plan_sessions,
    plan_moves,
    plan_stages,
    plan_situations,
    plan_actions,
    plan_dated,
    plan_arranged,
    plan_gates,
    plan_clock_facts,
    plan_joining,
)


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do. ``head`` is the trail's last line when it was made: it holds while that is so.

    ``counts`` says how often each action of the trail is planned. ``changes`` are sentences about what the
    store holds and would be changed, ``differences`` about what is left as it is. ``team`` holds what the
    file says of the team otherwise: field, the store's, the file's.
    """

    incoming: Incoming
    head: int
    inserts: Mapping[type[Row], list[Image]]
    updates: Mapping[tuple[type[Row], int], Image]
    lines: tuple[Line, ...]
    joins: tuple[tuple[int, int], ...]
    counts: Mapping[str, int]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
    changes: tuple[str, ...]
    differences: tuple[str, ...]
    missing: tuple[Missing, ...]
    team: Mapping[str, tuple[Any, Any]]

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing to write: the store holds all of it already."""
        return not (self.inserts or self.updates or self.joins)


def make_plan(
    session: Session, incoming: Incoming, pack: PackWords, today: date, progress: Progress | None = None
) -> Plan:
    """Compare what was read with the store, and return what would be written. Nothing is."""
    desk = Desk(session, incoming, pack, today)
    head = desk.known.head
    for done, step in enumerate(_STEPS):
        if progress is not None:
            progress(done, len(_STEPS), "comparing with the store")
        step(desk)
    desk.parents_first()
    missing = tuple(find_missing(desk))
    return Plan(
        incoming=incoming,
        head=head,
        inserts={table: rows for table, rows in desk.inserts.items() if rows},
        updates=desk.updates,
        lines=tuple(desk.lines),
        joins=tuple(desk.joins),
        counts=dict(desk.counts) | ({"join_children": len(desk.joins)} if desk.joins else {}),
        problems=_in_place((*incoming.findings.problems, *desk.findings.problems)),
        notes=(*incoming.findings.notes, *desk.findings.notes, *_leavers(session, desk)),
        changes=tuple(desk.changes),
        differences=tuple(desk.differences),
        missing=missing,
        team=team_differences(desk),
    )


def _in_place(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return problems in the order of the files."""
    order: dict[tuple[str, str], int] = {}
    for problem in problems:
        order.setdefault((problem.where.file, problem.where.sheet), len(order))
    return tuple(
        sorted(problems, key=lambda each: (order[each.where.file, each.where.sheet], each.where.row))
    )


def _leavers(session: Session, desk: Desk) -> list[str]:
    """Say where someone leaves while children are still allocated to them."""
    left = {
        row_id
        for (table, row_id), values in desk.updates.items()
        if table is Practitioner and values.get("left_on") is not None and values["left_on"] <= desk.today
    }
    if not left:
        return []
    names = {row["id"]: row["name"] for row in desk.known.people.values()}
    held = select(col(Allocation.id), col(Allocation.practitioner_id)).where(
        col(Allocation.practitioner_id).in_(left), col(Allocation.until).is_(None)
    )
    ended = {
        row_id
        for (table, row_id), values in desk.updates.items()
        if table is Allocation and values.get("until")
    }
    still = {person for allocation, person in session.exec(held) if allocation not in ended}
    return [
        f"{names[person]} has left, and children are still allocated to them." for person in sorted(still)
    ]
