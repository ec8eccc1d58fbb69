"""Drafts: what was typed into a form that is not finished, kept in the store as it is typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from models.tables import Draft
from models.words import clean_text

ASKED = "asked"
"""How the keys of what was typed into a line that asks for a few words begin."""


@dataclass(frozen=True, slots=True)
class DraftView:
    """A kept draft: the text of each field, and when it was last saved (UTC)."""

    key: str
    answers: dict[str, str]
    saved_at: datetime


def save_draft(key: str, answers: dict[str, str], now: datetime) -> Callable[[Session], None]:
    """Return the job that keeps a draft, in place of an earlier one with the same key."""

    def job(session: Session) -> None:
        kept = {name: clean_text(text) for name, text in answers.items()}
        session.merge(Draft(key=key, answers=kept, saved_at=now))

    return job


def drop_draft(key: str) -> Callable[[Session], None]:
    """Return the job that lets a draft go: the form was finished, or given up on purpose."""

    def job(session: Session) -> None:
        draft = session.get(Draft, key)
        if draft is not None:
            session.delete(draft)

    return job


def read_draft(key: str) -> Callable[[Session], DraftView | None]:
    """Return the query for a draft."""

    def query(session: Session) -> DraftView | None:
        draft = session.get(Draft, key)
        return DraftView(draft.key, dict(draft.answers), draft.saved_at) if draft is not None else None

    return query
