"""Handovers as pages show them: which there are, and what is in one, read from the store as it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from models.changes.handovers import PRACTITIONER
from models.dates import counted, show
from models.errors import Refused
from models.policy.pack import Pack
from models.reading.due.listing import DueList
from models.reading.due.reading import read_due
from models.reading.handover.items import Told
from models.reading.observing import read_planned
from models.reading.open_work import read_open
from models.reading.records import RecordLine
from models.reading.rows import rows
from models.tables import (
    Child,
    Handover,
    HandoverItem,
    Practitioner,
)

SORTS: Mapping[str, str] = {
    "agreement": "Agreement",
    "session": "Sessions in the diary",
    "clock": "What is due",
    "child": "Children",
    "action": "Open actions",
    "record": "Last records",
    "disagreement": "Disagreements still open",
    "note": "Notes",
}
"""The sorts of item in the order in which a handover shows them, each with its heading."""


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """One handover as lists show it; ``acknowledged`` of its ``items`` the one who takes over has said they have."""

    id: int
    kind: str
    practitioner_id: int
    practitioner: str
    to: str
    made_on: date
    closed_on: date | None
    items: int
    acknowledged: int
    to_is_staff: bool = True
    disputed: int = 0

    @property
    def said_acknowledged(self) -> str:
        """Return ``24 of 26 acknowledged, 1 disputed``."""
        disputed = f", {self.disputed} disputed" if self.disputed else ""
        return f"{self.acknowledged} of {self.items} acknowledged{disputed}"


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item: ``label`` says which (a child's number, a form), ``text`` what it says, ``words`` what was added."""

    id: int
    kind: str
    ref: int | None
    label: str
    text: str
    words: str
    acknowledged_on: date | None
    record: RecordLine | None = None
    disputed_on: date | None = None

    @property
    def said_words(self) -> str:
        """Return a note, and what the one who takes over said, told apart from what the store says."""
        note, _, said = self.words.partition("\n") if self.kind == "note" else ("", "", self.words)
        return "\n".join(part for part in (note, f"They say: {said}" if said else "") if part)

    @property
    def said_state(self) -> str:
        """Return that they have it, since when; that it is disputed; nothing while it waits."""
        if self.acknowledged_on is not None:
            return show(self.acknowledged_on)
        return f"disputed {show(self.disputed_on)}" if self.disputed_on is not None else ""


@dataclass(frozen=True, slots=True)
class HandoverPage:
    """One handover with everything in it; ``says`` is what the policy says where a supervisor changes."""

    line: HandoverLine
    items: tuple[ItemView, ...]
    says: tuple[tuple[str, str], ...] = ()
    still_held: int = 0
    """How many of the children in a handover of work are still allocated to the one who hands over."""
    keeps_back: bool = False
    """Whether the policy keeps the supervisor's copy of a record to the supervisor (CFA-P07)."""

    @property
    def records(self) -> tuple[RecordLine, ...]:
        """The records that go with it in full; none where the policy keeps them back, for they are only named."""
        found = (one.record for one in self.items if one.record is not None)
        return () if self.keeps_back else tuple(found)

    @property
    def said_still_held(self) -> str:
        """That a handover of work re-allocates nobody by itself; empty where there is nobody to re-allocate."""
        if not self.still_held:
            return ""
        are = counted(self.still_held, "child here is", "children here are")
        return f"{are} still allocated to {self.line.practitioner}."


def read_handovers(session: Session, *, practitioner_id: int | None = None) -> list[HandoverLine]:
    """Return handovers, the open ones first and of those the latest, of one person or of all."""
    taker = aliased(Practitioner)
    statement = (
        select(
            col(Handover.id),
            col(Handover.kind),
            col(Practitioner.id),
            col(Practitioner.name),
            func.coalesce(col(taker.name), col(Handover.to_name)),
            col(Handover.made_on),
            col(Handover.closed_on),
            func.count(col(HandoverItem.id)),
            func.count(col(HandoverItem.acknowledged_on)),
            col(Handover.to_id).is_not(None),
            func.count(col(HandoverItem.disputed_on)).filter(col(HandoverItem.acknowledged_on).is_(None)),
        )
        .join(Practitioner, col(Practitioner.id) == col(Handover.practitioner_id))
        .outerjoin(taker, col(taker.id) == col(Handover.to_id))
        .outerjoin(HandoverItem, col(HandoverItem.handover_id) == col(Handover.id))
        .group_by(col(Handover.id))
        .order_by(col(Handover.closed_on).is_not(None), col(Handover.made_on).desc(), col(Handover.id).desc())
    )
    if practitioner_id is not None:
        statement = statement.where(col(Handover.practitioner_id) == practitioner_id)
    return [HandoverLine(*row) for row in rows(session, statement)]


def read_handover(session: Session, pack: Pack, handover_id: int, due: DueList) -> HandoverPage:
    """Return one handover; ``due`` is the list of what is due now. Raises Refused if there is none.

    One that is closed is read as the store stood on that day: what was acknowledged does not change afterwards.
    """
    line = next((one for one in read_handovers(session) if one.id == handover_id), None)
    if line is None:
        raise Refused(f"There is no handover {handover_id}.")
    statement = (
        select(*HandoverItem.__table__.c)  # type: ignore[attr-defined]
        .where(col(HandoverItem.handover_id) == handover_id)
        .order_by(col(HandoverItem.place), col(HandoverItem.id))
    )
    found = rows(session, statement)
    is_over = line.closed_on is not None and line.closed_on < due.today
    stood = read_due(session, pack, line.closed_on) if is_over and line.closed_on else due
    planned = () if is_over else read_planned(session, line.practitioner_id)
    told = Told(session, pack, stood, [(row.kind, row.ref) for row in found], line.practitioner_id, planned)
    order = list(SORTS)
    items = [
        ItemView(
            row.id,
            row.kind,
            row.ref,
            *told.said(row.kind, row.ref, row.rule, row.due_on),
            row.words,
            row.acknowledged_on,
            told.record(row.kind, row.ref),
            row.disputed_on,
        )
        for row in found
    ]
    bears = pack.provisions_at("handover")
    says = tuple((one.id, one.says) for one in bears)
    back = any(one.keeps_back for one in bears)
    kids = [row.ref for row in found if row.kind == "child" and line.kind == PRACTITIONER]
    held = _still_held(session, kids, line.practitioner_id, due.today)
    return HandoverPage(line, tuple(sorted(items, key=lambda one: order.index(one.kind))), says, held, back)


def _still_held(session: Session, kids: list[int], practitioner_id: int, today: date) -> int:
    """Return of how many of some children a practitioner holds work now."""
    work = read_open(session, today, col(Child.id).in_(kids)) if kids else ()
    return len({one.child_id for one in work if one.practitioner_id == practitioner_id})
