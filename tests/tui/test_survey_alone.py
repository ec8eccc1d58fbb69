"""What stands beside a sheet of the yearly survey."""

from __future__ import annotations

from forms.template.load import load_form
from models.reading.record_context import AskedFor
from models.reading.records import read_record
from models.store.change import Change
from models.store.store import Store
from tests import made
from tests.made import NOW, TODAY
from tui.record_beginning import begin_on
from tui.record_reading import read_surroundings


class TestASheet:
    """No name on it, and nobody's answers beside it."""

    def test_the_next_one_does_not_see_the_one_before(self, store: Store) -> None:
        """Two sheets on one day: beside the second nothing stands of last time."""
        form = load_form("supervision_survey")

        def sheet(change: Change) -> int:
            return begin_on(change, form, AskedFor(TODAY), "kent", NOW)

        made.do(store, sheet)
        second = made.do(store, sheet)
        beside = store.read(
            lambda session: read_surroundings(session, read_record(session, second), form, TODAY)
        )
        assert beside.last is None
        assert not beside.last_of
