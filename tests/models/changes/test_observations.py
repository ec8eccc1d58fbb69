"""Observations of practice and the days of their parts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import select

from models.changes.observations import (
    PARTS,
    date_observation_part,
    record_observation,
    remove_observation,
)
from models.store.store import Store
from models.tables import Observation
from tests import made
from tests.made import PRIYA, SAM, TODAY, ago
from tests.models.changes.refusing import refused


def observed(store: Store) -> int:
    """Record that Priya's work was observed; return the observation's id."""
    return made.do(store, lambda change: record_observation(change, PRIYA, ago(9)).id)


class TestObservation:
    """Of a practitioner, on a day."""

    def test_recorded(self, store: Store) -> None:
        """One a day."""
        observed(store)
        refused(store, lambda change: record_observation(change, PRIYA, ago(9)), "One is recorded for")
        made.do(store, lambda change: record_observation(change, SAM, ago(9)))
        refused(store, lambda change: record_observation(change, SAM, TODAY + timedelta(days=1)), "future")
        refused(store, lambda change: record_observation(change, 99, TODAY), "That practitioner")

    @pytest.mark.parametrize("part", PARTS)
    def test_each_part_has_its_day(self, store: Store, part: str) -> None:
        """Not before the observation, not in the future; it can be put right."""
        row = observed(store)
        made.do(store, lambda change: date_observation_part(change, row, part, ago(7)))
        made.do(store, lambda change: date_observation_part(change, row, part, ago(6)))
        assert getattr(store.read(lambda session: session.exec(select(Observation)).one()), part) == ago(6)
        refused(
            store, lambda change: date_observation_part(change, row, part, ago(10)), "before the observation"
        )
        refused(
            store,
            lambda change: date_observation_part(change, row, part, TODAY + timedelta(days=1)),
            "in the future",
        )

    def test_a_part_that_is_none(self, store: Store) -> None:
        """There are three."""
        row = observed(store)
        refused(store, lambda change: date_observation_part(change, row, "observed_on", ago(1)), "is one of")

    def test_taken_away(self, store: Store) -> None:
        """As long as no feedback was given."""
        row = observed(store)
        made.do(store, lambda change: date_observation_part(change, row, "feedback_on", ago(1)))
        refused(store, lambda change: remove_observation(change, row), "it took place, and stays")
        made.do(store, lambda change: record_observation(change, SAM, ago(9)))
        made.do(store, lambda change: remove_observation(change, row + 1))
        assert len(store.read(lambda session: session.exec(select(Observation)).all())) == 1
