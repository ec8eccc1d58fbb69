"""What holds of every change: it can be undone bit for bit, and it tells the trail no one's words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

import pytest
from sqlmodel import Session

from models import trail
from models.changes import exports
from models.changes.agenda import word_item
from models.drafts import read_draft, save_draft
from models.errors import Refused
from models.store import backup
from models.store.change import Change
from models.store.check import check
from models.store.opening import Unlocked
from models.store.place import Place
from models.store.store import Store
from models.tables import AgendaItem, Child, Family, Practitioner
from tests import made
from tests.models.changes.catalogue import CORRECTIONS, EXAMPLES, FINAL, public_changes
from tests.models.changes.examples.agendas import on_agenda
from tests.models.changes.examples.canary import CANARY

ALL = EXAMPLES | CORRECTIONS


def nothing_wrong(store: Store) -> bool:
    """Say whether every row belongs to something and the trail follows."""
    lines = (trail.Line(*line) for line in made.trail_rows(store))
    broken = store.driver().execute("PRAGMA foreign_key_check").fetchall()
    return trail.first_fault(lines) == "" and not broken


class TestCatalogue:
    """The examples are complete."""

    def test_every_change_has_one(self) -> None:
        """A new change function needs an example here, and is then held to all that follows."""
        assert public_changes() == {*EXAMPLES, *FINAL}


class TestFinal:
    """Signing and sealing are not taken back, and leave nothing to be taken back before them."""

    @pytest.mark.parametrize(
        "name", [name for name in FINAL if name not in ("note_export", "note_file_export")]
    )
    def test_not_undone(self, store: Store, name: str) -> None:
        """An undo after it does nothing at all."""
        made.do(store, EXAMPLES["allocate"])
        made.do(store, FINAL[name])
        before, lines = made.dump(store), made.trail_rows(store)
        assert made.undo(store) is None
        assert (made.dump(store), made.trail_rows(store)) == (before, lines)
        assert nothing_wrong(store)

    def test_passed_over(self, store: Store) -> None:
        """An export is no step: the one before it is still taken back, and the export stays."""
        record = made.do(store, EXAMPLES["begin_record"])
        made.do(store, EXAMPLES["allocate"])
        before = made.dump(store)
        made.do(store, lambda change: exports.note_export(change, record.id, "draft"))  # type: ignore[attr-defined]
        assert made.undo(store) == "allocate"
        assert len(made.dump(store)["record_export"]) == len(before["record_export"]) + 1
        assert nothing_wrong(store)


@pytest.mark.parametrize("name", ALL)
class TestUndone:
    """Each named change, done and taken back."""

    def test_undo_brings_every_table_back(self, store: Store, name: str) -> None:
        """After the undo every row of every table is as it was, and the trail has grown by its lines."""
        before, lines = made.dump(store), len(made.trail_rows(store))
        made.do(store, ALL[name])
        assert made.dump(store) != before
        after = len(made.trail_rows(store))
        assert after > lines
        made.undo(store)
        assert made.dump(store) == before
        assert [line[3] for line in made.trail_rows(store)[after:]] == ["undo"]
        assert nothing_wrong(store)


@pytest.mark.parametrize("name", ALL | FINAL)
class TestEveryChange:
    """Each named change, whatever became of it."""

    def test_no_words_in_the_trail(self, store: Store, name: str) -> None:
        """No line holds what a person typed, done or undone."""
        made.do(store, (ALL | FINAL)[name])
        made.undo(store)
        said = " ".join(str(part) for line in made.trail_rows(store) for part in line)
        for word in CANARY.split():
            assert word.lower() not in said.lower()

    def test_says_who_when_and_what(self, store: Store, name: str) -> None:
        """Each line names who did it, when, and a row."""
        lines = len(made.trail_rows(store))
        made.do(store, (ALL | FINAL)[name])
        for line in made.trail_rows(store)[lines:]:
            assert line[1] == "2026-11-21T09:00:00.000+00:00"
            assert line[2] == "M1"
            assert re.fullmatch("[a-z_]+", line[3])
            assert re.fullmatch("[a-z_]+", line[4])
            assert isinstance(line[5], int)


class TestUndo:
    """Undo goes back through the sitting, again and again."""

    def test_to_the_beginning(self, store: Store) -> None:
        """All changes one after another, then all undone, latest first."""
        states, done = [made.dump(store)], []
        for name, example in ALL.items():
            with suppress(Refused):
                made.do(store, example)
                done.append(name)
                states.append(made.dump(store))
        assert len(done) > 15
        for state in reversed(states[:-1]):
            assert made.undo(store)
            assert made.dump(store) == state
        assert made.undo(store) is None
        assert nothing_wrong(store)

    def test_names_what_it_took_back(self, store: Store) -> None:
        """So that a screen can say it."""
        made.do(store, EXAMPLES["allocate"])
        assert made.undo(store) == "allocate"
        assert '"what":"allocate"' in made.trail_rows(store)[-1][6]

    def test_nothing_after_reopening(self, place: Place, unlocked: Unlocked) -> None:
        """What an earlier sitting did is not undone."""
        store = made.open_(place, unlocked)
        made.do(store, EXAMPLES["allocate"])
        store.close()
        store = made.open_(place, unlocked)
        assert made.undo(store) is None
        store.close()

    def test_a_refused_change_is_no_step(self, store: Store) -> None:
        """A change that was refused is not there to be taken back, and the one before it is."""
        made.do(store, EXAMPLES["allocate"])
        before = made.dump(store)
        with pytest.raises(Refused):
            made.do(store, EXAMPLES["allocate"])
        assert made.dump(store) == before
        assert made.undo(store) == "allocate"

    def test_a_thousand_rows_at_once(self, store: Store) -> None:
        """A bulk change, with rows that belong to one another, is one step."""
        before = made.dump(store)

        def fill(change: Change) -> None:
            family, child = change.next_id(Family), change.next_id(Child)
            change.insert_many(Family, [{"id": family + n, "code": f"G{n}"} for n in range(1000)])
            change.insert_many(
                Child,
                [
                    {
                        "id": child + n,
                        "number": f"7{n:05}",
                        "initials": "A",
                        "kind": "child",
                        "family_id": family + n,
                    }
                    for n in range(1000)
                ],
            )
            change.note("fill", "child", rows=2000)

        made.do(store, fill)
        assert len(made.dump(store)["child"]) == 1004
        assert made.undo(store) == "fill"
        assert made.dump(store) == before

    def test_many_rows_altered_at_once(self, store: Store) -> None:
        """Every one is as it was."""
        before = made.dump(store)

        def alter(change: Change) -> None:
            change.update_many(Child, [{"id": n, "initials": f"Q{n}", "family_id": None} for n in (1, 2, 3)])
            change.note("alter", "child")

        made.do(store, alter)
        assert [row[2] for row in made.dump(store)["child"]][:3] == ["Q1", "Q2", "Q3"]
        made.undo(store)
        assert made.dump(store) == before

    def test_rows_of_one_table_that_refer_to_each_other(self, store: Store) -> None:
        """A long line of supervisors, each under the one before, goes as it came."""
        before = made.dump(store)

        def fill(change: Change) -> None:
            start = change.next_id(Practitioner)
            for n in range(1200):
                change.insert(
                    Practitioner(
                        number=f"S{n}", name=f"S{n}", role="x", supervisor_id=start + n - 1 if n else None
                    )
                )
            change.update(change.session.get_one(Practitioner, start), supervisor_id=start + 1199)
            change.note("fill", "practitioner")

        made.do(store, fill)
        made.undo(store)
        assert made.dump(store) == before

    def test_the_same_row_again_and_again_in_one_change(self, store: Store) -> None:
        """A row that was added, altered, removed and added anew in one change."""
        before = made.dump(store)

        def churn(change: Change) -> None:
            row = change.insert(Family(code="one"))
            change.update(row, code="two")
            change.delete(row)
            change.insert(Family(code="three"))
            kept = change.session.get_one(Family, 1)
            change.update(kept, code="four")
            change.update(kept, code="five")
            change.note("churn", "family")

        made.do(store, churn)
        made.undo(store)
        assert made.dump(store) == before

    def test_what_was_written_quietly_meanwhile_stays(self, store: Store) -> None:
        """Taking a change back gives a row its former columns, and not the clock that ran on beside it."""
        (item,) = made.do(store, lambda change: on_agenda(change)[:1])

        def count(session: Session) -> None:
            session.get_one(AgendaItem, item).spent = 300

        made.do(store, lambda change: word_item(change, item, "Leave"))
        store.quietly(count)
        assert made.undo(store) == "word_item"
        found = store.read(lambda session: session.get_one(AgendaItem, item))
        assert (found.words, found.spent) == (f"{CANARY} and wellbeing", 300)

    def test_at_most_two_hundred_steps(self, store: Store) -> None:
        """Older steps are let go, so that a long day does not fill the memory."""
        for number in range(203):
            made.do(store, lambda change, n=number: change.note("look", "store", n))  # type: ignore[misc]
        assert sum(1 for _ in iter(lambda: made.undo(store), None)) == 200


class TestOneTransaction:
    """A change is whole or it did not happen, and it always leaves a line."""

    def test_without_a_line_it_is_refused(self, store: Store) -> None:
        """A change that writes rows and no line in the trail is a mistake and writes nothing."""
        before = made.dump(store)
        with pytest.raises(AssertionError, match="left no line in the trail"):
            made.do(store, lambda change: change.insert(Family(code="silent")))
        assert made.dump(store) == before

    @pytest.mark.parametrize("fault", [ZeroDivisionError, KeyboardInterrupt, SystemExit, Refused])
    def test_a_fault_in_the_middle(self, store: Store, fault: type[BaseException]) -> None:
        """Whatever stops a change half-way, nothing of it stays."""
        before, lines = made.dump(store), made.trail_rows(store)

        def half(change: Change) -> None:
            EXAMPLES["add_child"](change)
            raise fault

        with pytest.raises(fault):
            made.do(store, half)
        assert made.dump(store) == before
        assert made.trail_rows(store) == lines
        made.do(store, EXAMPLES["add_child"])

    def test_drafts_are_kept_beside_the_trail(self, store: Store) -> None:
        """What is written quietly leaves no line and is no step to undo."""
        lines = len(made.trail_rows(store))
        store.quietly(save_draft("form", {"why": CANARY}, made.NOW))
        found = store.read(read_draft("form"))
        assert found is not None
        assert (found.answers, found.saved_at) == ({"why": CANARY}, made.NOW)
        assert len(made.trail_rows(store)) == lines
        assert made.undo(store) is None


@pytest.fixture
def everything(place: Place, unlocked: Unlocked) -> Iterator[Place]:
    """A store in which every change has been made and taken back, and as many as can be stand; it is open."""
    store = made.open_(place, unlocked)
    for example in ALL.values():
        made.do(store, example)
        made.undo(store)
    for example in (ALL | FINAL).values():
        with suppress(Refused):
            made.do(store, example)
    yield place
    store.close()


class TestFiles:
    """People's words are in no file of the folder."""

    def test_no_canary_in_any_byte(self, everything: Place, unlocked: Unlocked) -> None:
        """Neither in the database nor its log, its keys, its lock or its backups, in any spelling."""
        backup.make(everything, unlocked.secret, now=made.NOW)
        for path in everything.folder.rglob("*"):
            content = path.read_bytes() if path.is_file() else b""
            for word in (*CANARY.split(), "40217", "Morag", "childrens_social_work", "move_to_stage"):
                for code in ("utf-8", "utf-16-le", "utf-16-be"):
                    assert word.encode(code) not in content, f"{word} can be read in {path.name}"
        assert [finding for finding in check(everything, unlocked, made.NOW) if not finding.good] == []
