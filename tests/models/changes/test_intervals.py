"""A manager's own interval: shorter than the policy's, with a reason; a longer one can't be had (GEN-X09)."""

from __future__ import annotations

import pytest
from sqlmodel import col, select

from models.changes.intervals import end_interval, shorten_for_child, shorten_for_practitioner
from models.changes.involvements import close_involvement
from models.changes.situations import add_situation
from models.policy import load_pack
from models.store.store import Store
from models.tables import ShorterInterval
from tests import made
from tests.made import KIT, MORAG, PRIYA, SAM, TODAY, TOM, ago
from tests.models.changes.diary import KENT
from tests.models.changes.refusing import refused


def kept(store: Store) -> list[tuple[int | None, int | None, int, object, object, str]]:
    """Return every interval: of which child or practitioner, days, since, until, reason."""
    return store.read(
        lambda session: [
            (row.child_id, row.practitioner_id, row.days, row.since, row.until, row.reason)
            for row in session.exec(select(ShorterInterval).order_by(col(ShorterInterval.id)))
        ]
    )


class TestShorter:
    """With the reason, from a day on."""

    def test_of_a_child_and_of_a_practitioner(self, store: Store) -> None:
        """Today, unless another day is said."""
        made.do(store, lambda change: shorten_for_child(change, KENT, TOM, 30, "New baby"))
        made.do(store, lambda change: shorten_for_practitioner(change, KENT, SAM, 14, "New to it", ago(9)))
        assert kept(store) == [
            (TOM, None, 30, TODAY, None, "New baby"),
            (None, SAM, 14, ago(9), None, "New to it"),
        ]

    def test_a_new_one_ends_the_one_before(self, store: Store) -> None:
        """On the day before it begins."""
        made.do(store, lambda change: shorten_for_child(change, KENT, TOM, 30, "New baby", ago(9)))
        made.do(store, lambda change: shorten_for_child(change, KENT, TOM, 45, "Calmer", TODAY))
        assert [(row[2], row[3], row[4]) for row in kept(store)] == [(30, ago(9), ago(1)), (45, TODAY, None)]
        refused(store, lambda change: shorten_for_child(change, KENT, TOM, 20, "x", ago(3)), "is set from")

    def test_ended(self, store: Store) -> None:
        """Its last day; not before it began."""
        row = made.do(store, lambda change: shorten_for_child(change, KENT, TOM, 30, "New baby", ago(9)).id)
        refused(store, lambda change: end_interval(change, row, ago(10)), "end before it began")
        made.do(store, lambda change: end_interval(change, row, ago(1)))
        assert kept(store)[0][4] == ago(1)

    @pytest.mark.parametrize(
        ("days", "reason", "says"),
        [
            (30, " ", "needs a reason"),
            (30, "x" * 201, "longer than 200"),
            (0, "x", "from 1 to 366"),
            (367, "x", "from 1 to 366"),
        ],
    )
    def test_refused(self, store: Store, days: int, reason: str, says: str) -> None:
        """Without a reason; an interval of zero."""
        refused(store, lambda change: shorten_for_child(change, KENT, TOM, days, reason), says)


class TestALongerOneCantBeHad:
    """It is refused, and the rule that stands is named."""

    @pytest.mark.parametrize("days", [90, 91, 120])
    def test_for_a_child(self, store: Store, days: int) -> None:
        """Ninety days in Kent; the same figure is no shorter."""
        refused(
            store,
            lambda change: shorten_for_child(change, KENT, TOM, days, "x"),
            rf"^{days} days would be no shorter than the policy allows: .*\(KCC-T24\) A longer interval can't",
        )

    def test_by_the_strictest_of_its_situations(self, store: Store) -> None:
        """A child protection plan in Northamptonshire: four weeks."""
        pack = load_pack("northamptonshire")
        made.do(store, lambda change: add_situation(change, KIT, "cp", ago(5)))
        refused(store, lambda change: shorten_for_child(change, pack, KIT, 28, "x"), r"\(NCT-T21\)")
        made.do(store, lambda change: shorten_for_child(change, pack, KIT, 27, "x"))

    def test_for_a_practitioner(self, store: Store) -> None:
        """A month in Kent."""
        refused(store, lambda change: shorten_for_practitioner(change, KENT, SAM, 31, "x"), r"\(KCC-T\d\d\)")
        made.do(store, lambda change: shorten_for_practitioner(change, KENT, SAM, 29, "x"))

    def test_havering_sets_none_for_a_child(self, store: Store) -> None:
        """Then the manager's own date is the only one (HAV-X12)."""
        made.do(store, lambda change: shorten_for_child(change, load_pack("havering"), TOM, 200, "x"))
        assert kept(store)[0][2] == 200

    def test_no_clock_no_interval(self, store: Store) -> None:
        """Closed work, and those whom nobody here supervises."""
        made.do(store, lambda change: close_involvement(change, 1, ago(1)))
        refused(store, lambda change: shorten_for_child(change, KENT, TOM, 30, "x"), "No clock runs for them")

    def test_nor_for_one_whom_nobody_here_supervises(self, store: Store) -> None:
        """The manager, whose own supervisor is not in this store."""
        made.do(store, lambda change: shorten_for_practitioner(change, KENT, PRIYA, 14, "x"))
        refused(
            store,
            lambda change: shorten_for_practitioner(change, KENT, MORAG, 14, "x"),
            "not supervised here",
        )
