"""Who is away, as the team's page tells it."""

from __future__ import annotations

from models.changes.team import record_absence
from models.reading.team_page import read_everyone_away
from models.store.store import Store
from tests import made
from tests.made import MORAG, PRIYA, TODAY


class TestAway:
    """Whoever supervises others comes first, for somebody has to decide meanwhile."""

    def test_the_manager_supervises_though_nobody_names_them(self, store: Store) -> None:
        """Those with no supervisor named are the manager's; a practitioner supervises nobody."""
        for person in (PRIYA, MORAG):
            made.do(store, lambda change, p=person: record_absence(change, p, TODAY, None, "leave"))  # type: ignore[misc]
        away = store.read(lambda session: read_everyone_away(session, TODAY))
        assert [(one.practitioner_id, one.supervises) for one in away] == [(MORAG, True), (PRIYA, False)]
