"""Signing a record: each party's word, the lock, the seal, addenda, and the four dates of its session."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from models.changes import papers, records, signing
from models.changes.signing import Word
from models.errors import Refused
from models.reading.sealed import seal_faults
from models.reading.signing import read_public_keys, read_signing
from models.record_drafts import Typed, save_record_draft
from models.seals import SealKey
from models.signed import Signature
from models.store.store import Store
from models.tables import Record, Supervision
from tests import made
from tests.made import NOW, TODAY, ago
from tests.models.changes.examples.records import begun, written
from tests.models.changes.examples.sessions import held

PARTIES = ("supervisor", "supervisee")
MORAG = Word("supervisor", "Morag Bell", "Team manager")
PRIYA = Word("supervisee", "Priya Shah", "Social worker", how="email", comment="Thank you.")


@pytest.fixture
def record(store: Store) -> int:
    """A complete record of a held session."""

    def make(change: Any) -> int:
        row = begun(change, held(change).id)
        return records.complete_record(change, row.id).id

    return made.do(store, make)


def sign(store: Store, record_id: int, word: Word) -> None:
    """Enter a signature."""
    made.do(store, lambda change: signing.sign(change, record_id, word, PARTIES))


def sign_both(store: Store, record_id: int) -> None:
    """Have both sign."""
    sign(store, record_id, PRIYA)
    sign(store, record_id, MORAG)


def state(store: Store, record_id: int) -> str:
    """Return the state of a record."""
    return store.read(lambda session: session.get_one(Record, record_id).state)


def session_of(store: Store, record_id: int) -> dict[str, Any]:
    """Return the four dates of a record's session."""

    def read(session: Any) -> dict[str, Any]:
        row = session.get_one(Supervision, session.get_one(Record, record_id).supervision_id)
        return {name: getattr(row, name) for name in ("held_on", "recorded_on", "agreed_on", "signed_on")}

    return store.read(read)


class TestSigning:
    """Both sign, in any order, at the moment they do."""

    @pytest.mark.parametrize("order", [(MORAG, PRIYA), (PRIYA, MORAG)])
    def test_in_any_order(self, store: Store, record: int, order: tuple[Word, Word]) -> None:
        """After the first it still waits, after the second it is signed, sealed and locked."""
        sign(store, record, order[0])
        assert state(store, record) == "complete"
        sign(store, record, order[1])
        assert state(store, record) == "signed"
        told = store.read(lambda session: read_signing(session, record))
        assert {each.party for each in told.signatures} == set(PARTIES)
        assert told.seal is not None

    def test_what_is_kept(self, store: Store, record: int) -> None:
        """Name, role, moment, how, the comment, and who entered it."""
        sign(store, record, PRIYA)
        (given,) = store.read(lambda session: read_signing(session, record)).signatures
        assert given == Signature(
            "supervisee", "Priya Shah", "Social worker", NOW, "email", "Thank you.", "", "M1"
        )

    def test_nobody_twice(self, store: Store, record: int) -> None:
        """A party has their say once."""
        sign(store, record, PRIYA)
        with pytest.raises(Refused, match="had their say"):
            sign(store, record, PRIYA)

    def test_nobody_for_both_sides(self, store: Store, record: int) -> None:
        """The name of whoever signed for one side is not taken for the other."""
        sign(store, record, PRIYA)
        with pytest.raises(Refused, match="Priya Shah has signed it already, as supervisee"):
            sign(store, record, replace(MORAG, name="priya  shah"))
        sign(store, record, MORAG)

    def test_a_draft_is_not_signed(self, store: Store) -> None:
        """First complete, then signed; and nothing typed may be left over."""
        row = made.do(store, begun)
        with pytest.raises(Refused, match="a draft"):
            sign(store, row.id, MORAG)
        made.do(store, lambda change: records.complete_record(change, row.id))
        store.quietly(save_record_draft(Typed(row.id, 1, "{}", ""), NOW))
        with pytest.raises(Refused, match="not part of it yet"):
            sign(store, row.id, MORAG)

    def test_never_back_dated(self, store: Store, record: int) -> None:
        """The moment is the clock's, and a clock set back is refused."""
        with pytest.raises(Refused, match="never back-dated"):
            store.change(
                lambda change: signing.sign(change, record, MORAG, PARTIES),
                now=NOW - timedelta(days=1),
                today=TODAY,
                actor="M1",
            )

    def test_agreed_but_not_signed(self, store: Store, record: int) -> None:
        """Someone who agrees and does not sign has had their say; that is what the record shows."""
        sign(store, record, replace(PRIYA, how="agreed"))
        sign(store, record, MORAG)
        assert state(store, record) == "signed"
        assert store.read(lambda session: read_signing(session, record)).signatures[0].how == "agreed"

    @pytest.mark.parametrize(
        "word", [replace(MORAG, name=" "), replace(MORAG, how="declined"), replace(MORAG, party="observer")]
    )
    def test_refused(self, store: Store, record: int, word: Word) -> None:
        """Without a name, in a way that is none, or as someone who does not sign this record."""
        with pytest.raises(Refused):
            sign(store, record, word)


class TestDeclining:
    """Not signing is recorded with the reason."""

    def test_with_the_reason(self, store: Store, record: int) -> None:
        """The reason stands with the record, and the record is closed once the other has signed."""
        made.do(store, lambda change: signing.decline(change, record, PRIYA, "Not what I said.", PARTIES))
        sign(store, record, MORAG)
        told = store.read(lambda session: read_signing(session, record))
        assert (told.signatures[0].how, told.signatures[0].reason) == ("declined", "Not what I said.")
        assert state(store, record) == "signed"
        assert session_of(store, record)["agreed_on"] is None

    def test_without_one(self, store: Store, record: int) -> None:
        """There is always a reason."""
        with pytest.raises(Refused, match="Say why"):
            made.do(store, lambda change: signing.decline(change, record, PRIYA, "  ", PARTIES))


class TestLocked:
    """A signed record is locked by the database itself, and by every change."""

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE record SET answers = '{}' WHERE id = {id}",
            "UPDATE record SET state = 'complete' WHERE id = {id}",
            "UPDATE record SET day = '2020-01-01' WHERE id = {id}",
            "DELETE FROM record WHERE id = {id}",
            "REPLACE INTO record SELECT id, form, policy, fingerprint, 'draft', day, supervision_id, practitioner_id, "
            "'{}', version, begun_at, begun_by, saved_at, saved_by, NULL, '', NULL FROM record WHERE id = {id}",
            "UPDATE record_signature SET name = 'x'",
            "DELETE FROM record_signature",
            "REPLACE INTO record_signature SELECT id, record_id, version, party, 'x', role, at, how, comment, reason, "
            "entered_by FROM record_signature",
            "UPDATE record_addendum SET text = 'x'",
            "DELETE FROM record_addendum",
            "UPDATE record_seal SET hash = 'x'",
            "DELETE FROM record_seal",
            "UPDATE signing_key SET secret = 'x'",
            "DELETE FROM signing_key",
            "INSERT INTO record_draft (record_id, base, answers, fingerprint, cursor, begun_at, saved_at) "
            "VALUES ({id}, 1, '{}', '', '', '2026-11-21', '2026-11-21')",
        ],
    )
    def test_by_trigger(self, store: Store, record: int, statement: str) -> None:
        """Whatever is tried, everything is as it was."""
        sign_both(store, record)
        made.do(store, lambda change: signing.addend(change, record, "Later words", "Morag Bell"))
        before = made.dump(store)
        driver = store.driver()
        with pytest.raises(Exception, match=r"signed|signature|addendum|seal|key|FOREIGN"):
            driver.execute(statement.replace("{id}", str(record)))
        driver.rollback()
        assert made.dump(store) == before

    def test_by_every_change(self, store: Store, record: int) -> None:
        """Writing, reopening, giving up: refused with what can be done."""
        sign_both(store, record)
        for change_of in (
            lambda change: records.write_record(change, record, written(), 1),
            lambda change: records.reopen_record(change, record),
            lambda change: records.discard_record(change, record),
            lambda change: signing.withdraw(change, record, "supervisee", "no"),
        ):
            with pytest.raises(Refused):
                made.do(store, change_of)

    def test_while_one_has_signed(self, store: Store, record: int) -> None:
        """What one party has signed is not changed either, until they withdraw it."""
        sign(store, record, PRIYA)
        with pytest.raises(Refused, match="Priya Shah has signed this text"):
            made.do(store, lambda change: records.reopen_record(change, record))
        made.do(store, lambda change: signing.withdraw(change, record, "supervisee", "a word is wrong"))
        made.do(store, lambda change: records.reopen_record(change, record))
        assert state(store, record) == "draft"

    def test_not_undone(self, store: Store, record: int) -> None:
        """Signing is not taken back, nor anything before it in this sitting."""
        sign(store, record, PRIYA)
        assert made.undo(store) is None
        assert len(store.read(lambda session: read_signing(session, record)).signatures) == 1


class TestSeal:
    """The seal in the store: whose key, over what, where the trail stood."""

    def test_holds(self, store: Store, record: int) -> None:
        """What was sealed reads as sealed, and the seal's hash stands in the trail."""
        sign_both(store, record)
        assert store.read(seal_faults) == []
        told = store.read(lambda session: read_signing(session, record)).seal
        assert told is not None
        (public,) = store.read(read_public_keys)
        assert told.public == public
        lines = made.trail_rows(store)
        assert lines[told.trail_line - 1][8] == told.trail_head
        assert any(told.hash in line[6] for line in lines if line[3] == "seal_record")
        assert any(SealKey(bytes.fromhex(public)).id in line[6] for line in lines)

    def test_altered_past_every_guard(self, store: Store, record: int) -> None:
        """Someone who gets past the triggers with the key of the store is found by the seal."""
        sign_both(store, record)
        driver = store.driver()
        driver.set_authorizer(None)
        driver.execute("DROP TRIGGER signed_record_never_changes")
        driver.execute("DROP TRIGGER record_in_signing_stands")
        driver.execute(
            "UPDATE record SET answers = replace(answers, 'tired', 'rested') WHERE id = ?", (record,)
        )
        assert store.read(seal_faults) == [record]
        driver.commit()

    def test_the_secret_is_never_told(self, store: Store, record: int) -> None:
        """The secret half is in no line of the trail."""
        sign_both(store, record)
        secret = store.driver().execute("SELECT secret FROM signing_key").fetchone()[0]
        assert all(secret not in str(line) for line in made.trail_rows(store))


class TestAddendum:
    """Later words are dated and signed, and the record is sealed anew with them."""

    def test_added(self, store: Store, record: int) -> None:
        """The record is as it was, the addendum has its own moment, and a new seal is over both."""
        sign_both(store, record)
        first = store.read(lambda session: read_signing(session, record)).seal
        made.do(
            store,
            lambda change: signing.addend(change, record, "Later\nwords", "Priya Shah", "Social worker"),
        )
        told = store.read(lambda session: read_signing(session, record))
        assert [each.text for each in told.addenda] == ["Later\nwords"]
        assert told.seal is not None
        assert first is not None
        assert told.seal.hash != first.hash
        assert store.read(seal_faults) == []

    def test_only_to_a_signed_one(self, store: Store, record: int) -> None:
        """Before that, the words belong into the record."""
        with pytest.raises(Refused, match="not signed yet"):
            made.do(store, lambda change: signing.addend(change, record, "x", "Morag Bell"))


class TestFourDates:
    """Held, written, agreed, signed: the deadlines of the policies end when they should."""

    def test_each_on_its_day(self, store: Store, record: int) -> None:
        """Agreed when the supervisee signs, signed when both have; the day of the session is another."""
        assert session_of(store, record)["recorded_on"] == TODAY
        sign(store, record, PRIYA)
        dates = session_of(store, record)
        assert (dates["held_on"], dates["agreed_on"], dates["signed_on"]) == (ago(3), TODAY, None)
        sign(store, record, MORAG)
        assert session_of(store, record)["signed_on"] == TODAY

    def test_waits_for_every_record_of_the_session(self, store: Store, record: int) -> None:
        """A session with two records is signed when both are."""

        def another(change: Any) -> int:
            session_id = change.session.get_one(Record, record).supervision_id
            row = begun(change, session_id)
            return records.complete_record(change, row.id).id

        second = made.do(store, another)
        sign_both(store, record)
        assert session_of(store, record)["signed_on"] is None
        sign_both(store, second)
        assert session_of(store, record)["signed_on"] == TODAY

    def test_dated_by_hand_already(self, store: Store, record: int) -> None:
        """Days that were entered by hand before stay."""
        supervision = store.read(lambda session: session.get_one(Record, record).supervision_id)
        assert supervision is not None
        made.do(store, lambda change: papers.agree_record(change, supervision, ago(1)))
        sign_both(store, record)
        assert session_of(store, record)["agreed_on"] == ago(1)
