"""Children and families: adding, putting right, and joining two numbers that are one child."""

from __future__ import annotations

import pytest
from sqlmodel import select

from models.changes import checks
from models.changes.children import add_child, correct_child, join_children
from models.changes.corrections import correct_date
from models.changes.involvements import close_involvement, open_involvement, reopen_involvement
from models.changes.situations import add_situation
from models.reading.board import read_board
from models.store.change import Change
from models.store.store import Store
from models.tables import Action, Child, Discussion, Family, Involvement, Situation, Supervision
from tests import made
from tests.made import KIT, OTHER_SERVICE, PRIYA, ROSA, RUBEN, SAM, SERVICE, TODAY, TOM, ago
from tests.models.changes.refusing import refused


def child(store: Store, child_id: int) -> Child:
    """Return a child's row."""
    return store.read(lambda session: session.get_one(Child, child_id))


class TestAdding:
    """A child is a number and initials."""

    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("TB", "TB"),
            ("t.b.", "TB"),
            ("Tom Berg", "TB"),
            ("Berg, Tom", "TB"),
            ("TOM BERG", "TB"),
            ("JO LI", "JL"),
            ("", ""),
            ("Siobhán O'Neill-Daly", "SOD"),
        ],
    )
    def test_a_name_becomes_initials(self, store: Store, typed: str, kept: str) -> None:
        """Whatever is typed, no name is kept."""
        added = made.do(store, lambda change: add_child(change, "41000", typed).id)
        assert child(store, added).initials == kept

    def test_siblings_share_a_family(self, store: Store) -> None:
        """A family is made with its first child and found for the next."""
        families = len(made.dump(store)["family"])
        one = made.do(store, lambda change: add_child(change, "41000", "AB", "F9").id)
        two = made.do(store, lambda change: add_child(change, "41001", "CB", " F9 ").id)
        assert child(store, one).family_id == child(store, two).family_id
        assert len(made.dump(store)["family"]) == families + 1

    @pytest.mark.parametrize("number", ["41000", "EHM/41000.b", "  41  000 ", "é-1", "41000-A"])
    def test_numbers_as_systems_write_them(self, store: Store, number: str) -> None:
        """Letters, digits, spaces and . / - are taken, tidied of spaces around and between."""
        added = made.do(store, lambda change: add_child(change, number).id)
        assert child(store, added).number == " ".join(number.split())

    @pytest.mark.parametrize(
        ("number", "says"),
        [
            ("", "has no number"),
            ("   ", "has no number"),
            ("Tom Berg", "needs a digit in it: names are not kept"),
            ("4" * 41, "at most 40"),
            ("41000;", "letters, digits, spaces"),
            ("=41000", "letters, digits, spaces"),
            ("40217", "40217 is the number of another child already"),
        ],
    )
    def test_refused_numbers(self, store: Store, number: str, says: str) -> None:
        """A missing, impossible or taken number, or a name in its place."""
        refused(store, lambda change: add_child(change, number), says)
        refused(store, lambda change: correct_child(change, KIT, number, "KM", "", "child"), says)

    def test_refused_kind(self, store: Store) -> None:
        """A kind the store does not know."""
        refused(store, lambda change: add_child(change, "41000", kind="dog"), "“dog” is none of child, carer")

    def test_refused_family(self, store: Store) -> None:
        """A family's code is one line."""
        refused(
            store, lambda change: add_child(change, "41000", "AB", "x" * 201), "longer than 200 characters"
        )


class TestCorrecting:
    """Number, initials, family and kind are put right together."""

    def test_all_at_once(self, store: Store) -> None:
        """Keeping its own number is no clash."""
        made.do(store, lambda change: correct_child(change, TOM, "40217", "TBX", "F7", "carer"))
        row = child(store, TOM)
        assert (row.number, row.initials, row.kind) == ("40217", "TBX", "carer")
        assert row.family_id == child(store, ROSA).family_id
        made.do(store, lambda change: correct_child(change, TOM, "50001", "TB", "", "child"))
        assert child(store, TOM).family_id is None

    def test_gone(self, store: Store) -> None:
        """A child that is no longer there."""
        refused(
            store,
            lambda change: correct_child(change, 999, "1", "A", "", "child"),
            "That child is no longer in the store",
        )


class TestJoining:
    """Two numbers that proved to be one child."""

    def _second_number(self, store: Store) -> int:
        """Add a second number for Tom, with everything that can hang on a child; return it."""

        def fill(change: Change) -> int:
            added = add_child(change, "99001", "TB", "F9").id
            open_involvement(change, added, OTHER_SERVICE, ago(30), SAM)
            add_situation(change, added, "in_care", ago(20))
            held = change.insert(Supervision(kind="personal", practitioner_id=SAM, held_on=ago(5)))
            change.insert(Discussion(supervision_id=held.id, child_id=added, at=ago(5)))
            change.insert(Action(what="call the school", child_id=added, set_on=ago(5)))
            return added

        return made.do(store, fill)

    def test_everything_hangs_on_the_other(self, store: Store) -> None:
        """Involvements, situations, discussions and actions, and the family where it had none."""
        second = self._second_number(store)
        made.do(store, lambda change: join_children(change, second, TOM))
        for table in (Involvement, Situation, Discussion, Action):
            owners = store.read(lambda session, table=table: set(session.exec(select(table.child_id)).all()))  # type: ignore[misc]
            assert second not in owners
            assert TOM in owners
        family = store.read(lambda session: session.exec(select(Family).where(Family.code == "F9")).one())
        assert child(store, TOM).family_id == family.id
        tiles = store.read(lambda session: read_board(session, TODAY, made.USUAL)).tiles
        assert [tile.service for tile in tiles if tile.children == (TOM,)] == [SERVICE, OTHER_SERVICE]

    def test_the_old_number_leads_to_the_new(self, store: Store) -> None:
        """Through one join and through two."""
        second = self._second_number(store)
        made.do(store, lambda change: join_children(change, second, TOM))
        third = made.do(store, lambda change: add_child(change, "99002", "TB").id)
        made.do(store, lambda change: join_children(change, TOM, third))
        for number in ("99001", "40217", "99002"):
            found = store.read(lambda session, number=number: checks.child_numbered(session, number))  # type: ignore[misc]
            assert found is not None
            assert found.id == third
        refused(
            store, lambda change: add_child(change, "99001"), "99001 is the number of another child already"
        )

    def test_what_is_done_to_the_old_number_reaches_the_new(self, store: Store) -> None:
        """A form that still shows the old number opens and records on the child it leads to."""
        second = self._second_number(store)
        made.do(store, lambda change: join_children(change, second, KIT))
        opened = made.do(
            store, lambda change: open_involvement(change, second, "young_carers", TODAY, None).child_id
        )
        noted = made.do(store, lambda change: add_situation(change, second, "cin", TODAY).child_id)
        assert (opened, noted) == (KIT, KIT)

    def test_both_open_in_one_service(self, store: Store) -> None:
        """One of the two has to be closed first; then they join."""
        refused(
            store, lambda change: join_children(change, KIT, TOM), "Both numbers are open in the same service"
        )
        made.do(store, lambda change: close_involvement(change, 4, TODAY))
        made.do(store, lambda change: join_children(change, KIT, TOM))
        refused(store, lambda change: reopen_involvement(change, 4), "opened to this child again since")

    @pytest.mark.parametrize("pair", [(TOM, TOM), (ROSA, KIT), (TOM, ROSA)])
    def test_itself_or_a_joined_one(self, store: Store, pair: tuple[int, int]) -> None:
        """A number is not joined into itself, nor one that has been joined already."""
        second = self._second_number(store)
        made.do(store, lambda change: close_involvement(change, 2, TODAY))
        made.do(store, lambda change: join_children(change, ROSA, second))
        refused(store, lambda change: join_children(change, *pair), "Choose two different numbers")

    def test_dates_cannot_be_corrected_into_each_other(self, store: Store) -> None:
        """After a join two periods of one service stay apart."""
        made.do(store, lambda change: close_involvement(change, 3, ago(5)))
        second = made.do(store, lambda change: add_child(change, "99003").id)
        opened = made.do(store, lambda change: open_involvement(change, second, SERVICE, ago(3), PRIYA).id)
        made.do(store, lambda change: join_children(change, second, RUBEN))
        refused(
            store,
            lambda change: correct_date(change, "involvement", opened, "opened_on", ago(20), "wrong"),
            "the two would overlap",
        )
        made.do(
            store,
            lambda change: correct_date(change, "involvement", opened, "opened_on", ago(5), "the same day"),
        )
