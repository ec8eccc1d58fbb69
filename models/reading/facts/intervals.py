"""The manager's own shorter intervals that hold on the day (GEN-X09)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlmodel import col

from models.facts import Shorter
from models.reading.facts.desk import Desk
from models.tables import ShorterInterval


def shorter_of_people(desk: Desk) -> dict[int, Shorter]:
    """Return those of practitioners, by id."""
    return _running(desk, ShorterInterval.practitioner_id)


def shorter_of_children(desk: Desk) -> dict[int, Shorter]:
    """Return those of children, by id."""
    return _running(desk, ShorterInterval.child_id)


def _running(desk: Desk, whose: Any) -> dict[int, Shorter]:
    statement = (
        select(col(whose), col(ShorterInterval.days), col(ShorterInterval.reason), col(ShorterInterval.since))
        .where(col(whose).is_not(None), desk.was_running(ShorterInterval.since, ShorterInterval.until))
        .order_by(col(ShorterInterval.since), col(ShorterInterval.id))
    )
    return {row_id: Shorter(days, reason, since) for row_id, days, reason, since in desk.rows(statement)}
