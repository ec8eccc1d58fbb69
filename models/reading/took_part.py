"""Who took part in a session, as its record says it: in a line, one by one, and who presented."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlmodel import Session, col

from models.reading.attendance import read_attending
from models.reading.rows import rows
from models.reading.team import read_team
from models.tables import Attendance, Practitioner


@dataclass(frozen=True, slots=True)
class Here:
    """Someone who was there: the name, the service or team they are from, the manager who answers for it."""

    name: str
    service: str = ""
    manager: str = ""

    @property
    def cells(self) -> dict[str, str]:
        """What is known of them, by the keys of the columns of a table of who took part."""
        return {"name": self.name, "service": self.service, "manager": self.manager}


def read_took_part(session: Session, supervision_id: int, day: date) -> tuple[str, str]:
    """Return who was there, with the services of guests, and who sent apologies."""
    here: dict[str, list[str]] = {"present": [], "apologies": []}
    for one in read_attending(session, supervision_id, day):
        if one.state in here:
            more = [each for each in (one.service, one.part if one.part != "member" else "") if each]
            here[one.state].append(f"{one.name} ({', '.join(more)})" if more else one.name)
    return ", ".join(here["present"]), ", ".join(here["apologies"])


def read_presenters(session: Session, sessions: Collection[int]) -> list[str]:
    """Return who presents in a group, by name."""
    statement = (
        select(func.coalesce(col(Practitioner.name), col(Attendance.guest)))
        .select_from(Attendance)
        .outerjoin(Practitioner, col(Practitioner.id) == col(Attendance.practitioner_id))
        .where(
            col(Attendance.supervision_id).in_(sessions),
            col(Attendance.part) == "presenter",
            col(Attendance.state) == "present",
        )
    )
    return [name for (name,) in rows(session, statement)]


def read_here(
    session: Session, supervision_id: int, practitioner_id: int | None, day: date
) -> Iterator[Here]:
    """Yield who was there: the practitioner first, guests with their service, ours with the team and its manager."""
    told = read_team(session)
    person = session.get(Practitioner, practitioner_id) if practitioner_id else None
    if person is not None:
        yield Here(person.name, told.name, told.manager)
    for one in read_attending(session, supervision_id, day):
        if one.state == "present" and one.practitioner_id is None:
            yield Here(one.name, one.service)
        elif one.state == "present" and one.practitioner_id != practitioner_id:
            yield Here(one.name, told.name, told.manager)
