"""The team as screens name it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session, col

from models.reading.rows import rows
from models.tables import Practitioner, Team


@dataclass(frozen=True, slots=True)
class TeamView:
    """The one team of the store: its name, its pack, and who manages it."""

    name: str = ""
    policy: str = "kent"
    service: str = ""
    manager_id: int | None = None
    manager_number: str = ""
    manager: str = ""


def read_team(session: Session) -> TeamView:
    """Return the team; an empty one where the store has none yet."""
    found = rows(
        session,
        select(
            col(Team.name),
            col(Team.policy),
            col(Team.service),
            col(Team.manager_id),
            col(Practitioner.number),
            col(Practitioner.name),
        ).outerjoin(Practitioner, col(Practitioner.id) == col(Team.manager_id)),
    )
    if not found:
        return TeamView()
    name, policy, service, manager_id, number, manager = found[0]
    return TeamView(name, policy, service, manager_id, number or "", manager or "")
