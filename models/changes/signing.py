"""Signing records: each party's word, once all have given it the seal, and later words as addenda.

A record is signed when every party has had their say: signed, agreed without a signature, or declined
with a reason. From then on the database itself keeps it as it is. None of this can be undone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import select

from models.changes import checks, papers
from models.changes.record_parts import record_found
from models.dates import counted
from models.errors import Refused
from models.reading.names import read_actor_name
from models.reading.signing import (
    Signing,
    content_of,
    read_pair,
    read_signings,
    read_store_id,
)
from models.reading.without import read_withouts
from models.seals import SealPair, as_text, digest, new_pair
from models.signed import SIGNED
from models.store.change import Change
from models.tables import (
    Record,
    RecordAddendum,
    RecordDraft,
    RecordSeal,
    RecordSignature,
    SigningKey,
    Supervision,
)
from models.trail import Words
from models.words import clean_text

MAX_COMMENT = 20_000
"""How long a comment beside a signature, or a reason, may be, in characters."""
MAX_ADDENDUM = 100_000
SUPERVISED = ("supervisee", "practitioner", "team")
"""The parties whose agreement is the day on which a record's content was agreed."""


@dataclass(frozen=True, slots=True)
class Word:
    """What one party gives: who they are on the form and by name, their role, how, and what they remark."""

    party: str
    name: str
    role: str = ""
    how: str = "in_room"
    comment: str = ""


def sign(change: Change, record_id: int, word: Word, parties: Sequence[str]) -> RecordSignature:
    """Enter a party's signature, or that they agreed without one, at this moment and no other.

    ``parties`` are all who have to have their say; with the last of them the record is locked and sealed.
    Raises Refused for a record that is not complete, or a party that has had their say.
    """
    if word.how not in (*SIGNED, "agreed"):
        raise Refused("Say how it was signed: in the room, by e-mail, on paper, or agreed but not signed.")
    return _enter(change, record_id, word, "", parties)


def decline(
    change: Change, record_id: int, word: Word, reason: str, parties: Sequence[str]
) -> RecordSignature:
    """Enter that a party declines to sign, with their reason; it stands with the record."""
    said = _text(reason, "reason", MAX_COMMENT)
    if not said:
        raise Refused("Say why it is not signed: the reason stands with the record.")
    return _enter(change, record_id, word, said, parties)


def withdraw(change: Change, record_id: int, party: str, reason: str) -> None:
    """Take a party's word back while others have not given theirs, so that the text can be changed.

    Once all have, the record stands. The trail keeps that there was a signature.
    """
    row = record_found(change, record_id)
    if row.state == "signed":
        raise Refused(
            "Everyone has signed: it stands as it is. What has to be said later is a dated addendum."
        )
    words = checks.line_of(reason, "reason")
    if not words:
        raise Refused("Say in a line why the signature is withdrawn.")
    found = _word_of(change, record_id, party)
    if found is None:
        raise Refused("There is no such signature on it.")
    change.note("withdraw_signature", "record", row.id, party=party, how=found.how, reason=Words(words))
    change.delete(found)
    change.is_final()


def addend(
    change: Change, record_id: int, text: str, name: str, role: str = "", how: str = "in_room"
) -> RecordAddendum:
    """Add later words to a signed record, dated now and signed; nothing of the record changes."""
    row = record_found(change, record_id)
    if row.state != "signed":
        raise Refused("It is not signed yet: write it into the record itself.")
    if how not in SIGNED:
        raise Refused("Say how the addendum was signed: in the room, by e-mail or on paper.")
    words = _text(text, "addendum", MAX_ADDENDUM)
    if not words:
        raise Refused("An addendum needs words.")
    made = change.insert(
        RecordAddendum(
            record_id=row.id,
            text=words,
            name=_name(name),
            role=checks.line_of(role, "role"),
            at=change.now,
            how=how,
            entered_by=read_actor_name(change.session, change.actor),
        )
    )
    change.note("addend_record", "record", row.id, how=how, text=Words(words), name=Words(made.name))
    seal_records(change, [row])
    return made


def make_signing_key(change: Change) -> SigningKey:
    """Make the key pair that this store seals with, where it has none yet."""
    if read_pair(change.session) is not None:
        raise Refused(
            "This store has its key already; “footprint key show” prints the half that others may have."
        )
    return _made_key(change)


def _enter(
    change: Change, record_id: int, word: Word, reason: str, parties: Sequence[str]
) -> RecordSignature:
    row = _ready(change, record_id)
    if word.party not in parties:
        raise Refused(f"This record is signed by {', '.join(parties)}.")
    if _word_of(change, row.id, word.party) is not None:
        raise Refused(f"The {word.party.replace('_', ' ')} has had their say already.")
    _for_one_side(change, row.id, word)
    made = change.insert(
        RecordSignature(
            record_id=row.id,
            version=row.version,
            party=word.party,
            name=_name(word.name),
            role=checks.line_of(word.role, "role"),
            at=change.now,
            how="declined" if reason else word.how,
            comment=_text(word.comment, "comment", MAX_COMMENT),
            reason=reason,
            entered_by=read_actor_name(change.session, change.actor),
        )
    )
    change.note(
        "decline_record" if reason else "sign",
        "record",
        row.id,
        party=made.party,
        how=made.how,
        version=row.version,
        name=Words(made.name),
        comment=Words(made.comment) if made.comment else None,
        reason=Words(reason) if reason else None,
    )
    _date_agreement(change, row, made)
    if all(_word_of(change, row.id, party) for party in parties):
        _lock(change, row)
    change.is_final()
    return made


def _for_one_side(change: Change, record_id: int, word: Word) -> None:
    """Raise Refused where whoever is supervised would sign for the other side too, or the other way round."""
    name = _name(word.name).casefold()
    given = select(RecordSignature).where(RecordSignature.record_id == record_id)
    for one in change.session.exec(given).all():
        if one.name.casefold() == name and (one.party in SUPERVISED) != (word.party in SUPERVISED):
            raise Refused(
                f"{one.name} has signed it already, as {one.party.replace('_', ' ')}: each side signs for itself."
            )


def _ready(change: Change, record_id: int) -> Record:
    """Return a record that may be signed now; raise Refused if it may not."""
    row = record_found(change, record_id)
    if row.state == "signed":
        raise Refused("It is signed by everyone. What has to be said later is a dated addendum.")
    if row.state != "complete" or row.completed_at is None:
        raise Refused("It is a draft. Say that it is complete, then sign it.")
    if change.session.exec(select(RecordDraft.id).where(RecordDraft.record_id == row.id)).first() is not None:
        raise Refused("Something was typed that is not part of it yet. Keep it or drop it, then sign.")
    if change.now < row.completed_at:
        raise Refused(
            "This computer's clock shows a time before the record was completed. Put the clock right: "
            "a signature is never back-dated."
        )
    return row


def _lock(change: Change, row: Record) -> None:
    """Lock a record that everyone has had their say on, seal it, and end what waits for its signature."""
    change.update(row, state="signed")
    change.note("lock_record", "record", row.id, version=row.version)
    seal_records(change, [row])
    if row.supervision_id is None:
        return
    session = change.session.get(Supervision, row.supervision_id)
    waiting = select(Record.id).where(Record.supervision_id == row.supervision_id, Record.state != "signed")
    if (
        session is not None
        and session.held_on is not None
        and session.signed_on is None
        and change.session.exec(waiting).first() is None
    ):
        if session.recorded_on is None:
            # complete, but not entered on the case system yet: signed, it is written
            papers.write_up(change, session.id, change.today)
        papers.sign_record(change, session.id, change.today)


def _date_agreement(change: Change, row: Record, made: RecordSignature) -> None:
    """Date the agreement of the content, where the one who was supervised has given it."""
    session = change.session.get(Supervision, row.supervision_id) if row.supervision_id else None
    if session is None or session.held_on is None or session.agreed_on is not None:
        return
    if made.party in SUPERVISED and made.how != "declined":
        papers.agree_record(change, session.id, change.today)


def seal_records(change: Change, records: Sequence[Record]) -> None:
    """Seal records as they stand with their signatures and later words. A seal is never taken back."""
    pair = read_pair(change.session)
    if pair is None:
        pair = SealPair(bytes.fromhex(_made_key(change).secret))
    store, first = read_store_id(change.session), change.next_id(RecordSeal)
    told = read_signings(change.session, [record.id for record in records])
    withouts = read_withouts(change.session, records)
    made = []
    for number, record in enumerate(records):
        content = content_of(store, record, told.get(record.id, Signing()), withouts.get(record.id))
        line, head = change.head
        seal = {
            "id": first + number,
            "record_id": record.id,
            "at": change.now,
            "hash": digest(content),
            "public": pair.key.text,
            "seal": as_text(pair.seal(content)),
            "trail_line": line,
            "trail_head": head,
        }
        made.append(seal)
        change.note("seal_record", "record", record.id, hash=str(seal["hash"]), key=pair.key.id)
    change.insert_many(RecordSeal, made)
    change.is_final()


def _made_key(change: Change) -> SigningKey:
    pair = new_pair()
    made = change.insert(
        SigningKey(public=pair.key.text, secret=pair.secret.hex(), made_at=change.now, made_by=change.actor)
    )
    change.note("make_signing_key", "signing_key", made.id, key=pair.key.id)
    change.is_final()
    return made


def _word_of(change: Change, record_id: int, party: str) -> RecordSignature | None:
    return change.session.exec(
        select(RecordSignature).where(RecordSignature.record_id == record_id, RecordSignature.party == party)
    ).first()


def _name(text: str) -> str:
    line = checks.line_of(text, "name")
    if not line:
        raise Refused("A signature needs a name.")
    return line


def _text(text: str, what: str, most: int) -> str:
    words = clean_text(text).strip()
    if len(words) > most:
        raise Refused(f"The {what} is longer than {counted(most, 'character')}: {len(words)}.")
    return words
