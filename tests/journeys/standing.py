"""How a sitting of today stands in the store of a scene: read once its program was killed, or beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session, col, select

from models.store.check import check
from models.store.opening import open_place, unlock_place
from models.store.place import Place
from models.tables import (
    Action,
    AgendaItem,
    Child,
    Discussion,
    Disturbance,
    Record,
    RecordDraft,
    RecordSignature,
    StageMove,
    Supervision,
)
from tests import made
from tests.journeys.scene import Machine


@dataclass(frozen=True, slots=True)
class Standing:
    """What the store holds of today's sessions.

    ``items`` are the states of what is on the agenda, by words or by the number of the child; ``ahead`` are the
    days and times of sessions planned from today on, with the day on which the agenda was agreed.
    """

    items: dict[str, str]
    ahead: list[tuple[str, str, bool]] = field(repr=False)
    words: str
    disturbed: list[str]
    moves: list[str]
    held: list[str]
    talks: set[str]
    states: list[str]
    signatures: int
    actions: list[str] = field(repr=False)


def read(machine: Machine, query: Callable[[Session], Any], *, checked: bool = True) -> Any:
    """Return what a query finds; the check of the whole store, if that is wanted, finds nothing."""
    place = Place(machine.store)
    unlocked = unlock_place(place, "")
    if checked:
        assert [finding for finding in check(place, unlocked, made.NOW) if not finding.good] == []
    store = open_place(place, unlocked, now=made.NOW, read_only=True)
    try:
        return store.read(query)
    finally:
        store.close()


def standing(machine: Machine) -> Standing:
    """Return how today stands."""
    found: Standing = read(machine, _standing)
    return found


def glance(machine: Machine) -> Standing:
    """Return how today stands while the program runs."""
    found: Standing = read(machine, _standing, checked=False)
    return found


def _standing(session: Session) -> Standing:
    sessions = [
        one
        for one in session.exec(select(Supervision)).all()
        if (one.held_on or one.planned_for) == made.TODAY and one.cancelled_on is None
    ]
    ids = [one.id for one in sessions]
    numbers = dict(session.exec(select(Child.id, Child.number)).all())
    items = session.exec(select(AgendaItem).where(col(AgendaItem.supervision_id).in_(ids))).all()
    records = session.exec(select(Record).where(col(Record.supervision_id).in_(ids))).all()
    own = [one.id for one in records]
    drafts = session.exec(select(RecordDraft).where(col(RecordDraft.record_id).in_(own))).all()
    signed = session.exec(select(RecordSignature).where(col(RecordSignature.record_id).in_(own))).all()
    talks = session.exec(select(Discussion).where(col(Discussion.supervision_id).in_(ids))).all()
    ahead = session.exec(select(Supervision).where(col(Supervision.planned_for) >= made.TODAY)).all()
    moves = session.exec(select(StageMove).where(col(StageMove.supervision_id).in_(ids))).all()
    disturbed = session.exec(select(Disturbance).where(col(Disturbance.supervision_id).in_(ids))).all()
    return Standing(
        {one.words or numbers.get(one.child_id or 0, one.key): one.state for one in items},
        [(str(one.planned_for), one.starts_at, one.agenda_agreed_on is not None) for one in ahead],
        "\n".join([*(one.answers for one in records), *(one.answers for one in drafts)]),
        [f"{one.kind} {one.whose}" for one in disturbed],
        [one.why for one in moves],
        sorted(one.kind for one in sessions if one.held_on is not None),
        {numbers[one.child_id] for one in talks if one.at is not None},
        [one.state for one in records],
        len(signed),
        [one.what for one in session.exec(select(Action)).all()],
    )
