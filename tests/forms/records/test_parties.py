"""Who signs a record, and what each signature is called."""

from __future__ import annotations

from forms.records.parties import parties_of
from forms.template.load import all_forms, load_form


class TestLabels:
    """A signature is chosen by what it is called, so no two of a form are called the same."""

    def test_told_apart_by_their_section(self) -> None:
        """Havering's contract says Signed: twice."""
        labels = {one.code: one.label for one in parties_of(load_form("havering_c"))}
        assert labels == {"supervisor": "Line manager: Signed", "supervisee": "Staff member: Signed"}

    def test_in_every_form(self) -> None:
        """Whatever the form."""
        forms, _ = all_forms()
        for form in forms:
            labels = [one.label for one in parties_of(form)]
            assert len(labels) == len(set(labels)), form.code


class TestThreeWays:
    """All three of a 3-way sign it, not only the two of supervision (BCT-P20, HAV-N01)."""

    def test_who_and_what_each_is_called(self) -> None:
        """As its own record calls them."""
        birmingham = parties_of(load_form("birmingham_three_way"))
        assert [(one.code, one.label) for one in birmingham] == [
            ("supervisee", "Supervisee"),
            ("line_manager", "Line manager in the home organisation"),
            ("supervisor", "Link manager in the YOS"),
        ]
        havering = [one.label for one in parties_of(load_form("havering_three_ways"))]
        assert havering == ["Supervisee", "Supervisor", "Senior manager"]
