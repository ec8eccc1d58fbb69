"""Who is away, as the team's page tells it."""

from __future__ import annotations

from models.changes.planning import Plan, plan_supervision
from models.changes.team import record_absence
from models.reading.gates import read_passes
from models.reading.team_page import read_everyone_away
from models.store.change import Change
from models.store.store import Store
from models.tables import GatePass
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


class TestPassed:
    """A gate passed with a reason says of whom: of a session or a record, whose it is."""

    def test_whose_it_was(self, store: Store) -> None:
        """By name, so that whoever assures quality knows where to look."""

        def passed(change: Change) -> None:
            held = plan_supervision(change, Plan("personal", PRIYA, TODAY)).id
            row = GatePass(
                rule="KCC-T42",
                entity="supervision",
                entity_id=held,
                reason="Away next month",
                passed_on=TODAY,
            )
            change.note("pass_gate", "gate_pass", change.insert(row).id)

        made.do(store, passed)
        (found,) = store.read(lambda session: read_passes(session, TODAY, TODAY))
        assert (found.child, found.whose, found.reason) == ("", "Priya Shah", "Away next month")
