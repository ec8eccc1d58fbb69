"""Answers a script gives in a file: what is right is taken, everything else is said by its place."""

from __future__ import annotations

import tomllib
from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.answers.given import MAX_PARTS, MAX_ROWS, read_given
from forms.answers.model import Answers, Row
from forms.template.form import Form
from tests.forms.answers.asked import FORM, REPEATING, TODAY, with_field


def taken(form: Form = FORM, **given: Any) -> Answers:
    """Return answers in which nothing was wrong."""
    found = read_given(form, given, TODAY)
    assert dict(found.wrong) == {}
    return found.answers


def wrong(form: Form = FORM, **given: Any) -> dict[str, str]:
    """Return what could not be read."""
    return dict(read_given(form, given, TODAY).wrong)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


class TestFields:
    """Keyed by field."""

    def test_every_kind(self) -> None:
        """As JSON and TOML have them."""
        found = taken(
            line="One",
            date="24/11",
            time="9am",
            choice="Second c",
            ticks=["a"],
            long="Two\nlines",
            signed="PR",
        )
        assert found.values == {
            "line": "One",
            "date": date(2026, 11, 24),
            "time": time(9),
            "choice": "b",
            "ticks": {"a": ""},
            "long": "Two\nlines",
            "signed": "PR",
        }
        assert (found.form, found.fingerprint) == ("asked", "f1")

    def test_dates_of_toml(self) -> None:
        """TOML has dates and times of its own."""
        assert taken(**tomllib.loads("date = 2026-11-24\ntime = 09:30:00\n")).values == {
            "date": date(2026, 11, 24),
            "time": time(9, 30),
        }

    def test_what_is_empty_is_no_answer(self) -> None:
        """Nothing is kept of it."""
        assert taken(line="", long="  ", ticks=[], table=[], actions=[]).values == {}

    def test_a_key_of_an_earlier_edition(self) -> None:
        """It is the present one's."""
        assert taken(with_field(FORM, "line", was=("old_line",)), old_line="x").values == {"line": "x"}

    @pytest.mark.parametrize(
        ("given", "says"),
        [
            ({"lines": "x"}, "this form has no such field; did you mean 'line'?"),
            ({"zzz": "x"}, "this form has no such field"),
            ({"note": "x"}, "this is printed and takes no answer"),
            ({"date": "never"}, "not a date"),
            ({"choice": "z"}, "choose one of: First, Second choice, Second thoughts"),
            ({"long": None}, "nothing stands here; leave it out"),
            ({"long": ["x"]}, "a text is expected here"),
            ({"table": "x"}, "a list of rows is expected here"),
            ({"actions": 7}, "a list of rows is expected here"),
            ({"table": [{}] * (MAX_ROWS + 1)}, "more than 2000 rows"),
            ({"parts": [{}]}, "nothing repeats in this form"),
            ({"parts": {}}, "a list is expected here"),
        ],
    )
    def test_what_can_not_be_read(self, given: dict[str, Any], says: str) -> None:
        """By its key, with the rest taken."""
        found = read_given(FORM, {**given, "line": "kept"}, TODAY)
        ((key, sentence),) = found.wrong.items()
        assert key == next(iter(given))
        assert says in sentence
        assert found.answers.values == {"line": "kept"}


class TestRows:
    """Lists of tables keyed by column."""

    def test_printed_rows_and_added_ones(self) -> None:
        """A printed row by its key, others as they come."""
        found = taken(table=[{"row": "2", "talk": "B", "when": "24/11"}, {"talk": "C", "state": "a"}])
        assert found.value("table") == (
            Row("2", {"talk": "B", "when": date(2026, 11, 24)}),
            Row("r1", {"talk": "C", "state": "a"}),
        )

    def test_actions(self) -> None:
        """As tables, or one as a text; in a cell as well."""
        found = taken(actions=[{"what": "Ring", "who": "PR", "by_when": "+1w"}], table=[{"actions": "Write"}])
        assert found.value("actions") == (
            Row("r1", {"what": "Ring", "who": "PR", "by_when": date(2026, 11, 28)}),
        )
        assert found.value("table") == (Row("r2", {"actions": (Row("r3", {"what": "Write"}),)}),)
        assert found.made == 3

    def test_what_is_wrong_in_a_row(self) -> None:
        """By the row and the column; the others stay."""
        found = read_given(
            FORM, {"table": [{"talk": "A", "tlak": "x"}, {"when": "never"}, {"row": "9", "talk": "B"}]}, TODAY
        )
        assert list(found.wrong) == ["table, row 1, tlak", "table, row 2, when", "table, row 3"]
        assert [row.cells.get("talk") for row in found.answers.value("table") or ()] == ["A", None, "B"]  # type: ignore[union-attr]

    def test_columns_that_take_nothing(self) -> None:
        """Printed ones and ones that only repeat."""
        assert set(wrong(table=[{"item": "x", "by": "x"}])) == {"table, row 1, item", "table, row 1, by"}

    def test_a_row_that_is_no_table(self) -> None:
        """The whole list is in doubt."""
        assert wrong(table=["x"]) == {"table": "each row is a table of cells"}


class TestParts:
    """Children, families or cases."""

    def test_two_children(self) -> None:
        """A part each, with an id of its own."""
        found = taken(REPEATING, title="T", parts=[{"child": "40217 TB", "said": "A"}, {"child": "39980 KM"}])
        assert [(part.id, dict(part.values)) for part in found.parts] == [
            ("p1", {"child": "40217 TB", "said": "A"}),
            ("p2", {"child": "39980 KM"}),
        ]

    def test_a_field_in_the_wrong_place(self) -> None:
        """The sentence says where it belongs."""
        found = wrong(REPEATING, said="x", parts=[{"title": "x"}])
        assert found == {
            "said": "this repeats: it belongs under parts",
            "parts 1: title": "this does not repeat: not under parts",
        }

    def test_too_many(self) -> None:
        """More than any session could hold."""
        assert wrong(REPEATING, parts=[{}] * (MAX_PARTS + 1)) == {"parts": "more than 200 parts"}


class TestAnything:
    """No file makes it crash."""

    @given(st.dictionaries(st.sampled_from([*FORM.placed, "parts", "zzz"]), JSON))
    def test_any_values_under_any_keys(self, raw: dict[str, Any]) -> None:
        """Taken, or said in a sentence."""
        for form in (FORM, REPEATING):
            found = read_given(form, raw, TODAY)
            assert all(sentence and "\n" not in sentence for sentence in found.wrong.values())
            assert set(found.answers.values) <= {one.key for one in form.answered(each=False)}
