"""A child put on a group's agenda by hand."""

from __future__ import annotations

from models.changes.agenda_filling import put_candidate
from models.changes.planning import Plan, plan_supervision
from models.reading.agenda.page import read_page
from tests.made import TODAY, ago
from tests.models.reading.agenda.looking import about, proposed, sitting_of
from tests.models.reading.due.office import Office


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
