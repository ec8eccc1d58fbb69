"""Nothing is missing but what a rule wants, and each lack names its rule."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from forms.answers.completeness import missing
from forms.answers.given import read_given
from forms.answers.model import Answers
from forms.template.form import Form
from forms.template.load import all_forms, load_form
from forms.template.parts import FixedRow, Want
from tests.forms.answers.asked import FORM, TABLE, TODAY, wanting, with_field

FORMS, _ = all_forms()


def lacks(form: Form | str, **given: Any) -> list[str]:
    """Return what is missing in answers given to a form, as it is said."""
    form = load_form(form) if isinstance(form, str) else form
    taken = read_given(form, given, TODAY)
    assert dict(taken.wrong) == {}
    return [str(one) for one in missing(form, taken.answers)]


class TestNothingElseIsMandatory:
    """Save incomplete, always; complete is what the policy says."""

    @pytest.mark.parametrize("form", FORMS, ids=[form.code for form in FORMS])
    def test_every_lack_of_an_empty_record_names_a_rule(self, form: Form) -> None:
        """Of a field that a rule wants, or of too few parts."""
        wanted = {one.key for one in form.fields() if one.wanted or any(row.wanted for row in one.rows)}
        if form.each and form.each.rule:
            wanted |= {form.each.named_by, form.each.differ_in}
        for one in missing(form, Answers(form.code)):
            assert one.rule
            assert one.key in wanted

    def test_a_form_without_wants(self) -> None:
        """It is complete as it is."""
        assert missing(FORM, Answers("asked")) == []


class TestWants:
    """When a rule wants an answer."""

    def test_an_answer(self) -> None:
        """White space is none."""
        form = wanting(FORM, "long", Want("KCC-T41"))
        assert lacks(form) == ["Long (KCC-T41)"]
        assert lacks(form, long=" \n ") == ["Long (KCC-T41)"]
        assert lacks(form, long="x") == []

    def test_only_when(self) -> None:
        """A condition that does not hold wants nothing."""
        form = wanting(FORM, "long", Want("KCC-P13", {"choice": ("a", "b")}))
        assert lacks(form) == []
        assert lacks(form, choice="b") == ["Long (KCC-P13)"]
        assert lacks(form, choice="c") == []

    def test_unless(self) -> None:
        """Another field may stand for it."""
        form = wanting(FORM, "long", Want("NCT-P22", unless="line"))
        assert lacks(form) == ["Long (NCT-P22)"]
        assert lacks(form, line="See 3 November") == []

    def test_each_of_the_ticks(self) -> None:
        """Seven sources, each by its name."""
        form = wanting(FORM, "ticks", Want("HAV-T37", every=True))
        assert lacks(form) == ["Ticks (HAV-T37)"]
        assert lacks(form, ticks=["a"]) == ["Second choice (HAV-T37)", "Second thoughts (HAV-T37)"]

    def test_a_field_that_is_not_shown(self) -> None:
        """It is not wanted either."""
        form = with_field(FORM, "long", when={"choice": ("a",)}, wanted=(Want("KCC-P13"),))
        assert lacks(form) == []
        assert lacks(form, choice="a") == ["Long (KCC-P13)"]

    def test_a_printed_row(self) -> None:
        """By what belongs there."""
        rows = (replace(TABLE.rows[0], says="Wellbeing", wanted=(Want("KCC-T41"),)), FixedRow("2", "2."))
        form = with_field(FORM, "table", rows=rows)
        assert lacks(form) == ["Wellbeing (KCC-T41)"]
        assert lacks(form, table=[{"row": "2", "talk": "x"}]) == ["Wellbeing (KCC-T41)"]
        assert lacks(form, table=[{"row": "1", "talk": "x"}]) == []

    def test_said_once_however_many_rules_want_it(self) -> None:
        """The first rule is named."""
        assert lacks(wanting(FORM, "long", Want("KCC-T41"), Want("KCC-T42"))) == ["Long (KCC-T41)"]


class TestThePolicies:
    """What the five really want."""

    def test_kent_form_b(self) -> None:
        """Wellbeing, and the date and time of the next session (KCC-T41, KCC-T42)."""
        assert [text.split(" (")[-1] for text in lacks("kent_b")] == ["KCC-T41)", "KCC-T42)", "KCC-T42)"]

    @pytest.mark.parametrize(
        ("point", "rules"),
        [
            ("allocation", ["KCC-P01", "KCC-P01"]),
            ("informal", ["KCC-P06", "KCC-P06", "KCC-P06", "KCC-P06"]),
            ("closures", ["KCC-P13", "KCC-P13"]),
            ("step", ["KCC-P08", "KCC-P08"]),
            ("case_progression", ["KCC-P07", "KCC-P07"]),
            ("audits", ["KCC-P12", "KCC-P12"]),
            ("reviews", ["KCC-P03", "KCC-P03"]),
        ],
    )
    def test_kents_oversight_points(self, point: str, rules: list[str]) -> None:
        """Each point asks for its own."""
        found = missing(
            load_form("kent_oversight"),
            read_given(load_form("kent_oversight"), {"point": point}, TODAY).answers,
        )
        assert [one.rule for one in found] == rules

    @pytest.mark.parametrize(
        ("point", "rule"),
        [("appreciative_inquiry", "KCC-P11"), ("audits", "KCC-P12"), ("observation", "KCC-P14")],
    )
    def test_not_yet_is_no_upload(self, point: str, rule: str) -> None:
        """What the policy wants uploaded is still wanted where the answer is “Not yet”."""
        more = {"significant_risk": "no"} if point == "audits" else {}
        wanted = [f"Uploaded as the policy wants ({rule})"]
        assert lacks("kent_oversight", point=point, uploaded="no", **more) == wanted
        assert lacks("kent_oversight", point=point, uploaded="yes", **more) == []

    def test_kents_oversight_in_twenty_seconds(self) -> None:
        """Child, point, decision, why, action: nothing more is asked at the point of allocation."""
        assert (
            lacks(
                "kent_oversight",
                child="40217 TB",
                point="allocation",
                decision="Your worker comes to see you tomorrow.",
                why="We do not know yet who looks after you at night.",
                actions=[{"what": "Visit", "who": "Priya", "by_when": "tomorrow"}],
            )
            == []
        )

    def test_kents_front_door(self) -> None:
        """Two families at least, of two criteria (KCC-T36, KCC-X19)."""
        assert lacks("kent_front_door") == [
            "at least 2 families (KCC-T36)",
            "Criterion: at least 2 different ones (KCC-T36)",
        ]
        one = {"child": "40217", "criterion": "advice"}
        assert lacks("kent_front_door", parts=[one, one]) == [
            "Criterion: at least 2 different ones (KCC-T36)"
        ]
        assert lacks("kent_front_door", parts=[one, {"child": "40218", "criterion": "early_help"}]) == []

    def test_northamptonshires_short_note(self) -> None:
        """A reference may stand for the six sections (NCT-T33, NCT-P25)."""
        assert len(lacks("northamptonshire_d3", parts=[{"child": "40217"}])) == 6
        assert (
            lacks("northamptonshire_d3", parts=[{"child": "40217", "reference": "See 3 and 9 November"}])
            == []
        )

    def test_northamptonshires_postponement(self) -> None:
        """Its reason belongs in the record, if there was one (NCT-T04)."""
        base = {"wellbeing": "x", "training": "x"}
        assert lacks("northamptonshire_c", **base) == []
        assert lacks("northamptonshire_c", **base, rearranged="yes") == [
            "Reason for the postponement (NCT-T04)"
        ]

    def test_haverings_seven_sources(self) -> None:
        """Each session reviews them all (HAV-T37)."""
        assert len(lacks("havering_b", learning=["audit"])) == 6

    def test_birminghams_next_appointment(self) -> None:
        """Confirmed at the end of each session (BCT-T60)."""
        assert lacks("birmingham_b") == ["Next appointment (BCT-T60)"]
        assert lacks("birmingham_d", next_date="+4w") == []

    def test_the_case_summary(self) -> None:
        """Children and Families: one for each case (CFA-T04)."""
        assert lacks(
            "children_and_families_session", parts=[{"child": "1", "summary": "x"}, {"child": "2"}]
        ) == ["Case summary (CFA-T04)"]
