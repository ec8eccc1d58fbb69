"""The diary and a session's page, read from the store."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest

from models.changes import holding, planning, rearranging
from models.changes.planning import Plan
from models.changes.team import PractitionerFacts, correct_practitioner
from models.errors import Refused
from models.policy import load_pack
from models.reading.diary import read_diary
from models.reading.intervals import read_intervals
from models.reading.people import read_sessions
from models.reading.sessions import read_group_sessions, read_session
from models.store.change import Change
from models.store.store import Store
from models.tables import Practitioner, ShorterInterval
from tests.made import KIT, PRIYA, SAM, TODAY, TOM, ago, do


def leaves(change: Change, practitioner_id: int, left_on: date | None) -> None:
    """Record someone's last day."""
    row = change.session.get_one(Practitioner, practitioner_id)
    known = {one.name: getattr(row, one.name) for one in fields(PractitionerFacts)}
    correct_practitioner(change, practitioner_id, PractitionerFacts(**known | {"left_on": left_on}))


def planned(
    store: Store, day_back: int, *children: int, person: int | None = PRIYA, kind: str = "case"
) -> int:
    """Plan a session so many days from now and return its id."""
    plan = Plan(kind, person, ago(day_back))
    return do(store, lambda change: planning.plan_supervision(change, plan, children).id)


class TestDiary:
    """What is planned from today on, and who stands on a list."""

    def test_sessions_stand_in_order_and_lists_name_the_next(self, store: Store) -> None:
        """A child on two lists is named with the sooner one; held and cancelled sessions are none of it."""
        late, soon = planned(store, -20, TOM), planned(store, -5, TOM, KIT)
        gone = planned(store, -9, person=SAM)
        pack = load_pack("kent")
        do(store, lambda change: rearranging.cancel_supervision(change, pack, gone, "ill", "sickness").id)
        diary = store.read(lambda session: read_diary(session, TODAY))
        assert [one.id for one in diary.sessions] == [soon, late]
        assert {child: one.id for child, one in diary.listed.items()} == {TOM: soon, KIT: soon}
        assert diary.of(SAM) == ()

    def test_after_a_last_day_nothing_takes_place(self, store: Store) -> None:
        """Whoever leaves, their later sessions are in no list; where they stay after all, they are again."""
        before, after = planned(store, -2, TOM), planned(store, -20, KIT)
        for left, stands in ((ago(-5), [before]), (None, [before, after])):
            do(store, lambda change, left=left: leaves(change, PRIYA, left))  # type: ignore[misc]
            diary = store.read(lambda session: read_diary(session, TODAY))
            assert [one.id for one in diary.sessions] == stands
            assert set(diary.listed) == ({TOM} if left else {TOM, KIT})

    def test_the_kind_that_is_asked_for_comes_first(self, store: Store) -> None:
        """A child goes on the next case session, though a personal one stands before it."""
        personal, case = planned(store, -2, kind="personal"), planned(store, -8)
        diary = store.read(lambda session: read_diary(session, TODAY))
        found = diary.next_for(PRIYA, "case")
        assert found is not None
        assert found.id == case
        other = diary.next_for(PRIYA, "joint")
        assert other is not None
        assert other.id == personal
        assert diary.next_for(SAM, "case") is None


class TestSessionPage:
    """Everything a session's page shows."""

    def test_planned_shows_the_list_and_who_else_is_held(self, store: Store) -> None:
        """Tom is on the list; Kit is Priya's too and is not."""
        one = planned(store, -5, TOM)
        page = store.read(lambda session: read_session(session, one, TODAY))
        assert (page.state, page.practitioner, page.day) == ("planned", "Priya Shah", ago(-5))
        assert [each.label for each in page.children] == ["40217 TB"]
        assert [each.number for each in page.others] == ["39980"]

    def test_held_shows_who_was_discussed(self, store: Store) -> None:
        """The days of a held session, and who was not reached."""
        one = planned(store, -5, TOM, KIT)
        do(store, lambda change: holding.hold_supervision(change, one, TODAY, [TOM], minutes=60).id)
        page = store.read(lambda session: read_session(session, one, TODAY))
        assert (page.state, page.day, page.minutes) == ("held", TODAY, 60)
        assert {each.number: each.at for each in page.children} == {"40217": TODAY, "39980": None}

    def test_cancelled_names_what_makes_up_for_it(self, store: Store) -> None:
        """Both sessions know of one another."""
        one, pack = planned(store, -5, TOM), load_pack("kent")

        def cancel(change: Change) -> None:
            rearranging.cancel_supervision(change, pack, one, "ill", "sickness", new_day=ago(-9))

        do(store, cancel)
        page = store.read(lambda session: read_session(session, one, TODAY))
        assert (page.state, page.made_up_on, page.cause) == ("cancelled", ago(-9), "sickness")
        other = store.read(lambda session: read_diary(session, TODAY)).sessions[0]
        assert store.read(lambda session: read_session(session, other.id, TODAY)).makes_up_for == ago(-5)

    def test_one_that_is_gone_is_refused(self, store: Store) -> None:
        """In words."""
        with pytest.raises(Refused, match="no longer in the store"):
            store.read(lambda session: read_session(session, 999, TODAY))

    @pytest.mark.parametrize("person", [None, PRIYA])
    def test_one_order_of_sessions(self, store: Store, person: int | None) -> None:
        """On the team's page and a practitioner's: to come, the next first; then what was, the last first."""
        kind, pack = "group" if person is None else "personal", load_pack("kent")

        def make(change: Change) -> list[int]:
            plans = [Plan(kind, person, ago(days)) for days in (-30, -3, 5, 2)]
            return [planning.plan_supervision(change, plan).id for plan in plans]

        def be(change: Change) -> list[int]:
            rearranging.cancel_supervision(change, pack, called_off, "ill", "sickness")
            return [holding.hold_unplanned(change, kind, person, day, []).id for day in (ago(20), ago(4))]

        far, near, called_off, missed = do(store, make, ago(10))
        held = do(store, be)
        found = store.read(
            lambda session: (
                read_group_sessions(session, TODAY) if person is None else read_sessions(session, person)
            )
        )
        assert [one.id for one in found] == [missed, near, far, held[1], called_off, held[0]]


class TestIntervals:
    """A manager's own intervals on a page."""

    def test_of_a_child_the_latest_first(self, store: Store) -> None:
        """Another child's are none of it."""

        def put(change: Change) -> None:
            for child, days, since in ((TOM, 60, ago(40)), (TOM, 30, ago(10)), (KIT, 20, ago(5))):
                change.insert(ShorterInterval(child_id=child, days=days, reason="why", since=since))
            change.note("test", "interval", 1)

        do(store, put)
        found = store.read(lambda session: read_intervals(session, child_id=TOM))
        assert [one.days for one in found] == [30, 60]
        assert store.read(lambda session: read_intervals(session, practitioner_id=PRIYA)) == ()
