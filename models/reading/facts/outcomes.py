"""Dated events of children that wait for a discussion: the result of an audit, an action from one."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from models.policy.parts import EventKind
from models.reading.facts.desk import Desk
from models.reading.facts.events import Row, told_by
from models.tables import DatedEvent


class Outcomes:
    """The events of each child, oldest first."""

    def __init__(self, desk: Desk) -> None:
        self._kinds = {each.code: each for each in desk.pack.event_kinds if each.subject == "child"}
        self._as_at = desk.as_at
        self._rows: dict[int, list[Row]] = defaultdict(list)
        for child_id, *row in desk.rows(_statement(desk)) if self._kinds else ():
            self._rows[child_id].append((row[0], row[1], row[2]))

    def told(self, child_id: int, last: date | None) -> dict[str, Any]:
        """Return the facts they tell; what a discussion since has settled is left out."""
        rows = self._rows.get(child_id)
        if rows is None:
            return {}
        waiting = [row for row in rows if not self._is_settled(row, last)]
        return told_by(waiting, self._kinds, "child", self._as_at)

    def _is_settled(self, row: Row, last: date | None) -> bool:
        kind: EventKind | None = self._kinds.get(row[0])
        return kind is not None and kind.until_discussed and last is not None and last >= row[1]


def _statement(desk: Desk) -> Any:
    statement = (
        select(
            col(DatedEvent.child_id),
            col(DatedEvent.type),
            col(DatedEvent.happened_on),
            col(DatedEvent.value),
        )
        .where(col(DatedEvent.child_id).is_not(None), col(DatedEvent.happened_on) <= desk.as_at)
        .order_by(col(DatedEvent.happened_on), col(DatedEvent.id))
    )
    return desk.some_children(statement, DatedEvent.child_id)
