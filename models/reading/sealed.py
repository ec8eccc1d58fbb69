"""Whether signed records still read as they were sealed."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlmodel import Session, col

from models.reading.rows import rows
from models.reading.signing import content_of, read_signing, read_store_id
from models.reading.without import read_withouts
from models.seals import SealKey, digest, from_text
from models.tables import Record, RecordSeal


def seal_faults(session: Session) -> list[int]:
    """Return the records that are signed and do not read as they were sealed, or have no seal."""
    found = rows(
        session, select(col(Record.id)).where(col(Record.state) == "signed").order_by(col(Record.id))
    )
    return [row[0] for row in found if not _is_whole(session, row[0])]


def _is_whole(session: Session, record_id: int) -> bool:
    record = session.get(Record, record_id)
    latest = rows(
        session,
        select(col(RecordSeal.hash), col(RecordSeal.public), col(RecordSeal.seal))
        .where(col(RecordSeal.record_id) == record_id)
        .order_by(col(RecordSeal.id).desc())
        .limit(1),
    )
    if record is None or not latest:
        return False
    wanted, public, seal = latest[0]
    return any(
        digest(content) == wanted and SealKey(bytes.fromhex(public)).made(content, from_text(seal))
        for content in _contents(session, record)
    )


def _contents(session: Session, record: Record) -> Iterator[bytes]:
    """Yield what the seal may be over: records sealed earlier are so without what they were completed without."""
    store, told = read_store_id(session), read_signing(session, record.id)
    without = read_withouts(session, [record]).get(record.id)
    yield content_of(store, record, told, without)
    if without is not None:
        yield content_of(store, record, told)
