"""Single cells: days, numbers, names, codes, and what is refused in each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.intake.table.cells import Cells, is_blank
from models.intake.table.codes import Unread
from models.intake.table.dates import DateReader
from models.intake.table.findings import HIDDEN
from models.intake.table.names import family_code, initials_from_initials, initials_from_name
from models.policy import load_pack
from tests import made
from tests.models.intake import books

_21_NOV = date(2026, 11, 21)


def unread(read: Callable[[Any], object], cell: object) -> Unread:
    """Return what a reader says of a cell it cannot read."""
    with pytest.raises(Unread) as found:
        read(cell)
    return found.value


class TestDays:
    """A day, in all the ways in which files write one."""

    @pytest.mark.parametrize(
        "cell",
        [
            _21_NOV,
            datetime(2026, 11, 21),  # noqa: DTZ001 - as a spreadsheet reader gives it
            datetime(2026, 11, 21, 15, 4),  # noqa: DTZ001
            46347.0,
            46347,
            "46347",
            "2026-11-21",
            "2026-11-21 00:00:00",
            "2026-11-21T00:00:00.000",
            "20261121",
            "21/11/2026",
            "21.11.2026",
            "21-11-2026",
            "21/11/2026 00:00",
            "21 Nov 2026",
            "21st November 2026",
            "Sat 21 Nov 2026",
            "21/11/26",
            " 21/11/2026\u00a0",
        ],
    )
    def test_read(self, cell: object) -> None:
        """Each of these is the same day."""
        assert DateReader(_21_NOV).day(cell) == _21_NOV

    @pytest.mark.parametrize(
        "cell",
        [
            "31/02/2026",
            "11/24/2026",
            "2026-13-01",
            "24/11",
            "tue",
            "today",
            "+2w",
            "2026",
            2026.0,
            12.0,
            "soon",
            1e9,
            "x2026",
        ],
    )
    def test_not_read(self, cell: object) -> None:
        """Days that are not in the calendar, or say no year, or are no days, are refused."""
        assert "a date" in unread(DateReader(_21_NOV).day, cell).expected

    @pytest.mark.parametrize("cell", ["31/12/1899", "01/01/2101", date(1850, 1, 1), "2999-12-31"])
    def test_out_of_bounds(self, cell: object) -> None:
        """A day before 1900 or after 2100 is refused."""
        assert "between 1900 and 2100" in unread(DateReader(_21_NOV).day, cell).expected

    def test_facts_lie_in_the_past(self) -> None:
        """What has happened cannot lie in the future; today is the last day it can."""
        assert DateReader(_21_NOV).past_day("21/11/2026") == _21_NOV
        assert "up to today" in unread(DateReader(_21_NOV).past_day, "22/11/2026").expected

    def test_days_from_1904(self) -> None:
        """A day number of an old Mac's workbook counts from 1904."""
        assert DateReader(_21_NOV).day(44885.0, from_1904=True) == _21_NOV

    def test_the_day_that_is_not_in_the_calendar_is_said(self) -> None:
        """The reason is told, not only the form that is expected."""
        assert "not in the calendar" in str(unread(DateReader(_21_NOV).day, "31/02/2026").found)

    @given(st.dates(date(1956, 1, 1), date(2100, 12, 31)))
    def test_every_way_of_writing_agrees(self, day: date) -> None:
        """Text, British text and day number are one day, whichever it is."""
        reader = DateReader(_21_NOV)
        serial = float((day - date(1899, 12, 30)).days)
        assert {reader.day(cell) for cell in (day.isoformat(), f"{day:%d/%m/%Y}", serial)} == {day}


class TestMoments:
    """A day with a time of day."""

    @pytest.mark.parametrize(
        "cell",
        [
            datetime(2026, 7, 1, 14, 30),  # noqa: DTZ001
            "2026-07-01 14:30",
            "01/07/2026 14:30:00",
            "1/7/2026 2:30 pm",
            "2026-07-01T13:30:00Z",
            "2026-07-01T14:30:00+01:00",
            46204.604166666664,
        ],
    )
    def test_london_time(self, cell: object) -> None:
        """A time without a zone is what London clocks showed."""
        day, moment = DateReader(_21_NOV).past_moment(cell)
        assert day == date(2026, 7, 1)
        assert moment == datetime(2026, 7, 1, 13, 30, tzinfo=UTC)

    @pytest.mark.parametrize("cell", ["2026-07-01", date(2026, 7, 1), "2026-07-01 00:00:00", 46204.0])
    def test_day_alone(self, cell: object) -> None:
        """A day alone, or its midnight, is no moment."""
        assert DateReader(_21_NOV).past_moment(cell) == (date(2026, 7, 1), None)

    @pytest.mark.parametrize("cell", ["2026-07-01 25:00", "2026-07-01 10:61", "2026-07-01 noon"])
    def test_no_time(self, cell: str) -> None:
        """A time that no clock shows is refused."""
        unread(DateReader(_21_NOV).past_moment, cell)


class TestNumbers:
    """Numbers of children and practitioners."""

    @pytest.mark.parametrize(
        ("cell", "number"),
        [
            (40217.0, "40217"),
            ("40217", "40217"),
            (" 0040217 ", "0040217"),
            ("AB/12-3.4", "AB/12-3.4"),
            ("12\u00a034", "12 34"),
        ],
    )
    def test_read(self, cell: object, number: str) -> None:
        """A number is text: leading noughts stay, a spreadsheet's decimals go."""
        assert Cells(books.KENT, made.TODAY).by_kind["child"](cell) == number

    @pytest.mark.parametrize("cell", ["Tom Brandreth", "TB", "Tom, Brandreth"])
    def test_name_in_the_number(self, cell: str) -> None:
        """A child's number without a digit is refused and not shown: it may be a name."""
        problem = unread(Cells(books.KENT, made.TODAY).by_kind["child"], cell)
        assert problem.found == HIDDEN

    def test_number_that_became_a_date(self) -> None:
        """A number that the spreadsheet took for a date is told so."""
        assert (
            "turned this one into a date"
            in unread(Cells(books.KENT, made.TODAY).by_kind["child"], _21_NOV).expected
        )

    def test_several(self) -> None:
        """Several numbers in one cell are taken apart, each once."""
        read = Cells(books.KENT, made.TODAY).by_kind["children"]
        assert read("40217; 40555;40217 ;") == ("40217", "40555")
        assert read("40217, 40555") == ("40217", "40555")
        assert read(40217.0) == ("40217",)

    @pytest.mark.parametrize(("cell", "share"), [("0.6", 0.6), (1.0, 1.0), ("60%", 0.6)])
    def test_share(self, cell: object, share: float) -> None:
        """A share of full time is a number or a percentage."""
        assert Cells(books.KENT, made.TODAY).by_kind["share"](cell) == share

    @pytest.mark.parametrize("cell", ["0", "1.5", "37", "half", "-1", "nan", "inf"])
    def test_no_share(self, cell: str) -> None:
        """Anything else is refused, hours a week among it."""
        unread(Cells(books.KENT, made.TODAY).by_kind["share"], cell)


class TestClock:
    """A time of day."""

    @pytest.mark.parametrize("cell", ["14:30", "14.30", "14:30:00", time(14, 30), 0.6041666666666666])
    def test_read(self, cell: object) -> None:
        """A time is read from text, from a spreadsheet's time or from its part of a day."""
        assert Cells(books.KENT, made.TODAY).by_kind["clock"](cell) == "14:30"

    @pytest.mark.parametrize("cell", ["25:00", "noon", "1430", 3.0])
    def test_not_read(self, cell: object) -> None:
        """What no clock shows is refused."""
        unread(Cells(books.KENT, made.TODAY).by_kind["clock"], cell)


class TestBlanks:
    """The ways in which files say nothing."""

    @pytest.mark.parametrize("cell", ["", None, " ", "\u00a0", "#N/A", "n/a", "NULL", "-", "NaN"])
    def test_blank(self, cell: object) -> None:
        """Each of these is an empty cell."""
        assert is_blank(cell)

    def test_na_is_someone(self) -> None:
        """Where initials are expected, NA is a child."""
        assert not is_blank("NA", "initials")
        assert is_blank("#N/A", "initials")

    def test_people_may_say_none(self) -> None:
        """In a text of people's own, “none” is a word."""
        assert not is_blank("none", "line")
        assert is_blank("none", "label")

    def test_nought_is_something(self) -> None:
        """The number nought is no empty cell."""
        assert not is_blank(0.0)


class TestNames:
    """No name of a child is kept."""

    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("TB", "TB"),
            ("T.B.", "TB"),
            ("tb", "TB"),
            ("Thomasina Brandreth", "TB"),
            ("Brandreth, Thomasina", "TB"),
            ("thomasina", "T"),
            ("AMY", "A"),
            ("ROSE", "R"),
            ("Rosalind O'Farrell-Bright", "ROB"),
            ("RO", "RO"),
        ],
    )
    def test_initials(self, typed: str, kept: str) -> None:
        """Initials stay; a whole name, a short one in capitals too, becomes initials."""
        assert initials_from_initials(typed) == kept

    def test_name_column(self) -> None:
        """A cell of a name column always becomes initials, however it looks."""
        assert initials_from_name("AN") == "A"

    @pytest.mark.parametrize("surname", ["Brandreth", "O’Farrell", "Van der Berg", "SMITH-JONES"])
    def test_surname_as_family(self, surname: str) -> None:
        """A surname as a family's code becomes a code that says nothing, the same one each time."""
        code = family_code(surname)
        assert code.startswith("F-")
        assert surname.casefold() not in code.casefold()
        assert code == family_code(surname.upper())

    @pytest.mark.parametrize("code", ["F7", "2026/14", "A"])
    def test_family_code(self, code: str) -> None:
        """A code stays as it is."""
        assert family_code(code) == code


class TestCodes:
    """A policy's own words, as code or label, in any case."""

    @pytest.mark.parametrize(
        ("typed", "code"),
        [
            ("cin", "cin"),
            ("Child in need", "cin"),
            ("CHILD IN NEED", "cin"),
            (" child-in-need ", "cin"),
            ("child protection", "cp"),
            ("in care", "cic"),
            ("early help plan", "early_help_plan"),
            ("care leaver", "care_leaver"),
            ("pre-proceedings", "pre_proceedings"),
            ("care proceedings", "care_proceedings"),
            ("risk_rosh", "risk_rosh"),
        ],
    )
    def test_situations(self, typed: str, code: str) -> None:
        """The situations that every workbook may name are known by code and label."""
        assert Cells(books.KENT, made.TODAY).situations.read(typed) == code

    @pytest.mark.parametrize(
        "name", ["northamptonshire", "havering", "birmingham", "children_and_families", "kent"]
    )
    def test_situations_of_every_policy(self, name: str) -> None:
        """So are they under every policy."""
        cells = Cells(load_pack(name), made.TODAY)
        for words in (
            "child in need",
            "child protection",
            "in care",
            "early help plan",
            "care leaver",
            "pre-proceedings",
        ):
            assert cells.situations.read(words)

    def test_nearest(self) -> None:
        """A word that is nearly right is answered with the right one."""
        assert (
            "“Child protection”"
            in unread(Cells(books.KENT, made.TODAY).situations.read, "child protecton").expected
        )

    def test_none_near(self) -> None:
        """One that is nothing like any is answered with those there are."""
        assert "Front Door" in unread(Cells(books.KENT, made.TODAY).services.read, "zzz").expected

    @pytest.mark.parametrize(
        "typed", ["6", 6.0, "Closing/transferring.", "closing transferring", "CLOSING/TRANSFERRING"]
    )
    def test_stages(self, typed: object) -> None:
        """A stage is a number or its printed name."""
        assert Cells(books.KENT, made.TODAY).by_kind["stage"](typed) == 6

    def test_no_such_stage(self) -> None:
        """A stage the board does not have is refused."""
        unread(Cells(books.KENT, made.TODAY).by_kind["stage"], "7")

    @pytest.mark.parametrize("typed", ["ad hoc", "Ad Hoc", "ad-hoc", "adhoc"])
    def test_occasions(self, typed: str) -> None:
        """An occasion is known however it is spelt."""
        assert Cells(books.KENT, made.TODAY).by_kind["occasion"](typed) == "ad hoc"
