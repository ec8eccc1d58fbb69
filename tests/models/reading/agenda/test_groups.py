"""A child put on a group's agenda by hand."""

from __future__ import annotations

from functools import partial

import pytest

from models.changes.agenda_filling import home_for, put_candidate
from models.changes.planning import Plan, plan_supervision
from models.errors import Refused
from models.reading.agenda.candidates import Group
from models.reading.agenda.filling import fill
from models.reading.agenda.page import read_page
from tests.made import TODAY, ago
from tests.models.reading.agenda.looking import about, proposed, sitting_of
from tests.models.reading.due.office import Office

THEMED = ["Theme of the month", "Patterns that emerge"]


class TestAGroupsCase:
    """Havering's group goes through a case itself (HAV-A05)."""

    def test_it_is_on_the_groups_own_agenda(self, havering: Office) -> None:
        """No session for children is planned beside it, and the page doesn't say that one would be."""
        child = havering.child(holder=havering.person())
        group = havering.do(lambda change: plan_supervision(change, Plan("group_case", None, ago(-3)))).id
        page = havering.store.read(lambda opened: read_page(opened, havering.pack, group, TODAY))
        assert page is not None
        found = proposed(havering, group)
        assert not [said for said in found.problems if "None of its sessions" in said]
        item = havering.do(
            lambda change: put_candidate(change, page, about(found, child), "case", minutes=45)
        )
        assert (item.supervision_id, item.child_id, item.minutes) == (group, child, 45)
        assert sitting_of(havering, group).ids == (group,)

    def test_a_case_takes_all_its_steps(self, havering: Office) -> None:
        """Five steps of 45 minutes (HAV-A05): so long before it is run as when it runs, whatever is left."""
        child = havering.child(holder=havering.person())
        group = havering.do(lambda change: plan_supervision(change, Plan("group_case", None, ago(-3)))).id
        one = about(proposed(havering, group), child)
        assert (one.minutes, one.least) == (45, 45)

    def test_nothing_chooses_for_it(self, havering: Office) -> None:
        """Where the agenda is to be filled with children, it is said how a case gets there (HAV-A05)."""
        group = havering.do(lambda change: plan_supervision(change, Plan("group_case", None, ago(-3)))).id
        with pytest.raises(Refused, match="Enter on one puts it on the agenda"):
            havering.do(lambda change: home_for(change, [group], "case"))

    def test_filling_leaves_the_cases_to_the_group(self, havering: Office, northamptonshire: Office) -> None:
        """Whoever is late is proposed and not put on; whoever is on its list is (HAV-A05, NCT-A04).

        A theme's cases are those of the theme, so filling puts on the theme and the patterns alone.
        """
        for office, kind, points in ((havering, "group_case", []), (northamptonshire, "themed", THEMED)):
            person = office.person()
            late, listed = (office.child(number, holder=person) for number in ("70001", "70002"))
            group = office.do(partial(plan_supervision, plan=Plan(kind, None, ago(-3)), children=[listed])).id
            found = proposed(office, group)
            assert about(found, late).group is (Group.DUE if points else Group.OFFERED)
            assert about(found, late).why.startswith("not discussed since it was opened")
            assert not [one for one in found.candidates if one.must]
            filled = fill(found, 90)
            assert [
                line.candidate.label for line in filled.lines if line.candidate.child_id is None
            ] == points
            assert [line.candidate.child_id for line in filled.lines if line.candidate.child_id] == [listed]
            assert not filled.left
