"""Who took part, in the record of a session that was held and is written up afterwards."""

from __future__ import annotations

from typing import Any

from forms.answers.changing import rows_of
from forms.records.beginning import begin_answers
from forms.template.load import load_form
from models.changes.attendance import expect_people, invite_guest, mark_attendance
from models.changes.holding import hold_unplanned
from models.reading.record_context import AskedFor, read_record_context
from models.store.change import Change
from models.store.store import Store
from tests import made
from tests.made import PRIYA, SAM, TOM, ago


def begun(store: Store, form: str, session: int) -> Any:
    """Return what a record of a session begins with."""
    asked = AskedFor(ago(1), session, None, (TOM,))
    known = store.read(lambda reader: read_record_context(reader, asked))
    return begin_answers(load_form(form), known, made.NOW).answers


class TestTookPart:
    """What was said of attendance is not asked again (KCC-N07, KCC-P32, KCC-P37)."""

    def test_a_group_in_a_line(self, store: Store) -> None:
        """With who presented, who sent apologies, and the service of a guest."""

        def held(change: Change) -> int:
            row = hold_unplanned(change, "case_formulation", None, ago(1), [TOM])
            one, other = expect_people(change, row.id, [PRIYA, SAM])
            mark_attendance(change, one.id, "present", "presenter")
            mark_attendance(change, other.id, "apologies")
            mark_attendance(change, invite_guest(change, row.id, "Jo March", "Youth Justice").id, "present")
            return row.id

        found = begun(store, "kent_case_formulation", made.do(store, held)).values
        assert found["presented_by"] == "Priya Shah"
        assert found["took_part"] == "Priya Shah (presenter), Jo March (Youth Justice)"

    def test_a_joint_supervision_one_by_one(self, store: Store) -> None:
        """The practitioner with the team and its manager, and room for the other service."""

        def held(change: Change) -> int:
            return hold_unplanned(change, "joint", PRIYA, ago(1), [TOM]).id

        rows = rows_of(begun(store, "kent_joint", made.do(store, held)), "took_part")
        assert rows[0].cells["name"] == "Priya Shah"
        assert rows[0].cells["service"] == "Riverside 2"
        assert len(rows) == 2
