"""Calendar arithmetic in the policies' own units (GEN-X01, GEN-X03, GEN-X04)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.dates import (
    Span,
    Unit,
    WorkingDays,
    add,
    add_months,
    counted,
    end_of_month,
    parse_span,
    show,
    show_short,
)

WORKING = WorkingDays()
DAYS = st.dates(date(2015, 1, 1), date(2040, 12, 31))


def day(text: str) -> date:
    """Read a day."""
    return date.fromisoformat(text)


class TestSpan:
    """Lengths of time as the sources write them; nothing is converted."""

    @pytest.mark.parametrize(
        ("text", "count", "unit", "words"),
        [
            ("28d", 28, "d", "28 days"),
            ("1d", 1, "d", "1 day"),
            ("4w", 4, "w", "4 weeks"),
            ("1m", 1, "m", "1 month"),
            ("2wd", 2, "wd", "2 working days"),
            ("24h", 24, "h", "24 hours"),
            ("10y", 10, "y", "10 years"),
            (" 90min ", 90, "min", "90 minutes"),
            ("-1wd", -1, "wd", "-1 working day"),
            ("0d", 0, "d", "0 days"),
        ],
    )
    def test_read_and_said(self, text: str, count: int, unit: Unit, words: str) -> None:
        """Read from a pack and said to a person."""
        span = parse_span(text)
        assert span == Span(count, unit)
        assert str(span) == words
        assert -span == Span(-count, unit)

    @pytest.mark.parametrize("text", ["", "4", "d", "4 d", "4.5d", "4D", "1w2d", "four weeks", "4dd", "--4d"])
    def test_refused(self, text: str) -> None:
        """Anything else is no length of time."""
        with pytest.raises(ValueError, match="not a length of time such as 28d"):
            parse_span(text)

    def test_units_are_not_equal(self) -> None:
        """Four weeks are not 28 days, nor a month."""
        assert len({parse_span("4w"), parse_span("28d"), parse_span("1m")}) == 3


class TestMonths:
    """The corresponding day; the month's last where it is shorter (GEN-X01)."""

    @pytest.mark.parametrize(
        ("start", "months", "end"),
        [
            ("2026-01-31", 1, "2026-02-28"),
            ("2024-01-31", 1, "2024-02-29"),
            ("2026-01-28", 1, "2026-02-28"),
            ("2026-08-31", 1, "2026-09-30"),
            ("2026-12-15", 1, "2027-01-15"),
            ("2026-11-30", 3, "2027-02-28"),
            ("2024-02-29", 12, "2025-02-28"),
            ("2024-02-29", 48, "2028-02-29"),
            ("2026-03-31", -1, "2026-02-28"),
            ("2026-01-15", -1, "2025-12-15"),
            ("2026-05-05", 0, "2026-05-05"),
        ],
    )
    def test_corresponding_day(self, start: str, months: int, end: str) -> None:
        """Month ends, leap days, turns of the year, and backwards."""
        assert add_months(day(start), months) == day(end)

    @given(DAYS, st.integers(-200, 200))
    def test_never_more_than_the_month(self, start: date, months: int) -> None:
        """The day of the month is kept, or it is the last there is."""
        end = add_months(start, months)
        assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
        assert end.day == start.day or (end.day < start.day and (end + timedelta(days=1)).month != end.month)

    @pytest.mark.parametrize(
        ("year", "month", "end"), [(2024, 2, 29), (2026, 2, 28), (2026, 12, 31), (2026, 6, 30)]
    )
    def test_end_of_month(self, year: int, month: int, end: int) -> None:
        """What a bare "February 2024" means."""
        assert end_of_month(year, month) == date(year, month, end)


class TestWorkingDays:
    """Monday to Friday, no bank holiday of England and Wales, no local closure (GEN-X04)."""

    @pytest.mark.parametrize(
        "holiday",
        [
            "2026-01-01",
            "2026-04-03",
            "2026-04-06",
            "2026-05-04",
            "2026-05-25",
            "2026-08-31",
            "2026-12-25",
            "2026-12-28",
            "2027-12-27",
            "2027-12-28",
            "2022-06-02",
            "2022-06-03",
            "2022-09-19",
            "2023-05-08",
        ],
    )
    def test_bank_holidays(self, holiday: str) -> None:
        """Those of every year, those moved from a weekend, and those proclaimed once."""
        assert not WORKING.is_working(day(holiday))

    @pytest.mark.parametrize("worked", ["2026-01-02", "2026-03-17", "2026-11-30", "2026-08-03", "2026-04-07"])
    def test_not_those_of_other_nations(self, worked: str) -> None:
        """2 January, St Patrick's, St Andrew's and Scotland's August holiday are worked; so is Easter Tuesday."""
        assert WORKING.is_working(day(worked))

    @pytest.mark.parametrize(
        ("start", "count", "end"),
        [
            ("2026-11-20", 1, "2026-11-23"),
            ("2026-11-21", 1, "2026-11-23"),
            ("2026-04-02", 1, "2026-04-07"),
            ("2026-04-02", 5, "2026-04-13"),
            ("2026-12-24", 1, "2026-12-29"),
            ("2026-12-23", 3, "2026-12-30"),
            ("2026-12-31", 1, "2027-01-04"),
            ("2026-11-23", -1, "2026-11-20"),
            ("2026-11-22", -1, "2026-11-20"),
            ("2026-04-07", -1, "2026-04-02"),
            ("2026-12-29", -2, "2026-12-23"),
            ("2026-11-21", 0, "2026-11-21"),
        ],
    )
    def test_counted_from_the_day_after(self, start: str, count: int, end: str) -> None:
        """Over weekends, Easter, Christmas and New Year, forwards and back; day 0 is the day itself."""
        assert WORKING.add(day(start), count) == day(end)

    @given(DAYS, st.integers(1, 60))
    def test_there_and_back(self, start: date, count: int) -> None:
        """From a worked day, so many days on and so many back is where one began."""
        begun = WORKING.hold_by(start)
        assert WORKING.add(WORKING.add(begun, count), -count) == begun
        assert WORKING.between(begun, WORKING.add(begun, count)) == count
        assert WORKING.between(WORKING.add(begun, count), begun) == -count

    @given(DAYS)
    def test_hold_by(self, due: date) -> None:
        """The last worked day that is not after the due day (GEN-X03); never later than due."""
        held = WORKING.hold_by(due)
        assert WORKING.is_working(held)
        assert held <= due
        assert not any(WORKING.is_working(held + timedelta(days=n)) for n in range(1, (due - held).days + 1))

    @pytest.mark.parametrize(
        ("due", "held"),
        [
            ("2026-11-21", "2026-11-20"),
            ("2026-11-20", "2026-11-20"),
            ("2026-04-06", "2026-04-02"),
            ("2026-12-28", "2026-12-24"),
            ("2027-01-03", "2026-12-31"),
        ],
    )
    def test_hold_by_around_holidays(self, due: str, held: str) -> None:
        """A Saturday, a worked day, Easter Monday, the days after Christmas."""
        assert WORKING.hold_by(day(due)) == day(held)

    def test_local_closures(self) -> None:
        """Days the organisation counts as its own holidays."""
        closed = WorkingDays([day("2026-12-29"), day("2026-12-30")])
        assert closed.add(day("2026-12-24"), 1) == day("2026-12-31")
        assert closed.hold_by(day("2026-12-30")) == day("2026-12-24")


class TestAdd:
    """One sum for every unit that is counted in days."""

    @pytest.mark.parametrize(
        ("span", "end"),
        [
            ("28d", "2026-02-28"),
            ("4w", "2026-02-28"),
            ("1m", "2026-02-28"),
            ("2wd", "2026-02-03"),
            ("1y", "2027-01-31"),
        ],
    )
    def test_each_unit(self, span: str, end: str) -> None:
        """From the last of January."""
        assert add(day("2026-01-31"), parse_span(span), WORKING) == day(end)

    @pytest.mark.parametrize("span", ["24h", "90min"])
    def test_hours_need_a_moment(self, span: str) -> None:
        """Elapsed time cannot be added to a day."""
        with pytest.raises(ValueError, match="cannot be added to a day without a time"):
            add(day("2026-01-31"), parse_span(span), WORKING)

    @pytest.mark.parametrize("span", ["9999y", "99999999d", "-9999y", "999999m"])
    def test_outside_the_calendar(self, span: str) -> None:
        """A result that no calendar has is an error and not another day."""
        with pytest.raises((ValueError, OverflowError)):
            add(day("2026-01-31"), parse_span(span), WORKING)


class TestShown:
    """As dates are said on screen."""

    def test_shown(self) -> None:
        """With the weekday alone, without the year where it is this one."""
        assert show(day("2026-11-21")) == "Sat 21 Nov 2026"
        assert show(day("2026-03-01")) == "Sun 1 Mar 2026"
        assert show_short(day("2026-11-21"), day("2026-01-01")) == "21 Nov"
        assert show_short(day("2025-11-21"), day("2026-01-01")) == "21 Nov 2025"

    @pytest.mark.parametrize(
        ("count", "words"), [(0, "0 days"), (1, "1 day"), (2, "2 days"), (-1, "-1 days"), (1000, "1000 days")]
    )
    def test_counted(self, count: int, words: str) -> None:
        """A number with its noun."""
        assert counted(count, "day") == words

    def test_counted_irregularly(self) -> None:
        """A plural of its own."""
        assert counted(2, "child", "children") == "2 children"
