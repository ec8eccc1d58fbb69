"""The days of a session's record: written up, agreed, signed."""

from __future__ import annotations

from datetime import timedelta

from models.changes.papers import agree_record, sign_record, write_up
from models.changes.record_parts import About
from models.changes.records import complete_record
from models.store.store import Store
from models.tables import Supervision
from tests import made
from tests.made import TODAY, ago
from tests.models.changes.diary import hold, plan
from tests.models.changes.refusing import refused
from tests.models.recording import begun


class TestRecord:
    """Four dates with the session's; a signed record can't be changed any more."""

    def test_each_day(self, store: Store) -> None:
        """They may be the same."""
        row = hold(store, ago(5))
        made.do(store, lambda change: write_up(change, row, ago(5)))
        made.do(store, lambda change: write_up(change, row, ago(4)))
        made.do(store, lambda change: sign_record(change, row, ago(4)))
        made.do(store, lambda change: agree_record(change, row, ago(1)))
        days = store.read(
            lambda session: [
                getattr(session.get_one(Supervision, row), name)
                for name in ("recorded_on", "signed_on", "agreed_on")
            ]
        )
        assert days == [ago(4), ago(4), ago(1)]

    def test_in_order(self, store: Store) -> None:
        """Held, written, signed; never in the future."""
        planned, row = plan(store, TODAY), hold(store, ago(5))
        refused(store, lambda change: write_up(change, planned, TODAY), "not been held yet")
        refused(store, lambda change: write_up(change, row, ago(6)), "written up before it was held")
        refused(store, lambda change: write_up(change, row, TODAY + timedelta(days=1)), "in the future")
        refused(store, lambda change: sign_record(change, row, ago(1)), "not written up yet")
        made.do(store, lambda change: write_up(change, row, ago(3)))
        refused(store, lambda change: sign_record(change, row, ago(4)), "signed before it was written up")

    def test_its_record_is_signed_where_it_is_kept(self, store: Store) -> None:
        """A session does not say that it is signed while its record here says that it isn't."""
        row = hold(store, ago(5))
        record = begun(store, about=About(ago(5), row, made.PRIYA))
        made.do(store, lambda change: complete_record(change, record))
        refused(store, lambda change: sign_record(change, row, TODAY), f"Record {record} of it is here")

    def test_signed_is_signed(self, store: Store) -> None:
        """Written or signed anew it can't be; agreeing comes after, at the next meeting (BCT-X14)."""
        row = hold(store, ago(5))
        made.do(store, lambda change: write_up(change, row, ago(5)))
        made.do(store, lambda change: sign_record(change, row, ago(4)))
        refused(store, lambda change: write_up(change, row, ago(3)), "stands as it is")
        refused(store, lambda change: sign_record(change, row, ago(3)), "stands as it is")
        made.do(store, lambda change: agree_record(change, row, TODAY))
