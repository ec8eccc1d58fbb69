"""Looking at agendas, for the tests of changes."""

from __future__ import annotations

from typing import NamedTuple

from sqlmodel import Session, col, select

from models.changes.agenda import put_on_agenda
from models.changes.agenda_parts import NewItem
from models.store.store import Store
from models.tables import AgendaItem
from tests import made
from tests.made import KIT, TOM

WELLBEING = NewItem("standing", "KCC-A13/1", "Wellbeing", minutes=10)


class Line(NamedTuple):
    """An item as it stands on an agenda."""

    key: str
    words: str
    minutes: int
    state: str
    whose: str


def about(child_id: int, minutes: int = 15) -> NewItem:
    """Return an item about a child."""
    return NewItem("due", f"child:{child_id}", child_id=child_id, minutes=minutes)


def agenda_of(store: Store, *sessions: int | None) -> list[Line]:
    """Return the agenda of sessions in order; None: what waits for one."""
    chosen = (
        col(AgendaItem.supervision_id).is_(None)
        if sessions == (None,)
        else col(AgendaItem.supervision_id).in_(sessions)
    )
    statement = select(AgendaItem).where(chosen).order_by(col(AgendaItem.place), col(AgendaItem.id))
    return store.read(
        lambda session: [
            Line(row.key, row.words, row.minutes, row.state, row.whose) for row in session.exec(statement)
        ]
    )


def keys_of(store: Store, *sessions: int | None) -> list[str]:
    """Return the keys of an agenda in order."""
    return [line.key for line in agenda_of(store, *sessions)]


def put(store: Store, session: int, *items: NewItem, before: int | None = None) -> list[int]:
    """Put items on an agenda; return their ids."""
    return made.do(
        store, lambda change: [one.id for one in put_on_agenda(change, session, items, before=before)]
    )


def usual(store: Store, session: int) -> list[int]:
    """Put wellbeing and two children on an agenda; return the ids."""
    return put(store, session, WELLBEING, about(TOM), about(KIT))


def spend(store: Store, item: int, seconds: int) -> None:
    """Let an item have taken some seconds."""

    def write(session: Session) -> None:
        session.get_one(AgendaItem, item).spent = seconds

    store.quietly(write)
