"""The facts of children, carers, caregivers and victims whose work is open on the day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from sqlalchemy import String, func, literal, select
from sqlmodel import col

from models.facts import Facts, Situation
from models.facts import Involvement as Other
from models.reading.facts.about import NO_HOLDERS, About
from models.reading.facts.days import DAYS, as_text, day_of
from models.reading.facts.desk import Desk
from models.reading.facts.holding import Holding, read_holdings
from models.reading.facts.intervals import shorter_of_children
from models.reading.facts.joint import read_child_clocks
from models.reading.facts.missed import Missed
from models.reading.facts.noted import read_noted
from models.reading.facts.outcomes import Outcomes
from models.reading.facts.people import Staff
from models.reading.facts.shared import read_shared
from models.reading.facts.situations import Situations
from models.tables import Child, Discussion, Involvement

NEW = "allocated_since_last_supervision"
"""A flag that follows from the allocation and the child's last discussion (BCT-T36), and is never stored."""

_NO_CLOCKS: Mapping[str, date] = MappingProxyType({})


@dataclass(slots=True)
class Open:
    """One open involvement, with the last formal discussion that was its own."""

    id: int
    service: str
    opened_on: date
    transfer_on: date | None
    last: date | None
    holding: Holding


@dataclass(slots=True)
class Whole:
    """Someone whose work is open, and all of it, the oldest first."""

    id: int
    number: str
    initials: str
    kind: str
    informal: date | None
    open: list[Open] = field(default_factory=list)

    @property
    def waits(self) -> bool:
        """Whether something was allocated since its last formal discussion, so that any other counts."""
        return any(
            each.holding.since is not None and (each.last is None or each.last < each.holding.since)
            for each in self.open
        )


def read_children(desk: Desk, staff: Staff) -> list[About]:
    """Return everyone whose work is open on the day, one each, however many services are open."""
    make, found = _Maker(desk, staff), read_open_work(desk)
    _see_notes(desk, found)
    return [make.about(each) for each in found]


def _see_notes(desk: Desk, found: Sequence[Whole]) -> None:
    """Let a finished note at the point of allocation count as the talk that new work waits for (KCC-P01)."""
    if not desk.wants("discussed_at") or not desk.pack.board.allocation_point:
        return
    new = {each.id: each for each in found if each.waits}
    for child_id, day in read_noted(desk, desk.pack.board.allocation_point, new).items():
        new[child_id].informal = max(day, new[child_id].informal or day)


def read_open_work(desk: Desk) -> Sequence[Whole]:
    """Return all open work, by child."""
    holdings, shared = read_holdings(desk), read_shared(desk)
    found: dict[int, Whole] = {}
    nobody = Holding()
    for row in desk.rows(_statement(desk)):
        child_id, number, initials, kind, informal, row_id, service, opened, transfer, last = row
        whole = found.get(child_id)
        if whole is None:
            whole = found[child_id] = Whole(child_id, number, initials, kind, day_of(informal))
        day = day_of(last) if child_id not in shared else shared[child_id].get(row_id)
        held = holdings.get(row_id, nobody)
        whole.open.append(Open(row_id, service, DAYS[opened], day_of(transfer), day, held))
    return list(found.values())


def _statement(desk: Desk) -> Any:
    """Return the open involvements with the last formal discussion inside each (GEN-X07, KCC-X04)."""
    informal = _last("informal", desk.as_at) if desk.wants("discussed_at") else literal(None, String)
    statement = (
        select(
            col(Child.id),
            col(Child.number),
            col(Child.initials),
            col(Child.kind),
            as_text(informal),
            col(Involvement.id),
            col(Involvement.service),
            as_text(Involvement.opened_on),
            as_text(Involvement.transfer_on),
            as_text(_last("formal", desk.as_at)),
        )
        .join(Child, col(Involvement.child_id) == col(Child.id))
        .where(
            col(Involvement.opened_on) <= desk.as_at,
            col(Involvement.closed_on).is_(None) | (col(Involvement.closed_on) > desk.as_at),
        )
        .order_by(col(Child.number), col(Involvement.opened_on), col(Involvement.id))
    )
    return desk.some_children(statement, Child.id)


def _last(kind: str, as_at: date) -> Any:
    """Return the last discussion of a kind inside an involvement, from the covering index."""
    return (
        select(func.max(col(Discussion.at)))
        .where(
            col(Discussion.child_id) == col(Involvement.child_id),
            col(Discussion.kind) == kind,
            col(Discussion.at) >= col(Involvement.opened_on),
            col(Discussion.at) <= as_at,
        )
        .correlate(Involvement)
        .scalar_subquery()
    )


class _Maker:
    """Makes the facts of one child after the other."""

    def __init__(self, desk: Desk, staff: Staff) -> None:
        self._desk, self._staff = desk, staff
        self._service = desk.team.service
        self._situations, self._outcomes = Situations(desk), Outcomes(desk)
        self._shorter, self._clocks = shorter_of_children(desk), read_child_clocks(desk)
        self._missed = Missed(desk)
        self._tells_new = desk.pack.knows(NEW)
        self._from_allocation = desk.pack.counts_from_allocation
        self._tells_transfer = desk.wants("transfer_on")

    def about(self, whole: Whole) -> About:
        """Return the facts of one: under the team's own service, else under what was opened first."""
        main, others = whole.open[0], whole.open[1:]
        holders = NO_HOLDERS
        if others:
            main = next((each for each in whole.open if each.service == self._service), main)
            others = [each for each in whole.open if each is not main]
            held = ((each.service, each.holding.person) for each in whole.open)
            holders = {service: person for service, person in held if person is not None}
        facts = self._facts(whole, main)
        if others:
            facts.others = tuple(map(self._other, others))
        label = f"{whole.number} {whole.initials}".strip()
        return About(facts, "child", whole.id, label, main.holding.person, holders)

    def _facts(self, whole: Whole, main: Open) -> Facts:
        held = main.holding
        situations, roles, more = self._situations.of(whole.id, main.opened_on, main.last)
        situations += self._new(held, main.last) if self._tells_new else ()
        told = more | self._more(whole, main)
        return Facts(
            whole.kind,
            whole.number,
            main.service,
            roles,
            situations,
            self._start(main),
            main.last,
            None,
            held.at or held.since,
            held.since if held.was_passed_on else None,
            self._missed.day(held.person, situations, told, main.last),
            self._staff.worker(held.person),
            self._shorter.get(whole.id),
            lasts=self._clocks.get(whole.id, _NO_CLOCKS),
            more=told,
        )

    def _start(self, one: Open) -> date:
        """Return what the first interval counts from: the opening, or for some policies the allocation (GEN-X08)."""
        first = one.holding.first if self._from_allocation else None
        return first or one.opened_on

    def _other(self, one: Open) -> Other:
        return Other(one.service, self._start(one), one.last, one.holding.at or one.holding.since)

    def _new(self, held: Holding, last: date | None) -> tuple[Situation, ...]:
        """Return the flag that it was allocated and not talked about since: it stays until it is."""
        if held.since is None or held.person is None or (last is not None and last >= held.since):
            return ()
        return (Situation(NEW, held.since),)

    def _more(self, whole: Whole, main: Open) -> dict[str, Any]:
        told = self._outcomes.told(whole.id, main.last)
        if whole.informal is not None and whole.waits:
            told["discussed_at"] = whole.informal
        if main.transfer_on is not None and self._tells_transfer:
            told["transfer_on"] = main.transfer_on
        return told
