"""Planning supervisions: what may stand in the diary, and who comes along on the list."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models.changes.holding import hold_supervision
from models.changes.involvements import close_involvement
from models.changes.planning import Plan, plan_series, plan_supervision, put_on_list, take_off_list
from models.changes.rearranging import cancel_supervision
from models.dates import Span, WorkingDays
from models.series import days_of_series
from models.store.store import Store
from tests import made
from tests.made import KIT, MORAG, PRIYA, ROSA, SAM, TODAY, TOM, ago
from tests.models.changes.diary import KENT, hold, listed, plan, session_of
from tests.models.changes.refusing import refused


class TestOneSession:
    """Kind, occasion, with whom, when, for how long."""

    def test_it_stands_in_the_diary(self, store: Store) -> None:
        """Planned and neither held nor cancelled."""
        row = plan(store, ago(-5), (TOM, KIT))
        found = session_of(store, row)
        assert (found.kind, found.occasion, found.planned_for) == ("case", "formal", ago(-5))
        assert (found.held_on, found.cancelled_on) == (None, None)
        assert listed(store, row) == {TOM: None, KIT: None}

    @pytest.mark.parametrize(
        ("typed", "kept"), [("9:30", "09:30"), ("9.30", "09:30"), ("9", "09:00"), ("", "")]
    )
    def test_a_time_as_people_type_it(self, store: Store, typed: str, kept: str) -> None:
        """Kept in the one way that sorts."""
        what = Plan("case", None, TODAY, typed)
        assert made.do(store, lambda change: plan_supervision(change, what)).starts_at == kept

    def test_a_group_has_no_practitioner(self, store: Store) -> None:
        """Everyone may bring someone."""
        assert listed(store, plan(store, ago(-5), (ROSA, TOM), person=None, kind="group")) == {
            ROSA: None,
            TOM: None,
        }

    def test_today_is_not_too_late(self, store: Store) -> None:
        """It may be put down on the day itself."""
        assert session_of(store, plan(store, TODAY)).planned_for == TODAY

    @pytest.mark.parametrize(
        ("what", "says"),
        [
            (Plan("case", PRIYA, ago(1)), "has passed. Record the session as held"),
            (Plan("Case!", PRIYA, TODAY), "Choose a kind"),
            (Plan("case", PRIYA, TODAY, "25:00"), "written 14:30"),
            (Plan("case", PRIYA, TODAY, occasion="ad hoc"), "ad hoc is not planned"),
            (Plan("case", PRIYA, TODAY, occasion="chat"), "An occasion is one of formal"),
            (Plan("case", PRIYA, TODAY, minutes=0), "from 1 minute to 24 hours"),
            (Plan("case", 999, TODAY), "That practitioner is no longer"),
        ],
    )
    def test_refused(self, store: Store, what: Plan, says: str) -> None:
        """Each with its reason."""
        refused(store, lambda change: plan_supervision(change, what), says)

    def test_one_of_a_kind_a_day(self, store: Store) -> None:
        """A second would be a slip; another kind, or another practitioner, is none."""
        plan(store, ago(-5))
        refused(
            store, lambda change: plan_supervision(change, Plan("case", PRIYA, ago(-5))), "One of that kind"
        )
        plan(store, ago(-5), kind="personal")
        plan(store, ago(-5), person=SAM)

    def test_closed_work_is_not_put_on_a_list(self, store: Store) -> None:
        """Nobody is discussed whose work is closed by then."""
        made.do(store, lambda change: close_involvement(change, 1, ago(1)))
        refused(
            store,
            lambda change: plan_supervision(change, Plan("case", PRIYA, ago(-5)), [TOM]),
            "closed work is not discussed",
        )


class TestSeries:
    """Like sessions on a row of days."""

    def test_days_that_stand_already_are_left_out(self, store: Store) -> None:
        """And each of the others gets one."""
        plan(store, ago(-7))
        days = [ago(-7), ago(-35), ago(-63)]
        rows = made.do(
            store,
            lambda change: [row.planned_for for row in plan_series(change, Plan("case", PRIYA, TODAY), days)],
        )
        assert rows == days[1:]
        refused(
            store, lambda change: plan_series(change, Plan("case", PRIYA, TODAY), days), "All of them stand"
        )

    def test_the_days_of_a_series(self, store: Store) -> None:
        """Counted from the first, so that months do not slip; a Sunday gives way to the Friday before."""
        days = days_of_series(TODAY.replace(month=12, day=31), Span(1, "m"), 4, WorkingDays())
        assert [day.isoformat() for day in days] == ["2026-12-31", "2027-01-29", "2027-02-26", "2027-03-31"]
        made.do(store, lambda change: plan_series(change, Plan("personal", SAM, TODAY), days))

    @pytest.mark.parametrize("count", [0, 61])
    def test_not_none_and_not_too_many(self, store: Store, count: int) -> None:
        """A year of weeks is enough."""
        days = [TODAY + timedelta(days=day) for day in range(count)]
        refused(store, lambda change: plan_series(change, Plan("case", SAM, TODAY), days), "from 1 to 60")


class TestTheList:
    """Who is to be discussed."""

    def test_put_on_and_taken_off(self, store: Store) -> None:
        """Each child once."""
        row = plan(store, ago(-5), (TOM,))
        assert made.do(store, lambda change: put_on_list(change, row, [KIT, TOM, KIT])) == [KIT]
        refused(store, lambda change: put_on_list(change, row, [KIT]), "on the list already")
        made.do(store, lambda change: take_off_list(change, row, [TOM]))
        assert listed(store, row) == {KIT: None}
        refused(store, lambda change: take_off_list(change, row, [TOM]), "not on the list")

    def test_not_once_it_was_held(self, store: Store) -> None:
        """Then there is a record of who was discussed."""
        row = plan(store, TODAY, (TOM,))
        made.do(store, lambda change: hold_supervision(change, row, TODAY, [TOM]))
        refused(store, lambda change: put_on_list(change, row, [KIT]), "It was held on")

    def test_who_was_not_reached_comes_along_to_the_next(self, store: Store) -> None:
        """A carry-over is never lost, though weeks may lie between."""
        first = plan(store, TODAY, (TOM, KIT))
        made.do(store, lambda change: hold_supervision(change, first, TODAY, [TOM]))
        assert listed(store, first) == {TOM: TODAY, KIT: None}
        following = plan(store, ago(-28))
        assert listed(store, first) == {TOM: TODAY}
        assert listed(store, following) == {KIT: None}

    def test_another_kind_or_person_takes_nobody(self, store: Store) -> None:
        """The next of the kind is waited for."""
        first = plan(store, TODAY, (TOM, KIT))
        made.do(store, lambda change: hold_supervision(change, first, TODAY, []))
        assert listed(store, plan(store, ago(-3), kind="personal")) == {}
        assert listed(store, plan(store, ago(-3), person=SAM)) == {}

    def test_a_session_that_makes_up_for_a_cancelled_one(self, store: Store) -> None:
        """Its list comes along, and the first planned day is kept (NCT-T04)."""
        first = plan(store, ago(-2), (TOM,))
        made.do(store, lambda change: cancel_supervision(change, KENT, first, "Court", "practitioner"))
        second = plan(store, ago(-9), (KIT,), replaces=first)
        found = session_of(store, second)
        assert (found.replaces_id, found.first_planned_for) == (first, ago(-2))
        assert set(listed(store, second)) == {TOM, KIT}
        refused(
            store,
            lambda change: plan_supervision(change, Plan("case", PRIYA, ago(-20)), replaces_id=first),
            "makes up for that one already",
        )

    @pytest.mark.parametrize("kind", ["personal", "case"])
    def test_only_a_cancelled_one_is_made_up_for(self, store: Store, kind: str) -> None:
        """By one of its kind, with the same practitioner."""
        first = plan(store, ago(-2))
        refused(
            store,
            lambda change: plan_supervision(change, Plan(kind, PRIYA, ago(-9)), replaces_id=first),
            "Only a cancelled session",
        )
        made.do(store, lambda change: cancel_supervision(change, KENT, first, "Court", "practitioner"))
        refused(
            store,
            lambda change: plan_supervision(change, Plan(kind, MORAG, ago(-9)), replaces_id=first),
            "of the same kind",
        )


def test_a_held_session_is_not_planned_again(store: Store) -> None:
    """What was held stays in its place when the next is planned."""
    row = hold(store, ago(3), (TOM,))
    plan(store, ago(-3))
    assert listed(store, row) == {TOM: ago(3)}
