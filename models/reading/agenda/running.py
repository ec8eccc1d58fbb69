"""A sitting that runs, as its screen shows it: how far it has come, its items, where each child stands now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import Session, col

from models.errors import Refused
from models.policy.agendas import Point
from models.policy.pack import Pack
from models.reading.above import above_manager
from models.reading.actions import ActionLine, read_open_actions
from models.reading.agenda.items import read_items
from models.reading.agenda.moves import Move, in_one_go, read_moves
from models.reading.agenda.sitting import Sitting, read_sitting
from models.reading.agenda.told import ItemView
from models.reading.holders import read_holders
from models.reading.open_work import Open, read_open
from models.reading.rows import rows
from models.tables import Child, Record, SessionRun


@dataclass(frozen=True, slots=True)
class Run:
    """How far a sitting has come: ``spent`` are the seconds it took, ``at_item`` is where it stands."""

    id: int
    began_at: datetime
    running: bool
    spent: int
    at_item: int | None
    ended: bool


@dataclass(frozen=True, slots=True)
class ChildNow:
    """Where a child stands now: the open work (None: it is closed), who holds it, the actions that are open."""

    id: int
    open: Open | None
    holder: str = ""
    actions: tuple[ActionLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Running:
    """Everything a running sitting shows beside the records of its sessions.

    ``records`` are the records of each session, by its id, the first one first. ``above`` is who supervises the
    manager, where the sitting is the manager's own.
    """

    sitting: Sitting
    run: Run | None
    items: tuple[ItemView, ...]
    children: Mapping[int, ChildNow]
    name: str = ""
    records: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    moves: tuple[Move, ...] = ()
    above: str | None = None


def read_running(session: Session, pack: Pack, supervision_id: int, today: date) -> Running:
    """Return a sitting as it stands now; raise Refused if it is gone."""
    sitting = read_sitting(session, pack, supervision_id)
    if sitting is None:
        raise Refused("That session is no longer in the store.")
    items = read_items(session, sitting.ids)
    kids = list(dict.fromkeys(item.child_id for item in items if item.child_id is not None))
    holders = read_holders(session)
    person = holders.get(sitting.practitioner_id) if sitting.practitioner_id else None
    return Running(
        sitting,
        read_run(session, sitting.ids),
        items,
        _children(session, kids, {one.id: one.name for one in holders.values()}, today),
        person.name if person else "",
        _records(session, sitting.ids),
        in_one_go(read_moves(session, sitting.ids)),
        above_manager(session, sitting.practitioner_id),
    )


def read_run(session: Session, supervision_ids: Sequence[int]) -> Run | None:
    """Return how far a sitting has come; None where it was never begun."""
    found = rows(
        session,
        select(
            col(SessionRun.id),
            col(SessionRun.began_at),
            col(SessionRun.running_since),
            col(SessionRun.spent),
            col(SessionRun.at_item),
            col(SessionRun.ended_at),
        ).where(col(SessionRun.supervision_id).in_(list(supervision_ids))),
    )
    if not found:
        return None
    run_id, began, since, spent, at_item, ended = found[0]
    return Run(run_id, began, since is not None, spent, at_item, ended is not None)


def read_begun(session: Session, pack: Pack, supervision_id: int) -> Run | None:
    """Return how far the sitting of a session has come; None where it was never begun, or is closed."""
    sitting = read_sitting(session, pack, supervision_id)
    run = read_run(session, sitting.ids) if sitting is not None else None
    return run if run is not None and not run.ended else None


def point_of(pack: Pack, item: ItemView) -> Point | None:
    """Return the point of the policy's agenda that an item is, by its key (``KCC-A03/1``)."""
    source_id, _, number = item.key.rpartition("/")
    source = next((one for one in pack.agenda if one.id == source_id), None)
    if source is None or not number.isdigit() or not 0 < int(number) <= len(source.points):
        return None
    return source.points[int(number) - 1]


def behind_cases(pack: Pack, items: Sequence[ItemView]) -> int | None:
    """Return the item before which a case that a group picks comes: the policy's next point; None: at the end.

    Cases stand where the policy has the group pick them (NCT-A04), before the point that is next on the agenda.
    """
    picking = False
    for item in items:
        point = point_of(pack, item) if item.child_id is None else None
        if picking and point is not None:
            return item.id
        picking = picking or (point is not None and point.takes == "cases")
    return None


def _children(
    session: Session, kids: list[int], names: Mapping[int, str], today: date
) -> dict[int, ChildNow]:
    if not kids:
        return {}
    open_now: dict[int, Open] = {}
    for each in read_open(session, today, col(Child.id).in_(kids)):
        open_now.setdefault(each.child_id, each)
    actions: dict[int, list[ActionLine]] = defaultdict(list)
    for line in read_open_actions(session, kids):
        if line.child_id is not None:
            actions[line.child_id].append(line)
    return {
        kid: ChildNow(kid, one := open_now.get(kid), _holder(one, names), tuple(actions.get(kid, ())))
        for kid in kids
    }


def _holder(one: Open | None, names: Mapping[int, str]) -> str:
    return names.get(one.practitioner_id or 0, "") if one is not None else ""


def _records(session: Session, supervision_ids: Sequence[int]) -> dict[int, tuple[int, ...]]:
    statement = (
        select(col(Record.supervision_id), col(Record.id))
        .where(col(Record.supervision_id).in_(list(supervision_ids)))
        .order_by(col(Record.id))
    )
    found: dict[int, list[int]] = defaultdict(list)
    for supervision_id, record_id in rows(session, statement):
        found[supervision_id].append(record_id)
    return {supervision_id: tuple(ids) for supervision_id, ids in found.items()}
