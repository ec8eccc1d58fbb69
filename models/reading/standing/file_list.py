"""What a supervision file has to hold, and whether it does: the checklist of a policy that has one (NCT 5.10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from models.dates import iso_day
from models.policy.pack import Pack
from models.policy.relations import FileItem
from models.reading.rows import rows
from models.tables import Agreement, DatedEvent, Observation, Record, RecordChild

RUNS_OUT = "expires_on"


@dataclass(frozen=True, slots=True)
class FileLine:
    """One thing on the list: the day it was last seen to (None: it is not there), and when it runs out."""

    item: FileItem
    there_on: date | None = None
    runs_out_on: date | None = None

    def has_run_out(self, today: date) -> bool:
        """Say whether the date written on it has passed."""
        return self.runs_out_on is not None and self.runs_out_on < today


def read_file_list(session: Session, pack: Pack, practitioner_id: int, today: date) -> tuple[FileLine, ...]:
    """Return the list of a practitioner; empty where the policy has none."""
    if not pack.file_items:
        return ()
    latest = _latest_events(session, practitioner_id, today)
    days = {
        "agreement": _last(session, col(Agreement.signed_on), Agreement.practitioner_id, practitioner_id),
        "observation": _last(
            session, col(Observation.observed_on), Observation.practitioner_id, practitioner_id
        ),
        "record": _last_record(session, pack, practitioner_id),
    }
    found = []
    for item in pack.file_items:
        if item.event:
            day, value = latest.get(item.event, (None, ""))
            found.append(FileLine(item, day, iso_day(value) if _carries_a_date(pack, item) else None))
        else:
            found.append(FileLine(item, days[item.source]))
    return tuple(line for line in found if line.there_on is not None or not line.item.optional)


def _carries_a_date(pack: Pack, item: FileItem) -> bool:
    return any(kind.code == item.event and kind.value == RUNS_OUT for kind in pack.event_kinds)


def _latest_events(session: Session, practitioner_id: int, today: date) -> dict[str, tuple[date, str]]:
    statement = (
        select(col(DatedEvent.type), col(DatedEvent.happened_on), col(DatedEvent.value))
        .where(col(DatedEvent.practitioner_id) == practitioner_id, col(DatedEvent.happened_on) <= today)
        .order_by(col(DatedEvent.happened_on), col(DatedEvent.id))
    )
    return {code: (day, value) for code, day, value in rows(session, statement)}


def _last(session: Session, column: Any, whose: Any, practitioner_id: int) -> date | None:
    found = rows(session, select(func.max(column)).where(col(whose) == practitioner_id))
    return found[0][0] if found else None


def _last_record(session: Session, pack: Pack, practitioner_id: int) -> date | None:
    """Return the day of the last record of a session with them alone on which both have had their say.

    Where the policy has no record signed or agreed, one that is complete is enough.
    """
    done = ("signed",) if any(kind.sign_off for kind in pack.session_kinds) else ("complete", "signed")
    statement = select(func.max(col(Record.day))).where(
        col(Record.practitioner_id) == practitioner_id,
        col(Record.supervision_id).is_not(None),
        col(Record.state).in_(done),
        col(Record.id).not_in(select(col(RecordChild.record_id))),
    )
    found: date | None = rows(session, statement)[0][0]
    return found
