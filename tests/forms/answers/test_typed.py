"""What people type into a field is read to a plain value, or a sentence says what would be understood."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.answers.times import read_time
from forms.answers.typed import as_typed, read_ticks, read_typed, tidy
from forms.template.kinds import FIELD_KINDS
from models.words import MAX_LINE
from tests.forms.answers.asked import FORM, OPTIONS, TODAY


def typed(key: str, text: str) -> Any:
    """Return what a field makes of a text."""
    one = FORM.field(key)
    assert one is not None
    return read_typed(one, text, TODAY)


class TestText:
    """Words are kept as they are."""

    def test_a_line(self) -> None:
        """Cleaned to one line."""
        assert typed("line", "  Priya\t Raman \n") == "Priya Raman"

    def test_long_text_keeps_its_shape(self) -> None:
        """Paragraphs, indents, the spaces at the end."""
        assert typed("long", "One\r\n\r\n  two\t\n") == "One\n\n  two\t\n"

    @pytest.mark.parametrize("text", ["", "   ", "\n\n", "\t", "\u00a0"])
    def test_nothing(self, text: str) -> None:
        """White space says nothing."""
        assert typed("long", text) is None
        assert typed("line", text) is None
        assert typed("date", text) is None

    def test_a_line_that_is_too_long(self) -> None:
        """A line is a line."""
        assert len(typed("line", "x" * MAX_LINE)) == MAX_LINE
        with pytest.raises(ValueError, match="one line of at most 200 characters"):
            typed("line", "x" * (MAX_LINE + 1))

    def test_two_hundred_thousand_characters(self) -> None:
        """A long text may be as long."""
        text = "a word and another " * 11_000
        assert typed("long", text) == text

    @pytest.mark.parametrize(
        ("text", "kept"),
        [
            ("a\x00b\x1b[31mc", "ab[31mc"),
            ("lone \ud800 surrogate", "lone \ufffd surrogate"),
            ("e\u0301", "\u00e9"),
            ("[/b] {{ x }} =1+1 <w:t>", "[/b] {{ x }} =1+1 <w:t>"),
            ("مرحبا \u202eabc\u202c", "مرحبا \u202eabc\u202c"),
            ("👩‍👧‍👦", "👩‍👧‍👦"),
        ],
    )
    def test_hostile_text(self, text: str, kept: str) -> None:
        """What no file could hold goes, everything else stays as it was meant."""
        assert typed("long", text) == kept

    @given(st.text())
    def test_tidied_once_is_tidy(self, text: str) -> None:
        """So that the same words are the same bytes."""
        assert tidy(tidy(text)) == tidy(text)


class TestDatesAndTimes:
    """As people type them."""

    @pytest.mark.parametrize(
        ("text", "day"),
        [
            ("24/11", date(2026, 11, 24)),
            ("24.11.26", date(2026, 11, 24)),
            ("2026-12-01", date(2026, 12, 1)),
            ("+2w", date(2026, 12, 5)),
            ("today", TODAY),
        ],
    )
    def test_dates(self, text: str, day: date) -> None:
        """From today on, where no year is said."""
        assert typed("date", text) == day

    def test_a_past_date(self) -> None:
        """A field that looks back takes a day without a year as past."""
        assert typed("past", "24/11") == date(2025, 11, 24)

    @pytest.mark.parametrize("text", ["31/2", "29/2/2026", "soon", "32/1", "0/0", "2026-13-01", "1" * 500])
    def test_days_that_do_not_exist(self, text: str) -> None:
        """A sentence, and the words stay with the person."""
        with pytest.raises(ValueError, match=r"\w"):
            typed("date", text)

    @pytest.mark.parametrize(
        ("text", "at"),
        [
            ("14:30", time(14, 30)),
            ("14.30", time(14, 30)),
            ("1430", time(14, 30)),
            ("2.30pm", time(14, 30)),
            ("9am", time(9)),
            ("9", time(9)),
            ("12am", time(0)),
            ("12pm", time(12)),
            ("noon", time(12)),
            ("0:05", time(0, 5)),
            (" 9 AM ", time(9)),
        ],
    )
    def test_times(self, text: str, at: time) -> None:
        """Twelve or twenty-four hours."""
        assert read_time(text) == at
        assert typed("time", text) == at

    @pytest.mark.parametrize("text", ["3", "25:00", "12:60", "13pm", "0am", "half past", "", "1:2", "24:00"])
    def test_no_times(self, text: str) -> None:
        """An hour before eight needs am or pm; others do not exist."""
        with pytest.raises(ValueError, match=r"\w"):
            read_time(text)


class TestChoices:
    """By code, by label, by what begins only one."""

    @pytest.mark.parametrize(
        ("text", "code"),
        [("a", "a"), ("A", "a"), ("first", "a"), ("fi", "a"), ("Second choice", "b"), ("second t", "c")],
    )
    def test_one(self, text: str, code: str) -> None:
        """However it is typed."""
        assert typed("choice", text) == code

    @pytest.mark.parametrize("text", ["second", "d", "firstly", "·"])
    def test_none_or_several(self, text: str) -> None:
        """The sentence names them."""
        with pytest.raises(ValueError, match="choose one of: First, Second choice, Second thoughts"):
            typed("choice", text)

    def test_ticks(self) -> None:
        """Typed one after the other, given as a list, or as a table with words; in the order of the form."""
        assert typed("ticks", "c, first") == {"a": "", "c": ""}
        assert read_ticks(OPTIONS, ["b", "a"]) == {"a": "", "b": ""}
        assert read_ticks(OPTIONS, {"b": " because ", "first": True}) == {"a": "yes", "b": " because "}
        assert typed("ticks", "") is None

    @pytest.mark.parametrize("raw", [7, None, ["z"], {"z": ""}, {"a": None}, {"a": ["x"]}])
    def test_no_ticks(self, raw: Any) -> None:
        """A sentence each."""
        with pytest.raises(ValueError, match=r"\w"):
            read_ticks(OPTIONS, raw)


class TestEverything:
    """No text makes a field crash."""

    @given(st.sampled_from([one.key for one in FORM.answered()]), st.text())
    def test_any_text_in_any_field(self, key: str, text: str) -> None:
        """A value or a sentence."""
        try:
            typed(key, text)
        except ValueError as wrong:
            sentence = str(wrong)
        else:
            sentence = "fine"
        assert sentence
        assert "\n" not in sentence

    def test_tables_are_not_typed_as_one(self) -> None:
        """Their cells are."""
        with pytest.raises(ValueError, match="a table is not typed as one text"):
            typed("table", "x")
        with pytest.raises(ValueError, match="a table is not typed as one text"):
            typed("actions", "x")

    def test_every_kind_is_asked(self) -> None:
        """The form of these tests has all that take an answer."""
        kinds = {one.kind for one in FORM.answered()}
        assert kinds | {"head", "note", "list", "clauses"} == set(FIELD_KINDS)

    @pytest.mark.parametrize(
        ("raw", "text"),
        [
            (7, "7"),
            (1.5, "1.5"),
            (True, "yes"),
            (False, "no"),
            (date(2026, 1, 2), "2026-01-02"),
            (time(9), "09:00"),
        ],
    )
    def test_plain_values_of_a_file(self, raw: Any, text: str) -> None:
        """As they would be typed."""
        assert as_typed(raw) == text

    @pytest.mark.parametrize("raw", [None, [], {}, datetime(2026, 1, 1, 9, tzinfo=None)])  # noqa: DTZ001
    def test_values_that_are_none(self, raw: Any) -> None:
        """A sentence says what was expected."""
        with pytest.raises(ValueError, match=r"expected here|leave it out"):
            as_typed(raw)
