"""What a record begins with: what the store knows of whom it is about is not asked again."""

from __future__ import annotations

from pathlib import Path

import pytest

from forms.records.beginning import begin_answers
from forms.template.load import load_form
from models.changes.children import add_child
from models.facts import KINDS_OF_CHILD
from models.reading.record_context import AskedFor, read_record_context
from tests import made


class TestWhoItIs:
    """Birmingham's record says of each whether it is a child, a carer, a caregiver or a victim (BCT-P19)."""

    @pytest.mark.parametrize("kind", KINDS_OF_CHILD)
    def test_as_the_store_has_it(self, tmp_path: Path, kind: str) -> None:
        """The choice is made when the part begins; it can be made otherwise."""
        unlocked, _ = made.make(made.place_in(tmp_path), made.small_team)
        store = made.open_(made.place_in(tmp_path), unlocked)
        try:
            child = made.do(store, lambda change: add_child(change, "70001", "AB", kind=kind).id)
            asked = AskedFor(made.TODAY, None, None, (child,))
            known = store.read(lambda session: read_record_context(session, asked))
        finally:
            store.close()
        begun = begin_answers(load_form("birmingham_case"), known, made.NOW)
        assert [part.values["who_it_is"] for part in begun.answers.parts] == [kind]
