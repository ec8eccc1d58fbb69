"""Killed at any point of a destruction: nothing is destroyed, or all is, and the next opening cleans the pages."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from models.changes.cleaning import cleaning_is_due
from models.changes.destroying import propose_destruction
from models.destruction import clean_pages
from models.errors import Refused
from models.reading.finding import find
from models.reading.leavers import DESTROYED, PROPOSED, TO_CLEAN, FileLine, read_files
from models.store import backup
from models.store.check import check
from models.store.connection import connect
from models.store.copies import copies_of
from models.store.opening import Unlocked, unlock_place
from models.store.place import Place
from models.store.store import Store
from tests import made
from tests.models.changes.leavers import HAVERING, LEAVER, LONG_AFTER, WORDS, give_up_the_childs, made_leaver
from tests.models.store.destroyers import destroy, destroy_telling, destroy_ticking, destroy_until
from tests.models.store.movers import drained, started
from tests.models.store.plain_pages import plain_bytes

NOTHING, DUE, CLEAN = "nothing destroyed", "destroyed, cleaning due", "destroyed and clean"
POINTS = {
    ("DELETE", 9): NOTHING,
    ("COMMIT", 1): NOTHING,
    ("PRAGMA wal_checkpoint", 1): DUE,
    ("VACUUM", 1): DUE,
    ("UPDATE destruction SET cleaned", 1): DUE,
    ("never", 1): CLEAN,
}
"""Before which statement of the act the program is killed, and what it leaves then."""
SLOW = (
    ("COMMIT", 1),
    ("PRAGMA wal_checkpoint", 1),
    ("VACUUM", 1),
    ("PRAGMA wal_checkpoint", 2),
    ("COMMIT", 2),
)
"""The statements that write the files: a kill may come in the middle of one."""
every = pytest.mark.sweep
Tell = Callable[[str, object], None]
"""How a test leaves a count in the report."""


@dataclass(frozen=True)
class Proposed:
    """A store in which the destruction of a file is proposed, to be copied for each kill."""

    place: Place
    unlocked: Unlocked
    before: dict[str, list[tuple[Any, ...]]]

    def killed(self, folder: Path, program: Any, *arguments: object, after: float | None = None) -> str:
        """Kill a program over a copy of the store; return what it left, having looked at all of it."""
        place = made.copy_of(self.place, folder)
        with started(program, place.folder, *arguments) as (process, line):
            if after is not None and line.poll(20) and line.recv() == "now":
                time.sleep(after)
                process.kill()
            elif after is None:
                drained(line)
            process.join()
        return self.found(place)

    def found(self, place: Place) -> str:
        """Return how a killed program left the store: first as a reader sees it, then opened as ever."""
        unlocked = unlock_place(place, "")
        reader = made.open_(place, unlocked, read_only=True)
        due, line = reader.read(cleaning_is_due), _line(reader)
        reader.close()
        assert (TO_CLEAN in line.text()) == due
        store = made.open_(place, unlocked)
        try:
            if line.state == PROPOSED:
                assert made.dump(store) == self.before
                return NOTHING
            self._is_all_gone(place, unlocked, store)
        finally:
            store.close()
        assert [finding for finding in check(place, unlocked, made.NOW) if not finding.good] == []
        return DUE if due else CLEAN

    def _is_all_gone(self, place: Place, unlocked: Unlocked, store: Store) -> None:
        line = _line(store)
        assert line.state == DESTROYED
        assert TO_CLEAN not in line.text()
        assert line.destruction is not None
        assert line.destruction.certificate is not None
        assert line.destruction.cleaned_at == made.NOW
        assert line.destruction.certificate.copies == copies_of(place, made.NOW)
        assert WORDS not in repr(made.dump(store)) + repr(made.trail_rows(store))
        assert store.read(lambda session: find(session, WORDS)) == []
        assert WORDS.lower().encode() not in plain_bytes(place, unlocked.secret).lower()


def _line(store: Store) -> FileLine:
    return store.read(lambda session: read_files(session, HAVERING, LONG_AFTER))[0]


@pytest.fixture(scope="module")
def proposed(tmp_path_factory: pytest.TempPathFactory) -> Proposed:
    """A store with the file of a leaver proposed, a backup beside it, and their words still in its log."""
    place = made.place_in(tmp_path_factory.mktemp("proposed"))
    unlocked, _ = made.make(place, made.small_team)
    store = made.open_(place, unlocked)
    made_leaver(store)
    made.do(store, give_up_the_childs)
    made.do(store, lambda change: propose_destruction(change, HAVERING, LEAVER), today=LONG_AFTER)
    backup.make(place, store.secret, now=made.NOW)
    before = made.dump(store)
    store.close()
    assert WORDS.lower().encode() in plain_bytes(place, unlocked.secret).lower()
    return Proposed(place, unlocked, before)


class TestKilled:
    """At every point of the act: rows, certificate, log, pages, the note that they are clean."""

    @pytest.mark.parametrize(("point", "leaves"), POINTS.items(), ids=str)
    def test_before_a_statement(
        self, proposed: Proposed, tmp_path: Path, point: tuple[str, int], leaves: str
    ) -> None:
        """Before the commit nothing is destroyed; from then on all is, and the next opening cleans what is due."""
        assert proposed.killed(tmp_path, destroy_until, *point) == leaves

    @pytest.mark.parametrize("kills", [2, pytest.param(200, marks=every)])
    def test_while_the_files_are_written(
        self, proposed: Proposed, tmp_path: Path, kills: int, record_property: Tell
    ) -> None:
        """In the middle of a commit, of a checkpoint, of writing the database anew."""
        chance = random.Random(20261129)
        seen = Counter(
            proposed.killed(
                tmp_path / str(number),
                destroy_telling,
                *SLOW[number % len(SLOW)],
                after=chance.random() * 0.006,
            )
            for number in range(kills)
        )
        record_property("left", dict(seen))
        assert sum(seen.values()) == kills

    @every
    def test_before_each_statement(self, proposed: Proposed, tmp_path: Path, record_property: Tell) -> None:
        """Every one of the act, one after another; all three ends are seen."""
        record_property(
            "left", dict(self._all(proposed, tmp_path, destroy_until, lambda number: ("", number)))
        )

    @every
    def test_within_each_statement(self, proposed: Proposed, tmp_path: Path, record_property: Tell) -> None:
        """Every hundred steps of SQLite's own machine."""
        record_property(
            "left", dict(self._all(proposed, tmp_path, destroy_ticking, lambda number: (number,)))
        )

    def _all(self, proposed: Proposed, folder: Path, program: Any, point: Any) -> Counter[str]:
        """Kill at the first, second, third … point until one is never reached; return what was left how often."""
        seen: Counter[str] = Counter()
        for number in range(1, 2000):
            place = folder / str(number)
            left = proposed.killed(place, program, *point(number))
            seen[left] += 1
            if left == CLEAN and seen[CLEAN] > 20:
                break
        assert seen.keys() == {NOTHING, DUE, CLEAN}
        return seen


class TestNotYet:
    """What keeps the pages from being cleaned is said, and the cleaning stays due."""

    def test_a_reader_beside(self, proposed: Proposed, tmp_path: Path) -> None:
        """While another program reads what the log held, it can't be emptied: said, and done at the next opening."""
        place = made.copy_of(proposed.place, tmp_path)
        store = made.open_(place, proposed.unlocked)
        reader = connect(place.database, proposed.unlocked.secret, mode="ro")
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM trail").fetchone()
        with pytest.raises(Refused, match=r"destroyed.*Another program reads.*whenever the store is opened"):
            destroy(store)
        assert TO_CLEAN in _line(store).text()
        found = {one.what: one for one in check(place, proposed.unlocked, made.NOW)}["destroyed files"]
        assert (found.good, found.seen) == (
            False,
            "the pages behind 1 of 1 are to be cleaned; opening the store does it",
        )
        reader.close()
        store.close()
        assert proposed.found(place) == DUE

    def test_asked_for(self, proposed: Proposed, tmp_path: Path) -> None:
        """Cleaning that nothing needs is done, and leaves no line."""
        place = made.copy_of(proposed.place, tmp_path)
        store = made.open_(place, proposed.unlocked)
        lines = len(made.trail_rows(store))
        clean_pages(store, **made.HOW)
        assert len(made.trail_rows(store)) == lines
        store.close()
