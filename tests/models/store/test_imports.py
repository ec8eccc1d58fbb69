"""What the first screen needs loads without what the store needs."""

from __future__ import annotations

import pytest

from models.tables import SCHEMA
from tests.made import in_child

HEAVY = (
    "sqlmodel",
    "sqlalchemy",
    "pydantic",
    "alembic",
    "holidays",
    "pendulum",
    "docx",
    "textual",
    "sqlcipher3",
    "nacl",
)

_LOADED = """
import sys
for name in sys.argv[2:]:
    __import__(name)
print(" ".join(heavy for heavy in sys.argv[1].split(",") if heavy in sys.modules))
"""

_MADE_AND_OPENED = """
import sys, tempfile
from pathlib import Path
from tests import made
place = made.place_in(Path(tempfile.mkdtemp()))
unlocked, _ = made.make(place, made.small_team)
made.open_(place, unlocked).close()
print([name for name in ("alembic", "holidays", "docx", "textual") if name in sys.modules])
"""

_LATER = """
from datetime import date
from sqlmodel import Session, SQLModel, create_engine, select
import models.tables
from models.tables import Child, Supervision

known = SQLModel.metadata.tables
first = sorted(known)
print("agenda_item" in known, "handover" in known, "record_seal" in known, "child" in known)
print(all(key.column is not None for table in list(known.values()) for key in table.foreign_keys))
with Session(create_engine("sqlite://")) as session:
    SQLModel.metadata.create_all(session.connection())
    session.add(Child(number="1", initials="AB", kind="child"))
    session.flush()
    from models.tables import AgendaItem

    AgendaItem.__table__.create(session.connection())
    session.add(Supervision(kind="case", occasion="formal", held_on=date(2026, 6, 1)))
    session.flush()
    session.add(AgendaItem(supervision_id=1, source="policy", key="child:1", child_id=1))
    session.flush()
    print(session.exec(select(AgendaItem.key)).one())
print(set(first) < set(models.tables.SCHEMA.tables), len(models.tables.SCHEMA.tables))
try:
    models.tables.Backlog
except AttributeError as error:
    print(error)
"""


class TestTables:
    """A table is registered by its first use, and all of them by asking for the schema."""

    def test_tables_that_the_board_is_not_read_from(self) -> None:
        """They come later and are used as any other; nothing that is there before refers to one of them."""
        said = in_child(_LATER).splitlines()
        assert said[0] == "False False False True"
        assert said[1:3] == ["True", "child:1"]
        whole, count = said[3].split()
        assert whole == "True"
        assert int(count) == len(SCHEMA.tables)
        assert said[4] == "module 'models.tables' has no attribute 'Backlog'"


class TestLight:
    """Imported before anything is painted."""

    @pytest.mark.parametrize(
        "modules",
        [
            ("models.errors",),
            ("models.store.place", "models.store.lock"),
            ("models.store.keys", "models.store.recovery"),
            ("models.store.files", "models.store.swap", "models.store.key_files"),
            ("models.store.thread",),
            ("models.dates", "models.words", "models.trail"),
            ("models.typed_dates",),
        ],
        ids=" ".join,
    )
    def test_nothing_heavy(self, modules: tuple[str, ...]) -> None:
        """None of the large libraries comes with them."""
        assert in_child(_LOADED, ",".join(HEAVY), *modules).split() == []


class TestStore:
    """The store itself needs the database's libraries, and no more."""

    def test_without_migrations_and_screens(self) -> None:
        """Alembic is loaded only for an older store, holidays only for a year that is not kept."""
        loaded = in_child(_LOADED, ",".join(HEAVY), "models.store.opening", "models.reading.board").split()
        assert "sqlmodel" in loaded
        for late in ("alembic", "holidays", "docx", "textual"):
            assert late not in loaded

    def test_opening_a_store_of_today(self) -> None:
        """Nor are they when a store is made, opened and read."""
        assert in_child(_MADE_AND_OPENED).strip() == "[]"
