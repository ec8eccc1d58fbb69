"""Planned transfers (KCC-T12)."""

from __future__ import annotations

from models.changes.involvements import close_involvement
from models.changes.transfers import plan_transfer
from models.store.store import Store
from models.tables import Involvement
from tests import made
from tests.made import TODAY, ago
from tests.models.changes.refusing import refused


class TestTransfer:
    """A day to come, or none any more."""

    def test_planned_moved_and_taken_back(self, store: Store) -> None:
        """The last word stands."""
        for day in (ago(-30), ago(-20), None):
            made.do(store, lambda change, day=day: plan_transfer(change, 1, day))  # type: ignore[misc]
            assert store.read(lambda session: session.get_one(Involvement, 1).transfer_on) == day

    def test_refused(self, store: Store) -> None:
        """Said already, before the opening, closed, gone."""
        refused(store, lambda change: plan_transfer(change, 1, None), "No transfer is planned")
        refused(store, lambda change: plan_transfer(change, 1, ago(101)), "before it was opened")
        refused(store, lambda change: plan_transfer(change, 99, TODAY), "That involvement is no longer")
        made.do(store, lambda change: plan_transfer(change, 1, ago(-20)))
        refused(store, lambda change: plan_transfer(change, 1, ago(-20)), "already")
        made.do(store, lambda change: close_involvement(change, 1, TODAY))
        refused(store, lambda change: plan_transfer(change, 1, ago(-9)), "goes nowhere any more")
