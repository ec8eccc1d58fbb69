"""Front Door sampling over sessions that follow each other: counted round, missing ones first, drawn again the same."""

from __future__ import annotations

from datetime import date

from models.changes.holding import hold_unplanned
from models.changes.involvements import close_involvement
from models.reading.front_door import Rotation, draw, read_pool, read_rotation
from models.store.store import Store
from tests import made
from tests.made import KIT, PRIYA, ROSA, RUBEN, SAM, SERVICE, TODAY, TOM, ago

CRITERIA = ("strategy_discussion", "csws_assessment", "early_help", "advice")


def sampled(store: Store, day: date, picked: dict[int, str], person: int = SAM) -> None:
    """Hold a sampled session."""
    made.do(
        store,
        lambda change: hold_unplanned(
            change, "case", person, day, picked, occasion="front door", criteria=picked
        ),
    )


def rotation(store: Store, person: int | None = SAM) -> Rotation:
    """Read it back."""
    return store.read(lambda s: read_rotation(s, CRITERIA, TODAY, practitioner_id=person))


class TestRounds:
    """KCC-X19: all four are sampled over consecutive sessions."""

    def test_two_sessions_of_two_make_a_round(self, store: Store) -> None:
        """After the first, two are missing; after the second the round is whole and the next begins."""
        sampled(store, ago(60), {TOM: "advice", ROSA: "early_help"})
        first = rotation(store)
        assert (first.rounds, first.open_sessions) == (0, 1)
        assert first.missing == ("strategy_discussion", "csws_assessment")
        sampled(store, ago(30), {KIT: "csws_assessment", TOM: "strategy_discussion"})
        second = rotation(store)
        assert (second.rounds, second.open_sessions, second.covered) == (1, 0, frozenset())
        assert second.missing[:2] == ("early_help", "advice")
        assert [one.count for one in second.sessions] == [2, 2]

    def test_a_round_that_takes_too_many(self, store: Store) -> None:
        """The same two criteria again and again: the round stays open, and the missing ones stay."""
        for day in (60, 30):
            sampled(store, ago(day), {TOM: "advice", KIT: "early_help"})
        found = rotation(store)
        assert (found.rounds, found.open_sessions) == (0, 2)
        assert found.missing == ("strategy_discussion", "csws_assessment")

    def test_siblings_are_one_family_and_each_practitioner_has_a_round(self, store: Store) -> None:
        """Rosa and Ruben count once; what was sampled with Priya is not Sam's."""
        sampled(store, ago(9), {ROSA: "advice", RUBEN: "early_help"})
        sampled(store, ago(8), {TOM: "csws_assessment"}, PRIYA)
        assert [one.count for one in rotation(store).sessions] == [1]
        assert rotation(store).missing == ("strategy_discussion", "csws_assessment")
        assert len(rotation(store, None).sessions) == 2


class TestDraw:
    """Picked at random, so that the draw can be repeated (KCC-P44)."""

    def test_the_same_seed_draws_the_same_and_new_families_come_first(self, store: Store) -> None:
        """Closed work is in the pool, siblings once; who was talked about comes last."""
        made.do(store, lambda change: close_involvement(change, 4, ago(3)))
        pool = store.read(lambda s: read_pool(s, SERVICE, TODAY, since=ago(30)))
        assert [one.number for one in pool] == ["39980", "40217", "40555"]
        sampled(store, ago(2), {KIT: "advice"})
        known = rotation(store)
        for seed in range(12):
            drawn = draw(pool, known, seed, 2)
            assert drawn == draw(pool, known, seed, 2)
            assert KIT not in {one.child_id for one in drawn}
        assert len({draw(pool, known, seed, 1)[0].child_id for seed in range(12)}) == 2
        assert len(draw(pool, known, 1, 9)) == 3
