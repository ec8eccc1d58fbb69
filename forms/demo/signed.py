"""Records of the made-up teams whose session says that it was signed: signed by both, locked and sealed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import select as columns
from sqlmodel import col, select

from forms.records.parties import parties_of
from forms.template.load import load_form
from models.changes.signing import SUPERVISED, seal_records
from models.reading.record_context import Known
from models.reading.rows import rows
from models.store.change import Change
from models.tables import Record, RecordSignature, Supervision

_AT = time(14, 30, tzinfo=UTC)


def sign_demo_records(change: Change, manager: Known, people: Mapping[int, Known]) -> None:
    """Sign every record of a session that was signed, on that day; the seal is of the moment it is made.

    The latest day's records wait for their signatures still, and so do their sessions: there is something to sign.
    """
    statement = (
        columns(
            col(Record.id),
            col(Record.form),
            col(Record.practitioner_id),
            col(Supervision.signed_on),
            col(Record.day),
            col(Supervision.id),
        )
        .join(Supervision, col(Supervision.id) == col(Record.supervision_id))
        .where(col(Supervision.signed_on).is_not(None), col(Record.state) == "complete")
        .order_by(col(Record.id))
    )
    whole = rows(change.session, statement)
    latest = max((row[4] for row in whole), default=None)
    waiting = dict.fromkeys(row[5] for row in whole if row[4] == latest)
    change.update_many(Supervision, [{"id": one, "agreed_on": None, "signed_on": None} for one in waiting])
    found = [row for row in whole if row[4] != latest]
    first = change.next_id(RecordSignature)
    given: list[dict[str, Any]] = []
    for record_id, form, practitioner_id, signed_on, *_ in found:
        for party in parties_of(load_form(form)):
            who = people[practitioner_id] if party.code in SUPERVISED else manager
            given.append(_signature(record_id, party.code, who, manager.name, signed_on))
    change.insert_many(RecordSignature, [{"id": first + n, **one} for n, one in enumerate(given)])
    change.update_many(Record, [{"id": row[0], "state": "signed"} for row in found])
    signed = change.session.exec(select(Record).where(col(Record.id).in_([row[0] for row in found])))
    seal_records(change, signed.all())


def _signature(record_id: int, party: str, who: Known, entered_by: str, signed_on: date) -> dict[str, Any]:
    return {
        "record_id": record_id,
        "version": 1,
        "party": party,
        "name": who.name,
        "role": who.job,
        "at": datetime.combine(signed_on, _AT),
        "how": "in_room",
        "comment": "",
        "reason": "",
        "entered_by": entered_by,
    }
