"""The ledger of actions: an action is carried, moved, done or dropped; it never just goes away."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from models.changes import actions, records
from models.changes.action_parts import Where
from models.changes.record_parts import About
from models.errors import Refused
from models.reading.actions import carry_words, read_actions_in, read_open_actions
from models.store.change import Change
from models.store.store import Store
from models.tables import Action
from tests import made
from tests.made import PRIYA, ROSA, SAM, TODAY, TOM, ago
from tests.models.recording import agreed, begun, ledger, written


def set_one(store: Store, set_on: int = 40, due_on: int = 20, **more: object) -> int:
    """Put an action about Tom into the ledger, so many days ago."""

    def job(change: Change) -> Action:
        return actions.set_action(
            change,
            agreed("", due_on=ago(due_on)),
            ago(set_on),
            practitioner_id=PRIYA,
            **more,  # type: ignore[arg-type]
        )

    return made.do(store, job).id


class TestCarried:
    """What an open action brings with it is worked out from what was decided about it."""

    def test_says_how_often_since_when_and_what_was_missed(self, store: Store) -> None:
        """Three sessions, a new date, two dates that passed."""
        one = set_one(store)
        for days, words in ((30, ""), (15, "Mum is in hospital"), (1, "")):
            carry = partial(actions.carry_action, action_id=one, day=ago(days), in_the_way=words)
            made.do(store, carry)
        made.do(store, lambda change: actions.move_action(change, one, ago(5), "School was shut", ago(15)))
        line = ledger(store)[0]
        assert carry_words(line, TODAY) == "carried 3 times, first set 12 Oct, 2 dates missed"
        assert line.in_the_way == "Mum is in hospital"
        assert (line.carried, line.missed(TODAY), line.missed(ago(10))) == (3, 2, 1)

    def test_a_new_date_in_time_is_none_missed(self, store: Store) -> None:
        """It says when it is due instead."""
        one = set_one(store, due_on=-5)
        made.do(store, lambda change: actions.move_action(change, one, ago(-9), "Half term", TODAY))
        assert carry_words(ledger(store)[0], TODAY) == "set 12 Oct, due 30 Nov"

    def test_counts_what_came_with_it(self, store: Store) -> None:
        """Carried before it came into this store."""

        def job(change: Change) -> None:
            change.insert(Action(what="Old one", child_id=TOM, set_on=ago(90), carried=2))
            change.note("fill", "action", 1)

        made.do(store, job)
        made.do(store, lambda change: actions.carry_action(change, 1, TODAY))
        assert ledger(store)[0].carried == 3


class TestClosing:
    """Closed with what came of it, or dropped with the reason; taken up again if it was too soon."""

    @pytest.mark.parametrize("words", ["", "  \n"])
    def test_not_without_words(self, store: Store, words: str) -> None:
        """Outcome and reasons are required, and nothing changes without them."""
        one = set_one(store)
        for job in (
            lambda change: actions.finish_action(change, one, words, TODAY),
            lambda change: actions.drop_action(change, one, words, TODAY),
            lambda change: actions.move_action(change, one, ago(-9), words, TODAY),
        ):
            with pytest.raises(Refused, match="is missing"):
                made.do(store, job)
        assert ledger(store)[0].steps == ()

    def test_done_and_up_again(self, store: Store) -> None:
        """How it was closed stays on record."""
        one = set_one(store)
        made.do(store, lambda change: actions.finish_action(change, one, "They rang back", ago(2)))
        with pytest.raises(Refused, match="It was done on Thu 19 Nov 2026"):
            made.do(store, lambda change: actions.drop_action(change, one, "no", TODAY))
        made.do(store, lambda change: actions.take_up_action(change, one, "The wrong school", TODAY))
        line = ledger(store)[0]
        assert (line.is_open, line.outcome) == (True, "")
        assert [(step.kind, step.words) for step in line.steps] == [
            ("done", "They rang back"),
            ("reopened", "The wrong school"),
        ]

    def test_on_a_day_that_can_be(self, store: Store) -> None:
        """Neither before it was set nor in the future; a date lies within ten years."""
        one = set_one(store)
        for day in (ago(41), ago(-1)):
            with pytest.raises(Refused):
                made.do(store, partial(actions.finish_action, action_id=one, outcome="x", day=day))
        with pytest.raises(Refused, match="within ten years"):
            made.do(
                store,
                lambda change: actions.move_action(change, one, TODAY + timedelta(days=4000), "x", TODAY),
            )


class TestInARecord:
    """Rows of a record are in the ledger from the moment they are saved."""

    def test_follow_while_the_record_is_written(self, store: Store) -> None:
        """A row that is worded anew words its action; one taken out before anything was agreed goes."""
        record_id = begun(store, agreed("r1", "Ring"), agreed("r2", "Visit"))
        made.do(
            store,
            lambda change: records.write_record(
                change, record_id, written(agreed("r1", "Ring the school"), agreed("r3", "")), 1
            ),
        )
        assert [(line.row, line.what) for line in ledger(store)] == [("r1", "Ring the school")]

    def test_stay_once_they_were_agreed(self, store: Store) -> None:
        """After the record was complete a row may go, its action does not; a new date is a step."""
        record_id = begun(store, agreed("r1", "Ring"), agreed("r2", "Visit"))
        made.do(store, lambda change: records.complete_record(change, record_id))
        made.do(store, lambda change: records.reopen_record(change, record_id))
        made.do(
            store,
            lambda change: records.write_record(
                change, record_id, written(agreed("r1", "Ring them", ago(-30))), 1
            ),
        )
        first, second = ledger(store)
        assert (first.what, first.due_on, second.what) == ("Ring them", ago(-30), "Visit")
        assert [(step.kind, step.due_on) for step in first.steps] == [("agreed", None), ("moved", ago(-30))]

    def test_oddities_never_keep_a_record_from_being_saved(self, store: Store) -> None:
        """A date long gone, an owner of a thousand letters, a text of ten thousand: all are kept."""
        odd = agreed("r1", "x" * 10_000, ago(4000))
        record_id = begun(store, odd)
        line = ledger(store)[0]
        assert (line.due_on, len(line.what), line.record_id) == (ago(4000), 4000, record_id)

    def test_carried_through_the_next_record(self, store: Store) -> None:
        """Once for each record, when it is complete, and not what was closed or set in it."""
        begun(store, agreed("r1"), agreed("r2", "Visit"), about=About(ago(9), None, PRIYA, ((TOM, ""),)))
        second = begun(store, agreed("r1", "New one"))
        made.do(store, lambda change: actions.finish_action(change, 2, "Seen", TODAY, Where(second)))
        for _ in range(2):
            made.do(store, lambda change: records.complete_record(change, second, carried=[1, 2, 3, 1, 99]))
            made.do(store, lambda change: records.reopen_record(change, second))
        assert [line.carried for line in ledger(store)] == [1, 0, 0]
        decided = store.read(lambda session: read_actions_in(session, second))
        assert [line.id for line in decided] == [1, 2, 3]

    def test_open_ones_of_children_and_of_a_person(self, store: Store) -> None:
        """A child's come with the child, whoever they were agreed with; a person's own with the person."""
        set_one(store, due_on=3)
        set_one(store, due_on=9)

        def own(change: Change) -> Action:
            return actions.set_action(change, agreed("", "Book leave"), TODAY, practitioner_id=SAM)

        made.do(store, lambda change: change.update(own(change), child_id=None))

        def open_ids(*children: int, person: int | None = None) -> list[int]:
            found = store.read(lambda session: read_open_actions(session, children, person))
            return [line.id for line in found]

        assert open_ids(TOM) == [2, 1]
        assert open_ids(ROSA) == []
        assert open_ids(person=PRIYA) == []
        assert open_ids(person=SAM) == [3]
        assert open_ids(TOM, person=SAM) == [2, 1, 3]
        assert open_ids() == []
