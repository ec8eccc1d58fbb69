"""Putting a wrong date right: what hangs on the event moves with it, and the reason is kept."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlmodel import col, select

from models.changes.corrections import CORRECTABLE, correct_date, correct_service
from models.changes.involvements import allocate, close_involvement, open_involvement, reopen_involvement
from models.changes.situations import add_situation
from models.changes.stages import move_to_stage
from models.store.store import Store
from models.tables import Allocation, Correction, Involvement, Situation, StageMove
from tests import made
from tests.made import KIT, OTHER_SERVICE, PRIYA, ROSA, SAM, SERVICE, TODAY, TOM, ago
from tests.models.changes.refusing import refused


def correct(store: Store, entity: str, row_id: int, field: str, day: date) -> None:
    """Correct one date."""
    made.do(store, lambda change: correct_date(change, entity, row_id, field, day, "typed wrong"))


def wrong(store: Store, entity: str, row_id: int, field: str, day: date, says: str) -> None:
    """Assert that a correction is refused."""
    refused(store, lambda change: correct_date(change, entity, row_id, field, day, "typed wrong"), says)


def moves(store: Store, involvement_id: int) -> list[date]:
    """Return the days of an involvement's moves, in the order they were made."""
    return store.read(
        lambda session: list(
            session.exec(
                select(col(StageMove.moved_on))
                .where(StageMove.involvement_id == involvement_id)
                .order_by(col(StageMove.id))
            ).all()
        )
    )


def holds(store: Store, involvement_id: int) -> list[tuple[date, date | None]]:
    """Return from when to when an involvement was held, in order."""
    return store.read(
        lambda session: [
            (row.since, row.until)
            for row in session.exec(
                select(Allocation)
                .where(Allocation.involvement_id == involvement_id)
                .order_by(col(Allocation.id))
            )
        ]
    )


class TestKept:
    """A correction is kept beside the row."""

    def test_what_stood_there_and_why(self, store: Store) -> None:
        """What it was, what it is, why, and on which day it was put right."""
        correct(store, "involvement", 1, "opened_on", ago(110))
        kept = store.read(lambda session: session.exec(select(Correction)).one())
        assert (kept.entity, kept.entity_id, kept.field) == ("involvement", 1, "opened_on")
        assert (kept.was, kept.became) == (ago(100).isoformat(), ago(110).isoformat())
        assert (kept.reason, kept.corrected_on) == ("typed wrong", TODAY)

    @pytest.mark.parametrize("reason", ["", "  ", "x" * 201])
    def test_a_reason_is_required(self, store: Store, reason: str) -> None:
        """In one line."""
        refused(
            store,
            lambda change: correct_date(change, "involvement", 1, "opened_on", ago(110), reason),
            "needs a reason|longer than 200",
        )

    @pytest.mark.parametrize(
        ("entity", "row", "field", "day", "says"),
        [
            ("involvement", 1, "opened_on", ago(100), "It says Thu 13 Aug 2026 already"),
            ("involvement", 1, "closed_on", ago(1), "no other date there"),
            ("involvement", 1, "opened_on", TODAY + timedelta(days=1), "cannot lie in the future"),
            ("involvement", 999, "opened_on", ago(1), "That entry is no longer"),
            ("involvement", 1, "transfer_on", ago(1), "not a date that can be corrected here"),
            ("child", 1, "number", ago(1), "not a date that can be corrected here"),
            ("situation", 1, "until", ago(1), "no other date there"),
        ],
    )
    def test_refused(self, store: Store, entity: str, row: int, field: str, day: date, says: str) -> None:
        """Each with its reason."""
        wrong(store, entity, row, field, day, says)

    def test_every_correctable_date_has_its_rule(self) -> None:
        """What a screen may offer is what can be done."""
        from models.changes import corrections

        offered = {(entity, field) for entity, (_, fields) in CORRECTABLE.items() for field in fields}
        assert offered == set(corrections._RULES)


class TestOpening:
    """The first move and the first allocation go with the day of opening."""

    @pytest.mark.parametrize("day", [ago(130), ago(80)])
    def test_earlier_and_later(self, store: Store, day: date) -> None:
        """Where they stood on the same day."""
        correct(store, "involvement", 1, "opened_on", day)
        assert moves(store, 1) == [day, ago(70), ago(20)]
        assert holds(store, 1) == [(day, None)]

    def test_an_allocation_of_its_own_day_stays(self, store: Store) -> None:
        """Unless it would lie before the opening."""
        opened = made.do(store, lambda change: open_involvement(change, TOM, OTHER_SERVICE, ago(50), None).id)
        made.do(store, lambda change: allocate(change, opened, SAM, ago(45), at=datetime(2026, 10, 7, 9)))  # noqa: DTZ001
        correct(store, "involvement", opened, "opened_on", ago(55))
        assert holds(store, opened) == [(ago(45), None)]
        correct(store, "involvement", opened, "opened_on", ago(40))
        assert holds(store, opened) == [(ago(40), None)]
        moments = store.read(
            lambda session: session.exec(
                select(Allocation.at).where(Allocation.involvement_id == opened)
            ).all()
        )
        assert moments == [None]

    def test_not_after_what_happened_in_it(self, store: Store) -> None:
        """A move, a re-allocation, the closing."""
        wrong(store, "involvement", 1, "opened_on", ago(69), "opened after something that happened in it")
        made.do(store, lambda change: allocate(change, 4, SAM, ago(300)))
        wrong(store, "involvement", 4, "opened_on", ago(299), "opened after something that happened in it")
        wrong(store, "involvement", 5, "opened_on", ago(89), "closed before it was opened")

    def test_not_into_an_earlier_period(self, store: Store) -> None:
        """Two periods of one service do not overlap."""
        again = made.do(store, lambda change: open_involvement(change, ROSA, OTHER_SERVICE, ago(80), SAM).id)
        wrong(store, "involvement", again, "opened_on", ago(91), "the two would overlap")
        correct(store, "involvement", again, "opened_on", ago(90))


class TestClosing:
    """The last allocation ends with the closing."""

    @pytest.mark.parametrize("day", [ago(120), ago(60)])
    def test_earlier_and_later(self, store: Store, day: date) -> None:
        """They end together."""
        correct(store, "involvement", 5, "closed_on", day)
        assert holds(store, 5) == [(ago(200), day)]

    def test_not_before_what_happened_in_it(self, store: Store) -> None:
        """Its opening, its last move, its last allocation."""
        wrong(store, "involvement", 5, "closed_on", ago(201), "closed before it was opened")
        made.do(store, lambda change: close_involvement(change, 1, TODAY))
        wrong(store, "involvement", 1, "closed_on", ago(21), "closed before its last move")
        made.do(store, lambda change: allocate(change, 4, SAM, ago(10)))
        made.do(store, lambda change: close_involvement(change, 4, TODAY))
        wrong(store, "involvement", 4, "closed_on", ago(11), "closed before it was allocated")

    def test_not_into_a_later_period(self, store: Store) -> None:
        """Nor can it last into the one after it."""
        made.do(store, lambda change: open_involvement(change, ROSA, OTHER_SERVICE, ago(80), SAM))
        wrong(store, "involvement", 5, "closed_on", ago(79), "the two would overlap")
        correct(store, "involvement", 5, "closed_on", ago(80))


class TestAllocation:
    """Whoever held it before held it until the corrected day."""

    @pytest.mark.parametrize("day", [ago(100), ago(40), TODAY])
    def test_the_one_before_ends_then(self, store: Store, day: date) -> None:
        """Earlier and later, as far as the ones around it allow."""
        second = made.do(store, lambda change: allocate(change, 1, SAM, ago(30)).id)
        correct(store, "allocation", second, "since", day)
        assert holds(store, 1) == [(ago(100), day), (day, None)]

    def test_between_its_neighbours(self, store: Store) -> None:
        """Not before the opening, not after it was passed on, not before the one before."""
        made.do(store, lambda change: allocate(change, 1, SAM, ago(30)))
        third = made.do(store, lambda change: allocate(change, 1, PRIYA, ago(10)).id)
        wrong(store, "allocation", 1, "since", ago(101), "allocated before it was opened")
        wrong(store, "allocation", 1, "since", ago(29), "allocated after it was passed on")
        wrong(store, "allocation", third, "since", ago(31), "allocated before the one before it")

    def test_not_while_another_held_it(self, store: Store) -> None:
        """Where a stretch without anyone lies before it, that may shrink but not turn over."""
        made.do(store, lambda change: close_involvement(change, 4, ago(50)))
        store.driver().execute(
            "UPDATE practitioner SET left_on = ? WHERE id = ?", (ago(45).isoformat(), PRIYA)
        )
        made.do(store, lambda change: reopen_involvement(change, 4))
        second = made.do(store, lambda change: allocate(change, 4, SAM, ago(20)).id)
        wrong(store, "allocation", second, "since", ago(51), "allocated while another held it")
        correct(store, "allocation", second, "since", ago(50))
        assert holds(store, 4) == [(ago(400), ago(50)), (ago(50), None)]


class TestMove:
    """A move stays between the moves around it."""

    @pytest.mark.parametrize("day", [ago(100), ago(70) + timedelta(days=1), ago(20)])
    def test_between_its_neighbours(self, store: Store, day: date) -> None:
        """Up to their very days."""
        correct(store, "stage_move", 6, "moved_on", day)
        assert moves(store, 1) == [ago(100), day, ago(20)]

    @pytest.mark.parametrize(
        ("move", "day", "says"),
        [
            (6, ago(101), "It would move before it was opened"),
            (6, ago(19), "after the move after it"),
            (7, ago(71), "before the move before it"),
            (1, ago(69), "after the move after it"),
            (5, ago(89), "It would move after it was closed"),
        ],
    )
    def test_not_past_them(self, store: Store, move: int, day: date, says: str) -> None:
        """Each with its reason."""
        wrong(store, "stage_move", move, "moved_on", day, says)

    def test_of_the_same_day(self, store: Store) -> None:
        """Two moves of one day keep their order."""
        made.do(store, lambda change: move_to_stage(change, [1], 5, ago(20)))
        correct(store, "stage_move", 7, "moved_on", ago(25))
        assert moves(store, 1) == [ago(100), ago(70), ago(25), ago(20)]


class TestSituation:
    """A level begins where the one before ended."""

    def _risks(self, store: Store) -> list[tuple[str, date, date | None]]:
        return store.read(
            lambda session: [
                (row.value, row.since, row.until)
                for row in session.exec(
                    select(Situation)
                    .where(Situation.code == "risk", Situation.child_id == TOM)
                    .order_by(col(Situation.since))
                )
            ]
        )

    @pytest.mark.parametrize("day", [ago(30), ago(10), ago(89)])
    def test_the_level_before_ends_the_day_before(self, store: Store, day: date) -> None:
        """So that no day has two levels or none."""
        second = made.do(store, lambda change: add_situation(change, TOM, "risk", ago(20), value="high").id)
        correct(store, "situation", second, "since", day)
        assert self._risks(store) == [("low", ago(90), day - timedelta(days=1)), ("high", day, None)]

    def test_refused(self, store: Store) -> None:
        """A level before it began, or one that would run beside another."""
        second = made.do(store, lambda change: add_situation(change, TOM, "risk", ago(20), value="high").id)
        wrong(store, "situation", second, "since", ago(90), "The level before would end before it began")
        wrong(store, "situation", 2, "until", ago(20), "at the same time")
        wrong(store, "situation", 2, "until", ago(91), "end before it began")
        wrong(store, "situation", 2, "since", ago(10), "end before it began")

    def test_an_end(self, store: Store) -> None:
        """Earlier, later, and in time to come."""
        made.do(store, lambda change: add_situation(change, KIT, "cp", ago(50), until=ago(5)))
        for day in (ago(10), ago(1), TODAY + timedelta(days=30)):
            correct(store, "situation", 3, "until", day)
            assert store.read(lambda session: session.get_one(Situation, 3).until) == day


@pytest.mark.parametrize(
    ("entity", "row", "field", "day"),
    [
        ("involvement", 1, "opened_on", ago(130)),
        ("involvement", 5, "closed_on", ago(60)),
        ("stage_move", 6, "moved_on", ago(60)),
    ],
)
class TestThereAndBack:
    """A correction that was wrong itself is corrected again."""

    def test_dates_are_as_they_were(self, store: Store, entity: str, row: int, field: str, day: date) -> None:
        """All that moved along moves back."""
        before = {name: rows for name, rows in made.dump(store).items() if name != "correction"}
        was = date.fromisoformat(
            store.driver().execute(f"SELECT {field} FROM {entity} WHERE id = ?", (row,)).fetchone()[0]
        )
        correct(store, entity, row, field, day)
        correct(store, entity, row, field, was)
        assert {name: rows for name, rows in made.dump(store).items() if name != "correction"} == before


def service_of(store: Store, involvement: int) -> str:
    """Return which service an involvement is of."""
    return store.read(lambda session: session.get_one(Involvement, involvement).service)


class TestService:
    """An involvement recorded under the wrong service."""

    def test_it_is_put_right_with_the_reason(self, store: Store) -> None:
        """What it says now, and beside it what it said."""
        kept = made.do(store, lambda change: correct_service(change, 4, OTHER_SERVICE, "wrong list"))
        assert service_of(store, 4) == OTHER_SERVICE
        assert (kept.was, kept.became, kept.reason) == (SERVICE, OTHER_SERVICE, "wrong list")
        assert made.undo(store) == "correct_service"
        assert service_of(store, 4) == SERVICE

    @pytest.mark.parametrize(
        ("involvement", "service", "reason", "says"),
        [
            (4, SERVICE, "again", "of that service already"),
            (4, OTHER_SERVICE, " ", "needs a reason"),
            (5, SERVICE, "the same", "the two would overlap"),
        ],
    )
    def test_what_cannot_be(
        self, store: Store, involvement: int, service: str, reason: str, says: str
    ) -> None:
        """The same service, no reason, a service that was open at the time."""
        if involvement == 5:
            made.do(store, lambda change: open_involvement(change, ROSA, "youth_justice", ago(95), SAM))
            involvement, service = 6, OTHER_SERVICE
        refused(store, lambda change: correct_service(change, involvement, service, reason), says)
