"""A child whose work went to someone else stands on no list of whoever held it before; closed, on none at all."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from models.changes.agenda_running import begin_session
from models.changes.former_lists import OffList, leave_former_lists
from models.changes.involvements import allocate, close_involvement, open_involvement
from models.changes.planning import Plan, plan_supervision
from models.changes.sessions import SAMPLED
from models.reading.diary import read_diary
from models.store.change import Change
from models.store.store import Store
from tests import made
from tests.made import KIT, OTHER_SERVICE, PRIYA, SAM, TODAY, TOM, ago
from tests.models.intake import books
from tests.models.intake.team_book import TOM as IN_BOOK
from tests.models.intake.team_book import book

OF_TOM, OF_KIT = 1, 4
"""The open involvements of the two, which Priya holds."""


def planned(store: Store, day: int, children: Iterable[int] = (TOM, KIT), occasion: str = "formal") -> int:
    """Plan a session with Priya so many days from today, with children on its list."""
    plan = Plan("case", PRIYA, ago(-day), occasion=occasion)
    return made.do(store, lambda change: plan_supervision(change, plan, children).id)


def passed_on(store: Store, *involvements: int) -> tuple[OffList, ...]:
    """Re-allocate work to Sam from today on."""

    def job(change: Change) -> tuple[OffList, ...]:
        for one in involvements:
            allocate(change, one, SAM, TODAY)
        return leave_former_lists(change, involvements)

    return made.do(store, job)


def closed(store: Store, involvement: int) -> tuple[OffList, ...]:
    """Close work today."""

    def job(change: Change) -> tuple[OffList, ...]:
        close_involvement(change, involvement, TODAY, "The plan was met")
        return leave_former_lists(change, [involvement])

    return made.do(store, job)


def listed(store: Store) -> set[int]:
    """Return the children who stand on a list to come."""
    return set(store.read(lambda session: read_diary(session, TODAY)).listed)


class TestPassedOn:
    """What went is said child by child; one undo brings all of it back."""

    def test_off_every_list_to_come(self, store: Store) -> None:
        """Both sessions lose the child, who stays on no list; the other children stay."""
        planned(store, 5)
        planned(store, 33)
        off = passed_on(store, OF_TOM)
        assert off == (
            OffList("40217 TB", "Priya Shah", ago(-5)),
            OffList("40217 TB", "Priya Shah", ago(-33)),
        )
        assert listed(store) == {KIT}
        assert made.undo(store) == "allocate"
        assert listed(store) == {TOM, KIT}
        assert [one.child for one in passed_on(store, OF_KIT)] == ["39980 KM", "39980 KM"]

    def test_where_other_work_stays_with_them(self, store: Store) -> None:
        """The child is still theirs to talk about."""
        planned(store, 5)
        made.do(store, lambda change: open_involvement(change, TOM, OTHER_SERVICE, ago(3), PRIYA).id)
        assert passed_on(store, OF_TOM) == ()
        assert listed(store) == {TOM, KIT}

    def test_left_as_it_is(self, store: Store) -> None:
        """A session that runs, one of a front door, and one put on with their new supervisor beforehand."""
        running = planned(store, 0)
        made.do(store, lambda change: begin_session(change, [running]))
        planned(store, 9, [TOM], SAMPLED)
        plan = Plan("case", SAM, ago(-7))
        made.do(store, lambda change: plan_supervision(change, plan, [TOM]).id)
        assert passed_on(store, OF_TOM) == ()


class TestClosed:
    """What closed can't be talked about any more (KCC-P39: before it closes): the child is on no list after that."""

    def test_off_every_list_after_the_last_open_day(self, store: Store) -> None:
        """A group's too; not off that of the day itself, nor where other work stays open, nor a sample's."""
        planned(store, 0)
        planned(store, 5)
        planned(store, 9, [TOM], SAMPLED)
        plan = Plan("group", None, ago(-7))
        made.do(store, lambda change: plan_supervision(change, plan, [TOM, KIT]).id)
        other = made.do(store, lambda change: open_involvement(change, TOM, OTHER_SERVICE, ago(3), SAM).id)
        assert [one.day for one in closed(store, OF_TOM)] == [ago(0), ago(-5)]
        assert closed(store, other) == (OffList("40217 TB", "", ago(-7)),)
        assert [(one.practitioner, one.day) for one in closed(store, OF_KIT)] == [
            ("Priya Shah", ago(-5)),
            ("", ago(-7)),
        ]
        assert made.undo(store) == "close_involvement"
        assert KIT in listed(store)


class TestFromAFile:
    """A weekly file that names another worker does the same."""

    def test_re_allocated_by_an_import(self, tmp_path: Path, store: Store) -> None:
        """One undo takes the whole import back, the list with it."""
        planned(store, 5)
        books.take(store, book(tmp_path, IN_BOOK | {"practitioner_id": "P3", "allocated_at": ago(0)}))
        assert listed(store) == {KIT}
        assert made.undo(store) == "import"
        assert listed(store) == {TOM, KIT}
