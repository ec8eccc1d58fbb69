"""Reading the due list from the store."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session

from models.clock.arithmetic import When, as_day
from models.dates import WorkingDays
from models.policy.pack import Pack
from models.reading.due.listing import DueList
from models.reading.due.making import make_due
from models.reading.facts import Asked, read_facts


def read_due(
    session: Session,
    pack: Pack,
    now: When,
    *,
    working: WorkingDays | None = None,
    present: date | None = None,
) -> DueList:
    """Return everything due at ``now``, a day or an aware moment, by what the store held on that day.

    ``pack`` may be any edition: the one of that day is used. ``present`` is the day it is where ``now``
    looks back.
    """
    edition = pack.at(as_day(now))
    return make_due(read_facts(session, edition, as_day(now), present=present), edition, now, working)


def read_due_of(
    session: Session, pack: Pack, now: When, asked: Asked, *, working: WorkingDays | None = None
) -> DueList:
    """Return everything due of some children or practitioners alone: a page, or a single ``?``."""
    edition = pack.at(as_day(now))
    return make_due(read_facts(session, edition, as_day(now), asked), edition, now, working)
