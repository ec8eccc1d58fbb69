"""Which record is that of last time, where two are written in one sitting."""

from __future__ import annotations

from models.changes.planning import Plan, plan_supervision
from models.changes.record_parts import About
from models.reading.last_time import Before, last_about, last_with
from models.store.store import Store
from tests import made
from tests.made import PRIYA, TODAY, TOM, ago
from tests.models.recording import begun


def planned(store: Store, kind: str, at: str) -> int:
    """Plan a session with Priya today."""
    return made.do(store, lambda change: plan_supervision(change, Plan(kind, PRIYA, TODAY, at)).id)


class TestOneSitting:
    """The record beside this one is no last time."""

    def test_the_one_before_the_sitting(self, store: Store) -> None:
        """Of two on one form in one sitting, both go back to the month before; a note of the day counts."""
        personal, case = planned(store, "personal", "10:00"), planned(store, "case", "10:00")
        before = begun(store, about=About(ago(28), None, PRIYA, ((TOM, ""),)))
        first = begun(store, about=About(TODAY, case, PRIYA, ((TOM, ""),)))
        second = begun(store, about=About(TODAY, personal, PRIYA))
        asked = Before("f", TODAY, second, personal)
        found = store.read(lambda session: last_with(session, asked, PRIYA))
        assert found is not None
        assert found.record_id == before
        about = store.read(lambda session: last_about(session, asked, TOM))
        assert about is not None
        assert about.record_id == before
        unasked = store.read(lambda session: last_with(session, Before("f", TODAY, second), PRIYA))
        assert unasked is not None
        assert unasked.record_id == first
