"""An import of 10,000 children, against writing the same rows with executemany into a copy of the same store."""

from __future__ import annotations

import shutil
import time
from datetime import datetime
from pathlib import Path
from typing import Any

from models.store.place import Place
from models.store.store import Store
from models.tables import SCHEMA
from tests.benchmarks.caseloads import caseload
from tests.benchmarks.rows import Row, Settings, compare
from tests.benchmarks.stores import open_again, open_empty, take_in
from tests.models.intake.books import csv_folder, xlsx

_CHILDREN = 10_000
Rows = dict[str, list[tuple[Any, ...]]]


def run(settings: Settings) -> list[Row]:
    """Import the workbook and the same as .csv, and write their rows, each into a new store, in turn."""
    sheets = caseload(_CHILDREN, datetime.now().astimezone().date())
    book = xlsx(settings.folder / "children.xlsx", sheets)
    folder = csv_folder(settings.folder / "children", sheets)
    empty = settings.folder / "empty"
    open_empty(Place(empty)).close()
    figures: dict[str, list[float]] = {"book": [], "folder": [], "rows": []}
    count = 0
    for _ in range(settings.rounds):
        figures["book"].append(_import(empty, book)[0])
        took, rows = _import(empty, folder)
        figures["folder"].append(took)
        figures["rows"].append(_write(empty, rows))
        count = sum(map(len, rows.values()))
    against = f"executemany of the same {count:,} rows, the trail’s among them"
    return [
        compare(f"import of {_CHILDREN:,} children, {what}", against, figures[name], figures["rows"], 10.0)
        for name, what in (("book", "a workbook (.xlsx)"), ("folder", "a folder of .csv"))
    ]


def _import(empty: Path, files: Path) -> tuple[float, Rows]:
    """Return the seconds from the file to everything committed, and the rows that are new."""
    store = _copy(empty)
    before = _last_rows(store)
    begun = time.perf_counter()
    take_in(store, files, datetime.now().astimezone().date())
    took = time.perf_counter() - begun
    rows = {name: _rows_after(store, name, last) for name, last in before.items()}
    store.close()
    return took, rows


def _write(empty: Path, rows: Rows) -> float:
    """Return the seconds it takes the driver to write the rows in one transaction."""
    store = _copy(empty)
    driver = store.driver()
    begun = time.perf_counter()
    driver.execute("BEGIN IMMEDIATE")
    for name, some in rows.items():
        if some:
            driver.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(some[0]))})", some)
    driver.execute("COMMIT")
    took = time.perf_counter() - begun
    store.close()
    return took


def _copy(empty: Path) -> Store:
    """Return a copy of the empty store, open; the copy before is gone."""
    place = empty.with_name("copy")
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(empty, place)
    return open_again(Place(place))


def _last_rows(store: Store) -> dict[str, int]:
    """Return the last row's number of every table, parents first."""
    names = [table.name for table in SCHEMA.sorted_tables]
    count = store.driver().execute
    return {name: count(f"SELECT coalesce(max(rowid), 0) FROM {name}").fetchone()[0] for name in names}


def _rows_after(store: Store, name: str, last: int) -> list[tuple[Any, ...]]:
    return list(store.driver().execute(f"SELECT * FROM {name} WHERE rowid > ?", (last,)).fetchall())
