"""What says too much about a child is pointed out where it stands; usual words are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.checks.anonymity import Known, text_remarks
from forms.template.kinds import NAMINGS

KNOWN = Known(
    numbers=frozenset({"40217", "39980"}),
    initials=frozenset({"TB", "KM", "AL", "J"}),
    staff=frozenset({"Priya Raman", "Sam Okoro"}),
)


def said(text: str, naming: str = "anonymous") -> list[str]:
    """Return the remarks on a text."""
    return text_remarks(text, naming, KNOWN)


class TestWellbeingBoxes:
    """No child is named where the box is about the worker."""

    def test_initials(self) -> None:
        """Of a child of the team, as a word of its own."""
        assert said("The visit to TB stayed with me.") == [
            "TB are a child's initials: no child is named here."
        ]

    def test_a_number(self) -> None:
        """Of a child of the team."""
        assert said("40217 is on my mind") == ["40217 is a child's number: no child is named here."]

    def test_each_once(self) -> None:
        """However often it is written."""
        assert len(said("TB and TB and 40217, then TB")) == 2

    @pytest.mark.parametrize(
        "text", ["AL left: 12 days", "Worked 40 hours", "TBC", "J was kind", "402170", "KMs driven"]
    )
    def test_what_only_looks_like_it(self, text: str) -> None:
        """Annual leave, single letters, other numbers, parts of words."""
        assert said(text) == []

    def test_an_abbreviation_beside_a_number(self) -> None:
        """AL is annual leave, but not beside a child's number."""
        assert len(said("39980 AL kept me awake")) == 2


class TestNames:
    """A full name is pointed out wherever it stands."""

    @pytest.mark.parametrize("naming", NAMINGS)
    def test_everywhere(self, naming: str) -> None:
        """No record of ours has a place for one."""
        (only,) = said("We talked about Tom Berry today", naming)
        assert only.startswith("“Tom Berry” looks like a name: ")
        assert only.endswith(".")

    def test_initials_only(self) -> None:
        """The sentence says what the box allows."""
        assert said("Saw Jo with Maya Lindqvist", "initials")[-1] == (
            "“Maya Lindqvist” looks like a name: children stand here by their initials only."
        )

    @pytest.mark.parametrize(
        "text",
        [
            "Priya Raman will ring",
            "Called Priya about it",
            "Early Help and the Family Group Conference agreed",
            "Canterbury Road Primary School",
            "Mum said that Dad left on Monday December",
            "CIN plan; SW visit",
            "He is\nHappy",
            "the Strategy Discussion, the Child Protection Plan",
            "McKENZIE friend",
        ],
    )
    def test_no_names(self, text: str) -> None:
        """Staff, places, the field's own words, the beginnings of sentences."""
        assert said(text, "initials") == []

    def test_at_most_a_handful(self) -> None:
        """A long list is not said back in whole."""
        text = ". ".join(f"saw Tom {chr(65 + at)}erry" for at in range(20))
        assert len(said(text, "child")) == 5


class TestNumbersOnly:
    """Kent's Front Door and Northamptonshire: the number alone."""

    def test_initials_are_too_much(self) -> None:
        """The number itself is right."""
        assert said("40217 TB", "number") == [
            "TB are a child's initials: here a child stands by unique number only."
        ]

    @pytest.mark.parametrize("naming", ["initials", "number_and_initials", "child"])
    def test_elsewhere_they_are_right(self, naming: str) -> None:
        """Nothing is said."""
        assert said("40217 TB was seen", naming) == []


class TestAnyText:
    """It never fails, and is quick."""

    @given(st.text(), st.sampled_from(NAMINGS))
    def test_whatever_is_typed(self, text: str, naming: str) -> None:
        """Whole sentences."""
        assert all(remark.endswith(".") for remark in said(text, naming))

    def test_a_very_long_text(self) -> None:
        """Two hundred thousand characters are looked through in less than a second."""
        from time import process_time

        text = "We met at home and spoke with mum about school and the plan for the holidays. " * 2_600
        begun = process_time()
        assert said(text) == []
        assert process_time() - begun < 2
