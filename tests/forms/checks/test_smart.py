"""Actions that will be hard to look back on are pointed out; good ones are left alone."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.answers.model import Row
from forms.checks.smart import action_remarks

DAY = date(2026, 11, 21)


def action(
    what: str = "Ring the school about the lunch club", who: str = "Priya", by_when: date | None = DAY
) -> Row:
    """Return an action as it is written."""
    cells = {"what": what, "who": who, "by_when": by_when}
    return Row("r1", {key: cell for key, cell in cells.items() if cell})


class TestActions:
    """No owner, no date, or nothing that would change."""

    def test_a_good_one(self) -> None:
        """Nothing is said."""
        assert action_remarks(action(), DAY) == []

    def test_an_empty_row(self) -> None:
        """A row that was only begun is no mistake."""
        assert action_remarks(Row("r1"), DAY) == []
        assert action_remarks(Row("r1", {"what": "  "}), DAY) == []

    def test_no_owner(self) -> None:
        """It asks who will do it."""
        assert action_remarks(action(who=""), DAY) == ["No one owns it yet: who will do it?"]

    @pytest.mark.parametrize("who", ["Priya and Sam", "Priya / Sam", "everyone", "The team", "Priya, Sam"])
    def test_many_owners(self, who: str) -> None:
        """One answers for it."""
        (only,) = action_remarks(action(who=who), DAY)
        assert only.startswith("One owner")

    def test_no_date(self) -> None:
        """It asks by when."""
        assert action_remarks(action(by_when=None), DAY) == ["It has no date yet: by when?"]

    def test_a_date_before_the_record(self) -> None:
        """Said in full; the day itself is in time."""
        assert action_remarks(action(by_when=date(2026, 11, 20)), DAY) == [
            "Its date, Fri 20 Nov 2026, is before the day of this record."
        ]

    @pytest.mark.parametrize(
        "what",
        [
            "Continue to monitor the situation",
            "continue monitoring",
            "To continue to support mum",
            "Monitor school attendance",
            "keep an eye on things at home",
            "Keep plan under review",
            "Ongoing support from SW",
            "TBC",
            "To be discussed with the team",
            "Discuss further",
            "no change",
            "- Continue to work with the family",
            "As and when needed",
        ],
    )
    def test_nothing_would_change(self, what: str) -> None:
        """The words are said back, as they were typed."""
        (only,) = action_remarks(action(what=what), DAY)
        assert "leaves things as they are" in only
        assert only.split("”")[0].strip("“").lower() in what.lower()

    @pytest.mark.parametrize(
        "what",
        [
            "Ring the school; monitor from there",
            "Buy a monitor for the office",
            "Observe contact on Friday and write it up",
            "Keep the appointment at CAMHS with mum",
            "Continue life-story work: finish the chapter on school",
            "Discuss the plan with TB on Tuesday",
            "Monitoring report to court",
        ],
    )
    def test_words_that_only_sound_like_it(self, what: str) -> None:
        """Something would be done: at most the beginning is looked at."""
        remarks = action_remarks(action(what=what), DAY)
        assert what.lower().startswith("monitoring") or remarks == []

    def test_all_at_once(self) -> None:
        """One sentence each, in the order of the row."""
        remarks = action_remarks(action("Continue to monitor", "", None), DAY)
        assert [remark.split()[0] for remark in remarks] == ["“Continue", "No", "It"]

    def test_nothing_said_of_what(self) -> None:
        """An owner and a date alone are not an action."""
        assert action_remarks(action(what=""), DAY) == ["It does not say yet what will be done."]

    @given(st.text(), st.text(), st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1)))
    def test_whatever_is_typed(self, what: str, who: str, by_when: date | None) -> None:
        """Always whole sentences, at most three."""
        remarks = action_remarks(action(what, who, by_when), DAY)
        assert len(remarks) <= 3
        assert all(remark[-1] in ".?" and "\n" not in remark for remark in remarks)
