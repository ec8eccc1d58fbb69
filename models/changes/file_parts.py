"""What belongs to someone's file, found for its destruction by sort, and what stays because a child's file has it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import func
from sqlmodel import Session, col, select

from models.lots import in_lots
from models.tables import (
    Absence,
    Action,
    ActionStep,
    AgendaItem,
    AgendaTemplate,
    AgendaTemplateLine,
    Agreement,
    Attendance,
    Correction,
    DatedEvent,
    Disagreement,
    DisagreementStep,
    Discussion,
    Disturbance,
    GatePass,
    Handover,
    HandoverItem,
    LegalHold,
    Observation,
    PlannedObservation,
    Record,
    RecordAddendum,
    RecordChild,
    RecordDraft,
    RecordExport,
    RecordSeal,
    RecordSignature,
    Row,
    SampledRecord,
    SessionRun,
    ShorterInterval,
    StageMove,
    Supervision,
)

R = TypeVar("R", bound=Row)
Sorts = dict[str, list[Row]]


@dataclass(frozen=True, slots=True)
class FileOf:
    """The rows of one file. ``gone`` are those that go, by the sort a certificate counts them under.

    ``kept_sessions`` and ``kept_actions`` stay for the sake of children, ``kept_records`` is how many
    records do; ``kept_notes`` are corrections of those sessions, and gates passed for them. ``gone`` is
    in an order in which the rows can be removed.
    """

    records: tuple[Record, ...]
    gone: Sorts
    kept_sessions: tuple[Supervision, ...]
    kept_actions: tuple[Action, ...]
    kept_records: int
    exported: int
    kept_notes: tuple[Row, ...] = ()

    @property
    def rows(self) -> list[Row]:
        """Every row that goes, what hangs on another before it."""
        return [row for sort in self.gone.values() for row in sort]


def own_records(session: Session, practitioner_id: int) -> list[Record]:
    """Return the records about someone alone: none of a child, which is the child's file's.

    The worksheet on which such a record was looked at for quality goes where the record goes.
    """
    about_child = select(RecordChild.record_id)
    mine = session.exec(
        select(Record)
        .where(Record.practitioner_id == practitioner_id, col(Record.id).not_in(about_child))
        .order_by(col(Record.id))
    ).all()
    ids = [one.id for one in mine]
    sheets = [
        row
        for lot in in_lots(ids)
        for row in session.exec(
            select(Record)
            .join(SampledRecord, col(SampledRecord.worksheet_id) == col(Record.id))
            .where(col(SampledRecord.record_id).in_(lot), col(Record.id).not_in(ids))
            .order_by(col(Record.id))
        ).all()
    ]
    return [*mine, *sheets]


def find_file(session: Session, practitioner_id: int) -> FileOf:
    """Return everything of someone's file as it stands now."""
    records = own_records(session, practitioner_id)
    ids = [one.id for one in records]
    mine = _mine(session, practitioner_id)
    sessions = mine(Supervision)
    needed = _needed(session, [one.id for one in sessions], ids)
    leaving = [one for one in sessions if one.id not in needed]
    hung = _Hanging(session)
    set_in = hung(Action, Action.record_id, ids)  # those of a worksheet are of nobody in particular
    actions = list({one.id: one for one in (*mine(Action), *set_in)}.values())
    going = [one for one in actions if one.child_id is None]
    all_sessions = [one.id for one in sessions]
    disagreements, handovers = mine(Disagreement), mine(Handover)
    templates = mine(AgendaTemplate)
    exports = hung(RecordExport, RecordExport.record_id, ids)
    gone: Sorts = {
        "drafts": hung(RecordDraft, RecordDraft.record_id, ids),
        "signatures": hung(RecordSignature, RecordSignature.record_id, ids),
        "addenda": hung(RecordAddendum, RecordAddendum.record_id, ids),
        "seals": hung(RecordSeal, RecordSeal.record_id, ids),
        "exports": exports,
        "agenda_items": _agenda_items(session, hung, practitioner_id, all_sessions),
        "actions": [*hung(ActionStep, ActionStep.action_id, [one.id for one in going]), *going],
        "disagreements": [
            *hung(DisagreementStep, DisagreementStep.disagreement_id, [one.id for one in disagreements]),
            *disagreements,
        ],
        "handovers": [
            *hung(HandoverItem, HandoverItem.handover_id, [one.id for one in handovers]),
            *handovers,
        ],
        "templates": [
            *hung(AgendaTemplateLine, AgendaTemplateLine.template_id, [one.id for one in templates]),
            *templates,
        ],
        "agreements": mine(Agreement),
        "absences": mine(Absence),
        "observations": mine(Observation),
        "planned_observations": mine(PlannedObservation),
        "events": mine(DatedEvent),
        "intervals": mine(ShorterInterval),
        "holds": mine(LegalHold),
        "attendance": [*mine(Attendance), *_guests(session, all_sessions)],
        "disturbances": hung(Disturbance, Disturbance.supervision_id, all_sessions),
        "runs": hung(SessionRun, SessionRun.supervision_id, all_sessions),
        "notes": _notes(session, {"record": ids, "supervision": [one.id for one in leaving]}),
        "records": list(records),
        "sessions": list(leaving),
    }
    return FileOf(
        tuple(records),
        gone,
        tuple(one for one in sessions if one.id in needed),
        tuple(one for one in actions if one.child_id is not None),
        _about_children(session, practitioner_id),
        len(exports),
        tuple(_notes(session, {"supervision": [one.id for one in sessions if one.id in needed]})),
    )


def counts_of(found: FileOf) -> dict[str, int]:
    """Return how many of each sort go, as a certificate counts them."""
    papers = ("records", "drafts", "signatures", "addenda", "seals", "sessions", "agenda_items")
    told = (*papers, "agreements", "absences", "observations", "events")
    numbers = {sort: len(found.gone[sort]) for sort in told}
    numbers["actions"] = sum(isinstance(row, Action) for row in found.gone["actions"])
    numbers["disagreements"] = sum(isinstance(row, Disagreement) for row in found.gone["disagreements"])
    rest = set(found.gone) - set(told) - {"actions", "disagreements", "exports"}
    numbers["other"] = sum(len(found.gone[sort]) for sort in rest)
    return {sort: number for sort, number in numbers.items() if number}


def kept_of(found: FileOf) -> dict[str, int]:
    """Return how many stay for the sake of children's files."""
    numbers = {
        "records": found.kept_records,
        "sessions": len(found.kept_sessions),
        "actions": len(found.kept_actions),
    }
    return {sort: number for sort, number in numbers.items() if number}


class _Hanging:
    """Finds the rows that hang on others by their numbers."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def __call__(self, table: type[Any], column: Any, ids: Sequence[int]) -> list[Any]:
        return [
            row
            for lot in in_lots(ids)
            for row in self._session.exec(select(table).where(col(column).in_(lot)).order_by(table.id)).all()
        ]


def _mine(session: Session, practitioner_id: int) -> Callable[[type[Any]], list[Any]]:
    def of(table: type[Any]) -> list[Any]:
        found = select(table).where(table.practitioner_id == practitioner_id).order_by(table.id)
        return list(session.exec(found).all())

    return of


def _needed(session: Session, sessions: Sequence[int], records: Sequence[int]) -> set[int]:
    """Return the sessions that stay: a child was talked about, or something of a child refers to them."""
    found: set[int] = set()
    for lot in in_lots(sessions):
        for column in (
            Discussion.supervision_id,
            StageMove.supervision_id,
            ActionStep.supervision_id,
            Action.supervision_id,
            Record.supervision_id,
        ):
            statement = select(column).where(col(column).in_(lot))
            if column is Action.supervision_id:
                statement = statement.where(col(Action.child_id).is_not(None))
            if column is ActionStep.supervision_id:
                statement = statement.join(Action, col(Action.id) == col(ActionStep.action_id)).where(
                    col(Action.child_id).is_not(None)
                )
            if column is Record.supervision_id:
                statement = statement.where(col(Record.id).not_in(list(records)))
            found |= {one for one in session.exec(statement).all() if one is not None}
    return found


def _agenda_items(
    session: Session, hung: _Hanging, practitioner_id: int, sessions: Sequence[int]
) -> list[Row]:
    """Return the items of someone's agendas, parts that were split off first."""
    waiting = session.exec(select(AgendaItem).where(AgendaItem.practitioner_id == practitioner_id)).all()
    found = {one.id: one for one in (*waiting, *hung(AgendaItem, AgendaItem.supervision_id, sessions))}
    return sorted(found.values(), key=lambda one: (one.split_from_id is None, -one.id))


def _guests(session: Session, sessions: Sequence[int]) -> list[Row]:
    hung = _Hanging(session)
    return [
        one for one in hung(Attendance, Attendance.supervision_id, sessions) if one.practitioner_id is None
    ]


def _notes(session: Session, of: dict[str, list[int]]) -> list[Row]:
    """Return corrections of, and gates passed for, rows that go."""
    found: list[Row] = []
    for entity, ids in of.items():
        for table in (Correction, GatePass):
            for lot in in_lots(ids):
                where = (table.entity == entity, col(table.entity_id).in_(lot))
                found += session.exec(select(table).where(*where)).all()
    return found


def _about_children(session: Session, practitioner_id: int) -> int:
    return session.exec(
        select(func.count(func.distinct(Record.id)))
        .join(RecordChild, col(RecordChild.record_id) == col(Record.id))
        .where(Record.practitioner_id == practitioner_id)
    ).one()
