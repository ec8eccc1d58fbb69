"""Answers kept as JSON: the same ones give the same bytes, and nothing is lost when a form changes."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.answers.differences import differences
from forms.answers.keeping import MAX_JSON, from_json, to_json
from forms.answers.model import Answers, Kept, Part, Row, Value
from forms.template.form import Form
from models.errors import Refused
from tests.forms.answers.any_answers import ANSWERS, VALUES
from tests.forms.answers.asked import FORM, OPTIONS, REPEATING, with_field, without_field

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


class TestCanonical:
    """The same answers always give the same bytes."""

    @given(ANSWERS)
    def test_there_and_back(self, answers: Answers) -> None:
        """Every value as it was, and the same bytes again."""
        text = to_json(answers, FORM)
        again = from_json(text, FORM)
        assert again == answers
        assert to_json(again, FORM) == text

    @given(ANSWERS)
    def test_the_order_of_writing_does_not_matter(self, answers: Answers) -> None:
        """Keys stand in order; there are no spaces between, and text is composed."""
        turned = replace(answers, values=dict(reversed(list(answers.values.items()))))
        text = to_json(turned, FORM)
        assert text == to_json(answers, FORM)
        assert unicodedata.is_normalized("NFC", text)
        assert json.dumps(json.loads(text), sort_keys=True, separators=(",", ":"), ensure_ascii=False) == text

    def test_as_it_is_written(self) -> None:
        """The very bytes, so that a seal made today can be checked in ten years."""
        answers = Answers(
            "asked",
            "f1",
            {"long": "Zoë\nsaid “no”", "date": date(2026, 11, 24), "ticks": {"b": "why"}, "time": time(9)},
            made=2,
        )
        assert to_json(answers, FORM) == (
            '{"answers":{"date":"2026-11-24","long":"Zoë\\nsaid “no”","ticks":{"b":"why"},"time":"09:00"},'
            '"fingerprint":"f1","form":"asked","kept":{},'
            '"labels":{"date":"Date","long":"Long","ticks":"Ticks","time":"Time"},"made":2,"parts":[]}'
        )

    def test_parts(self) -> None:
        """Each with its id and its own answers."""
        answers = Answers(
            "asked",
            "f1",
            {"title": "T"},
            (
                Part("p1", {"child": "40217", "actions": (Row("r2", {"what": "Ring"}),)}),
                Part("p3", {"said": "x"}),
            ),
            made=3,
        )
        assert from_json(to_json(answers, REPEATING), REPEATING) == answers


class TestChangedForms:
    """A form file changed while drafts of it exist: old answers are kept and shown."""

    def kept(self, form: Form, **values: Value) -> Answers:
        """Return answers written under the first edition, read under another."""
        return from_json(to_json(Answers("asked", "f1", values), FORM), form)

    def test_a_field_removed(self) -> None:
        """Its answer is kept with the question it answered."""
        found = self.kept(without_field(FORM, "long"), long="Old words", line="x")
        assert found.values == {"line": "x"}
        assert found.kept == {"long": Kept("Long", "Old words")}

    def test_and_back_again(self) -> None:
        """When the field comes back, so does the answer's place, and nothing was lost on the way."""
        shorter = without_field(FORM, "long")
        found = self.kept(shorter, long="Old words", table=(Row("1", {"talk": "T"}),))
        again = from_json(to_json(found, shorter), shorter)
        assert again == found

    def test_a_field_renamed(self) -> None:
        """Its answer goes with it."""
        renamed = with_field(FORM, "long", renamed="words", was=("long",))
        found = self.kept(renamed, long="Old words")
        assert (found.values, found.kept) == ({"words": "Old words"}, {})

    @pytest.mark.parametrize(
        ("key", "value", "kind", "left"),
        [
            ("long", "Some\nlines", "line", {"long": Kept("Long", "Some\nlines")}),
            ("long", "Some words", "date", {"long": Kept("Long", "Some words")}),
            ("long", "Some words", "rows", {"long": Kept("Long", "Some words")}),
            ("choice", "a", "ticks", {"choice": Kept("Choice", "a")}),
            ("ticks", {"a": "x"}, "long", {"ticks": Kept("Ticks", {"a": "x"})}),
            (
                "table",
                (Row("1", {"talk": "T"}),),
                "long",
                {"table": Kept("Table", [{"id": "1", "cells": {"talk": "T"}}])},
            ),
            ("date", date(2026, 1, 2), "long", {}),
            ("line", "One", "long", {}),
        ],
    )
    def test_another_kind(self, key: str, value: Value, kind: str, left: dict[str, Kept]) -> None:
        """What no longer fits is kept as it was; what still reads stays."""
        columns = FORM.placed["table"][1].columns if kind == "rows" else ()
        found = self.kept(with_field(FORM, key, kind=kind, columns=columns), **{key: value})
        assert found.kept == left
        assert bool(found.values) == (not left)

    def test_an_option_removed(self) -> None:
        """A choice that can't be made any more is kept; ticks stay ticked."""
        fewer = with_field(with_field(FORM, "choice", options=OPTIONS[:1]), "ticks", options=OPTIONS[:1])
        found = self.kept(fewer, choice="b", ticks={"b": "x"})
        assert found.kept == {"choice": Kept("Choice", "b")}
        assert found.values == {"ticks": {"b": "x"}}

    def test_a_column_removed(self) -> None:
        """Its cells stay in their rows, as text."""
        columns = tuple(column for column in FORM.placed["table"][1].columns if column.key != "when")
        found = self.kept(
            with_field(FORM, "table", columns=columns),
            table=(Row("1", {"when": date(2026, 1, 2), "talk": "T"}),),
        )
        assert found.values == {"table": (Row("1", {"when": "2026-01-02", "talk": "T"}),)}

    def test_a_printed_row_removed(self) -> None:
        """What was written into it stays, as a row of its own."""
        found = self.kept(with_field(FORM, "table", rows=()), table=(Row("1", {"talk": "T"}),))
        assert found.values == {"table": (Row("1", {"talk": "T"}),)}

    def test_a_section_that_repeats_no_more(self) -> None:
        """Parts that nothing asks for any more are kept whole."""
        answers = Answers("asked", "f1", {}, (Part("p1", {"child": "40217", "said": "x"}),))
        single = replace(
            REPEATING,
            each=None,
            sections=tuple(replace(section, each=False) for section in REPEATING.sections),
        )
        found = from_json(to_json(answers, REPEATING), single)
        (part,) = found.parts
        assert part.kept == {"child": Kept("Child", "40217"), "said": Kept("What was said", "x")}
        assert from_json(to_json(found, single), single) == found

    @given(ANSWERS, st.sampled_from(sorted(VALUES)))
    def test_any_answers_without_any_field(self, answers: Answers, key: str) -> None:
        """Nothing is ever lost: what is gone is kept, and comes back with its field."""
        shorter = without_field(FORM, key)
        text = to_json(from_json(to_json(answers, FORM), shorter), shorter)
        read = json.loads(text)
        before = json.loads(to_json(answers, FORM))["answers"]
        assert {**read["answers"], **{name: one["value"] for name, one in read["kept"].items()}} == before
        assert differences(FORM, answers, from_json(text, FORM)) == []


class TestDamage:
    """What is no answers is refused in a sentence; what is odd is read as far as it goes."""

    @pytest.mark.parametrize("text", ["", "[]", "null", "{", '"x"', "[" * 100_000, "\x00"])
    def test_no_answers(self, text: str) -> None:
        """Refused, and said so."""
        with pytest.raises(Refused, match="no answers of Footprint's"):
            from_json(text, FORM)

    def test_beyond_all_measure(self) -> None:
        """Not even read."""
        with pytest.raises(Refused, match="longer than any record"):
            from_json(" " * (MAX_JSON + 1), FORM)

    @given(
        st.fixed_dictionaries(
            {},
            optional=dict.fromkeys(
                ("form", "answers", "kept", "labels", "parts", "made", "fingerprint"), JSON
            ),
        )
    )
    def test_any_json(self, body: dict[str, object]) -> None:
        """It never crashes, and what was read can be written and read again."""
        found = from_json(json.dumps(body), FORM)
        assert from_json(to_json(found, FORM), FORM) == found

    @given(st.dictionaries(st.sampled_from(sorted(VALUES)), JSON))
    def test_any_values(self, values: dict[str, object]) -> None:
        """What does not fit its field is kept."""
        found = from_json(json.dumps({"form": "asked", "answers": values}), FORM)
        assert set(found.values) | set(found.kept) == set(values)
        assert from_json(to_json(found, FORM), FORM) == found
