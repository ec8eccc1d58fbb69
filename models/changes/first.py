"""The first change of a new store: its team, and who manages it."""

from __future__ import annotations

from models.changes.team import PractitionerFacts, add_practitioner, appoint_manager, begin_team
from models.store.change import Change


def begin_store(change: Change, name: str, policy: str, service: str, manager: PractitionerFacts) -> None:
    """Give a new store its team and the manager, who is supervised too."""
    begin_team(change, name, policy, service)
    appoint_manager(change, add_practitioner(change, manager).id)
