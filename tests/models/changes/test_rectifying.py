"""Rectification: a wrong day or child of a held session or signed record, put right beside what was written."""

from __future__ import annotations

from models.changes.record_parts import About
from models.changes.records import complete_record
from models.changes.rectifying import correct_discussed, correct_held_day, correct_record_child
from models.changes.signing import Word, sign
from models.reading.child import read_child
from models.reading.records import Wanted, read_record_lines
from models.reading.sealed import seal_faults
from models.reading.sessions import read_session
from models.reading.signing import read_signing
from models.store.store import Store
from tests import made
from tests.made import KIT, PRIYA, ROSA, TODAY, TOM, ago
from tests.models.changes.diary import hold, listed
from tests.models.changes.rectified import due_of, signed_about
from tests.models.changes.refusing import refused
from tests.models.recording import agreed, begun, ledger, view


class TestSigned:
    """A signed text never changes: the correction stands beside it, dated and sealed; the clocks follow."""

    def test_a_wrong_day(self, store: Store) -> None:
        """The session, its discussions and the child's clock move; the record keeps every word and an addendum."""
        row = hold(store, ago(3), (TOM,))
        record = signed_about(store, row, TOM)
        before, was = view(store, record).answers, due_of(store, TOM)
        made.do(store, lambda change: correct_held_day(change, row, ago(30), "The diary says so"))
        assert listed(store, row) == {TOM: ago(30)}
        assert (was - due_of(store, TOM)).days == 27  # type: ignore[operator]
        assert view(store, record).answers == before
        beside = store.read(lambda session: read_signing(session, record)).addenda
        assert [one.text.partition(" was")[0] for one in beside] == ["Correction: the session"]
        assert "not on" in beside[0].text
        assert store.read(seal_faults) == []
        page = store.read(lambda session: read_session(session, row, TODAY))
        assert page.signed_on == TODAY
        assert [(one.field, one.reason) for one in page.corrections] == [("held_on", "The diary says so")]
        child = store.read(lambda session: read_child(session, TOM, TODAY))
        assert [one.became for one in child.corrections] == [ago(30).isoformat()]

    def test_a_wrong_child(self, store: Store) -> None:
        """The other child was discussed: both clocks follow, the record stands in the right child's trail."""
        row = hold(store, ago(3), (TOM,))
        record = signed_about(store, row, TOM)
        was = due_of(store, KIT)
        made.do(store, lambda change: correct_discussed(change, row, TOM, KIT, "Two alike numbers"))
        assert listed(store, row) == {KIT: ago(3)}
        assert due_of(store, KIT) != was
        about = store.read(lambda session: read_record_lines(session, Wanted(child_id=KIT)))
        assert [one.id for one in about] == [record]
        kids = store.read(lambda session: [read_child(session, child, TODAY) for child in (TOM, KIT)])
        assert [[one.field for one in kid.corrections] for kid in kids] == [["child"], ["child"]]
        assert store.read(seal_faults) == []

    def test_a_record_of_no_session(self, store: Store) -> None:
        """A note of oversight about the wrong child."""
        record = signed_about(store, None, TOM)
        made.do(store, lambda change: correct_record_child(change, record, TOM, ROSA, "Two alike numbers"))
        assert [one.id for one in view(store, record).line.children] == [ROSA]
        said = store.read(lambda session: read_signing(session, record)).addenda[0].text
        assert said == "Correction: this is about 40555, not about 40217. Two alike numbers"

    def test_its_actions_go_along(self, store: Store) -> None:
        """What was agreed for the child is the right child's to be followed up, not the wrong one's."""
        word = Word("supervisor", "Morag Bell")
        for session in (None, hold(store, ago(3), (TOM,))):
            record = begun(store, agreed(), about=About(ago(3), session, PRIYA, ((TOM, "p1"),)))
            made.do(store, lambda change, one=record: complete_record(change, one))  # type: ignore[misc]
            made.do(store, lambda change, one=record: sign(change, one, word, ("supervisor",)))  # type: ignore[misc]
            if session is None:
                made.do(store, lambda c, one=record: correct_record_child(c, one, TOM, KIT, "Alike"))  # type: ignore[misc]
            else:
                made.do(store, lambda c, one=session: correct_discussed(c, one, TOM, KIT, "Alike"))  # type: ignore[misc]
        assert {one.child[:5] for one in ledger(store)} == {"39980"}
        assert store.read(seal_faults) == []


class TestOthers:
    """What is refused, and what needs no addendum."""

    def test_nobody_instead_in_a_session_without_a_signed_record(self, store: Store) -> None:
        """Taken out again, with the reason kept."""
        row = hold(store, ago(3), (TOM, KIT))
        made.do(store, lambda change: correct_discussed(change, row, TOM, None, "Ran out of time"))
        assert listed(store, row) == {KIT: ago(3)}
        assert made.undo(store) == "correct_discussed"
        assert listed(store, row) == {TOM: ago(3), KIT: ago(3)}

    def test_refused(self, store: Store) -> None:
        """Without a reason, for one who was not discussed, with one who was, for a draft."""
        row = hold(store, ago(3), (TOM, KIT))
        refused(store, lambda change: correct_discussed(change, row, TOM, ROSA, " "), "Say in a line why")
        refused(store, lambda change: correct_discussed(change, row, ROSA, TOM, "x"), "not among those")
        refused(store, lambda change: correct_discussed(change, row, TOM, KIT, "x"), "already")
        draft = begun(store)
        refused(store, lambda change: correct_record_child(change, draft, TOM, ROSA, "x"), "not signed yet")
