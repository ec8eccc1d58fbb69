"""That a record was completed without something a rule wants: which rules, why, by whom and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlmodel import Session, col

from models.lots import in_lots
from models.reading.names import read_actor_name
from models.reading.rows import rows
from models.reading.signing import content_of, read_signing, read_store_id
from models.seals import digest
from models.signed import Without
from models.tables import GatePass, Record


def read_withouts(session: Session, records: Iterable[Record]) -> Mapping[int, Without]:
    """Return why each of some records was completed without what rules want; the others are not in it."""
    complete = {one.id: one for one in records if one.completed_at is not None}
    table, found = GatePass, dict[int, list[tuple[str, str]]]()
    for some in in_lots(complete):
        passed = select(col(table.entity_id), col(table.rule), col(table.reason)).where(
            col(table.entity) == "record", col(table.entity_id).in_(some)
        )
        for record_id, rule, reason in rows(session, passed.order_by(col(table.id))):
            found.setdefault(record_id, []).append((str(rule), str(reason)))
    return {number: _without(session, complete[number], passes) for number, passes in found.items()}


def read_without(session: Session, record_id: int) -> Without | None:
    """Return what prints with one record: of a signed one only what its seal is over.

    Records that were sealed before this was sealed with them stay as they were read and signed.
    """
    record = session.get(Record, record_id)
    if record is None:
        return None
    without = read_withouts(session, [record]).get(record_id)
    if without is None or record.state != "signed":
        return without
    told = read_signing(session, record_id)
    sealed = digest(content_of(read_store_id(session), record, told, without))
    return without if told.seal is not None and told.seal.hash == sealed else None


def _without(session: Session, record: Record, passes: list[tuple[str, str]]) -> Without:
    assert record.completed_at is not None
    name = read_actor_name(session, record.completed_by)
    return Without(
        tuple(rule for rule, _ in passes), passes[0][1], record.completed_by, name, record.completed_at
    )
