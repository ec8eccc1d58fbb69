"""Keeping supervisions: held, with whom discussed; forgotten ones added, wrong days put right, taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import select

from models.changes.holding import (
    add_discussed,
    hold_supervision,
    hold_unplanned,
    take_back_holding,
)
from models.changes.papers import sign_record, write_up
from models.changes.rearranging import cancel_supervision
from models.changes.rectifying import correct_held_day
from models.store.store import Store
from models.tables import Correction, Discussion
from tests import made
from tests.made import KIT, PRIYA, ROSA, SAM, TODAY, TOM, ago
from tests.models.changes.diary import KENT, hold, kinds_of, listed, plan, session_of
from tests.models.changes.refusing import refused


class TestHeld:
    """That it took place, on which day, for how long, and who was discussed."""

    def test_on_the_day_or_another(self, store: Store) -> None:
        """The planned day stays beside the day it was held."""
        row = plan(store, ago(-5), (TOM, KIT))
        made.do(store, lambda change: hold_supervision(change, row, ago(1), [TOM, ROSA], minutes=75))
        found = session_of(store, row)
        assert (found.held_on, found.planned_for, found.minutes) == (ago(1), ago(-5), 75)
        assert listed(store, row) == {TOM: ago(1), KIT: None, ROSA: ago(1)}
        assert kinds_of(store, row) == {"formal"}

    def test_who_was_not_reached_goes_to_the_next_that_stands(self, store: Store) -> None:
        """At once."""
        row, following = plan(store, TODAY, (TOM, KIT)), plan(store, ago(-28), (TOM,))
        made.do(store, lambda change: hold_supervision(change, row, TODAY, [TOM]))
        assert listed(store, following) == {TOM: None, KIT: None}
        assert listed(store, row) == {TOM: TODAY}

    def test_the_criterion_is_kept(self, store: Store) -> None:
        """By what a family was picked where work is sampled (KCC-T36)."""
        made.do(
            store,
            lambda change: hold_unplanned(
                change,
                "case",
                PRIYA,
                TODAY,
                [TOM],
                occasion="front door",
                criteria={TOM: "strategy_discussion"},
            ),
        )
        found = store.read(lambda session: session.exec(select(Discussion)).one())
        assert (found.criterion, found.kind) == ("strategy_discussion", "formal")

    def test_an_ad_hoc_talk_is_informal(self, store: Store) -> None:
        """And settles no clock (GEN-X07)."""
        assert kinds_of(store, hold(store, ago(2), (TOM,), "ad hoc")) == {"informal"}

    @pytest.mark.parametrize(
        ("day", "says"),
        [(TODAY + timedelta(days=1), "cannot lie in the future"), (ago(1000), "They start on")],
    )
    def test_no_day_that_cannot_be(self, store: Store, day: object, says: str) -> None:
        """A supervision in the future can't have been held."""
        row = plan(store, TODAY)
        refused(store, lambda change: hold_supervision(change, row, day), says)  # type: ignore[arg-type]
        refused(store, lambda change: hold_unplanned(change, "case", PRIYA, day), says)  # type: ignore[arg-type]

    def test_closed_work_is_not_discussed(self, store: Store) -> None:
        """On a day on which it was not open."""
        refused(store, lambda change: hold_unplanned(change, "case", SAM, ago(80), [ROSA]), "was not open on")

    def test_not_twice_and_not_after_it_was_cancelled(self, store: Store) -> None:
        """Each session has one end."""
        row = plan(store, TODAY)
        made.do(store, lambda change: hold_supervision(change, row, TODAY))
        refused(store, lambda change: hold_supervision(change, row, TODAY), "It was held on")
        other = plan(store, ago(-3))
        made.do(store, lambda change: cancel_supervision(change, KENT, other, "Court", "practitioner"))
        refused(store, lambda change: hold_supervision(change, other, TODAY), "It was cancelled on")


class TestForgotten:
    """Who was discussed and was not put down."""

    def test_added(self, store: Store) -> None:
        """On the day of the session; those recorded already stay."""
        row = hold(store, ago(3), (TOM,))
        assert made.do(store, lambda change: add_discussed(change, row, [TOM, KIT])) == [KIT]
        assert listed(store, row) == {TOM: ago(3), KIT: ago(3)}
        refused(store, lambda change: add_discussed(change, row, [KIT]), "recorded as discussed already")

    def test_not_before_it_was_held_nor_after_it_was_signed(self, store: Store) -> None:
        """A signed record stands as it is."""
        planned = plan(store, TODAY)
        refused(store, lambda change: add_discussed(change, planned, [KIT]), "not been held yet")
        row = hold(store, ago(3), (TOM,))
        made.do(store, lambda change: write_up(change, row, ago(2)))
        made.do(store, lambda change: sign_record(change, row, ago(1)))
        refused(store, lambda change: add_discussed(change, row, [KIT]), "stands as it is")
        refused(store, lambda change: take_back_holding(change, row, "typed wrong"), "stands as it is")


class TestWrongDay:
    """Put right, with the reason kept."""

    def test_the_discussions_move_with_it(self, store: Store) -> None:
        """And with them the clock of every child."""
        row = hold(store, ago(3), (TOM, KIT))
        made.do(store, lambda change: correct_held_day(change, row, ago(5), "The diary says so"))
        assert session_of(store, row).held_on == ago(5)
        assert listed(store, row) == {TOM: ago(5), KIT: ago(5)}
        kept = store.read(lambda session: session.exec(select(Correction)).one())
        assert (kept.entity, kept.field, kept.was, kept.became) == (
            "supervision",
            "held_on",
            ago(3).isoformat(),
            ago(5).isoformat(),
        )
        assert kept.reason == "The diary says so"

    def test_refused(self, store: Store) -> None:
        """Without a reason, on the same day, after it was written up, or when someone was not open."""
        row = hold(store, ago(3), (TOM,))
        refused(store, lambda change: correct_held_day(change, row, ago(5), " "), "Say in a line why")
        refused(store, lambda change: correct_held_day(change, row, ago(3), "x"), "already")
        refused(store, lambda change: correct_held_day(change, row, ago(120), "x"), "was not open")
        made.do(store, lambda change: write_up(change, row, ago(2)))
        refused(
            store, lambda change: correct_held_day(change, row, ago(1), "x"), "written up before it was held"
        )


class TestTakenBack:
    """It was not held after all."""

    def test_it_stands_in_the_diary_again(self, store: Store) -> None:
        """Nobody was discussed in it, and all who were on its list are on it."""
        row = plan(store, TODAY, (TOM, KIT))
        made.do(store, lambda change: hold_supervision(change, row, TODAY, [TOM, KIT]))
        made.do(store, lambda change: take_back_holding(change, row, "It was the week before"))
        assert session_of(store, row).held_on is None
        assert listed(store, row) == {TOM: None, KIT: None}

    def test_one_that_stood_in_no_diary_can_t_go_back_there(self, store: Store) -> None:
        """Its day is corrected, or the entry undone."""
        row = hold(store, ago(3))
        refused(store, lambda change: take_back_holding(change, row, "x"), "It stood in no diary")
