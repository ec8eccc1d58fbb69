"""What is known of the signing of records: signatures, later words, the latest seal, and the keys that seal."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from models.lots import in_lots
from models.reading.rows import rows
from models.seals import SealPair, canonical
from models.signed import Addendum, Signature, Without
from models.tables import (
    Record,
    RecordAddendum,
    RecordSeal,
    RecordSignature,
    SigningKey,
    StoreMark,
    TrailLine,
)
from models.trail import moment_text


@dataclass(frozen=True, slots=True)
class SealOf:
    """The latest seal over a record: when, what it hashes to, and where the trail ended."""

    at: datetime
    hash: str
    public: str
    trail_line: int
    trail_head: str


@dataclass(frozen=True, slots=True)
class Signing:
    """Everything about the signing of one record."""

    signatures: tuple[Signature, ...] = ()
    addenda: tuple[Addendum, ...] = ()
    seal: SealOf | None = None


def read_signing(session: Session, record_id: int) -> Signing:
    """Return who gave their word on a record, later words, and its latest seal."""
    return read_signings(session, [record_id]).get(record_id, Signing())


def read_signings(session: Session, record_ids: Iterable[int]) -> Mapping[int, Signing]:
    """Return the signing of each of some records that has any."""
    signatures: dict[int, list[Signature]] = {}
    addenda: dict[int, list[Addendum]] = {}
    seals: dict[int, SealOf] = {}
    for some in in_lots(record_ids):
        for record_id, *told in rows(session, _signatures(some)):
            signatures.setdefault(record_id, []).append(Signature(*told))
        for record_id, *told in rows(session, _addenda(some)):
            addenda.setdefault(record_id, []).append(Addendum(*told))
        for record_id, *told in rows(session, _seals(some)):
            seals[record_id] = SealOf(*told)
    known = {*signatures, *addenda, *seals}
    return {
        one: Signing(tuple(signatures.get(one, ())), tuple(addenda.get(one, ())), seals.get(one))
        for one in known
    }


def read_pair(session: Session) -> SealPair | None:
    """Return the key pair that this store seals with, or None where it has none yet."""
    found = rows(session, select(col(SigningKey.secret)).order_by(col(SigningKey.id).desc()).limit(1))
    return SealPair(bytes.fromhex(found[0][0])) if found else None


def read_public_keys(session: Session) -> tuple[str, ...]:
    """Return every key that ever sealed for this store, in digits, the present one first."""
    return tuple(
        row[0] for row in rows(session, select(col(SigningKey.public)).order_by(col(SigningKey.id).desc()))
    )


def read_store_id(session: Session) -> str:
    """Return the store's own id."""
    return str(rows(session, select(col(StoreMark.uuid)))[0][0])


def read_trail_end(session: Session) -> tuple[int, str]:
    """Return the number and hash of the trail's last line."""
    found = rows(
        session, select(col(TrailLine.seq), col(TrailLine.hash)).order_by(col(TrailLine.seq).desc()).limit(1)
    )
    return (int(found[0][0]), str(found[0][1])) if found else (0, "")


def content_of(store: str, record: Record, told: Signing, without: Without | None = None) -> bytes:
    """Return the canonical JSON of a record that its seal is over: answers, signatures, later words.

    What it was completed ``without`` is sealed too, for records sealed since that prints with them.
    """
    body: dict[str, Any] = {
        "footprint": 1,
        "kind": "record",
        "store": store,
        "record": record.id,
        "form": record.form,
        "fingerprint": record.fingerprint,
        "day": record.day.isoformat(),
        "answers": json.loads(record.answers),
        "signatures": [_given(each) for each in told.signatures],
        "addenda": [_given(each) for each in told.addenda],
    }
    if without is not None:
        body["without"] = {
            "rules": list(without.rules),
            "reason": without.reason,
            "by": without.by,
            "at": moment_text(without.at),
        }
    return canonical(body)


def count_signed(session: Session) -> int:
    """Return how many records are signed."""
    return int(
        rows(session, select(func.count()).select_from(Record).where(col(Record.state) == "signed"))[0][0]
    )


def _given(each: Signature | Addendum) -> dict[str, str]:
    return {**asdict(each), "at": moment_text(each.at)}


def _signatures(record_ids: list[int]) -> Any:
    table = RecordSignature
    return (
        select(
            col(table.record_id),
            col(table.party),
            col(table.name),
            col(table.role),
            col(table.at),
            col(table.how),
            col(table.comment),
            col(table.reason),
            col(table.entered_by),
        )
        .where(col(table.record_id).in_(record_ids))
        .order_by(col(table.id))
    )


def _addenda(record_ids: list[int]) -> Any:
    table = RecordAddendum
    return (
        select(
            col(table.record_id),
            col(table.text),
            col(table.name),
            col(table.role),
            col(table.at),
            col(table.how),
            col(table.entered_by),
        )
        .where(col(table.record_id).in_(record_ids))
        .order_by(col(table.id))
    )


def _seals(record_ids: list[int]) -> Any:
    table = RecordSeal
    return (
        select(
            col(table.record_id),
            col(table.at),
            col(table.hash),
            col(table.public),
            col(table.trail_line),
            col(table.trail_head),
        )
        .where(col(table.record_id).in_(record_ids))
        .order_by(col(table.id))
    )
