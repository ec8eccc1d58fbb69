"""Group supervision as a practitioner's own clock sees it: the last one they were there for (BCT-T31, BCT-T46).

Whoever sent apologies, was absent or away, or had not started yet, had none of it. Where no one was marked,
those who were in post and not away are taken to have been there.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from sqlalchemy import select, text
from sqlmodel import col

from models.policy.pack import Pack
from models.reading.facts.desk import Desk
from models.tables import Supervision

_MARKED = text(
    "SELECT supervision_id, practitioner_id, state FROM attendance "
    "WHERE practitioner_id IS NOT NULL AND state <> 'expected'"
)
"""Plain, so that asking what is due registers no table that only sessions need."""


def own_clocks(pack: Pack) -> set[str]:
    """Return the clocks that are a practitioner's own."""
    return {name for rule in pack.rules if "practitioner" in rule.subject for name in rule.clock}


def read_own_groups(desk: Desk) -> dict[int, dict[str, date]]:
    """Return, by practitioner, the last group session of each clock of their own that such sessions settle."""
    clocks = own_clocks(desk.pack)
    kinds = {
        kind.code: own
        for kind in desk.pack.session_kinds
        if kind.group and (own := clocks.intersection(kind.settles))
    }
    if not kinds:
        return {}
    held = desk.rows(_held(desk, list(kinds)))
    marked = {(row[0], row[1]): row[2] == "present" for row in desk.rows(_MARKED)} if held else {}
    found: dict[int, dict[str, date]] = defaultdict(dict)
    for row_id, kind, day in held:
        for person in desk.staff_rows:
            if marked.get((row_id, person.id), _could_be_there(desk, person.id, person.started_on, day)):
                found[person.id] |= {clock: day for clock in kinds[kind] if clock not in found[person.id]}
    return found


def _held(desk: Desk, kinds: list[str]) -> object:
    """Return the group sessions up to the day, the latest first."""
    return (
        select(col(Supervision.id), col(Supervision.kind), col(Supervision.held_on))
        .where(
            col(Supervision.practitioner_id).is_(None),
            col(Supervision.kind).in_(kinds),
            col(Supervision.held_on) <= desk.as_at,
            col(Supervision.occasion) == "formal",
        )
        .order_by(col(Supervision.held_on).desc(), col(Supervision.id).desc())
    )


def _could_be_there(desk: Desk, person: int, started_on: date | None, day: date) -> bool:
    away = (
        since <= day and (until is None or until >= day) for since, until in desk.absences.get(person, ())
    )
    return (started_on is None or started_on <= day) and not any(away)
