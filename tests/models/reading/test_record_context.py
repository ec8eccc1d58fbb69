"""What is known for a record before a word of it is written."""

from __future__ import annotations

from sqlmodel import select

from models.changes.planning import Plan, plan_supervision
from models.changes.rearranging import cancel_supervision, move_supervision
from models.policy.load import load_pack
from models.reading.record_context import AskedFor, read_record_context
from models.store.change import Change
from models.store.store import Store
from models.tables import Supervision
from tests import made
from tests.made import PRIYA, TODAY, ago

NORTHAMPTONSHIRE = load_pack("northamptonshire")


class TestWhyPutOff:
    """The reason a session was put off goes into its record (NCT-P19), whichever way it was done."""

    def test_moved_or_cancelled_with_another_day(self, store: Store) -> None:
        """Moved: its own reason. Cancelled, with another day at once: that of the one it makes up for."""

        def put_off(change: Change) -> list[int]:
            moved = plan_supervision(change, Plan("personal", PRIYA, TODAY))
            move_supervision(change, NORTHAMPTONSHIRE, moved.id, ago(-2), "Court", "practitioner")
            row = plan_supervision(change, Plan("personal", PRIYA, ago(-7)))
            cancel_supervision(change, NORTHAMPTONSHIRE, row.id, "Strike", "other", new_day=ago(-9))
            made_up = change.session.exec(select(Supervision).where(Supervision.replaces_id == row.id)).one()
            kept = plan_supervision(change, Plan("personal", PRIYA, ago(-30)))
            return [moved.id, made_up.id, kept.id]

        rows = made.do(store, put_off)
        told = [
            store.read(lambda s, n=one: read_record_context(s, AskedFor(TODAY, n, PRIYA)).moved_reason)  # type: ignore[misc]
            for one in rows
        ]
        assert told == ["Court", "Strike", ""]
