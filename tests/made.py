"""Made-up stores for tests: a small team, made in milliseconds, and ways to look at what a store holds.

All rows of `small_team` have known numbers: practitioners 1 to 3, children 1 to 4, involvements 1 to 4
(one a child) and 5, which is closed.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from models.changes.children import add_child
from models.changes.involvements import close_involvement, open_involvement
from models.changes.situations import add_situation
from models.changes.stages import move_to_stage
from models.changes.team import PractitionerFacts, add_practitioner, appoint_manager, begin_team
from models.store import words
from models.store.change import Change
from models.store.keys import Cost
from models.store.opening import NewStore, Unlocked, make_store, open_place
from models.store.place import Place
from models.store.store import Store

T = TypeVar("T")

ROOT = Path(__file__).parents[1]
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 21)
HOW: dict[str, Any] = {"now": NOW, "today": TODAY, "actor": "M1"}
CHEAP = Cost(1, 8)
SERVICE, OTHER_SERVICE = "childrens_social_work", "early_help"
MORAG, PRIYA, SAM = 1, 2, 3
TOM, ROSA, RUBEN, KIT = 1, 2, 3, 4
USUAL = dict.fromkeys(range(1, 7), 30)


def ago(days: int) -> date:
    """Return the day so many days before the tests' today."""
    return TODAY - timedelta(days=days)


def place_in(folder: Path) -> Place:
    """Return the place of a store below a test's own folder."""
    return Place(folder / "store")


def nothing(_change: Change) -> None:
    """Put nothing into a new store."""


def make(
    place: Place,
    first: Callable[[Change], None] = nothing,
    *,
    passphrase: str | None = None,
    kind: str = "scratch",
    today: date = TODAY,
) -> tuple[Unlocked, str]:
    """Make a store, with an open door unless a passphrase is given, and return its secret and recovery key."""
    return make_store(place, NewStore(kind, passphrase, NOW, today, "M1", CHEAP), first)


def copy_of(place: Place, folder: Path) -> Place:
    """Copy a store that is closed into a folder, and return its place there."""
    own = place_in(folder)
    shutil.copytree(place.folder, own.folder)
    return own


def open_(place: Place, unlocked: Unlocked, *, read_only: bool = False) -> Store:
    """Open a made store."""
    return open_place(place, unlocked, now=NOW, read_only=read_only)


def do(store: Store, function: Callable[[Change], T], today: date = TODAY) -> T:
    """Run one change."""
    return store.change(function, now=NOW, today=today, actor="M1")


def undo(store: Store, today: date = TODAY) -> str | None:
    """Take the latest change back; return what it was."""
    step = store.undo(now=NOW, today=today, actor="M1")
    return step.what if step else None


def small_team(change: Change) -> None:
    """Fill a store: a manager, two practitioners, four open children (two siblings), one earlier involvement."""
    begin_team(change, "Riverside 2", "kent", SERVICE)
    for number, name in (("P1", "Morag Bell"), ("P2", "Priya Shah"), ("P3", "Sam Obi")):
        role = "team_manager" if number == "P1" else "social_worker"
        add_practitioner(change, PractitionerFacts(number, name, role, service=SERVICE, started_on=ago(900)))
    appoint_manager(change, MORAG)
    for number, initials, family in (
        ("40217", "TB", ""),
        ("40555", "RO", "F7"),
        ("40556", "RU", "F7"),
        ("39980", "KM", ""),
    ):
        add_child(change, number, initials, family)
    open_involvement(change, TOM, SERVICE, ago(100), PRIYA)
    for child in (ROSA, RUBEN):
        open_involvement(change, child, SERVICE, ago(60), SAM)
    open_involvement(change, KIT, SERVICE, ago(400), PRIYA)
    closed = open_involvement(change, ROSA, OTHER_SERVICE, ago(200), SAM)
    close_involvement(change, closed.id, ago(90), "The plan was met")
    move_to_stage(change, [1], 2, ago(70))
    move_to_stage(change, [1], 3, ago(20), why="The family set the pace")
    move_to_stage(change, [2, 3], 2, ago(10))
    add_situation(change, TOM, "cin", ago(100))
    add_situation(change, TOM, "risk", ago(90), value="low")


def in_child(code: str, *arguments: object) -> str:
    """Run Python code in a program of its own and return what it printed; its errors fail the test."""
    child = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)], capture_output=True, text=True, cwd=ROOT
    )
    assert child.returncode == 0, child.stderr
    return child.stdout


def is_of_an_index(table: str) -> bool:
    """Say whether a table is an index or one of those in which it keeps itself."""
    return any(table == name or table.startswith(f"{name}_") for name in words.INDEXES)


def tables(store: Store) -> list[str]:
    """Return the names of the store's own tables, without the trail and the index of words."""
    found = store.driver().execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
        "AND name NOT IN ('trail', 'trail_salt') ORDER BY name"
    )
    names = (str(row[0]) for row in found.fetchall())
    return [name for name in names if not is_of_an_index(name)]


def dump(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table but the trail, exactly as stored."""
    return {
        name: store.driver().execute(f'SELECT * FROM "{name}" ORDER BY 1').fetchall()
        for name in tables(store)
    }


def trail_rows(store: Store) -> list[tuple[Any, ...]]:
    """Return the lines of the trail, in order."""
    found = store.driver().execute(
        "SELECT seq, at, actor, action, entity, entity_id, detail, prev, hash FROM trail ORDER BY seq"
    )
    return [tuple(row) for row in found.fetchall()]


def salt_rows(store: Store) -> list[tuple[Any, ...]]:
    """Return the salts of the hashed words in the trail."""
    found = store.driver().execute("SELECT seq, salt FROM trail_salt ORDER BY seq")
    return [tuple(row) for row in found.fetchall()]


def bytes_in(folder: Path) -> dict[str, bytes]:
    """Return the content of every file below a folder, by its name within it."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
