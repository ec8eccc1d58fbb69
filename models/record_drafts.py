"""Drafts of records: what is being typed, kept in the store within a second, without a line in the trail.

A draft belongs to a version of its record. It goes when it is made part of the record
(`models.changes.records.write_record`); one that was typed upon an older version is kept beside.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from models.changes.record_parts import checked_answers
from models.errors import Refused
from models.reading.rows import rows
from models.tables import Record, RecordDraft


@dataclass(frozen=True, slots=True)
class RecordDraftView:
    """A kept draft: the answers as JSON, the version of the record below them, where the cursor stood."""

    id: int
    record_id: int
    base: int
    answers: str
    fingerprint: str
    cursor: str
    begun_at: datetime
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed so far into a record: upon which version, and where the cursor stands."""

    record_id: int
    base: int
    answers: str
    fingerprint: str
    cursor: str = ""


def save_record_draft(typed: Typed, now: datetime, draft_id: int | None = None) -> Callable[[Session], int]:
    """Return the job that keeps what was typed, in the draft ``draft_id`` or in a new one; it gives its id.

    The job raises Refused where the record is gone or signed.
    """

    def job(session: Session) -> int:
        record = session.get(Record, typed.record_id)
        if record is None or record.state == "signed":
            raise Refused(
                "The record is signed, or no longer in the store: what you typed can't be kept in it. Copy it."
            )
        draft = session.get(RecordDraft, draft_id) if draft_id is not None else None
        if draft is None or draft.record_id != typed.record_id:
            draft = RecordDraft(
                record_id=typed.record_id, base=typed.base, answers="{}", begun_at=now, saved_at=now
            )
        draft.base, draft.cursor, draft.saved_at = typed.base, typed.cursor, now
        draft.answers, draft.fingerprint = checked_answers(typed.answers), typed.fingerprint
        session.add(draft)
        session.flush()
        return draft.id

    return job


def forget_record_draft(draft_id: int) -> Callable[[Session], None]:
    """Return the job that lets a draft go which says nothing that its record does not say."""

    def job(session: Session) -> None:
        draft = session.get(RecordDraft, draft_id)
        if draft is not None:
            session.delete(draft)

    return job


def read_record_drafts(record_id: int) -> Callable[[Session], list[RecordDraftView]]:
    """Return the query for all drafts of a record, the latest first."""

    def query(session: Session) -> list[RecordDraftView]:
        found = rows(
            session,
            select(
                col(RecordDraft.id),
                col(RecordDraft.record_id),
                col(RecordDraft.base),
                col(RecordDraft.answers),
                col(RecordDraft.fingerprint),
                col(RecordDraft.cursor),
                col(RecordDraft.begun_at),
                col(RecordDraft.saved_at),
            )
            .where(col(RecordDraft.record_id) == record_id)
            .order_by(col(RecordDraft.saved_at).desc(), col(RecordDraft.id).desc()),
        )
        return [RecordDraftView(*row) for row in found]

    return query
