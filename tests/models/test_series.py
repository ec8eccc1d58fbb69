"""A year of sessions: every so often, never on a day off, never past the longest interval where that can be."""

from __future__ import annotations

from datetime import date

from models.dates import Span, WorkingDays
from models.series import days_of_year

FOUR_WEEKS = Span(4, "w")
FIRST = date(2026, 11, 27)


class TestAYear:
    """BCT-T60 and CFA-T03: the dates of a year are booked in advance."""

    def test_days_off_give_way_to_the_one_before(self) -> None:
        """25 December is a bank holiday: the session is the day before, and the interval is kept."""
        days = days_of_year(FIRST, FOUR_WEEKS, WorkingDays())
        assert len(days) == 14
        assert [one.day for one in days[:3]] == [FIRST, date(2026, 12, 24), date(2027, 1, 22)]
        assert (days[1].wanted, days[1].why) == (date(2026, 12, 25), "bank holiday")
        assert not [one for one in days if one.day.weekday() >= 5]

    def test_an_absence_gives_way_too(self) -> None:
        """Back to before the absence; where there is no free day before it, to the first day after."""
        short = days_of_year(FIRST, FOUR_WEEKS, WorkingDays(), [(date(2027, 1, 18), date(2027, 1, 29))])
        assert (short[2].day, short[2].why) == (date(2027, 1, 15), "away")
        long = days_of_year(FIRST, FOUR_WEEKS, WorkingDays(), [(date(2026, 11, 30), date(2027, 1, 29))])
        assert [one.day for one in long[:3]] == [FIRST, date(2027, 2, 1), date(2027, 2, 19)]

    def test_every_month(self) -> None:
        """Months are counted from the first day, so that they do not slip; the year ends before its anniversary."""
        days = days_of_year(date(2026, 12, 31), Span(1, "m"), WorkingDays())
        assert len(days) == 12
        assert days[2].day == date(2027, 2, 26)
        assert days[-1].day == date(2027, 11, 30)

    def test_never_longer_than_the_policy_allows(self) -> None:
        """Where the interval is the longest, each day counts from the one before; a shorter one keeps its weekday."""
        chained = days_of_year(date(2026, 11, 24), Span(1, "m"), WorkingDays(), most=Span(1, "m"))
        assert [one.day for one in chained[2:4]] == [date(2027, 1, 22), date(2027, 2, 22)]
        mondays = days_of_year(date(2026, 11, 30), FOUR_WEEKS, WorkingDays(), most=Span(1, "m"))
        assert [one.day for one in mondays[1:3]] == [date(2026, 12, 24), date(2027, 1, 22)]
        assert mondays[5].day.weekday() == 0
