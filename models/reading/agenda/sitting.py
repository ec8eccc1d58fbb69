"""Sittings: the sessions that two people hold together on one day, or one group session."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from models.policy.pack import Pack
from models.reading.diary import in_post
from models.reading.rows import rows
from models.tables import AgendaItem, Agreement, Discussion, SessionRun, Supervision

FORMAL = "formal"
JOINT = "joint"
"""The kind of session in which several workers talk about the children they share, in every pack (KCC-P37)."""
BACK = 28
"""How many days back a session that was planned and never held is still shown."""


@dataclass(frozen=True, slots=True)
class SessionIn:
    """One session of a sitting."""

    id: int
    kind: str
    occasion: str
    minutes: int | None


@dataclass(frozen=True, slots=True)
class Sitting:
    """Sessions held in one go. ``run`` is set once it was begun; ``items`` counts what is on its agenda.

    ``practitioner_id`` is None for a group; ``held_on`` is empty until it was held.
    """

    practitioner_id: int | None
    day: date
    starts_at: str
    sessions: tuple[SessionIn, ...]
    held_on: date | None = None
    run: int | None = None
    running: bool = False
    items: int = 0
    listed: int = 0
    """How many children stand on the lists of its sessions and are not talked about yet."""

    @property
    def ids(self) -> tuple[int, ...]:
        """The ids of its sessions."""
        return tuple(one.id for one in self.sessions)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of its sessions."""
        return tuple(one.kind for one in self.sessions)

    @property
    def is_group(self) -> bool:
        """Say whether it is a group session."""
        return self.practitioner_id is None

    def minutes(self, otherwise: int) -> int:
        """Return how long it is planned to take; ``otherwise`` where nothing is said."""
        said = [one.minutes for one in self.sessions if one.minutes]
        return sum(said) if said else otherwise

    def label(self, pack: Pack) -> str:
        """Return what it is called: ``Personal and case supervision``."""
        names = [pack.session_kind(one.kind).label for one in self.sessions]
        if self.sessions[0].occasion != FORMAL:
            return f"{names[0]}, {self.sessions[0].occasion}"
        first, *others = names
        rest = [name[:1].lower() + name[1:] for name in others]
        return " and ".join((first, *rest)) if len(names) < 3 else ", ".join((first, *rest))


def read_sittings(session: Session, pack: Pack, today: date) -> list[Sitting]:
    """Return what stands in the diary, the earliest first: from today on, and what was planned and not held."""
    statement = _statement().where(
        col(Supervision.held_on).is_(None),
        col(Supervision.cancelled_on).is_(None),
        col(Supervision.planned_for).is_not(None),
        in_post(),
    )
    found = _sittings(session, pack, rows(session, statement))
    return [one for one in found if (today - one.day).days <= BACK or one.run is not None]


def read_held(session: Session, pack: Pack, day: date) -> list[Sitting]:
    """Return what was held on a day, the earliest first."""
    statement = _statement().where(col(Supervision.held_on) == day, in_post())
    return _sittings(session, pack, rows(session, statement))


def read_sitting(session: Session, pack: Pack, supervision_id: int) -> Sitting | None:
    """Return the sitting a session belongs to, planned or held; None where it is gone."""
    row = session.get(Supervision, supervision_id)
    if row is None:
        return None
    own = (
        col(Supervision.practitioner_id).is_(None) & (col(Supervision.id) == row.id)
        if row.practitioner_id is None
        else col(Supervision.practitioner_id) == row.practitioner_id
    )
    same_day = (
        col(Supervision.held_on) == row.held_on
        if row.held_on is not None
        else (col(Supervision.planned_for) == row.planned_for) & col(Supervision.held_on).is_(None)
    )
    statement = _statement().where(own, same_day, col(Supervision.cancelled_on).is_(None))
    found = _sittings(session, pack, rows(session, statement))
    return next((one for one in found if supervision_id in one.ids), None)


def is_one_to_one(pack: Pack, kind: str, occasion: str) -> bool:
    """Say whether a session is the practitioner's own, which others of the day can be joined with."""
    known = pack.session_kind(kind)
    return occasion == FORMAL and not known.group and not set(known.settles).isdisjoint(pack.sessions)


def takes_children(pack: Pack, kind: str) -> int:
    """Say how surely children are talked about in a kind of session, by the agenda of the policy; 0: not at all.

    A joint one is about nothing else, also where the policy prints no agenda for it.
    """
    code = pack.session_kind(kind).code
    here = [source for source in pack.agenda if code in source.sessions]
    if code == JOINT and not here:
        return 1
    if any(source.use == "each" for source in here):
        return 2
    standing = [source for source in here if source.use in ("standing", "group")]
    return int(any(point.takes == "children" for source in standing for point in source.points))


def is_joint(pack: Pack, sitting: Sitting) -> bool:
    """Say whether several workers hold it about the children they share, and the policy prints no agenda for it."""
    printed = {kind for source in pack.agenda for kind in source.sessions}
    return JOINT not in printed and all(pack.session_kind(one.kind).code == JOINT for one in sitting.sessions)


def home_of_children(pack: Pack, sitting: Sitting) -> int:
    """Return the session of a sitting in which children are talked about; 0 where it has none."""
    best = max(sitting.sessions, key=lambda one: takes_children(pack, one.kind))
    return best.id if takes_children(pack, best.kind) else 0


def _statement() -> Any:
    items = (
        select(func.count())
        .where(col(AgendaItem.supervision_id) == col(Supervision.id))
        .correlate(Supervision)
        .scalar_subquery()
    )
    listed = (
        select(func.count())
        .where(col(Discussion.supervision_id) == col(Supervision.id), col(Discussion.at).is_(None))
        .correlate(Supervision)
        .scalar_subquery()
    )
    return (
        select(
            col(Supervision.id),
            col(Supervision.kind),
            col(Supervision.occasion),
            col(Supervision.practitioner_id),
            func.coalesce(col(Supervision.held_on), col(Supervision.planned_for)),
            col(Supervision.starts_at),
            col(Supervision.minutes),
            col(Supervision.held_on),
            col(SessionRun.id),
            col(SessionRun.running_since),
            items,
            listed,
        )
        .outerjoin(SessionRun, col(SessionRun.supervision_id) == col(Supervision.id))
        .order_by(
            func.coalesce(col(Supervision.held_on), col(Supervision.planned_for)),
            col(Supervision.starts_at) == "",
            col(Supervision.starts_at),
            col(Supervision.id),
        )
    )


def _sittings(session: Session, pack: Pack, found: Iterable[Any]) -> list[Sitting]:
    apart = read_apart(session)
    groups: dict[tuple[object, ...], list[Any]] = {}
    for row in found:
        joined = is_one_to_one(pack, row[1], row[2]) and row[3] is not None and row[3] not in apart
        groups.setdefault((row[3], row[4], row[5]) if joined else (row[0],), []).append(row)
    return [_sitting(pack, group) for group in groups.values()]


def read_apart(session: Session) -> set[int]:
    """Return those whose last agreement says that personal and case supervision are two sittings (KCC-P38)."""
    statement = select(col(Agreement.practitioner_id), col(Agreement.one_sitting)).order_by(
        col(Agreement.signed_on), col(Agreement.id)
    )
    latest = dict(rows(session, statement))
    return {person for person, together in latest.items() if together is False}


def _sitting(pack: Pack, group: list[Any]) -> Sitting:
    ordered = sorted(group, key=lambda row: (takes_children(pack, row[1]), row[0]))
    first = group[0]
    run = next((row for row in group if row[8] is not None), None)
    return Sitting(
        first[3],
        first[4],
        first[5],
        tuple(SessionIn(row[0], row[1], row[2], row[6]) for row in ordered),
        first[7],
        run[8] if run is not None else None,
        running=run is not None and run[9] is not None,
        items=sum(row[10] for row in group),
        listed=sum(row[11] for row in group),
    )
