"""Changing answers: rows and parts come and go, keep their ids for life, and the old answers stay as they were."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from forms.answers.changing import (
    add_part,
    add_row,
    begin,
    move_row,
    remove_part,
    remove_row,
    rows_of,
    with_cell,
    with_value,
    without_empty_rows,
)
from forms.answers.model import Answers, Row, Value
from forms.template.load import load_form
from tests.forms.answers.asked import FORM, REPEATING, with_field

EMPTY = Answers("asked", "f1")


class TestBeginning:
    """What a record begins with."""

    def test_printed_defaults_and_what_is_known(self) -> None:
        """Kent's agreement is printed with figures; names come from the team."""
        form = load_form("kent_c")
        answers = begin(form, {"supervisee": "Priya Raman", "today": date(2026, 11, 21)})
        assert answers.values == {
            "supervisee": "Priya Raman",
            "supervisee_on": date(2026, 11, 21),
            "supervisor_on": date(2026, 11, 21),
            "weeks": "6",
            "hours": "1 ½",
        }
        assert answers.fingerprint == form.fingerprint

    def test_empty_rows_to_begin_with(self) -> None:
        """As many as are printed."""
        answers = begin(with_field(FORM, "table", spare=2))
        assert [row.id for row in rows_of(answers, "table")] == ["r1", "r2"]

    def test_a_part_begins_in_the_same_way(self) -> None:
        """With what is known of the child."""
        form = load_form("kent_case")
        answers, part = add_part(begin(form), form, {"child": "40217 TB"})
        assert answers.value("child", part) == "40217 TB"


class TestValues:
    """One field."""

    def test_set_and_cleared(self) -> None:
        """An empty text is no answer."""
        answers = with_value(EMPTY, "long", "x")
        assert answers.value("long") == "x"
        empty: tuple[Value | None, ...] = (None, "", "  ", {}, ())
        for nothing in empty:
            assert with_value(answers, "long", nothing).values == {}
        assert answers.value("long") == "x"

    def test_a_part_that_is_not_there(self) -> None:
        """Nothing is written anywhere else."""
        with pytest.raises(KeyError):
            with_value(EMPTY, "said", "x", "p9")


class TestRows:
    """Rows of a table, actions among them."""

    def test_added_moved_and_removed(self) -> None:
        """Each keeps its id."""
        answers, first = add_row(EMPTY, "actions")
        answers, second = add_row(answers, "actions")
        answers, between = add_row(answers, "actions", after=first)
        assert [row.id for row in rows_of(answers, "actions")] == [first, between, second]
        answers = move_row(answers, "actions", second, -5)
        assert [row.id for row in rows_of(answers, "actions")] == [second, first, between]
        answers = remove_row(answers, "actions", first)
        answers, new = add_row(answers, "actions")
        assert new not in (first, second, between)

    def test_a_row_that_is_not_there(self) -> None:
        """Nothing happens."""
        assert move_row(EMPTY, "actions", "r9", 1) == EMPTY
        assert remove_row(EMPTY, "actions", "r9").values == {}

    def test_a_printed_row_is_begun_when_it_is_written(self) -> None:
        """It holds nothing before."""
        answers = with_cell(EMPTY, "table", "2", "talk", "x")
        assert rows_of(answers, "table") == (Row("2", {"talk": "x"}),)
        assert rows_of(with_cell(answers, "table", "2", "talk", " "), "table") == (Row("2", {}),)

    def test_empty_rows_are_left_out_in_the_end(self) -> None:
        """A finished record keeps what says something."""
        answers, _ = add_row(with_cell(EMPTY, "table", "1", "talk", "x"), "table")
        assert rows_of(without_empty_rows(answers), "table") == (Row("1", {"talk": "x"}),)


class AnyChanges(RuleBasedStateMachine):
    """Whatever is added, moved and removed: ids are never given twice, and nothing else is touched."""

    def __init__(self) -> None:
        """Begin with one part."""
        super().__init__()
        self.answers, part = add_part(begin(REPEATING), REPEATING)
        self.given = [part]

    @rule()
    def another_part(self) -> None:
        """A further child."""
        self.answers, part = add_part(self.answers, REPEATING)
        self.given.append(part)

    @rule(at=st.integers(0, 9))
    def a_part_less(self, at: int) -> None:
        """A child taken out again."""
        if self.answers.parts:
            self.answers = remove_part(self.answers, self.answers.parts[at % len(self.answers.parts)].id)

    @rule(at=st.integers(0, 9), words=st.text(max_size=5))
    def an_action(self, at: int, words: str) -> None:
        """In any part."""
        if self.answers.parts:
            part = self.answers.parts[at % len(self.answers.parts)].id
            self.answers, row = add_row(self.answers, "actions", part)
            self.given.append(row)
            self.answers = with_cell(self.answers, "actions", row, "what", words, part)

    @rule(at=st.integers(0, 9), by=st.integers(-3, 3))
    def an_action_moved_or_removed(self, at: int, by: int) -> None:
        """The last of any part."""
        part = self.answers.parts[at % len(self.answers.parts)].id if self.answers.parts else ""
        rows = rows_of(self.answers, "actions", part) if part else ()
        if rows and by:
            self.answers = move_row(self.answers, "actions", rows[-1].id, by, part)
            assert {row.id for row in rows_of(self.answers, "actions", part)} == {row.id for row in rows}
        elif rows:
            self.answers = remove_row(self.answers, "actions", rows[-1].id, part)

    @invariant()
    def no_id_twice(self) -> None:
        """Not even that of something long gone."""
        assert len(set(self.given)) == len(self.given)
        assert self.answers.made == len(self.given)


TestAnyChanges = AnyChanges.TestCase
