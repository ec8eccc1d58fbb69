"""Notes of oversight at one of the policy's points, as the clock sees them: the day of the last finished one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import func, select
from sqlmodel import col

from models.lots import in_lots
from models.reading.facts.desk import Desk
from models.tables import Record, RecordChild


def read_noted(desk: Desk, point: str, children: Iterable[int]) -> dict[int, date]:
    """Return, by child, the day of the last finished note at a point; who has none is left out."""
    found: dict[int, date] = {}
    for lot in in_lots(sorted(children)):
        statement = (
            select(col(RecordChild.child_id), func.max(col(Record.day)))
            .join(Record, col(Record.id) == col(RecordChild.record_id))
            .where(
                col(RecordChild.child_id).in_(lot),
                col(Record.state) != "draft",
                col(Record.day) <= desk.as_at,
                func.json_extract(col(Record.answers), "$.answers.point") == point,
            )
            .group_by(col(RecordChild.child_id))
        )
        found |= dict(desk.rows(statement))
    return found
