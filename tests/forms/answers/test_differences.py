"""Two sets of answers compared: every difference by its place, and none where there is none."""

from __future__ import annotations

from datetime import date, time

from hypothesis import given
from hypothesis import strategies as st

from forms.answers.differences import Change, differences
from forms.answers.model import Answers, Part, Row, Value
from tests.forms.answers.any_answers import ANSWERS
from tests.forms.answers.asked import FORM, REPEATING


def changes(before: dict[str, Value], after: dict[str, Value]) -> list[Change]:
    """Return the differences between two sets of values."""
    return differences(FORM, Answers("asked", values=before), Answers("asked", values=after))


class TestFields:
    """One change a field."""

    def test_words_as_a_person_reads_them(self) -> None:
        """Dates in full, choices by their labels."""
        found = changes(
            {"choice": "a", "date": date(2026, 11, 24), "long": "x"},
            {"choice": "b", "time": time(9), "long": "x", "ticks": {"c": "why"}},
        )
        assert [(one.key, one.was, one.now) for one in found] == [
            ("date", "Tue 24 Nov 2026", ""),
            ("time", "", "09:00"),
            ("choice", "First", "Second choice"),
            ("ticks", "", "Second thoughts: why"),
        ]

    def test_nothing_and_empty_are_the_same(self) -> None:
        """An empty text, no tick and no row say nothing."""
        assert changes({"line": " ", "ticks": {}, "table": (Row("1"),)}, {}) == []


class TestRows:
    """One change a cell."""

    def test_cells_of_printed_and_added_rows(self) -> None:
        """By row and column, whatever the order."""
        before = (Row("1", {"talk": "A", "state": "a"}), Row("r1", {"talk": "B"}))
        after = (Row("r1", {"talk": "B"}), Row("1", {"talk": "C", "state": "a"}))
        assert changes({"table": before}, {"table": after}) == [
            Change("table", "Table · 1. First · Talk", "A", "C", "", "1", "talk")
        ]

    def test_a_row_removed(self) -> None:
        """Each of its words is gone."""
        found = changes({"actions": (Row("r1", {"what": "Ring", "who": "Priya"}),)}, {})
        assert [(one.column, one.was, one.now) for one in found] == [
            ("what", "Ring", ""),
            ("who", "Priya", ""),
        ]

    def test_actions_in_a_cell(self) -> None:
        """Said in a line each."""
        (only,) = changes(
            {"table": (Row("1", {"actions": (Row("a", {"what": "Ring", "who": "PR"}),)}),)},
            {"table": (Row("1", {"actions": (Row("a", {"what": "Write", "who": "PR"}),)}),)},
        )
        assert (only.was, only.now) == ("Ring; PR", "Write; PR")


class TestParts:
    """Children that came and went."""

    def test_a_child_more_and_one_less(self) -> None:
        """Each by its part."""
        before = Answers("asked", parts=(Part("p1", {"child": "1", "said": "x"}),))
        after = Answers("asked", parts=(Part("p2", {"child": "2"}),))
        found = differences(REPEATING, before, after)
        assert [(one.part, one.key, one.was, one.now) for one in found] == [
            ("p2", "child", "", "2"),
            ("p1", "child", "1", ""),
            ("p1", "said", "x", ""),
        ]


class TestAnyAnswers:
    """What holds of all."""

    @given(ANSWERS)
    def test_no_difference_to_itself(self, answers: Answers) -> None:
        """None at all."""
        assert differences(FORM, answers, answers) == []

    @given(ANSWERS, ANSWERS)
    def test_both_ways(self, one: Answers, other: Answers) -> None:
        """The same places, with before and after turned."""
        there = {
            (change.key, change.row, change.column, change.was, change.now)
            for change in differences(FORM, one, other)
        }
        back = {
            (change.key, change.row, change.column, change.now, change.was)
            for change in differences(FORM, other, one)
        }
        assert there == back

    @given(ANSWERS, st.text(min_size=1).filter(lambda text: text.strip()))
    def test_one_change(self, answers: Answers, words: str) -> None:
        """And only where it is."""
        changed = Answers("asked", values={**answers.values, "long": f"{answers.value('long') or ''}{words}"})
        assert {change.key for change in differences(FORM, answers, changed)} <= {"long"}
