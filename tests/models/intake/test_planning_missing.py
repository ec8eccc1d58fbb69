"""What a file no longer holds, the team it names, and the carrying out of a plan."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from models.changes.stages import move_to_stage
from models.errors import Refused
from models.intake.bring_in import Answers, bring_in
from models.intake.planning import make_plan
from models.intake.read import read_files
from models.reading.board import read_board
from models.store.store import Store
from tests import made
from tests.models.intake import books
from tests.models.intake.books import found
from tests.models.intake.team_book import EVERYTHING, KIT, PEOPLE, ROSA, RUBEN, TOM, book, rows_of


class TestMissing:
    """What the file lacks is asked about and never closed by that."""

    def path(self, tmp_path: Path) -> Path:
        """Write the team without Kit and without Sam Obi's row."""
        return books.own_book(
            tmp_path / "a.xlsx", Practitioners=PEOPLE[:3], Children=books.table(TOM, ROSA, RUBEN)
        )

    def test_asked(self, tmp_path: Path, store: Store) -> None:
        """The child and the practitioner are listed, each with a question; the plan itself is empty."""
        planned = books.plan(store, self.path(tmp_path))
        assert found(planned) == []
        assert [(each.kind, each.id, each.label) for each in planned.missing] == [
            ("involvement", 4, "39980 KM"),
            ("practitioner", made.SAM, "Sam Obi"),
        ]
        assert planned.missing[0].question.endswith("Is it closed, and since when?")
        assert planned.is_empty

    def test_answered(self, tmp_path: Path, store: Store) -> None:
        """What the manager answers is done in the same step, and undone with it."""
        before = made.dump(store)
        path = self.path(tmp_path)
        books.take(store, path, answers=Answers(closed={4: made.ago(3)}))
        assert rows_of(store, "involvement")[3][4] == made.ago(3).isoformat()
        made.undo(store)
        assert made.dump(store) == before

    def test_leaver_with_children(self, tmp_path: Path, store: Store) -> None:
        """Someone to whom children are still allocated cannot have left: nothing at all is changed."""
        before = made.dump(store)
        with pytest.raises(Refused, match="2 children are still allocated to Sam Obi"):
            books.take(store, self.path(tmp_path), answers=Answers(left={made.SAM: made.ago(3)}))
        assert made.dump(store) == before

    def test_answer_that_was_not_asked(self, tmp_path: Path, store: Store) -> None:
        """Only what was asked about can be closed by an answer."""
        books.take(store, self.path(tmp_path), answers=Answers(closed={1: made.ago(3)}))
        assert rows_of(store, "involvement")[0][4] is None

    def test_child_of_a_bad_row_is_not_missing(self, tmp_path: Path, store: Store) -> None:
        """A child whose row could not be taken is in the file all the same."""
        planned = books.plan(store, book(tmp_path, KIT | {"stage": "x"}))
        assert planned.missing == ()

    def test_refused_sheet_makes_nothing_missing(self, tmp_path: Path, store: Store) -> None:
        """A sheet that was refused says nothing about who is in the file."""
        planned = books.plan(
            store, books.own_book(tmp_path / "a.xlsx", Practitioners=PEOPLE, Children=[("child_id",), (1,)])
        )
        assert planned.missing == ()


class TestTeam:
    """The team sheet against the store's team."""

    def test_differences_are_asked(self, tmp_path: Path, store: Store) -> None:
        """Another name or policy is told and not taken, unless the manager says so."""
        path = book(tmp_path, Team=[("name", "policy"), ("Riverside 3", "birmingham")])
        planned = books.plan(store, path)
        assert planned.team == {"name": ("Riverside 2", "Riverside 3"), "policy": ("kent", "birmingham")}
        assert planned.is_empty
        books.take(store, path, answers=Answers(take_team=True))
        assert rows_of(store, "team")[0][1:3] == ("Riverside 3", "birmingham")

    def test_unknown_policy(self, tmp_path: Path, empty: Store) -> None:
        """A policy that there is no pack of is listed; the team begins under the present one."""
        planned = books.take(empty, book(tmp_path, Team=[("name", "policy"), ("Riverside 2", "narnia")]))
        assert [problem[2] for problem in found(planned)] == ["policy"]
        assert rows_of(empty, "team")[0][1:3] == ("Riverside 2", "kent")

    def test_manager(self, tmp_path: Path, empty: Store) -> None:
        """The manager is named by number."""
        books.take(empty, book(tmp_path, Team=[("name", "manager_id"), ("Riverside 2", "P1")]))
        assert rows_of(empty, "team")[0][4] == made.MORAG


class TestCarryingOut:
    """Writing a plan."""

    def test_store_that_changed_since(self, tmp_path: Path, store: Store) -> None:
        """A plan made before another change is refused, with nothing written."""
        planned = books.plan(store, book(tmp_path, TOM | {"stage": 5}))
        made.do(store, lambda c: move_to_stage(c, [4], 2, made.TODAY))
        before = made.dump(store)
        with pytest.raises(Refused, match="has changed since"):
            bring_in(store, planned, **made.HOW)
        assert made.dump(store) == before

    def test_planned_again(self, tmp_path: Path, store: Store) -> None:
        """What was read can be compared again, after the store has changed, with the same outcome."""
        incoming = books.read(book(tmp_path, TOM | {"practitioner_id": "P9"}, KIT | {"stage": 2}))
        plans = [store.read(lambda s: make_plan(s, incoming, books.KENT, made.TODAY)) for _ in range(2)]
        assert plans[0].problems == plans[1].problems
        assert plans[0].inserts == plans[1].inserts
        assert len(plans[0].problems) == 1

    def test_progress(self, tmp_path: Path, empty: Store) -> None:
        """Reading, comparing and writing tell how far they are; the last word is that all is done."""
        told: list[tuple[int, int, str]] = []

        def progress(done: int, total: int, what: str) -> None:
            told.append((done, total, what))

        incoming = read_files([book(tmp_path)], books.KENT, made.TODAY, progress=progress)
        planned = empty.read(lambda session: make_plan(session, incoming, books.KENT, made.TODAY, progress))
        bring_in(empty, planned, progress=progress, **made.HOW)
        assert {"Children", "comparing with the store", "writing"} <= {what for _, _, what in told}
        assert told[-1][0] == told[-1][1]

    def test_board_moves(self, tmp_path: Path, empty: Store) -> None:
        """What was imported stands on the board, today and before."""
        books.take(empty, book(tmp_path, **EVERYTHING))
        today = empty.read(lambda session: read_board(session, made.TODAY, made.USUAL))
        tom = next(tile for tile in today.tiles if "40217" in tile.numbers)
        assert (tom.stage, tom.since, tom.practitioner, tom.situations) == (3, made.ago(70), "Priya", ("cp",))
        assert tom.last_discussed == made.ago(14)
        before = empty.read(lambda session: read_board(session, made.ago(80), made.USUAL))
        tom = next(tile for tile in before.tiles if "40217" in tile.numbers)
        assert (tom.stage, tom.situations) == (1, ("cin",))

    def test_days_stay_days(self, tmp_path: Path, empty: Store) -> None:
        """A day is stored as the day it was, whatever the spreadsheet made of it."""
        books.take(empty, book(tmp_path, TOM | {"opened_on": date(2024, 2, 29)}))
        assert "2024-02-29" in [row[3] for row in rows_of(empty, "involvement")]
