"""Joint supervision under every policy: one record, and the clock of every service that took part begins afresh."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlmodel import select

from models.changes.involvements import open_involvement
from models.tables import Discussion
from tests.made import TODAY, ago
from tests.models.reading.due.office import SERVICES, open_office

NO_CLOCK_OF_A_CHILD = ("havering", "children_and_families")
"""Policies that time a worker's own supervision, and no child's own: a joint one is a talk there."""


@pytest.mark.parametrize("policy", SERVICES)
class TestJoint:
    """With one record it starts the clock of every service that took part afresh (KCC-P37, NCT-X08)."""

    def test_every_services_clock(self, policy: str, tmp_path: Path) -> None:
        """Two services, two workers, one session: what was late of the child is not; of another child it still is."""
        office = open_office(tmp_path, policy)
        one, other = office.person("P1"), office.person("P2")
        child = office.child("70001", ago(400), one, [("cin", ago(400))])
        office.child("70002", ago(400), one, [("cin", ago(400))])
        second = next(each.code for each in office.pack.services if each.code != office.service)
        office.do(lambda change: open_involvement(change, child, second, ago(300), other).id)
        late = {line.clock for line in office.lines("70001") if (line.days_late or 0) > 0}
        assert bool(late) is (policy not in NO_CLOCK_OF_A_CHILD)

        session = office.held("joint", one, ago(1), [child])
        talks = office.store.read(
            lambda opened: opened.exec(select(Discussion).where(Discussion.supervision_id == session)).all()
        )
        assert [(talk.kind, talk.at) for talk in talks] == [("formal", ago(1))]
        after = office.lines("70001")
        assert all(line.day is not None and line.day > TODAY for line in after)
        assert ("case" in {line.clock for line in after}) is bool(late)
        assert {line.clock for line in office.lines("70002") if (line.days_late or 0) > 0} == late
