"""Running a session: begun, stopped, gone on with; items done and parked; closed in one step."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

import pytest

from models.changes.agenda_running import (
    Ending,
    begin_session,
    end_session,
    finish_item,
    park_item,
    reopen_item,
    stop_session,
)
from models.changes.involvements import allocate, close_involvement
from models.changes.planning import Plan
from models.changes.stages import move_to_stage
from models.session_clock import note_progress
from models.store.store import Store
from models.tables import AgendaItem, SessionRun, StageMove
from tests import made
from tests.made import KIT, NOW, PRIYA, SAM, TODAY, TOM, ago
from tests.models.changes.agendas import WELLBEING, agenda_of, put, spend, usual
from tests.models.changes.diary import kinds_of, listed, plan, session_of
from tests.models.changes.refusing import refused

NEXT = Plan("case", PRIYA, ago(-28), "10:00")


class Run(NamedTuple):
    """How far a session has come."""

    running: bool
    spent: int
    at_item: int | None
    ended: bool


def run_of(store: Store, run_id: int) -> Run:
    """Return how far a session has come."""

    def read(session: Any) -> Run:
        row = session.get_one(SessionRun, run_id)
        return Run(row.running_since is not None, row.spent, row.at_item, row.ended_at is not None)

    return store.read(read)


def begin(store: Store, *sessions: int, today: date = TODAY) -> int:
    """Begin a sitting; return its run."""
    return made.do(store, lambda change: begin_session(change, sessions).id, today)


def end(store: Store, *sessions: int, **more: Any) -> Any:
    """Close a sitting today."""
    ending = Ending(sessions, more.pop("held_on", TODAY), **more)
    return made.do(store, lambda change: end_session(change, ending))


@pytest.fixture
def session(store: Store) -> int:
    """A case supervision of Priya's today."""
    return plan(store, TODAY)


class TestBeginning:
    """A session is begun once, and gone on with as often as it is stopped."""

    def test_stopped_and_gone_on_with(self, store: Store, session: int) -> None:
        """The same run, where it stood."""
        run = begin(store, session)
        assert run_of(store, run) == (True, 0, None, False)
        made.do(store, lambda change: stop_session(change, run))
        assert not run_of(store, run).running
        refused(store, lambda change: stop_session(change, run), "stopped already")
        assert begin(store, session) == run
        assert run_of(store, run).running

    def test_only_one_runs(self, store: Store, session: int) -> None:
        """Two may be open; whoever begins the second stops the first."""
        first, other = begin(store, session), plan(store, TODAY, person=SAM)
        second = begin(store, other)
        assert (run_of(store, first).running, run_of(store, second).running) == (False, True)
        begin(store, session)
        assert (run_of(store, first).running, run_of(store, second).running) == (True, False)

    def test_not_once_it_was_held(self, store: Store, session: int) -> None:
        """Nor one that is gone."""
        items = usual(store, session)
        made.do(store, lambda change: finish_item(change, items[0]))
        end(store, session)
        refused(store, lambda change: begin_session(change, [session]), "It was held")


class TestQuietClock:
    """The clock is kept beside the trail, and counts no gap."""

    def test_counts_to_the_item_it_stood_at(self, store: Store, session: int) -> None:
        """Every few seconds, and when the next item is gone to."""
        items, run = usual(store, session), begin(store, session)
        lines = len(made.trail_rows(store))
        at = NOW
        for seconds, item in ((0, items[0]), (15, items[0]), (20, items[1]), (30, items[1])):
            at += timedelta(seconds=seconds)
            store.quietly(note_progress(run, at, item))
        assert run_of(store, run) == (True, 65, items[1], False)
        assert spent(store, items) == [35, 30, 0]
        assert len(made.trail_rows(store)) == lines

    def test_a_closed_lid_is_not_counted(self, store: Store, session: int) -> None:
        """Nor a clock that was put back."""
        items, run = usual(store, session), begin(store, session)
        store.quietly(note_progress(run, NOW, items[0]))
        store.quietly(note_progress(run, NOW + timedelta(hours=2), items[0]))
        store.quietly(note_progress(run, NOW + timedelta(hours=1), items[0]))
        assert run_of(store, run).spent == 0
        store.quietly(note_progress(run, NOW + timedelta(hours=1, seconds=15), items[0]))
        assert run_of(store, run).spent == 15

    def test_stopped_it_counts_nothing_and_knows_where_it_stands(self, store: Store, session: int) -> None:
        """And one whose session is gone is left alone."""
        items, run = usual(store, session), begin(store, session)
        made.do(store, lambda change: stop_session(change, run))
        store.quietly(note_progress(run, NOW + timedelta(seconds=30), items[2]))
        assert run_of(store, run) == (False, 0, items[2], False)
        assert store.quietly(note_progress(99, NOW, None)) == 0

    def test_an_item_that_was_taken_off_stops_nothing(self, store: Store, session: int) -> None:
        """What it stands at may be gone after an undo; the undo is not held up by it."""
        run = begin(store, session)
        (item,) = put(store, session, WELLBEING)
        store.quietly(note_progress(run, NOW, item))
        assert made.undo(store) == "put_on_agenda"
        assert store.quietly(note_progress(run, NOW + timedelta(seconds=10), item)) == 10


def spent(store: Store, items: list[int]) -> list[int]:
    """Return the seconds of items."""
    return store.read(lambda session: [session.get_one(AgendaItem, item).spent for item in items])


class TestItems:
    """Done, parked, taken up again."""

    def test_each(self, store: Store, session: int) -> None:
        """What stood in the way is kept with a parked one."""
        items = usual(store, session)
        made.do(store, lambda change: finish_item(change, items[0]))
        made.do(store, lambda change: park_item(change, items[1], "The bell rang"))
        assert [line.state for line in agenda_of(store, session)] == ["done", "parked", "open"]
        assert "The bell rang" in made.dump(store)["agenda_item"][1]
        refused(store, lambda change: finish_item(change, items[0]), "marked so already")
        made.do(store, lambda change: reopen_item(change, items[0]))
        assert agenda_of(store, session)[0].state == "open"


class TestEnding:
    """Everything is there when it closes, and nothing is written twice."""

    def test_who_was_discussed(self, store: Store, session: int) -> None:
        """The children of items that are done; who was not reached is on the next session's list."""
        items, run = usual(store, session), begin(store, session)
        made.do(store, lambda change: finish_item(change, items[1]))
        ended = end(store, session, minutes=85, next=(NEXT,))
        assert (ended.held, ended.not_open) == ((session,), ())
        row = session_of(store, session)
        assert (row.held_on, row.minutes) == (TODAY, 85)
        assert listed(store, session) == {TOM: TODAY}
        assert kinds_of(store, session) == {"formal"}
        assert listed(store, ended.planned[0]) == {KIT: None}
        assert run_of(store, run) == (False, 0, None, True)
        assert made.undo(store) == "end_session"
        assert session_of(store, session).held_on is None

    def test_a_next_date_that_stands_already_takes_who_was_not_reached(
        self, store: Store, session: int
    ) -> None:
        """Nothing need be planned then."""
        later, items = plan(store, ago(-28)), usual(store, session)
        made.do(store, lambda change: finish_item(change, items[1]))
        assert end(store, session).planned == ()
        assert listed(store, later) == {KIT: None}

    def test_two_in_one_sitting_are_recorded_apart(self, store: Store, session: int) -> None:
        """Each gets the share of the minutes that its items took, and a next date of its own."""
        personal = plan(store, TODAY, kind="personal")
        (own,) = put(store, personal, WELLBEING)
        items = usual(store, session)
        for item, seconds in ((own, 900), (items[1], 2700)):
            spend(store, item, seconds)
            made.do(store, lambda change, item=item: finish_item(change, item))  # type: ignore[misc]
        following = (NEXT, Plan("personal", PRIYA, ago(-28), "10:00"))
        ended = end(store, personal, session, minutes=60, next=following)
        assert [session_of(store, one).minutes for one in (personal, session)] == [15, 45]
        assert [session_of(store, one).kind for one in ended.planned] == ["case", "personal"]
        assert listed(store, session).keys() == {TOM}

    def test_the_shortest_of_all(self, store: Store, session: int) -> None:
        """Two sessions in two minutes: one each."""
        personal = plan(store, TODAY, kind="personal")
        end(store, personal, session, minutes=2)
        assert [session_of(store, one).minutes for one in (personal, session)] == [1, 1]

    def test_a_child_that_was_closed_meanwhile(self, store: Store, session: int) -> None:
        """Closed on the day it was still discussed; closed before, it is named and not recorded."""
        items = usual(store, session)
        for item in items:
            made.do(store, lambda change, item=item: finish_item(change, item))  # type: ignore[misc]
        made.do(store, lambda change: close_involvement(change, 1, ago(1), "Moved"))
        made.do(store, lambda change: close_involvement(change, 4, TODAY, "Moved"))
        assert end(store, session).not_open == (TOM,)
        assert listed(store, session)[KIT] == TODAY
        assert listed(store, session)[TOM] is None

    def test_a_child_that_was_reallocated_meanwhile(self, store: Store, session: int) -> None:
        """It was discussed all the same."""
        items = usual(store, session)
        made.do(store, lambda change: allocate(change, 1, SAM, TODAY))
        made.do(store, lambda change: finish_item(change, items[1]))
        end(store, session)
        assert listed(store, session)[TOM] == TODAY

    def test_on_another_day_than_planned(self, store: Store) -> None:
        """Held today, planned for Thursday: both days are kept; and begun before midnight it was held then."""
        session = plan(store, ago(-5))
        items = usual(store, session)
        begin(store, session)
        made.do(store, lambda change: finish_item(change, items[1]), ago(-1))
        made.do(store, lambda change: end_session(change, Ending((session,), TODAY)), ago(-1))
        row = session_of(store, session)
        assert (row.planned_for, row.held_on) == (ago(-5), TODAY)

    def test_refused(self, store: Store, session: int) -> None:
        """A day to come; nothing held; a next date that has passed leaves all as it was."""
        usual(store, session)
        ending = Ending((session,), ago(-1))
        refused(store, lambda change: end_session(change, ending), "cannot lie in the future")
        refused(store, lambda change: end_session(change, Ending((), TODAY)), "Nothing of it was held")
        past = Ending((session,), TODAY, next=(Plan("case", PRIYA, ago(1)),))
        refused(store, lambda change: end_session(change, past), "has passed")

    def test_moves_made_in_it_belong_to_it(self, store: Store, session: int) -> None:
        """A stage move names the session in which it was decided."""
        (move,) = made.do(
            store,
            lambda change: [one.id for one in move_to_stage(change, [1], 4, TODAY, supervision_id=session)],
        )
        assert store.read(lambda found: found.get_one(StageMove, move).supervision_id) == session
        refused(
            store, lambda change: move_to_stage(change, [1], 5, TODAY, supervision_id=99), "no longer in the"
        )
