"""Items of agendas as screens show them: those of a sitting, those that wait, those left over from last time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from models.reading.agenda.sitting import Sitting
from models.reading.agenda.told import ItemView
from models.reading.rows import rows
from models.tables import AgendaItem, Child, Supervision


def read_items(session: Session, supervision_ids: Iterable[int]) -> tuple[ItemView, ...]:
    """Return the agenda of some sessions, in one order."""
    return _read(session, col(AgendaItem.supervision_id).in_(list(supervision_ids)))


def read_waiting(session: Session, practitioner_id: int | None) -> tuple[ItemView, ...]:
    """Return what waits for the next session with a practitioner."""
    if practitioner_id is None:
        return ()
    return _read(
        session,
        col(AgendaItem.supervision_id).is_(None) & (col(AgendaItem.practitioner_id) == practitioner_id),
    )


def read_left(session: Session, sitting: Sitting, today: date) -> tuple[tuple[ItemView, ...], date | None]:
    """Return what was not reached or was parked in the last sitting of these kinds, and its day.

    Children are left out: who was on a list and was not reached is on the next one by itself.
    """
    whose = (
        col(Supervision.practitioner_id).is_(None)
        if sitting.practitioner_id is None
        else col(Supervision.practitioner_id) == sitting.practitioner_id
    )
    held = (
        whose,
        col(Supervision.kind).in_(sitting.kinds),
        col(Supervision.held_on) <= today,
        col(Supervision.id).not_in(sitting.ids),
    )
    last = rows(session, select(func.max(col(Supervision.held_on))).where(*held))[0][0]
    if last is None:
        return (), None
    ids = select(col(Supervision.id)).where(*held, col(Supervision.held_on) == last)
    found = _read(
        session,
        col(AgendaItem.supervision_id).in_(ids)
        & col(AgendaItem.state).in_(("open", "parked"))
        & ((col(AgendaItem.whose) != "policy") | (col(AgendaItem.state) == "parked")),
    )
    return found, last


def _read(session: Session, where: Any) -> tuple[ItemView, ...]:
    statement = (
        select(
            col(AgendaItem.id),
            col(AgendaItem.supervision_id),
            col(AgendaItem.source),
            col(AgendaItem.key),
            col(AgendaItem.whose),
            col(AgendaItem.words),
            col(AgendaItem.child_id),
            col(Child.number),
            col(Child.initials),
            col(AgendaItem.minutes),
            col(AgendaItem.by_reference),
            col(AgendaItem.state),
            col(AgendaItem.spent),
            col(AgendaItem.note),
            col(AgendaItem.split_from_id),
        )
        .outerjoin(Child, col(Child.id) == col(AgendaItem.child_id))
        .where(where)
        .order_by(col(AgendaItem.place), col(AgendaItem.id))
    )
    return tuple(_item(row) for row in rows(session, statement))


def _item(row: Any) -> ItemView:
    return ItemView(
        row[0],
        row[1],
        row[2],
        row[3],
        row[4],
        row[5],
        row[6],
        f"{row[7] or ''} {row[8] or ''}".strip(),
        row[9],
        bool(row[10]),
        row[11],
        row[12],
        row[13],
        row[14],
        row[7] or "",
    )
