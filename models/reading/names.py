"""Who may turn up in a text: numbers and initials of children, names of staff."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlmodel import Session, col

from models.errors import Refused
from models.reading.rows import rows
from models.tables import Child, Involvement, Practitioner


class Names(NamedTuple):
    """Numbers of all children, initials of those whose work is open, names of all practitioners."""

    numbers: frozenset[str]
    initials: frozenset[str]
    staff: frozenset[str]


class Numbered(NamedTuple):
    """Someone who is or was of the team, found by their number."""

    id: int
    number: str
    name: str
    left_on: date | None


def read_numbered(session: Session, number: str) -> Numbered:
    """Return the practitioner with this number, large or small letters; raise Refused with those there are."""
    found = rows(
        session,
        select(
            col(Practitioner.id),
            col(Practitioner.number),
            col(Practitioner.name),
            col(Practitioner.left_on),
        ).order_by(col(Practitioner.number)),
    )
    wanted = number.strip().casefold()
    for row in found:
        if row[1].casefold() == wanted:
            return Numbered(*row)
    known = ", ".join(row[1] for row in found)
    raise Refused(f"There is no practitioner {number}. Their numbers are: {known or 'none yet'}.")


def read_names(session: Session) -> Names:
    """Return who may turn up in a text.

    Initials of closed work are left out: over the years they would be every pair of letters there is.
    """
    still = select(col(Involvement.child_id)).where(col(Involvement.closed_on).is_(None))
    numbers = rows(session, select(col(Child.number)))
    initials = rows(session, select(col(Child.initials)).where(col(Child.id).in_(still)).distinct())
    staff = rows(session, select(col(Practitioner.name)))
    return Names(*(frozenset(text for (text,) in found if text) for found in (numbers, initials, staff)))


def read_child_labels(session: Session) -> dict[int, str]:
    """Return number and initials of every child, by id."""
    found = rows(session, select(col(Child.id), col(Child.number), col(Child.initials)))
    return {row[0]: f"{row[1]} {row[2]}".strip() for row in found}


def read_actor_name(session: Session, actor: str) -> str:
    """Return the name of who has a number, or the number itself."""
    found = rows(session, select(col(Practitioner.name)).where(col(Practitioner.number) == actor))
    return str(found[0][0]) if found else actor
