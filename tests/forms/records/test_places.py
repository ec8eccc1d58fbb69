"""Where an item of an agenda is written up in each form of a session."""

from __future__ import annotations

import pytest

from forms.answers.given import read_given
from forms.records.closing import is_written_at
from forms.records.places import Taken, place_of
from forms.template.form import Form
from forms.template.load import all_forms, load_form
from models.policy import load_pack
from tests.made import TODAY

SESSIONS = [form for form in all_forms()[0] if form.records == "session" and form.sessions]
PRINTED = {
    "kent_a": Taken("record", "items", "5"),
    "kent_b": Taken("other", "other_discussion"),
    "birmingham_b": Taken("record", "agreed_items"),
    "birmingham_d": Taken("record", "agreed_items"),
    "havering_b": Taken("record", "items", "other"),
}
"""Where a policy's own form has a place for what either brings."""


class TestOwnItems:
    """What either brings goes where the policy's form takes it, else under a heading of its own."""

    @pytest.mark.parametrize("form", SESSIONS, ids=lambda form: form.code)
    def test_in_every_form(self, form: Form) -> None:
        """Never among a disagreement, whatever its words begin with."""
        for words in ("Christmas duty rota", "Discussion of the rota", "Disagreement on the rota"):
            for whose in ("supervisor", "supervisee"):
                found = place_of(form, words, whose, typed=True)
                if form.code == "children_and_families_session":
                    assert found == Taken("agenda", f"{whose}_items")
                else:
                    assert found == PRINTED.get(form.code, Taken("other_items", "other_items"))

    def test_a_heading_of_the_form_in_full(self) -> None:
        """Whoever types a printed heading means that section."""
        kent = load_form("kent_b")
        assert place_of(kent, "Personal development", "supervisor", typed=True) == Taken("development")

    def test_the_policys_own_points(self) -> None:
        """Any other business has its place; so has what the clock brings without a heading for it."""
        assert place_of(load_form("birmingham_d"), "Any other business", "any") == Taken("close")
        assert place_of(load_form("kent_b"), "Any other topics", "any") == Taken("other")
        assert place_of(load_form("kent_b"), "The agreement is reviewed", "policy") == Taken(
            "other", "other_discussion"
        )

    def test_the_seven_sources(self) -> None:
        """Havering's review of learning is a section of its own, not the row on personal development."""
        words = next(
            point.words
            for source in load_pack("havering").agenda
            for point in source.points
            if "seven" in point.words
        )
        assert place_of(load_form("havering_b"), words, "performance") == Taken("learning")

    def test_what_is_said_of_all_children(self) -> None:
        """A point gone through for every child stands in each part; said of all of them, in no one child's."""
        form = load_form("kent_case_progression")
        assert place_of(form, "Drift and delay", "") == Taken("group", "group_drift")
        assert place_of(form, "Drift and delay", "", of_child=True) == Taken("progress", "drift")

    def test_what_is_written_there(self) -> None:
        """One row of a printed table stands for itself alone."""
        form = load_form("havering_b")
        answers = read_given(form, {"items": [{"row": "other", "discussion": "The rota"}]}, TODAY).answers
        assert is_written_at(form, answers, Taken("record", "items", "other"))
        assert not is_written_at(form, answers, Taken("record", "items", "leave"))
