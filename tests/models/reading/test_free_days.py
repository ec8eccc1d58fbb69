"""The day that is proposed for a session."""

from __future__ import annotations

from datetime import date

from models.changes.team import record_absence
from models.dates import WorkingDays
from models.reading.free_days import propose_day, read_away
from models.store.store import Store
from tests import made
from tests.made import MORAG, PRIYA, SAM, TODAY, ago

FRIDAY = date(2026, 11, 20)
WORKING = WorkingDays()


class TestProposedDay:
    """The last free working day in time; where none is left, the first after today."""

    def test_in_time(self) -> None:
        """Due on a Thursday nobody has taken: that day."""
        assert propose_day(date(2026, 11, 26), FRIDAY, WORKING) == date(2026, 11, 26)

    def test_no_weekend_and_no_bank_holiday(self) -> None:
        """Due on Boxing Day: Christmas Eve, the last day worked before it."""
        assert propose_day(date(2026, 12, 26), FRIDAY, WORKING) == date(2026, 12, 24)

    def test_nobody_is_away(self) -> None:
        """Away from the 24th to the 27th: the day before that."""
        away = [(date(2026, 11, 24), date(2026, 11, 27))]
        assert propose_day(date(2026, 11, 26), FRIDAY, WORKING, away) == date(2026, 11, 23)

    def test_nothing_stands_there_yet(self) -> None:
        """A day with one of the kind is not proposed again."""
        assert propose_day(date(2026, 11, 26), FRIDAY, WORKING, (), {date(2026, 11, 26)}) == date(
            2026, 11, 25
        )

    def test_overdue(self) -> None:
        """What is late is proposed for the next working day."""
        assert propose_day(date(2026, 10, 4), FRIDAY, WORKING) == date(2026, 11, 23)

    def test_away_all_the_time_until_it_is_due(self) -> None:
        """Back on 1 December: then, late as it is."""
        away = [(date(2026, 11, 1), date(2026, 11, 30))]
        assert propose_day(date(2026, 11, 26), FRIDAY, WORKING, away) == date(2026, 12, 1)

    def test_away_without_an_end(self) -> None:
        """Nobody knows until when: a working day is proposed all the same, never a Sunday."""
        assert propose_day(date(2026, 10, 4), FRIDAY, WORKING, [(date(2026, 9, 30), None)]) == date(
            2026, 11, 23
        )

    def test_nothing_due(self) -> None:
        """Without a date to keep, a week from today."""
        assert propose_day(None, FRIDAY, WORKING) == date(2026, 11, 27)


class TestAway:
    """A day is free when both are there: the practitioner, and whoever supervises them."""

    def test_of_the_two(self, store: Store) -> None:
        """The manager supervises whom nobody else is named for; what is over is left out; a third is nobody here."""
        for person, since, until in (
            (PRIYA, ago(-3), ago(-5)),
            (PRIYA, ago(9), ago(8)),
            (MORAG, ago(-10), ago(-12)),
            (SAM, ago(-20), ago(-22)),
        ):
            made.do(store, lambda change, p=person, s=since, u=until: record_absence(change, p, s, u).id)  # type: ignore[misc]
        found = store.read(lambda session: read_away(session, PRIYA, TODAY))
        assert sorted(found) == [(ago(-3), ago(-5)), (ago(-10), ago(-12))]
        assert store.read(lambda session: read_away(session, MORAG, TODAY)) == [(ago(-10), ago(-12))]
        assert store.read(lambda session: read_away(session, None, TODAY)) == []
