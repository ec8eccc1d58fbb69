"""Records as lists show them, and one record with all that hangs on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from models.errors import Refused
from models.lots import in_lots
from models.reading.rows import rows
from models.record_drafts import RecordDraftView, read_record_drafts
from models.tables import (
    Child,
    Entered,
    GatePass,
    Practitioner,
    Record,
    RecordChild,
    RecordDraft,
    Supervision,
)


@dataclass(frozen=True, slots=True)
class ChildOf:
    """A child a record is about, with the part of the answers that is about them (empty: the whole)."""

    id: int
    number: str
    initials: str
    part: str

    @property
    def label(self) -> str:
        """Number and initials."""
        return f"{self.number} {self.initials}".strip()


@dataclass(frozen=True, slots=True)
class SessionOf:
    """The session a record belongs to: what kind, and when it was held or is planned for."""

    id: int
    kind: str
    occasion: str
    held_on: date | None
    planned_for: date | None


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One record as lists show it.

    ``typed`` says that something typed is not part of it yet, ``entered`` how many of its children were
    entered on a case system.
    """

    id: int
    form: str
    policy: str
    state: str
    day: date
    practitioner_id: int | None
    practitioner: str
    saved_at: datetime
    typed: bool
    session: SessionOf | None
    children: tuple[ChildOf, ...] = ()
    entered: int = 0

    @property
    def said_state(self) -> str:
        """Its state, and how much of it was entered: ``complete, entered 1 of 2``."""
        kids = len({child.id for child in self.children})
        if not self.entered:
            return self.state
        return f"{self.state}, entered" + (f" {self.entered} of {kids}" if self.entered < kids else "")

    @property
    def about(self) -> str:
        """Whom it is about, with the practitioner named: children, else the practitioner, else the team."""
        kids = ", ".join(dict.fromkeys(child.label for child in self.children))
        return f"{kids} ({self.practitioner})" if kids and self.practitioner else kids or self.practitioner


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which records are wanted; empty and None say nothing. ``limit`` is how many at the most.

    ``sessions`` are those of one sitting, where ``supervision_id`` is one session alone.
    """

    child_id: int | None = None
    practitioner_id: int | None = None
    form: str = ""
    state: str = ""
    supervision_id: int | None = None
    ids: tuple[int, ...] | None = None
    sessions: tuple[int, ...] | None = None
    since: date | None = None
    until: date | None = None
    limit: int = 300


@dataclass(frozen=True, slots=True)
class EntryOf:
    """That a child's part was entered on a system on a day."""

    id: int
    child_id: int
    system: str
    entered_on: date


@dataclass(frozen=True, slots=True)
class RecordView:
    """One record: its line, its answers as JSON, its drafts, where it was entered, what was passed over."""

    line: RecordLine
    answers: str
    fingerprint: str
    version: int
    begun_at: datetime
    begun_by: str
    saved_by: str
    completed_at: datetime | None
    completed_by: str
    copied_from: int | None
    drafts: tuple[RecordDraftView, ...] = ()
    entered: tuple[EntryOf, ...] = ()
    passed: tuple[tuple[str, str], ...] = field(default=())
    """Rules that wanted something when it was completed, with the reason that was given."""


def read_record_lines(session: Session, wanted: Wanted | None = None) -> list[RecordLine]:
    """Return records, the latest day first."""
    asked = wanted or Wanted()
    statement = select(*_COLUMNS).outerjoin(Practitioner, col(Practitioner.id) == col(Record.practitioner_id))
    statement = statement.outerjoin(Supervision, col(Supervision.id) == col(Record.supervision_id))
    statement = _narrowed(statement, asked).order_by(col(Record.day).desc(), col(Record.id).desc())
    found = rows(session, statement.limit(asked.limit))
    kids = children_of(session, [row.id for row in found])
    return [_line(row, kids.get(row.id, ())) for row in found]


def count_records(session: Session, wanted: Wanted) -> int:
    """Return how many records there are, without a limit."""
    statement = _narrowed(select(func.count()).select_from(Record), wanted)
    return int(rows(session, statement)[0][0])


def read_record(session: Session, record_id: int) -> RecordView:
    """Return one record with everything; raise Refused if there is none with this number."""
    lines = read_record_lines(session, Wanted(ids=(record_id,)))
    row = session.get(Record, record_id)
    if not lines or row is None:
        raise Refused(f"There is no record {record_id} in the store.")
    entered = select(
        col(Entered.id), col(Entered.child_id), col(Entered.system), col(Entered.entered_on)
    ).where(col(Entered.record_id) == record_id)
    passed = select(col(GatePass.rule), col(GatePass.reason)).where(
        col(GatePass.entity) == "record", col(GatePass.entity_id) == record_id
    )
    return RecordView(
        lines[0],
        row.answers,
        row.fingerprint,
        row.version,
        row.begun_at,
        row.begun_by,
        row.saved_by,
        row.completed_at,
        row.completed_by,
        row.copied_from_id,
        tuple(read_record_drafts(record_id)(session)),
        tuple(EntryOf(*one) for one in rows(session, entered)),
        tuple((one[0], one[1]) for one in rows(session, passed.order_by(col(GatePass.id)))),
    )


def children_of(session: Session, record_ids: Iterable[int]) -> Mapping[int, tuple[ChildOf, ...]]:
    """Return the children that records are about, by record, in the order in which they came there."""
    found: dict[int, list[ChildOf]] = {}
    for lot in in_lots(record_ids):
        for row in rows(
            session,
            select(
                col(RecordChild.record_id),
                col(Child.id),
                col(Child.number),
                col(Child.initials),
                col(RecordChild.part),
            )
            .join(Child, col(Child.id) == col(RecordChild.child_id))
            .where(col(RecordChild.record_id).in_(lot))
            .order_by(col(RecordChild.id)),
        ):
            found.setdefault(row[0], []).append(ChildOf(*row[1:]))
    return {record_id: tuple(kids) for record_id, kids in found.items()}


_COLUMNS: tuple[Any, ...] = (
    col(Record.id),
    col(Record.form),
    col(Record.policy),
    col(Record.state),
    col(Record.day),
    col(Record.practitioner_id),
    col(Practitioner.name),
    col(Record.saved_at),
    select(func.count())
    .where(col(RecordDraft.record_id) == Record.id)
    .correlate(Record)
    .scalar_subquery()
    .label("drafts"),
    select(func.count(func.distinct(col(Entered.child_id))))
    .where(col(Entered.record_id) == Record.id)
    .correlate(Record)
    .scalar_subquery()
    .label("entered"),
    col(Record.supervision_id),
    col(Supervision.kind),
    col(Supervision.occasion),
    col(Supervision.held_on),
    col(Supervision.planned_for),
)


def _narrowed(statement: Any, asked: Wanted) -> Any:
    plain = {
        Record.practitioner_id: asked.practitioner_id,
        Record.form: asked.form or None,
        Record.state: asked.state or None,
        Record.supervision_id: asked.supervision_id,
    }
    for column, value in plain.items():
        if value is not None:
            statement = statement.where(col(column) == value)
    if asked.child_id is not None:
        mine = select(col(RecordChild.record_id)).where(col(RecordChild.child_id) == asked.child_id)
        statement = statement.where(col(Record.id).in_(mine))
    if asked.ids is not None:
        statement = statement.where(col(Record.id).in_(asked.ids))
    if asked.sessions is not None:
        statement = statement.where(col(Record.supervision_id).in_(asked.sessions))
    if asked.since is not None:
        statement = statement.where(col(Record.day) >= asked.since)
    if asked.until is not None:
        statement = statement.where(col(Record.day) <= asked.until)
    return statement


def _line(row: Any, children: tuple[ChildOf, ...]) -> RecordLine:
    session = None
    if row.supervision_id is not None:
        session = SessionOf(row.supervision_id, row.kind, row.occasion, row.held_on, row.planned_for)
    return RecordLine(
        row.id,
        row.form,
        row.policy,
        row.state,
        row.day,
        row.practitioner_id,
        row.name or "",
        row.saved_at,
        row.drafts > 0,
        session,
        children,
        row.entered,
    )
