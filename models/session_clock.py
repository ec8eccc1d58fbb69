"""The quiet clock of a session: where it stands and the seconds it took, kept beside the trail.

It is written every few seconds while a session runs. A gap (the lid was closed, the program was killed)
is not counted: nobody talked through it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session

from models.tables import AgendaItem, SessionRun

LONGEST = 90
"""Seconds between two notes that still count as talked through."""


def note_progress(run_id: int, now: datetime, at_item: int | None) -> Callable[[Session], int]:
    """Return the job that counts the time since the last note to the item it stood at, and says where it stands.

    It gives the seconds of the whole session so far.
    """

    def job(session: Session) -> int:
        run = session.get(SessionRun, run_id)
        if run is None:
            return 0
        if run.running_since is not None:
            _count(session, run, (now - run.running_since).total_seconds())
            run.running_since = now
        run.at_item = at_item
        session.add(run)
        return run.spent

    return job


def _count(session: Session, run: SessionRun, seconds: float) -> None:
    if not 0 < seconds <= LONGEST:
        return
    run.spent += round(seconds)
    item = session.get(AgendaItem, run.at_item) if run.at_item is not None else None
    if item is not None:
        item.spent += round(seconds)
        session.add(item)
