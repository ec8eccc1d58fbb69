"""A held session put right with what is written about it: the sitting, what is not signed, the discussion."""

from __future__ import annotations

import json
from functools import partial

import pytest

from forms.records.rectifying import correct_child, correct_day
from forms.template.load import load_form
from models.changes.holding import hold_unplanned
from models.changes.records import complete_record
from models.changes.signing import Word, sign
from models.dates import show
from models.errors import Refused
from models.reading.records import read_record
from models.reading.sessions import discussed_in, read_session
from models.reading.signing import read_signing
from models.store.change import Change
from models.store.store import Store
from tests import made
from tests.exports.word import stored
from tests.made import KIT, PRIYA, ROSA, TODAY, TOM, ago
from tests.models.changes.diary import hold
from tests.models.changes.rectified import due_of, signed_about


def sitting(store: Store) -> list[int]:
    """Hold two sessions with Priya on one day; return them."""

    def job(change: Change) -> list[int]:
        return [hold_unplanned(change, kind, PRIYA, ago(3), []).id for kind in ("personal", "case")]

    return made.do(store, job)


class TestDay:
    """E on a held session's page."""

    def test_what_nobody_signed_says_the_right_day(self, store: Store) -> None:
        """The form's own date goes with the session's, also of a complete record; one undo takes all back."""
        own, case = sitting(store)
        record = stored.put(store, "kent_b", day=ago(3), session=own, session_date=ago(3).isoformat())
        made.do(store, lambda change: complete_record(change, record))
        made.do(store, lambda c: correct_day(c, (own, case), ago(5), "The diary says so", load_form))
        view = store.read(lambda session: read_record(session, record))
        assert (view.line.day, view.line.state) == (ago(5), "complete")
        assert ago(5).isoformat() in json.loads(view.answers)["answers"].values()
        for session_id in (own, case):
            page = store.read(partial(read_session, supervision_id=session_id, today=TODAY))
            assert page.held_on == ago(5)
            assert [one.was for one in page.corrections] == [ago(3).isoformat()]
        made.undo(store)
        assert store.read(lambda session: read_record(session, record)).line.day == ago(3)

    def test_a_text_does_not_change_under_a_signature(self, store: Store) -> None:
        """One of two has signed it: refused with the record, who, and the two ways there are."""
        own, _ = sitting(store)
        record = stored.put(store, "kent_b", day=ago(3), session=own)

        def one_signs(change: Change) -> None:
            complete_record(change, record)
            sign(change, record, Word("supervisee", "Priya Shah"), ("supervisee", "supervisor"))

        made.do(store, one_signs)
        with pytest.raises(Refused, match=f"Priya Shah signed record {record}, which says {show(ago(3))}"):
            made.do(store, lambda c: correct_day(c, (own,), ago(5), "The diary says so", load_form))
        assert store.read(lambda session: read_session(session, own, TODAY)).held_on == ago(3)


class TestChild:
    """C beside the signatures of a record."""

    def test_the_clocks_follow_the_discussion(self, store: Store) -> None:
        """It was the right child who was discussed; the wrong one's clock no longer counts from it."""
        row = hold(store, ago(3), (TOM,))
        record, was = signed_about(store, row, TOM), due_of(store, KIT)
        made.do(store, lambda c: correct_child(c, record, TOM, KIT, "Two alike numbers", talk=True))
        assert store.read(lambda session: discussed_in(session, row)) == {KIT}
        assert due_of(store, KIT) != was
        assert [child.id for child in store.read(lambda s: read_record(s, record)).line.children] == [KIT]
        assert len(store.read(lambda session: read_signing(session, record)).addenda) == 1

    def test_the_record_alone(self, store: Store) -> None:
        """Where that is said, or both were discussed: the discussions stay as they are."""
        row = hold(store, ago(3), (TOM, ROSA))
        record = signed_about(store, row, TOM)
        made.do(store, lambda c: correct_child(c, record, TOM, ROSA, "Rosa's part", talk=True))
        made.do(store, lambda c: correct_child(c, record, ROSA, KIT, "Kit's part", talk=False))
        assert store.read(lambda session: discussed_in(session, row)) == {TOM, ROSA}
