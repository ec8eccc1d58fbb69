"""Stores to measure on, made as a person would make them: `begin_store`, then an import."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from models.changes.first import begin_store
from models.changes.team import PractitionerFacts
from models.intake.bring_in import bring_in
from models.intake.planning import make_plan
from models.intake.read import read_files
from models.policy import load_pack
from models.store.keys import Cost
from models.store.opening import NewStore, make_store, open_place
from models.store.place import Place
from models.store.store import Store
from models.store.unlocking import unlock_place
from tests.benchmarks.caseloads import SERVICE, caseload
from tests.models.intake.books import csv_folder

PASSPHRASE = "four plain words here"
CHEAP = Cost(1, 8)
"""What opening a store for measuring costs: all but nothing, so that what comes after it is what is measured."""


@dataclass(frozen=True, slots=True)
class Made:
    """A store that was made: where, the day it was made for, and how many tiles it shows."""

    place: Place
    today: date
    tiles: int


def make(folder: Path, tiles: int, cost: Cost = CHEAP) -> Made:
    """Make a real store under `PASSPHRASE` with so many tiles, in a folder of its own below ``folder``."""
    made = Made(Place(folder / f"tiles-{tiles}"), datetime.now().astimezone().date(), tiles)
    files = csv_folder(folder / f"sheets-{tiles}", caseload(tiles, made.today))
    store = open_empty(made.place, cost)
    take_in(store, files, made.today)
    store.close()
    return made


def open_empty(place: Place, cost: Cost = CHEAP) -> Store:
    """Make a store with a team and its manager in it, and return it open."""
    now = datetime.now(UTC)
    manager = PractitionerFacts("P0", "Morag Bell", "team_manager", frontline=False)
    new = NewStore("real", PASSPHRASE, now, now.astimezone().date(), "P0", cost)
    unlocked, _ = make_store(
        place, new, lambda change: begin_store(change, "Riverside 2", "kent", SERVICE, manager)
    )
    return open_place(place, unlocked, now=now)


def open_again(place: Place) -> Store:
    """Open a store that `open_empty` made, or a copy of it."""
    return open_place(place, unlock_place(place, PASSPHRASE), now=datetime.now(UTC))


def take_in(store: Store, files: Path, today: date) -> None:
    """Import files into a store."""
    pack = load_pack("kent")
    incoming = read_files([files], pack, today)
    plan = store.read(lambda session: make_plan(session, incoming, pack, today))
    bring_in(store, plan, now=datetime.now(UTC), today=today, actor="P0")
