"""Looking at what is proposed for a sitting."""

from __future__ import annotations

from datetime import date

from models.reading.agenda.candidates import Candidate, Proposal
from models.reading.agenda.proposing import propose
from models.reading.agenda.reading import read_told
from models.reading.agenda.sitting import Sitting, read_sitting
from models.reading.agenda.told import Told
from tests.made import TODAY
from tests.models.reading.due.office import Office


def sitting_of(office: Office, session: int) -> Sitting:
    """Return the sitting a session belongs to."""
    found = office.store.read(lambda opened: read_sitting(opened, office.pack, session))
    assert found is not None
    return found


def told_of(office: Office, session: int, today: date = TODAY, systems: tuple[str, ...] = ()) -> Told:
    """Return what the proposal for a session's sitting is made from."""
    sitting = sitting_of(office, session)
    return office.store.read(lambda opened: read_told(opened, office.pack, sitting, today, systems=systems))


def proposed(office: Office, session: int, today: date = TODAY) -> Proposal:
    """Return what could be on the agenda of a session's sitting."""
    return propose(told_of(office, session, today))


def about(proposal: Proposal, child: int) -> Candidate:
    """Return the candidate about a child."""
    found = proposal.of(f"child:{child}")
    assert found is not None
    return found
