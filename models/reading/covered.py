"""When the organisation's key opened the store, and how much was changed under it: read from the trail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlmodel import Session, col

from models.dates import counted, show
from models.moments import in_london, read_moment, show_time
from models.reading.rows import rows
from models.tables import TrailLine

OPENED = "open_with_cover"
BY_COVER = "cover %"
"""How the trail names whoever did something with the organisation's key."""


@dataclass(frozen=True, slots=True)
class CoverOpening:
    """One opening with the organisation's key; ``changes`` are those made before the next."""

    at: datetime
    actor: str
    changes: int

    def text(self) -> str:
        """Return ``Sun 29 Nov 2026 17:11, 3 changes``."""
        when = f"{show(in_london(self.at).date())} {show_time(self.at)}"
        return f"{when}, {counted(self.changes, 'change') if self.changes else 'nothing changed'}"


def read_cover_openings(session: Session, after: int = 0) -> list[CoverOpening]:
    """Return the openings with the organisation's key after a line of the trail, the latest first."""
    found = rows(
        session,
        select(col(TrailLine.seq), col(TrailLine.at), col(TrailLine.actor))
        .where(col(TrailLine.action) == OPENED, col(TrailLine.seq) > after)
        .order_by(col(TrailLine.seq)),
    )
    ends = [*(row[0] for row in found[1:]), None]
    told = [
        CoverOpening(read_moment(at), actor, _changes(session, actor, seq, end))
        for (seq, at, actor), end in zip(found, ends, strict=False)
    ]
    return told[::-1]


def read_unseen_openings(session: Session) -> list[CoverOpening]:
    """Return the openings since anything was last changed without the organisation's key, the latest first.

    What concerns the store alone, its keys and backups, is no change by its owner.
    """
    own = session.execute(
        select(col(TrailLine.seq))
        .where(
            col(TrailLine.actor).not_like(BY_COVER),
            col(TrailLine.actor) != "footprint",
            col(TrailLine.entity) != "store",
        )
        .order_by(col(TrailLine.seq).desc())
        .limit(1)
    ).scalar()
    return read_cover_openings(session, own or 0)


def _changes(session: Session, actor: str, seq: int, end: int | None) -> int:
    statement = select(func.count()).where(
        col(TrailLine.actor) == actor, col(TrailLine.seq) > seq, col(TrailLine.action) != OPENED
    )
    if end is not None:
        statement = statement.where(col(TrailLine.seq) < end)
    return int(session.execute(statement).scalar_one())
