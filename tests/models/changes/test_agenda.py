"""Agendas: putting on, taking off, ordering, timing, splitting; what either brings; the whole in one step."""

from __future__ import annotations

import pytest

from models.changes.agenda import (
    Placed,
    agree_agenda,
    bring_item,
    drop_item,
    note_on_item,
    order_agenda,
    put_on_agenda,
    refer_item,
    set_agenda,
    split_item,
    take_off_agenda,
    time_items,
    word_item,
)
from models.changes.agenda_parts import NewItem
from models.changes.agenda_running import begin_session
from models.changes.children import join_children
from models.changes.involvements import close_involvement
from models.changes.rearranging import cancel_supervision
from models.store.change import Change
from models.store.store import Store
from tests import made
from tests.made import KIT, PRIYA, ROSA, SAM, TODAY, TOM, ago
from tests.models.changes.agendas import WELLBEING, about, agenda_of, keys_of, put, usual
from tests.models.changes.diary import KENT, listed, plan, session_of
from tests.models.changes.refusing import refused


@pytest.fixture
def session(store: Store) -> int:
    """A case supervision of Priya's in five days."""
    return plan(store, ago(-5))


class TestPuttingOn:
    """Items stand in the order in which they were put on; a child's is on the list too."""

    def test_at_the_end_or_before_another(self, store: Store, session: int) -> None:
        """The session's list has the children."""
        items = usual(store, session)
        put(store, session, NewItem("own", "own", "Leave", "supervisee"), before=items[1])
        assert keys_of(store, session) == ["KCC-A13/1", "own", f"child:{TOM}", f"child:{KIT}"]
        assert listed(store, session) == {TOM: None, KIT: None}

    def test_a_child_that_is_on_the_list_already_stays_there_once(self, store: Store) -> None:
        """As where the overdue list put it there."""
        session = plan(store, ago(-5), (TOM,))
        usual(store, session)
        assert listed(store, session) == {TOM: None, KIT: None}

    @pytest.mark.parametrize(
        ("item", "says"),
        [
            (NewItem("own", "own", "x" * 201), "longer than 200"),
            (NewItem("own", "own", minutes=1441), "from 0 minutes to 24 hours"),
            (NewItem("own", "own", whose="them"), "brought by the policy"),
            (NewItem("", "own"), "where it comes from"),
            (NewItem("due", "child:99", child_id=99), "no longer in the store"),
        ],
    )
    def test_refused(self, store: Store, session: int, item: NewItem, says: str) -> None:
        """Nothing is written."""
        refused(store, lambda change: put_on(change, session, item), says)

    def test_not_about_closed_work(self, store: Store, session: int) -> None:
        """A child that is closed before the day can't be discussed on it."""
        made.do(store, lambda change: close_involvement(change, 1, TODAY, "Moved"))
        refused(store, lambda change: put_on(change, session, about(TOM)), "was not open")

    def test_not_on_a_cancelled_session(self, store: Store, session: int) -> None:
        """Nor on one that is gone."""
        made.do(store, lambda change: cancel_supervision(change, KENT, session, "Ill", "sickness"))
        refused(store, lambda change: put_on(change, session, WELLBEING), "was cancelled")
        refused(store, lambda change: put_on(change, 99, WELLBEING), "no longer in the store")

    def test_at_most_two_hundred(self, store: Store, session: int) -> None:
        """No session has more."""
        refused(store, lambda change: put_on(change, session, *[WELLBEING] * 201), "at most 200")


def put_on(change: Change, session: int, *items: NewItem) -> None:
    """Put items on."""
    put_on_agenda(change, session, items)


class TestTakingOff:
    """What the policy put there goes; what one of the two brought waits for the next session."""

    def test_a_child_goes_off_the_list(self, store: Store, session: int) -> None:
        """With their last item."""
        items = usual(store, session)
        made.do(store, lambda change: split_item(change, items[1], "School"))
        made.do(store, lambda change: take_off_agenda(change, items[1]))
        assert listed(store, session) == {TOM: None, KIT: None}
        second = next(n for n, line in enumerate(agenda_of(store, session)) if line.words == "School")
        assert second == 1
        made.do(store, lambda change: take_off_agenda(change, items[2]))
        assert listed(store, session) == {TOM: None}

    def test_what_the_supervisee_brought_waits(self, store: Store, session: int) -> None:
        """And comes onto the next agenda by itself, the same row."""
        (item,) = put(store, session, NewItem("own", "own", "Leave", "supervisee", minutes=5))
        made.do(store, lambda change: take_off_agenda(change, item))
        assert keys_of(store, session) == []
        assert [line.words for line in agenda_of(store, None)] == ["Leave"]
        later = plan(store, ago(-12))
        assert put(store, later, NewItem("own", "own", item_id=item, minutes=10)) == [item]
        assert agenda_of(store, later)[0][1:3] == ("Leave", 10)
        assert agenda_of(store, None) == []


class TestBringing:
    """Either of the two notes an item between sessions."""

    def test_it_waits_until_it_is_dropped(self, store: Store) -> None:
        """With its words and whose it is."""
        item = made.do(store, lambda change: bring_item(change, PRIYA, "Night duty", "supervisee").id)
        made.do(store, lambda change: bring_item(change, PRIYA, "", "supervisor", child_id=TOM))
        assert [line[:2] + line[4:] for line in agenda_of(store, None)] == [
            ("own", "Night duty", "supervisee"),
            (f"child:{TOM}", "", "supervisor"),
        ]
        made.do(store, lambda change: drop_item(change, item))
        assert keys_of(store, None) == [f"child:{TOM}"]

    def test_refused(self, store: Store, session: int) -> None:
        """Without words; of nobody; and what stands on an agenda is not dropped."""
        refused(store, lambda change: bring_item(change, PRIYA, " ", "supervisee"), "Say in a few words")
        refused(store, lambda change: bring_item(change, 99, "Leave", "supervisee"), "no longer in the store")
        items = usual(store, session)
        refused(store, lambda change: drop_item(change, items[0]), "Take it off there")


class TestShaping:
    """Order, minutes, words, notes, references and parts."""

    def test_order(self, store: Store, session: int) -> None:
        """Any order; the one that stands is refused."""
        items = usual(store, session)
        refused(store, lambda change: order_agenda(change, items), "in that order already")
        made.do(store, lambda change: order_agenda(change, items[::-1]))
        assert keys_of(store, session) == [f"child:{KIT}", f"child:{TOM}", "KCC-A13/1"]

    def test_minutes(self, store: Store, session: int) -> None:
        """Of several at once."""
        items = usual(store, session)
        made.do(store, lambda change: time_items(change, {items[0]: 5, items[1]: 15, items[2]: 20}))
        assert [line.minutes for line in agenda_of(store, session)] == [5, 15, 20]
        refused(store, lambda change: time_items(change, {items[0]: 5}), "have those minutes already")

    def test_words_and_note(self, store: Store, session: int) -> None:
        """A person's own words, cleaned."""
        items = usual(store, session)
        made.do(store, lambda change: word_item(change, items[1], " After  court ", whose="supervisor"))
        made.do(store, lambda change: note_on_item(change, items[1], "Bring the plan\x00"))
        assert agenda_of(store, session)[1] == (f"child:{TOM}", "After court", 15, "open", "supervisor")
        assert made.dump(store)["agenda_item"][1][-2] == "Bring the plan"
        refused(store, lambda change: word_item(change, items[0], ""), "Say in a few words")
        refused(store, lambda change: note_on_item(change, items[0], "x" * 10_001), "longer than 10000")

    def test_by_reference(self, store: Store, session: int) -> None:
        """Only about a child (NCT-T33)."""
        items = usual(store, session)
        made.do(store, lambda change: refer_item(change, items[1], by_reference=True, minutes=2))
        assert agenda_of(store, session)[1].minutes == 2
        wrong = refer_item
        refused(store, lambda change: wrong(change, items[0], by_reference=True, minutes=2), "about a child")

    def test_split_in_two_sessions_of_one_sitting(self, store: Store, session: int) -> None:
        """The parts share the minutes, and stand together in the order of the whole sitting."""
        other = plan(store, ago(-5), kind="personal")
        items = usual(store, session)
        mixed = put(store, other, WELLBEING)
        made.do(store, lambda change: order_agenda(change, [items[1], mixed[0], items[0], items[2]]))
        made.do(store, lambda change: split_item(change, items[1], "At school", together_with=[other]))
        found = agenda_of(store, session, other)
        assert [(line.key, line.minutes) for line in found[:3]] == [
            (f"child:{TOM}", 8),
            (f"child:{TOM}", 7),
            ("KCC-A13/1", 10),
        ]
        refused(store, lambda change: split_item(change, items[1], ""), "second part")


class TestTheWhole:
    """Filling an agenda is one step."""

    def test_set_in_one_step(self, store: Store, session: int) -> None:
        """What stays keeps its row, what is not named goes, the order is the lines'."""
        items = usual(store, session)
        lines = [Placed(session, items[2], 20), Placed(session, about(TOM), 5, by_reference=True)]
        made.do(store, lambda change: set_agenda(change, [session], lines))
        assert [(line.key, line.minutes) for line in agenda_of(store, session)] == [
            (f"child:{KIT}", 20),
            (f"child:{TOM}", 5),
        ]
        assert listed(store, session) == {TOM: None, KIT: None}
        assert made.undo(store) == "set_agenda"
        assert keys_of(store, session) == ["KCC-A13/1", f"child:{TOM}", f"child:{KIT}"]

    def test_agreed_by_both(self, store: Store, session: int) -> None:
        """On a day that is not to come (NCT-A01), until something else is on it; not once it was begun."""
        items = usual(store, session)
        for again in (
            lambda: put(store, session, NewItem("own", "own", "Leave", "supervisor")),
            lambda: made.do(store, lambda change: take_off_agenda(change, items[0])),
        ):
            made.do(store, lambda change: agree_agenda(change, [session], TODAY))
            assert made.dump(store)["supervision"][0][-1] == TODAY.isoformat()
            again()
            assert made.dump(store)["supervision"][0][-1] is None
        made.do(store, lambda change: agree_agenda(change, [session], TODAY))
        made.do(store, lambda change: begin_session(change, [session]).id)
        put(store, session, NewItem("own", "own", "The rota", "supervisor"))
        assert made.dump(store)["supervision"][0][-1] == TODAY.isoformat()
        refused(store, lambda change: agree_agenda(change, [session], ago(-1)), "cannot lie in the future")

    def test_a_joined_child_is_one_child_on_agendas_too(self, store: Store, session: int) -> None:
        """Items of the first number are the second's."""
        items = usual(store, session)
        made.do(store, lambda change: close_involvement(change, 2, TODAY, "Moved"))
        made.do(store, lambda change: join_children(change, ROSA, KIT))
        put(store, plan(store, ago(-9), person=SAM), WELLBEING)
        assert keys_of(store, session)[2] == f"child:{KIT}"
        made.do(store, lambda change: take_off_agenda(change, items[2]))
        assert session_of(store, session).kind == "case"
