"""Made-up encrypted stores of any size for measuring the due list: children with five years of discussions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from models.changes.team import begin_team
from models.store.change import Change
from models.store.opening import unlock_place
from models.store.place import Place
from models.store.store import Store
from tests import made

TODAY = made.TODAY
YEARS = 5
DISCUSSIONS_OF = 120
"""Discussions of each child in those years: 1.2 million for 10,000 children."""
LOAD = 16
"""Children of one practitioner."""
POLICY, SERVICE = "kent", "childrens_social_work"
_DAYS = YEARS * 365
_RHYTHM = 2 * _DAYS // DISCUSSIONS_OF
"""Days between the sessions of a child: every second of its practitioner's sessions speaks of it."""
Rows = Iterable[tuple[Any, ...]]


def store_of(folder: Path, children: int, policy: str = POLICY) -> Store:
    """Return an open store with so many children, made in the folder if it is not there yet."""
    place = Place(folder / f"{policy}-{children}")
    if not place.exists():
        made.make(place, lambda change: _fill(change, children, policy), kind="scratch", today=TODAY)
    return made.open_(place, unlock_place(place, ""), read_only=True)


def _fill(change: Change, children: int, policy: str) -> None:
    begin_team(change, "Measured", policy, SERVICE)
    people = max(1, children // LOAD)
    sessions = list(_sessions(people))
    _write(change, "practitioner", _people(people))
    _write(change, "child", ((n, f"{30000 + n}", "AB", "child", None, None) for n in range(1, children + 1)))
    _write(change, "involvement", _involvements(children))
    _write(change, "allocation", _allocations(children, people))
    _write(change, "situation", _situations(children))
    _write(change, "supervision", sessions)
    _write(change, "discussion", _discussions(sessions, children, people))
    _write(change, "agreement", ((n, n, made.ago(n % 400 + 1).isoformat(), 4) for n in range(1, people + 1)))
    _write(change, "observation", ((n, n, made.ago(n % 500 + 1).isoformat()) for n in range(1, people + 1)))
    change.note("fill", "store", children=children)


_COLUMNS = {
    "practitioner": "id, number, name, job_title, role, also_role, supervisor_id, service, frontline, fte, started_on",
    "child": "id, number, initials, kind, family_id, joined_into_id",
    "involvement": "id, child_id, service, opened_on, closed_on, closing_reason",
    "allocation": "id, involvement_id, practitioner_id, since, until",
    "situation": "id, child_id, code, value, since, until",
    "supervision": "id, kind, occasion, practitioner_id, planned_for, held_on, minutes, recorded_on, signed_on, "
    "starts_at, reason, cause",
    "discussion": "id, supervision_id, child_id, kind, at, criterion",
    "agreement": "id, practitioner_id, signed_on, weeks",
    "observation": "id, practitioner_id, observed_on",
}


def _write(change: Change, table: str, rows: Rows) -> None:
    columns = _COLUMNS[table]
    marks = ", ".join("?" * (columns.count(",") + 1))
    driver = change.session.connection().connection.driver_connection
    assert driver is not None
    driver.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)


def _people(count: int) -> Rows:
    for n in range(1, count + 1):
        yield (
            n, f"P{n}", f"Person {n}", "", "social_worker", "", None if n == 1 else 1, SERVICE, True, 1.0,
            made.ago(_DAYS + 300).isoformat(),
        )  # fmt: skip


def _involvements(children: int) -> Rows:
    chance = Random(1)
    for n in range(1, children + 1):
        opened = made.ago(chance.randrange(40, _DAYS))
        yield (n, n, SERVICE, opened.isoformat(), None, "")
        if n % 3 == 0:
            before = opened - timedelta(days=chance.randrange(100, 400))
            closed = before + timedelta(days=60)
            yield (children + n, n, SERVICE, before.isoformat(), closed.isoformat(), "")


def _allocations(children: int, people: int) -> Rows:
    chance = Random(1)
    for n in range(1, children + 1):
        opened = made.ago(chance.randrange(40, _DAYS))
        if n % 3 == 0:
            chance.randrange(100, 400)
        yield (n, n, _holder(n, people), opened.isoformat(), None)


def _holder(child: int, people: int) -> int:
    return child % people + 1


def _situations(children: int) -> Rows:
    chance = Random(2)
    for n in range(1, children + 1):
        code = chance.choice(("cin", "cin", "cp", "cic"))
        began = made.ago(chance.randrange(30, 700))
        yield (2 * n - 1, n, code, "", began.isoformat(), None)
        if n % 4 == 0:
            yield (2 * n, n, "cin", "", (began - timedelta(days=200)).isoformat(), began.isoformat())


def _sessions(people: int) -> Iterator[tuple[Any, ...]]:
    """Yield every practitioner's case sessions, with a personal one beside every second, and the next booked."""
    chance, number = Random(3), 0
    for person in range(1, people + 1):
        for day in _rhythm(chance):
            for kind in ("case", "personal") if chance.random() < 0.3 else ("case",):
                number += 1
                text = day.isoformat()
                written = text if (TODAY - day).days > 3 or chance.random() < 0.6 else None
                yield (number, kind, "formal", person, text, text, 60, written, written, "", "", "")
        number += 1
        booked = (TODAY + timedelta(days=chance.randrange(1, 20))).isoformat()
        yield (number, "case", "formal", person, booked, None, None, None, None, "", "", "")


def _rhythm(chance: Random) -> Iterator[date]:
    day = made.ago(chance.randrange(1, 60))
    while (TODAY - day).days < _DAYS:
        yield day
        day -= timedelta(days=_RHYTHM // 2)


def _discussions(sessions: list[tuple[Any, ...]], children: int, people: int) -> Rows:
    """Yield who was discussed: half of the practitioner's children in each case session, turn about."""
    held_by: dict[int, list[int]] = {}
    for child in range(1, children + 1):
        held_by.setdefault(_holder(child, people), []).append(child)
    number = turn = 0
    for row in sessions:
        if row[1] != "case" or row[5] is None:
            continue
        turn += 1
        for child in held_by[row[3]]:
            if (child // people + turn) % 2 == 0:
                number += 1
                yield (number, row[0], child, "formal", row[5], "")
