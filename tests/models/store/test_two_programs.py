"""Two programs at one store: one writes, others read."""

from __future__ import annotations

import os
import time

import pytest
from sqlmodel import Session, select

from models.errors import Refused
from models.store import backup
from models.store.check import check
from models.store.connection import BUSY_TIMEOUT
from models.store.opening import Unlocked
from models.store.place import Place
from models.store.store import Store
from models.tables import TrailLine
from tests import made
from tests.models.store.movers import hold, started


def moves(store: Store) -> int:
    """Return how many moves a store holds."""
    return len(made.dump(store)["stage_move"])


class TestSecondWriter:
    """Only one program writes a store."""

    def test_is_told_who_holds_it(self, place: Place, unlocked: Unlocked) -> None:
        """The sentence names the process and since when, and what can be done."""
        with (
            started(hold, place.folder) as (process, _),
            pytest.raises(Refused, match="already open in another window") as refused,
        ):
            made.open_(place, unlocked)
        assert f"(process {process.pid})" in str(refused.value)
        assert "21 Nov" in str(refused.value)
        assert "only reads" in str(refused.value)

    def test_in_the_same_program(self, place: Place, unlocked: Unlocked) -> None:
        """A second opening within one program is refused as well, and leaves the first in order."""
        first = made.open_(place, unlocked)
        with pytest.raises(Refused, match=f"process {os.getpid()}"):
            made.open_(place, unlocked)
        made.do(first, lambda change: change.note("look", "store"))
        first.close()
        made.open_(place, unlocked).close()

    def test_a_kill_frees_it(self, place: Place, unlocked: Unlocked) -> None:
        """A program that was killed holds nothing."""
        with started(hold, place.folder) as (process, _):
            process.kill()
            process.join()
            made.open_(place, unlocked).close()

    def test_a_failed_opening_frees_it(self, place: Place, unlocked: Unlocked) -> None:
        """A store that could not be opened is not left locked."""
        whole = place.database.read_bytes()
        place.database.write_bytes(b"")
        with pytest.raises(Refused, match="is empty"):
            made.open_(place, unlocked)
        place.database.write_bytes(whole)
        made.open_(place, unlocked).close()

    def test_a_note_that_cannot_be_read(self, place: Place, unlocked: Unlocked) -> None:
        """Where the note about the holder is no note, the store is still refused."""
        holder = made.open_(place, unlocked)
        place.lock.write_bytes(b"\x00not json")
        with pytest.raises(Refused, match="already open in another window"):
            made.open_(place, unlocked)
        holder.close()


class TestReaders:
    """Any number of programs read beside the one that writes."""

    def test_see_each_committed_move(self, place: Place, unlocked: Unlocked) -> None:
        """A reader sees what the writer has committed, as soon as it is acknowledged."""
        with started(hold, place.folder) as (_, line):
            reader = made.open_(place, unlocked, read_only=True)
            before = moves(reader)
            for count in range(1, 4):
                line.send(True)
                line.recv()
                assert moves(reader) == before + count
            reader.close()

    def test_write_nothing(self, place: Place, unlocked: Unlocked) -> None:
        """A reader's changes are refused in a sentence, and by the database itself."""
        reader = made.open_(place, unlocked, read_only=True)
        with pytest.raises(Refused, match="opened to be read only"):
            made.do(reader, lambda change: change.note("look", "store"))
        with pytest.raises(Refused, match="opened to be read only"):
            reader.quietly(lambda session: None)
        with pytest.raises(Exception, match="readonly"):
            reader.driver().execute("DELETE FROM child")
        reader.close()

    def test_do_not_hold_up_the_writers_end(self, place: Place, unlocked: Unlocked) -> None:
        """A reader in the middle of a query does not keep the writer from closing, and loses nothing."""
        writer, reader = made.open_(place, unlocked), made.open_(place, unlocked, read_only=True)

        def look(session: Session) -> tuple[int, int]:
            before = len(session.exec(select(TrailLine.seq)).all())
            made.do(writer, lambda change: change.note("look", "store"))
            began = time.perf_counter()
            writer.close()
            assert time.perf_counter() - began < BUSY_TIMEOUT / 1000  # what it is waited for otherwise
            return before, len(session.exec(select(TrailLine.seq)).all())

        before, meanwhile = reader.read(look)
        assert meanwhile == before
        assert len(made.trail_rows(reader)) == before + 1
        reader.close()
        made.open_(place, unlocked).close()

    def test_a_check_and_a_backup_work_beside_it(self, place: Place, unlocked: Unlocked) -> None:
        """Both look at what is committed and leave the writer alone."""
        with started(hold, place.folder) as (_, line):
            line.send(True)
            line.recv()
            assert [finding for finding in check(place, unlocked, made.NOW) if not finding.good] == []
            kept = backup.make(place, unlocked.secret, now=made.NOW)
            line.send(True)
            line.recv()
            assert backup.read_manifest(kept.path).trail_seq > 0

    def test_after_a_kill(self, place: Place, unlocked: Unlocked) -> None:
        """A reader alone finds what a killed writer had committed."""
        with started(hold, place.folder) as (process, line):
            reader = made.open_(place, unlocked, read_only=True)
            before = moves(reader)
            reader.close()
            line.send(True)
            line.recv()
            process.kill()
            process.join()
        reader = made.open_(place, unlocked, read_only=True)
        assert moves(reader) == before + 1
        reader.close()


class TestUndoAcrossPrograms:
    """What another program wrote meanwhile is never overwritten by an undo."""

    def test_refused_where_the_store_moved_on(self, place: Place, unlocked: Unlocked) -> None:
        """Steps carried over a lock of the screen do not reach behind another program's change."""
        first = made.open_(place, unlocked)
        made.do(first, lambda change: change.note("look", "store"))
        kept = list(first.steps)
        first.close()
        with started(hold, place.folder) as (_, line):
            line.send(True)
            line.recv()
            line.send(False)
            assert line.recv() == "closed"
        again = made.open_(place, unlocked)
        again.steps[:] = kept
        with pytest.raises(Refused, match="changed by another program"):
            made.undo(again)
        made.do(again, lambda change: change.note("look again", "store"))
        assert made.undo(again) == "look again"
        with pytest.raises(Refused, match="changed by another program"):
            made.undo(again)
        again.close()

    def test_goes_on_after_a_lock_of_the_screen(self, place: Place, unlocked: Unlocked) -> None:
        """Where nothing happened in between, the steps of before the lock can still be taken back."""
        first = made.open_(place, unlocked)
        made.do(first, lambda change: change.note("one", "store"))
        made.do(first, lambda change: change.note("two", "store"))
        assert made.undo(first) == "two"
        kept = list(first.steps)
        first.close()
        again = made.open_(place, unlocked)
        again.steps[:] = kept
        assert made.undo(again) == "one"
        again.close()
