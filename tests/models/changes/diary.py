"""Looking at supervisions and their lists, for the tests of changes."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlmodel import col, select

from models.changes.holding import hold_unplanned
from models.changes.planning import Plan, plan_supervision
from models.policy import load_pack
from models.store.store import Store
from models.tables import Discussion, Supervision
from tests import made
from tests.made import PRIYA

KENT = load_pack("kent")
AGREEMENT = load_pack("children_and_families")


class Row(NamedTuple):
    """A session as it stands in the store."""

    kind: str
    occasion: str
    planned_for: date | None
    first_planned_for: date | None
    held_on: date | None
    cancelled_on: date | None
    minutes: int | None
    reason: str
    cause: str
    replaces_id: int | None


def session_of(store: Store, row_id: int) -> Row:
    """Return a session."""
    return store.read(
        lambda session: Row(*(getattr(session.get_one(Supervision, row_id), name) for name in Row._fields))
    )


def listed(store: Store, row_id: int) -> dict[int, date | None]:
    """Return who is on a session's list, and when they were discussed."""
    return store.read(
        lambda session: {
            row.child_id: row.at
            for row in session.exec(
                select(Discussion).where(Discussion.supervision_id == row_id).order_by(col(Discussion.id))
            )
        }
    )


def kinds_of(store: Store, row_id: int) -> set[str]:
    """Return of what kind the discussions of a session are."""
    return store.read(
        lambda session: {
            row.kind
            for row in session.exec(
                select(Discussion).where(Discussion.supervision_id == row_id, col(Discussion.at).is_not(None))
            )
        }
    )


def plan(
    store: Store,
    day: date,
    children: tuple[int, ...] = (),
    *,
    person: int | None = PRIYA,
    kind: str = "case",
    replaces: int | None = None,
) -> int:
    """Put a session into the diary; return its id."""
    what = Plan(kind, person, day)
    return made.do(store, lambda change: plan_supervision(change, what, children, replaces_id=replaces).id)


def hold(store: Store, day: date, children: tuple[int, ...] = (), occasion: str = "formal") -> int:
    """Record a session of Priya's that stood in no diary; return its id."""
    return made.do(
        store, lambda change: hold_unplanned(change, "case", PRIYA, day, children, occasion=occasion).id
    )
