"""Involvements: opening, allocating, closing, opening again, passing a gate."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from models.changes.involvements import (
    allocate,
    close_involvement,
    open_involvement,
    pass_gate,
    reopen_involvement,
)
from models.changes.team import PractitionerFacts, correct_practitioner
from models.store.store import Store
from models.tables import Allocation, GatePass, Involvement
from tests import made
from tests.made import KIT, OTHER_SERVICE, PRIYA, ROSA, SAM, SERVICE, TODAY, TOM, ago
from tests.models.changes.refusing import refused

TOMORROW = TODAY + timedelta(days=1)


def held(store: Store, involvement_id: int) -> list[tuple[int, date, date | None]]:
    """Return who held an involvement from when to when, in order."""
    found = store.read(
        lambda session: session.exec(
            select(Allocation).where(Allocation.involvement_id == involvement_id).order_by(col(Allocation.id))
        ).all()
    )
    return [(row.practitioner_id, row.since, row.until) for row in found]


def involvement(store: Store, involvement_id: int) -> Involvement:
    """Return an involvement's row."""
    return store.read(lambda session: session.get_one(Involvement, involvement_id))


def leave(store: Store, practitioner_id: int, day: date) -> None:
    """Let a practitioner leave on a day, whatever they hold (as an earlier version might have let them)."""
    store.driver().execute(
        "UPDATE practitioner SET left_on = ? WHERE id = ?", (day.isoformat(), practitioner_id)
    )


class TestOpening:
    """One period in which one service is open to a child."""

    def test_with_a_holder(self, store: Store) -> None:
        """It is allocated from the day it opens, and stands in the first stage."""
        opened = made.do(store, lambda change: open_involvement(change, TOM, OTHER_SERVICE, ago(5), SAM).id)
        assert held(store, opened) == [(SAM, ago(5), None)]
        moves = [row for row in made.dump(store)["stage_move"] if row[1] == opened]
        assert [row[2:5] for row in moves] == [(ago(5).isoformat(), None, 1)]

    def test_without_a_holder(self, store: Store) -> None:
        """It may wait to be allocated."""
        opened = made.do(store, lambda change: open_involvement(change, TOM, OTHER_SERVICE, ago(5), None).id)
        assert held(store, opened) == []

    def test_again_from_the_day_it_closed(self, store: Store) -> None:
        """A service may be opened afresh on the day the earlier period ended, not before."""
        refused(
            store,
            lambda change: open_involvement(change, ROSA, OTHER_SERVICE, ago(91), SAM),
            "open to this child already, since",
        )
        made.do(store, lambda change: open_involvement(change, ROSA, OTHER_SERVICE, ago(90), SAM))

    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            ((TOM, SERVICE, TODAY, SAM), "That service is open to this child already, since Thu 13 Aug 2026"),
            ((TOM, OTHER_SERVICE, TOMORROW, SAM), "The day it was opened cannot lie in the future"),
            ((999, SERVICE, TODAY, SAM), "That child is no longer in the store"),
            ((TOM, OTHER_SERVICE, TODAY, 999), "That practitioner is no longer in the store"),
        ],
    )
    def test_refused(self, store: Store, arguments: Any, says: str) -> None:
        """What is open already, what lies ahead, and who is not there."""
        refused(store, lambda change: open_involvement(change, *arguments), says)

    def test_refused_stage(self, store: Store) -> None:
        """A stage that no pack has."""
        refused(
            store,
            lambda change: open_involvement(change, TOM, OTHER_SERVICE, TODAY, None, stage=13),
            "There is no stage 13",
        )


class TestAllocating:
    """One person holds an involvement at a time."""

    def test_the_next_takes_over_on_the_day(self, store: Store) -> None:
        """Whoever held it held it until then."""
        made.do(store, lambda change: allocate(change, 1, SAM, ago(2)))
        assert held(store, 1) == [(PRIYA, ago(100), ago(2)), (SAM, ago(2), None)]

    def test_back_and_forth_on_one_day(self, store: Store) -> None:
        """A mistake put right the same day leaves a stay of no days."""
        made.do(store, lambda change: allocate(change, 1, SAM, TODAY))
        made.do(store, lambda change: allocate(change, 1, PRIYA, TODAY))
        assert held(store, 1) == [(PRIYA, ago(100), TODAY), (SAM, TODAY, TODAY), (PRIYA, TODAY, None)]

    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            (datetime(2026, 11, 20, 9, 30, tzinfo=UTC), datetime(2026, 11, 20, 9, 30, tzinfo=UTC)),
            (datetime(2026, 11, 20, 9, 30), datetime(2026, 11, 20, 9, 30, tzinfo=UTC)),  # noqa: DTZ001
            (datetime(2026, 7, 1, 9, 30), datetime(2026, 7, 1, 8, 30, tzinfo=UTC)),  # noqa: DTZ001
        ],
    )
    def test_the_moment_is_kept_in_utc(self, store: Store, typed: datetime, kept: datetime) -> None:
        """A moment without an offset is London time, in summer an hour ahead of UTC."""
        made.do(store, lambda change: allocate(change, 4, SAM, typed.date(), at=typed))
        found = store.read(
            lambda session: session.exec(select(Allocation.at).where(Allocation.practitioner_id == SAM)).all()
        )
        assert kept in found

    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            ((1, PRIYA, TODAY), "They hold it already, since Thu 13 Aug 2026"),
            ((1, SAM, TOMORROW), "The day of allocation cannot lie in the future"),
            ((1, SAM, ago(101)), "It would be allocated before it was opened"),
            ((5, PRIYA, TODAY), "It was closed on .* Open it again"),
            ((999, SAM, TODAY), "That involvement is no longer in the store"),
            ((1, 999, TODAY), "That practitioner is no longer in the store"),
        ],
    )
    def test_refused(self, store: Store, arguments: Any, says: str) -> None:
        """Each with its reason."""
        refused(store, lambda change: allocate(change, *arguments), says)

    def test_refused_before_the_present_holder(self, store: Store) -> None:
        """Who held it before someone else is put right as a date, not by allocating again."""
        made.do(store, lambda change: allocate(change, 1, SAM, ago(20)))
        refused(
            store,
            lambda change: allocate(change, 1, PRIYA, ago(30)),
            "re-allocated before the present holder",
        )

    def test_refused_to_someone_who_left(self, store: Store) -> None:
        """Up to their last day, not after."""
        leave(store, SAM, ago(10))
        refused(store, lambda change: allocate(change, 1, SAM, ago(9)), "They left on .* Choose someone")
        made.do(store, lambda change: allocate(change, 1, SAM, ago(10)))


class TestClosing:
    """A closing ends the allocation with it."""

    def test_with_its_holder(self, store: Store) -> None:
        """Both end on the day."""
        made.do(store, lambda change: close_involvement(change, 1, ago(1), "The plan was met"))
        assert involvement(store, 1).closed_on == ago(1)
        assert involvement(store, 1).closing_reason == "The plan was met"
        assert held(store, 1) == [(PRIYA, ago(100), ago(1))]

    def test_past_a_gate(self, store: Store) -> None:
        """The gate that was passed is kept with its reason."""
        made.do(
            store, lambda change: close_involvement(change, 1, TODAY, passed=("KCC-P39", "agreed with QA"))
        )
        kept = store.read(lambda session: session.exec(select(GatePass)).one())
        assert (kept.rule, kept.entity_id, kept.reason, kept.passed_on) == (
            "KCC-P39",
            1,
            "agreed with QA",
            TODAY,
        )

    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            ((1, TOMORROW), "The day it was closed cannot lie in the future"),
            ((1, ago(101)), "It would be closed before it was opened"),
            ((1, ago(21)), "It would be closed before its last move"),
            ((5, TODAY), "It is closed already, since"),
            ((999, TODAY), "That involvement is no longer"),
            ((1, TODAY, "x" * 201), "The reason is longer than 200 characters: 201"),
        ],
    )
    def test_refused(self, store: Store, arguments: Any, says: str) -> None:
        """Each with its reason."""
        refused(store, lambda change: close_involvement(change, *arguments), says)

    def test_refused_before_its_allocation(self, store: Store) -> None:
        """It cannot have closed before the present holder had it."""
        made.do(store, lambda change: allocate(change, 4, SAM, ago(10)))
        refused(store, lambda change: close_involvement(change, 4, ago(11)), "closed before it was allocated")

    @pytest.mark.parametrize("reason", ["", "   ", "\n"])
    def test_a_gate_needs_a_reason(self, store: Store, reason: str) -> None:
        """By itself and within a closing, which then does not happen."""
        refused(store, lambda change: pass_gate(change, "KCC-P39", 1, reason), "Say in a line why it goes on")
        refused(
            store,
            lambda change: close_involvement(change, 1, TODAY, passed=("KCC-P39", reason)),
            "KCC-P39 can be passed with a reason",
        )


class TestReopening:
    """A closing that was a mistake is taken back."""

    def test_the_allocation_runs_on(self, store: Store) -> None:
        """As if it had never closed."""
        before = made.dump(store)
        made.do(store, lambda change: close_involvement(change, 1, ago(1), "by mistake"))
        made.do(store, lambda change: reopen_involvement(change, 1))
        assert made.dump(store) == before

    def test_someone_who_left_does_not_get_it_back(self, store: Store) -> None:
        """It comes back unallocated, and can then be given to another."""
        made.do(store, lambda change: close_involvement(change, 1, ago(5)))
        leave(store, PRIYA, ago(2))
        made.do(store, lambda change: reopen_involvement(change, 1))
        assert held(store, 1) == [(PRIYA, ago(100), ago(5))]
        refused(store, lambda change: allocate(change, 1, SAM, ago(6)), "while another held it")
        made.do(store, lambda change: allocate(change, 1, SAM, ago(5)))

    def test_not_what_is_open(self, store: Store) -> None:
        """An open one stays as it is."""
        refused(store, lambda change: reopen_involvement(change, 1), "It is open")

    def test_not_beside_a_later_one(self, store: Store) -> None:
        """Where the service was opened again since, going on with both would be two at once."""
        made.do(store, lambda change: close_involvement(change, 4, ago(5)))
        made.do(store, lambda change: open_involvement(change, KIT, SERVICE, ago(5), SAM))
        refused(store, lambda change: reopen_involvement(change, 4), "opened to this child again since")


class TestLeaving:
    """Who leaves passes their work on first."""

    def test_with_work_in_hand(self, store: Store) -> None:
        """Refused while anything is allocated to them, also where their number changes at the same time."""
        for number in ("P3", "P33"):
            facts = PractitionerFacts(number, "Sam Obi", "social_worker", left_on=ago(1))
            refused(
                store,
                lambda change, facts=facts: correct_practitioner(change, SAM, facts),  # type: ignore[misc]
                "2 involvements are still allocated to them",
            )
        for one in (2, 3):
            made.do(store, lambda change, one=one: allocate(change, one, PRIYA, ago(1)))  # type: ignore[misc]
        facts = PractitionerFacts("P3", "Sam Obi", "social_worker", left_on=ago(1))
        made.do(store, lambda change: correct_practitioner(change, SAM, facts))
