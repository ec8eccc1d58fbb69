"""What is true of each child: situations and flags with their days, levels, a carer's roles, and named facts."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlmodel import col

from models.facts import NAMES, Situation
from models.levels import flag_code
from models.policy.pack import Pack
from models.reading.facts.days import DAYS, DAYS_AFTER, as_text
from models.reading.facts.desk import Desk
from models.reading.facts.values import fact_of
from models.tables import Situation as Stored

ROLE = "role"
Told = tuple[tuple[Situation, ...], tuple[str, ...], dict[str, Any]]
"""Situations, roles, and named facts."""
NOTHING: Told = ((), (), {})


class _Meaning(NamedTuple):
    """What a stored code with its value means to a pack: a situation's code, or the name of a fact."""

    code: str = ""
    until_discussed: bool = False
    fact: str = ""


class Situations:
    """The situations of everyone, as they stood on a day under a pack."""

    def __init__(self, desk: Desk) -> None:
        self._pack, self._day = desk.pack, desk.as_at.isoformat()
        self._meanings: dict[tuple[str, str], _Meaning] = {}
        self._rows: dict[int, list[tuple[str, str, str, str | None]]] = {}
        for child_id, *row in desk.rows(_statement(desk)):
            self._rows.setdefault(child_id, []).append((row[0], row[1], row[2], row[3]))

    def of(self, child_id: int, opened_on: date, last: date | None) -> Told:
        """Return what the clock is told of one child: what ended before the interval began is left out."""
        rows = self._rows.get(child_id)
        if rows is None:
            return NOTHING
        base = last or opened_on
        situations: list[Situation] = []
        roles: list[str] = []
        more: dict[str, Any] = {}
        for code, value, since, until in rows:
            meaning = self._meanings.get((code, value)) or self._meant(code, value)
            if not meaning.code:
                self._tell(meaning.fact, value, since, until, roles, more)
                continue
            begun, ended = DAYS[since], None if until is None else DAYS_AFTER[until]
            served = meaning.until_discussed and last is not None and begun <= last
            if not served and (ended is None or ended > base):
                situations.append(Situation(meaning.code, begun, ended))
        return tuple(situations), tuple(roles), more

    def _tell(
        self, fact: str, value: str, since: str, until: str | None, roles: list[str], more: dict[str, Any]
    ) -> None:
        """Add a fact that holds on the day, or a role."""
        if until is not None and until < self._day:
            return
        if fact == ROLE:
            roles.append(value)
            return
        found = fact_of(NAMES[fact].shape, value, DAYS[since])
        if found is not None:
            more[fact] = found

    def _meant(self, code: str, value: str) -> _Meaning:
        found = self._meanings[code, value] = _meaning(self._pack, code, value)
        return found


def _meaning(pack: Pack, code: str, value: str) -> _Meaning:
    if code == ROLE:
        return _Meaning(fact=ROLE)
    flag = flag_code(code, value)
    if pack.knows(flag) or code not in NAMES:
        known = pack.situation(flag)
        return _Meaning(known.code, known.until_discussed)
    return _Meaning(fact=code)


def _statement(desk: Desk) -> Any:
    statement = (
        select(
            col(Stored.child_id),
            col(Stored.code),
            col(Stored.value),
            as_text(Stored.since),
            as_text(Stored.until),
        )
        .where(col(Stored.since) <= desk.as_at)
        .order_by(col(Stored.child_id), col(Stored.since), col(Stored.id))
    )
    return desk.some_children(statement, Stored.child_id)
