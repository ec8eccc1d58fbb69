"""What the changes around people refuse: each says what is wrong, with the days, and what to do; nothing is changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import select

from models.changes.handovers import NewItem, start_handover
from models.changes.holding import hold_unplanned
from models.changes.observations import record_observation
from models.changes.sampling import draw_sample
from models.changes.team import PractitionerFacts, correct_practitioner
from models.store.change import Change
from models.store.store import Store
from models.tables import Allocation, Practitioner
from tests import made
from tests.made import PRIYA, SAM, TODAY, TOM, ago
from tests.models.changes.leavers import LEAVER, destroyed, made_leaver
from tests.models.changes.refusing import refused


def leaves(change: Change, day: date, person: int = PRIYA) -> Practitioner:
    """Say that someone leaves, or left, on a day."""
    row = change.session.get_one(Practitioner, person)
    facts = PractitionerFacts(row.number, row.name, row.role, service=row.service, started_on=row.started_on)
    return correct_practitioner(change, person, replace(facts, left_on=day))


class TestLeaving:
    """The day someone leaves: from it on the period of their file runs."""

    @pytest.fixture(autouse=True)
    def _met(self, store: Store) -> None:
        """Priya's work is passed on, and she had a session ten days ago."""

        def meet(change: Change) -> None:
            for held in change.session.exec(select(Allocation)).all():
                change.update(held, practitioner_id=SAM)
            hold_unplanned(change, "case", PRIYA, ago(10), [TOM])

        made.do(store, meet)

    def test_before_their_last_session(self, store: Store) -> None:
        """The session's day is named, and where it is put right; on that day and later they may have left."""
        refused(
            store,
            lambda change: leaves(change, ago(11)),
            r"held on Wed 11 Nov 2026, after Tue 10 Nov 2026. Put that day right on the session's page first",
        )
        assert made.do(store, lambda change: leaves(change, ago(10))).left_on == ago(10)
        assert made.do(store, lambda change: leaves(change, ago(2))).left_on == ago(2)

    def test_before_they_started(self, store: Store) -> None:
        """Both days are named."""
        refused(store, lambda change: leaves(change, ago(901)), "would have left before they started")

    def test_to_come(self, store: Store) -> None:
        """Notice given: they are in post until then, their work stays with them, their clocks run."""
        assert made.do(store, lambda change: leaves(change, TODAY + timedelta(days=30))).left_on


class TestHandover:
    """To someone who can take it."""

    @pytest.mark.parametrize(
        ("to", "says"),
        [
            (PRIYA, "Nobody hands over to themself. Choose who takes over"),
            (LEAVER, r"They left on Thu 12 Sep 2024. Choose someone who is in post"),
            (99, "That practitioner is no longer in the store"),
        ],
    )
    def test_not_to(self, store: Store, to: int, says: str) -> None:
        """Oneself, someone who left, nobody."""
        made_leaver(store)
        items = [NewItem("child", TOM)]
        refused(store, lambda change: start_handover(change, "supervisor", PRIYA, items, to_id=to), says)

    def test_of_nothing(self, store: Store) -> None:
        """Neither nothing, nor to nobody named."""
        begin: Any = start_handover
        refused(store, lambda change: begin(change, "supervisor", PRIYA, [], to_id=SAM), "nothing to hand")
        refused(store, lambda change: begin(change, "supervisor", PRIYA, [NewItem("note")]), "who takes over")


class TestObservation:
    """On a day on which they were in post."""

    def test_impossible_days(self, store: Store) -> None:
        """To come, before they started, after they left: with both days."""
        made_leaver(store)
        refused(store, lambda change: record_observation(change, PRIYA, ago(-1)), "lie in the future: Sun 22")
        refused(store, lambda change: record_observation(change, PRIYA, ago(901)), "had not started then: ")
        refused(store, lambda change: record_observation(change, LEAVER, ago(700)), "had left by then: ")


class TestSample:
    """Of what there is."""

    def test_without_records(self, store: Store) -> None:
        """The span is named, and where records are completed."""
        refused(
            store,
            lambda change: draw_sample(change, 1, 3, ago(91), TODAY, []),
            r"finished record of a session from Sat 22 Aug 2026 to Sat 21 Nov 2026.*complete the records first",
        )

    def test_of_an_impossible_span(self, store: Store) -> None:
        """Backwards, to come, too many, a seed out of range."""
        for since, until, each, seed, says in (
            (TODAY, ago(1), 3, 1, "would end before it begins"),
            (ago(-1), ago(-1), 3, 1, "in the future"),
            (ago(9), TODAY, 0, 1, "From 1 to 50"),
            (ago(9), TODAY, 3, -1, "whole number"),
        ):
            refused(
                store,
                lambda change, s=since, u=until, e=each, n=seed: draw_sample(change, n, e, s, u, []),  # type: ignore[misc]
                says,
            )


class TestDestruction:
    """Beside what is still being written."""

    def test_with_an_open_draft(self, store: Store) -> None:
        """A record that is still being written is counted, and goes with what was typed into it."""
        made_leaver(store)
        certificate = destroyed(store)
        assert certificate.gone["drafts"] == 1
        assert made.dump(store)["record_draft"] == []
