"""Clocks of a child beside its own that some sessions settle, such as joint supervision (NCT-X08)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlmodel import col

from models.reading.facts.desk import Desk
from models.tables import Discussion, Supervision


def read_child_clocks(desk: Desk) -> dict[int, dict[str, date]]:
    """Return, by child, the last formal discussion of each such clock; empty where the policy has none."""
    clocks = {each.code: each.child_clocks for each in desk.pack.session_kinds if each.child_clocks}
    if not clocks:
        return {}
    statement = (
        select(col(Discussion.child_id), col(Supervision.kind), func.max(col(Discussion.at)))
        .join(Supervision, col(Supervision.id) == col(Discussion.supervision_id))
        .where(
            col(Supervision.kind).in_(list(clocks)),
            col(Discussion.kind) == "formal",
            col(Discussion.at) <= desk.as_at,
        )
        .group_by(col(Discussion.child_id), col(Supervision.kind))
    )
    found: dict[int, dict[str, date]] = {}
    for child_id, kind, day in desk.rows(desk.some_children(statement, Discussion.child_id)):
        own = found.setdefault(child_id, {})
        for clock in clocks[kind]:
            own[clock] = max(day, own.get(clock, day))
    return found
