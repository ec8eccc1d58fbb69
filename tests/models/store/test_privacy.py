"""Nothing that a store does tells what it holds: not its errors, not its files, not a printed row."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import Session, select

from models import tables
from models.changes.children import add_child
from models.drafts import save_draft
from models.errors import Refused
from models.store import backup
from models.store.change import Change
from models.store.opening import unlock_place
from models.store.place import Place
from models.store.store import Store
from models.tables import Action, Allocation, Child, Practitioner, Situation
from tests import made
from tests.made import TODAY, ago

CANARY = "Zebedee Quicksilver 4711"


def told(error: BaseException) -> str:
    """Return everything that printing an error and its causes would show."""
    parts = []
    seen: BaseException | None = error
    while seen is not None:
        parts += [str(seen), repr(seen), "".join(traceback.format_exception(seen))]
        seen = seen.__cause__
    return "\n".join(parts)


def clash_no_value(change: Change) -> None:
    """Write an action without what is to be done."""
    change.insert_many(Action, [{"id": 90, "what": None, "why": CANARY, "set_on": TODAY}])


def clash_many(change: Change) -> None:
    """Write five children with one number."""
    rows = [{"id": 90 + n, "number": "same", "initials": CANARY, "kind": "child"} for n in range(5)]
    change.insert_many(Child, rows)


CLASHES: dict[str, Callable[[Change], object]] = {
    "a number twice": lambda change: change.insert(Child(number="40217", initials=CANARY)),
    "a kind unknown": lambda change: change.insert(Child(number="1", initials=CANARY, kind=CANARY)),
    "a child not there": lambda change: change.insert(Situation(child_id=999, code=CANARY, since=TODAY)),
    "an end before the start": lambda change: change.insert(
        Allocation(involvement_id=1, practitioner_id=2, since=TODAY, until=ago(1))
    ),
    "no value": clash_no_value,
    "a share of two": lambda change: change.insert(Practitioner(number="1", name=CANARY, role="x", fte=2)),
    "many at once": clash_many,
}


class TestErrors:
    """An error says what was wrong and never what was in the row."""

    @pytest.mark.parametrize("clash", CLASHES)
    def test_constraints(self, store: Store, clash: str) -> None:
        """Whatever the database refuses is one plain sentence, without values and without SQL."""
        with pytest.raises(Refused) as refused:
            made.do(store, CLASHES[clash])
        assert str(refused.value) == (
            "That change does not fit what is already in the store, so nothing was changed."
        )
        assert refused.value.__cause__ is None
        assert refused.value.__suppress_context__
        shown = told(refused.value)
        for word in (*CANARY.split(), "INSERT", "parameters", "sqlalchemy.exc"):
            assert word not in shown

    def test_sqlalchemy_hides_parameters(self, store: Store) -> None:
        """Even the error beneath, were it shown, names no value."""
        with pytest.raises(Refused) as refused:
            made.do(store, CLASHES["a number twice"])
        beneath = refused.value.__context__
        assert beneath is not None
        assert CANARY not in f"{beneath} {beneath!r}"

    def test_a_query_that_fails(self, store: Store) -> None:
        """Reading fails with a sentence too."""

        def query(session: Session) -> Any:
            return session.connection().execute(text("SELECT :it FROM nowhere"), {"it": CANARY})

        with pytest.raises(Refused, match="The store could not be used") as refused:
            store.read(query)
        assert CANARY not in told(refused.value)

    def test_a_draft_that_fails(self, store: Store) -> None:
        """So does what is written quietly."""

        def job(session: Session) -> None:
            session.add(Child(number="40217", initials=CANARY))

        with pytest.raises(Refused) as refused:
            store.quietly(job)
        assert CANARY not in told(refused.value)

    def test_a_number_that_clashes(self, store: Store) -> None:
        """A refusal may name the number that was typed, and no one's initials."""
        with pytest.raises(Refused) as refused:
            made.do(store, lambda change: add_child(change, "40217", "Zebedee"))
        assert "40217" in str(refused.value)
        assert "Zebedee" not in str(refused.value)


class TestPrinting:
    """A row that lands in a message or a traceback shows its kind and its number."""

    @pytest.mark.parametrize(
        "name",
        [name for name in tables.__all__ if name not in ("SCHEMA", "Row")],
    )
    def test_rows(self, name: str) -> None:
        """For every table there is, printed any way."""
        table = getattr(tables, name)
        row = table(**dict.fromkeys(table.model_fields, CANARY) | {"id": 7, "seq": 7})
        for shown in (str(row), repr(row), f"{row}", f"{[row]}"):
            assert "Zebedee" not in shown

    def test_what_holds_a_key(self, place: Place) -> None:
        """What was unlocked shows none."""
        unlocked = unlock_place(place, "")
        for shown in (repr(unlocked), str(unlocked), f"{unlocked.secret}", f"{[unlocked.secret]}"):
            assert unlocked.secret.data_key.hex() not in shown
            assert repr(unlocked.secret.data_key) not in shown


class TestFiles:
    """Nothing of the store can be read off the disk without its key."""

    def test_while_it_is_open(self, store: Store, place: Place) -> None:
        """Database, log, shared memory, keys, lock, backups: no word, no name, no code, no SQL, no key."""

        def write(change: Change) -> None:
            change.insert(Action(what=CANARY * 50, why=CANARY, child_id=1, set_on=TODAY))
            change.insert(Practitioner(number="P77", name=CANARY, role="x"))
            change.note("fill", "action")

        made.do(store, write)
        store.quietly(save_draft("form", {"why": CANARY}, datetime(2026, 11, 21, tzinfo=UTC)))
        backup.make(place, store.secret, now=made.NOW)
        files = made.bytes_in(place.folder)
        assert {"store.db", "store.db-wal", "store.db-shm", "store.keys", "store.lock"} <= set(files)
        words = ("Zebedee", "Quicksilver", "CREATE TABLE", "SQLite format", "40217", "Morag", "trail_f")
        key = store.secret.data_key
        for name, content in files.items():
            for word in words:
                for code in ("utf-8", "utf-16-le", "utf-16-be"):
                    assert word.encode(code) not in content, f"{word} in {name}"
            assert key not in content
            assert key.hex().encode() not in content
        assert store.read(lambda session: session.exec(select(Action.what)).one()) == CANARY * 50

    def test_what_was_deleted_is_overwritten(self, store: Store) -> None:
        """So that what was destroyed is not in the decrypted pages either; nothing temporary is on disk."""
        assert store.driver().execute("PRAGMA secure_delete").fetchone()[0] == 1
        assert store.driver().execute("PRAGMA temp_store").fetchone()[0] == 2

    def test_sqlcipher_writes_nothing_to_the_terminal(
        self, place: Place, capfd: pytest.CaptureFixture[str]
    ) -> None:
        """A damaged page is our sentence and no line of the library's own."""
        raw = bytearray(place.database.read_bytes())
        raw[200] ^= 1
        place.database.write_bytes(raw)
        with pytest.raises(Refused, match="is damaged"):
            made.open_(place, unlock_place(place, ""))
        assert capfd.readouterr() == ("", "")
