"""What is said when a change is taken back."""

from __future__ import annotations

from models.store.store import Store
from tests import made
from tests.models.changes.catalogue import CORRECTIONS, EXAMPLES
from tui.taken_back import CHANGES

ALL = EXAMPLES | CORRECTIONS


def names(store: Store) -> set[str]:
    """Make every example, and return every name under which a change stands in the trail then."""
    before = len(made.trail_rows(store))
    for example in ALL.values():
        made.do(store, example)
        made.undo(store)
    return {line[3] for line in made.trail_rows(store)[before:]} - {"undo"}


class TestWords:
    """Every change that can be taken back has words of its own for that."""

    def test_of_every_change(self, store: Store) -> None:
        """A new change needs its words: a name from the code is nothing to say to a person."""
        assert names(store) - CHANGES.keys() == set()
