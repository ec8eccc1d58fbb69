"""All of a record looked over: each remark with its place, and nothing in the way of anything."""

from __future__ import annotations

from datetime import date

import pytest

from forms.answers.completeness import missing
from forms.answers.given import read_given
from forms.checks.anonymity import Known
from forms.checks.whole import Remark, remarks
from forms.page.blocks import Place
from forms.template.form import Form
from forms.template.load import all_forms, load_form
from tests.forms.records.filling import filled

DAY = date(2026, 11, 21)
KNOWN = Known(frozenset({"40217"}), frozenset({"TB"}), frozenset({"Priya Raman"}))
FORMS, _ = all_forms()


def looked_over(code: str, **given: object) -> list[Remark]:
    """Return the remarks on answers given to a form."""
    form = load_form(code)
    taken = read_given(form, given, DAY)
    assert dict(taken.wrong) == {}
    return remarks(form, taken.answers, KNOWN, DAY)


class TestPlaces:
    """A remark says where."""

    def test_a_box_about_the_worker(self) -> None:
        """Kent's form B: no child in the wellbeing section, initials in the fourth."""
        found = looked_over("kent_b", wellbeing_plan="TB worries me", children_discussion="TB worries me")
        assert [remark.place for remark in found] == [Place("wellbeing_plan")]

    def test_an_action(self) -> None:
        """By its row."""
        found = looked_over("kent_b", wellbeing_actions=[{"what": "Ring", "who": "Priya Raman"}])
        assert found == [Remark(Place("wellbeing_actions", "", "r1"), "It has no date yet: by when?")]

    def test_an_action_in_a_row_of_a_table(self) -> None:
        """By the row and the column it stands in."""
        found = looked_over(
            "kent_a", items=[{"row": "2", "actions": [{"what": "Rest", "by_when": "2026-12-01"}]}]
        )
        assert [remark.place for remark in found] == [Place("items", "", "2", "actions")]

    def test_a_part(self) -> None:
        """By the child it is about."""
        found = looked_over(
            "kent_front_door", parts=[{"child": "40217", "experience": "TB came in"}, {"child": "40218 XY"}]
        )
        assert {remark.place.part for remark in found} == {"p1"}

    def test_fields_that_are_not_asked(self) -> None:
        """What was written before another point was chosen is part of the record still, and is looked at."""
        found = looked_over("kent_oversight", point="informal", family_said="Maya Lindqvist agreed")
        assert [remark.place.key for remark in found] == ["family_said"]

    def test_people_who_work_here(self) -> None:
        """An owner is a name, and that is right."""
        found = looked_over(
            "kent_oversight",
            actions=[{"what": "Ring the school", "who": "Nadia Petrov", "by_when": "2026-12-01"}],
            supervisor="Nadia Petrov",
        )
        assert found == []


@pytest.mark.parametrize("form", FORMS, ids=[form.code for form in FORMS])
class TestEveryForm:
    """Remarks are made and nothing else happens."""

    def test_nothing_is_blocked(self, form: Form) -> None:
        """A record with remarks is as complete as it was."""
        answers = filled(form, "Saw Maya Lindqvist, TB, 40217")
        before = missing(form, answers)
        found = remarks(form, answers, KNOWN, DAY)
        places = {remark.place.key for remark in found}
        assert all(form.field(key) is not None for key in places)
        long = [one for one in form.answered() if one.kind == "long" and not one.when]
        assert {one.key for one in long if not form.placed[one.key][0].when} <= places
        assert missing(form, answers) == before
