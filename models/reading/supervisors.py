"""Who supervised whom on a day, as far as handovers tell.

A supervisor that was put right on a page was wrong all along; only a handover that was closed is a change.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from models.changes.handovers import SUPERVISOR
from models.reading.rows import rows
from models.tables import Handover, TrailLine


@dataclass(frozen=True, slots=True)
class Before:
    """Who supervised someone until which handover, by practitioner, the earliest first."""

    until: Mapping[int, Sequence[tuple[date, int | None]]] = field(default_factory=dict)

    def on(self, practitioner_id: int | None, day: date, now: int | None) -> int | None:
        """Return who supervised someone on a day; ``now`` is who does at present."""
        past = self.until.get(practitioner_id, ()) if practitioner_id is not None else ()
        return next((was for closed, was in past if day < closed), now)


def read_before(session: Session) -> Before:
    """Return who supervised before each handover that was closed; the trail's line of it says who."""
    statement = (
        select(col(Handover.practitioner_id), col(Handover.closed_on), col(TrailLine.detail))
        .join(TrailLine, col(TrailLine.entity_id) == col(Handover.id))
        .where(
            col(TrailLine.entity) == "handover",
            col(TrailLine.action) == "close_handover",
            col(Handover.kind) == SUPERVISOR,
            col(Handover.closed_on).is_not(None),
        )
        .order_by(col(TrailLine.seq))
    )
    found: dict[int, dict[date, int | None]] = defaultdict(dict)
    for person, closed, detail in rows(session, statement):
        found[person][closed] = json.loads(detail).get("was")
    return Before({person: sorted(own.items()) for person, own in found.items()})
