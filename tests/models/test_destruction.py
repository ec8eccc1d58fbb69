"""A file destroyed wholly: no word is left in the store's files or its log; every copy that still holds it is named."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from models import trail
from models.changes.destroying import propose_destruction
from models.changes.holds import place_hold
from models.destruction import destroy_wholly
from models.errors import Refused
from models.reading.leavers import DESTROYED, HELD, KEPT, MAY_GO, NO_PERIOD, PROPOSED, FileLine, read_files
from models.reading.subject_access import read_whole_file
from models.store import backup
from models.store.copies import copies_of
from models.store.opening import Unlocked
from models.store.place import Place
from models.store.store import Store
from models.tables import Record
from tests import made
from tests.models.changes.leavers import (
    HAVERING,
    KENT,
    LEAVER,
    LEFT,
    LONG_AFTER,
    NUMBER,
    WORDS,
    give_up_the_childs,
    made_leaver,
    pages,
    proposed_before,
)


@pytest.fixture
def left(store: Store) -> Store:
    """A store with the file of someone who left, the child's own record emptied of their words."""
    made_leaver(store)
    return store


def wholly(store: Store, *, second: Path | None = None, number: str = NUMBER) -> list[str]:
    """Propose and destroy; return what the certificate says."""
    row = made.do(store, lambda c: propose_destruction(c, HAVERING, LEAVER), today=LONG_AFTER)
    found = destroy_wholly(
        store, HAVERING, row.id, number, now=made.NOW, today=LONG_AFTER, actor="M1", second=second
    )
    return found.sentences()


def line(store: Store, pack: object = HAVERING, day: object = LONG_AFTER) -> FileLine:
    """Return how the file stands."""
    return store.read(lambda s: read_files(s, pack, day))[0]  # type: ignore[arg-type]


class TestWholly:
    """Rows, drafts, index, free pages and the log; copies named with the day on which they fall away."""

    def test_no_word_while_the_store_is_open(self, place: Place, unlocked: Unlocked, tmp_path: Path) -> None:
        """The log is emptied at once, before the store is closed; the decrypted pages hold nothing."""
        store = made.open_(place, unlocked)
        made_leaver(store)
        made.do(store, proposed_before)
        log = place.database.with_name("store.db-wal")
        assert log.stat().st_size > 0
        _without_the_childs(store)
        wholly(store)
        assert log.stat().st_size == 0
        assert WORDS.lower().encode() not in pages(place, unlocked, tmp_path / "plain").lower()
        assert WORDS.lower().encode() not in b"".join(made.bytes_in(place.folder).values()).lower()
        assert trail.first_fault(trail.Line(*one) for one in made.trail_rows(store)) == ""
        store.close()

    def test_copies_are_named(self, left: Store, place: Place, tmp_path: Path) -> None:
        """The daily backup and that before an update with their days; a second place, a store set aside: by hand."""
        second = tmp_path / "second"
        daily = backup.make(place, left.secret, now=made.NOW, also=second)
        old = backup.make(place, left.secret, now=made.NOW - timedelta(days=9), why="before-update")
        aside = place.folder.with_name(f"{place.folder.name}-set-aside-2026-11-01T090000")
        aside.mkdir()
        (place.backups / ".making-x1").mkdir()
        (place.folder.parent / f".{place.folder.name}.restoring-x1").mkdir()
        said = "\n".join(wholly(left, second=second))
        for own in (daily, old):
            assert f"The backup {own.path.name} still holds it, and falls away by" in said
        for name in (str(second / daily.path.name), str(aside)):
            assert f"The backup {name} still holds it, and never falls away by itself" in said
        assert "The backup .making-x1 still holds it, and falls away by Mon 23 Nov 2026" in said
        assert "restoring-x1 still holds it, and never falls away by itself: delete the file by hand" in said
        day = next(one.falls_away for one in copies_of(place, made.NOW) if one.name == daily.path.name)
        assert day is not None
        assert day > made.TODAY

    def test_a_slip_destroys_nothing(self, left: Store) -> None:
        """Another number is refused."""
        with pytest.raises(Refused, match="Nothing was destroyed"):
            wholly(left, number="P3")
        assert left.read(lambda s: read_whole_file(s, LEAVER)).records


class TestList:
    """How each file stands."""

    def test_through_its_life(self, left: Store) -> None:
        """Kept, may go, held, proposed, destroyed; where the policy sets no period it says so."""
        assert line(left, day=made.TODAY).state == KEPT
        assert line(left).state == MAY_GO
        assert line(left, KENT).state == NO_PERIOD
        assert "sets no period" in line(left, KENT).text()
        made.do(left, lambda change: place_hold(change, LEAVER, "A claim"), today=LONG_AFTER)
        assert line(left).state == HELD
        assert "A claim" in line(left).text()
        made.undo(left, today=LONG_AFTER)
        made.do(left, lambda c: propose_destruction(c, HAVERING, LEAVER), today=LONG_AFTER)
        assert line(left).state == PROPOSED
        made.undo(left, today=LONG_AFTER)
        wholly(left)
        done = line(left)
        assert done.state == DESTROYED
        assert done.destruction is not None
        assert done.destruction.certificate is not None
        assert WORDS not in repr(done)
        assert LEFT < LONG_AFTER


class TestOwnFile:
    """Everything about one person, for a request of their own."""

    def test_what_is_in_it(self, left: Store) -> None:
        """Every sort of row, own records apart from children's, why it is held left out; a lifted hold is none."""
        assert not left.read(lambda s: read_whole_file(s, LEAVER)).held
        made.do(left, lambda change: place_hold(change, LEAVER, "Zanzibar claim"))
        file = left.read(lambda s: read_whole_file(s, LEAVER))
        assert {"agreements", "absences", "sessions", "actions", "disagreements", "observations"} <= set(
            file.rows
        )
        assert [one.form for one in file.records] == ["havering_b", "havering_b"]
        assert [one.form for one in file.childrens] == ["havering_a"]
        assert file.held
        assert "Zanzibar" not in repr(file)
        assert WORDS in repr(file.rows)


def _without_the_childs(store: Store) -> None:
    """Take the person's words out of the child's own record and its action, which stay."""
    made.do(store, give_up_the_childs)
    assert (
        store.read(lambda s: s.exec(select(Record).where(Record.form == "havering_a")).one().answers) == "{}"
    )
