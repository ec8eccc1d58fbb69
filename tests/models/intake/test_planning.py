"""Files against a store that holds something: what changes, what is left, what is asked, and the way back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from models.changes.children import add_child
from models.changes.holding import hold_unplanned
from models.changes.situations import add_situation
from models.intake.bring_in import bring_in
from models.store.store import Store
from tests import made
from tests.models.intake import books
from tests.models.intake.books import child, found
from tests.models.intake.team_book import EVERYTHING, KIT, PEOPLE, TOM, book, rows_of, whole


def actions(store: Store, after: int) -> list[str]:
    """Return what the lines of the trail after one say was done."""
    return [line[3] for line in made.trail_rows(store)[after:]]


class TestRepeating:
    """Importing is safe to repeat."""

    def test_what_the_store_holds_already(self, tmp_path: Path, store: Store) -> None:
        """A file that says what the store holds plans nothing, opens no change and leaves no line."""
        lines = made.trail_rows(store)
        planned = books.plan(store, book(tmp_path))
        assert (found(planned), planned.counts, planned.missing) == ([], {}, ())
        assert planned.is_empty
        assert not bring_in(store, planned, **made.HOW)
        assert made.trail_rows(store) == lines
        assert store.steps == []

    def test_twice(self, tmp_path: Path, empty: Store) -> None:
        """The second time changes nothing, whatever the sheets."""
        path = book(tmp_path, **EVERYTHING)
        first = books.take(empty, path)
        assert found(first) == []
        before, lines = made.dump(empty), made.trail_rows(empty)
        assert books.take(empty, path).is_empty
        assert (made.dump(empty), made.trail_rows(empty)) == (before, lines)

    def test_rows_put_right_afterwards(self, tmp_path: Path, empty: Store) -> None:
        """A bad row that is put right goes in the next time, alone."""
        books.take(empty, book(tmp_path, TOM | {"opened_on": "31/02/2026"}))
        planned = books.take(empty, book(tmp_path))
        assert planned.counts == {"add_child": 1, "open_involvement": 1, "allocate": 1, "move_to_stage": 1}


class TestFirstImport:
    """A file into an empty store."""

    def test_one_step_back(self, tmp_path: Path, empty: Store) -> None:
        """Everything goes in as one step, and undo brings every row back as it was."""
        before = made.dump(empty)
        books.take(empty, book(tmp_path, **EVERYTHING))
        assert len(empty.steps) == 1
        assert made.undo(empty) == "import"
        assert made.dump(empty) == before
        assert whole(empty)

    def test_a_line_for_every_row(self, tmp_path: Path, empty: Store) -> None:
        """Every new row has its line in the trail, after one that says what was imported."""
        books.take(empty, book(tmp_path, **EVERYTHING))
        lines = actions(empty, 1)
        assert lines[0] == "import"
        counts = {
            name: len(rows)
            for name, rows in made.dump(empty).items()
            if name not in ("store_mark", "alembic_version")
        }
        assert len(lines) - 1 == sum(counts.values())

    def test_no_words_in_the_trail(self, tmp_path: Path, empty: Store) -> None:
        """No one's words, and no practitioner's name, stand in the trail."""
        books.take(empty, book(tmp_path, **EVERYTHING))
        whole_trail = repr(made.trail_rows(empty))
        for words in ("Call the school", "plan was agreed", "Priya", "Riverside", "team.xlsx"):
            assert words not in whole_trail

    def test_supervisors_further_down(self, tmp_path: Path, empty: Store) -> None:
        """A supervisor may stand below those they supervise; one who is nowhere is listed."""
        people = [
            ("practitioner_id", "name", "role", "supervisor_id"),
            ("P2", "Priya Shah", "social_worker", "P1"),
            ("P1", "Morag Bell", "team_manager", "P9"),
        ]
        planned = books.take(empty, books.own_book(tmp_path / "a.xlsx", Practitioners=people, Children=[]))
        assert ("Practitioners", 3, "supervisor_id", "“P9”") in found(planned)
        by_number = {row[1]: row for row in rows_of(empty, "practitioner")}
        assert by_number["P2"][6] == by_number["P1"][0]

    def test_supervisors_in_a_circle(self, tmp_path: Path, empty: Store) -> None:
        """Two who supervise each other go in, and come out."""
        people = [
            ("practitioner_id", "name", "role", "supervisor_id"),
            ("P1", "Morag Bell", "team_manager", "P2"),
            ("P2", "Priya Shah", "social_worker", "P1"),
        ]
        before = made.dump(empty)
        books.take(empty, books.own_book(tmp_path / "a.xlsx", Practitioners=people, Children=[]))
        assert {row[1]: row[6] for row in rows_of(empty, "practitioner")} == {"P1": 2, "P2": 1}
        made.undo(empty)
        assert made.dump(empty) == before

    def test_stage_without_moves(self, tmp_path: Path, empty: Store) -> None:
        """A stage and its day are one move from no stage; without a stage it is the first, since the opening."""
        books.take(empty, book(tmp_path, TOM | {"stage": 4, "stage_since": made.ago(9)}))
        moves = {row[1]: row[2:5] for row in rows_of(empty, "stage_move")}
        numbers = {row[1]: row[0] for row in rows_of(empty, "child")}
        involved = {row[1]: row[0] for row in rows_of(empty, "involvement")}
        assert moves[involved[numbers["40217"]]] == (made.ago(9).isoformat(), None, 4)
        assert moves[involved[numbers["39980"]]] == (made.ago(400).isoformat(), None, 1)

    def test_moment_of_allocation(self, tmp_path: Path, empty: Store) -> None:
        """A date and time of allocation is kept as the moment it was in London."""
        moment = datetime(2026, 8, 20, 10, 30)  # noqa: DTZ001 - as a spreadsheet holds it
        books.take(empty, book(tmp_path, TOM | {"allocated_at": moment}))
        since = [row[3:5] for row in rows_of(empty, "allocation") if row[4]]
        assert since == [("2026-08-20", "2026-08-20 09:30:00.000000")]

    def test_discussions_by_occasion(self, tmp_path: Path, empty: Store) -> None:
        """Children of a held session were discussed that day, informally in an ad hoc one; of a planned one not yet."""
        books.take(empty, book(tmp_path, **EVERYTHING))
        by_session: dict[int, list[tuple[str, str | None]]] = {}
        for _, session, _, kind, at, *_ in rows_of(empty, "discussion"):
            by_session.setdefault(session, []).append((kind, at))
        assert by_session == {
            1: [("formal", made.ago(14).isoformat())] * 2,
            2: [("informal", made.ago(7).isoformat())],
            3: [("formal", None)],
        }

    def test_nobody_who_had_left(self, tmp_path: Path, empty: Store) -> None:
        """Work allocated to someone after they had left is listed."""
        people = [(*PEOPLE[0], "left_on"), *((*row, "") for row in PEOPLE[1:3]), (*PEOPLE[3], made.ago(80))]
        planned = books.take(empty, book(tmp_path, Practitioners=people))
        assert {problem[:3] for problem in found(planned)} == {
            ("Children", 4, "practitioner_id"),
            ("Children", 3, "practitioner_id"),
        }

    def test_a_day_of_leaving_before_a_session(self, tmp_path: Path, store: Store) -> None:
        """Someone whose last session here was held after that day: named with both days, not taken."""
        made.do(store, lambda change: hold_unplanned(change, "case", made.SAM, made.ago(5)).id)
        people = [(*PEOPLE[0], "left_on"), *((*row, "") for row in PEOPLE[1:3]), (*PEOPLE[3], made.ago(9))]
        planned = books.take(store, book(tmp_path, Practitioners=people))
        (problem,) = [one for one in found(planned) if one[2] == "left_on"]
        assert problem == ("Practitioners", 4, "left_on", "Thu 12 Nov 2026")
        assert "a day not before their last session, Mon 16 Nov 2026" in repr(planned)
        assert rows_of(store, "practitioner")[2][-1] is None


class TestChanges:
    """A changed file changes what it says, each with its line."""

    def change(self, tmp_path: Path, store: Store, *rows: dict[str, Any], **sheets: books.Rows) -> list[str]:
        """Take in a changed file, check that it can be taken back and repeated, and return its lines."""
        path = book(tmp_path, *rows, **sheets)
        before, lines = made.dump(store), len(made.trail_rows(store))
        planned = books.take(store, path)
        assert found(planned) == []
        done = actions(store, lines)[1:]
        after = made.dump(store)
        assert books.plan(store, path).is_empty
        made.undo(store)
        assert made.dump(store) == before
        books.take(store, path)
        assert made.dump(store) == after
        assert whole(store)
        return done

    def test_re_allocation(self, tmp_path: Path, store: Store) -> None:
        """Another practitioner takes over on the day the file says; the one before had it until then."""
        lines = self.change(tmp_path, store, TOM | {"practitioner_id": "P3", "allocated_at": made.ago(5)})
        assert lines == ["allocate"]
        held = [row[2:] for row in rows_of(store, "allocation") if row[1] == 1]
        assert held == [
            (made.PRIYA, made.ago(100).isoformat(), None, made.ago(5).isoformat()),
            (made.SAM, made.ago(5).isoformat(), None, None),
        ]

    def test_re_allocation_without_a_day(self, tmp_path: Path, store: Store) -> None:
        """Without a day it is today's."""
        self.change(tmp_path, store, TOM | {"practitioner_id": "P3"})
        assert rows_of(store, "allocation")[-1][3] == made.TODAY.isoformat()

    def test_day_of_allocation(self, tmp_path: Path, store: Store) -> None:
        """Another day of the same allocation puts it right."""
        assert self.change(tmp_path, store, TOM | {"allocated_at": made.ago(95)}) == ["correct_date"]
        assert rows_of(store, "allocation")[0][3] == made.ago(95).isoformat()

    def test_closing(self, tmp_path: Path, store: Store) -> None:
        """A day of closing closes, with the holder's last day; nothing else does."""
        lines = self.change(tmp_path, store, TOM | {"closed_on": made.ago(2)})
        assert lines == ["close_involvement"]
        assert rows_of(store, "involvement")[0][4] == made.ago(2).isoformat()
        assert rows_of(store, "allocation")[0][5] == made.ago(2).isoformat()

    def test_stage(self, tmp_path: Path, store: Store) -> None:
        """Another stage is a move, on the day the file says or today."""
        lines = self.change(
            tmp_path, store, TOM | {"stage": 5, "stage_since": made.ago(3)}, KIT | {"stage": 2}
        )
        assert lines == ["move_to_stage", "move_to_stage"]
        assert [row[2:5] for row in rows_of(store, "stage_move")[-2:]] == [
            (made.ago(3).isoformat(), 3, 5),
            (made.TODAY.isoformat(), 1, 2),
        ]

    def test_opening(self, tmp_path: Path, store: Store) -> None:
        """Another day of opening is put right, and what hung on it moves along."""
        assert self.change(tmp_path, store, TOM | {"opened_on": made.ago(103)}) == ["correct_date"]
        assert rows_of(store, "involvement")[0][3] == made.ago(103).isoformat()
        assert rows_of(store, "stage_move")[0][2] == made.ago(103).isoformat()

    def test_child(self, tmp_path: Path, store: Store) -> None:
        """Initials and family are put right."""
        lines = self.change(tmp_path, store, KIT | {"initials": "KN", "family_id": "F7"})
        assert lines == ["correct_child"]

    def test_practitioner(self, tmp_path: Path, store: Store) -> None:
        """What the file says of a practitioner is put right; what it leaves empty stays."""
        people = [
            (*PEOPLE[0], "fte"),
            *((*row, "") for row in PEOPLE[1:3]),
            ("P3", "Sam Obi", "nqsw", "", "", 0.5),
        ]
        assert self.change(tmp_path, store, Practitioners=people) == ["correct_practitioner"]
        assert rows_of(store, "practitioner")[2][4] == "nqsw"
        assert rows_of(store, "practitioner")[2][9] == 0.5
        assert rows_of(store, "practitioner")[2][10] == made.ago(900).isoformat()

    def test_situations(self, tmp_path: Path, store: Store) -> None:
        """A situation ends, another begins, a level follows a level."""
        made.do(store, lambda c: add_situation(c, made.KIT, "risk_rosh", made.ago(90), value="low"))
        sheet = [
            ("child_id", "situation", "since", "until", "value"),
            ("40217", "cin", made.ago(100), made.ago(4), ""),
            ("40217", "cp", made.ago(3), "", ""),
            ("39980", "risk_rosh", made.ago(8), "", "high"),
        ]
        lines = self.change(tmp_path, store, Situations=sheet)
        assert sorted(lines) == ["add_situation", "add_situation", "end_situation", "end_situation"]
        risks = [row[3:] for row in rows_of(store, "situation") if row[2] == "risk_rosh"]
        assert risks == [
            ("low", made.ago(90).isoformat(), made.ago(9).isoformat()),
            ("high", made.ago(8).isoformat(), None),
        ]

    def test_level_in_the_childs_row(self, tmp_path: Path, store: Store) -> None:
        """A level on the sheet Children has no day: new, it holds since the opening; another, since today."""
        self.change(tmp_path, store, KIT | {"risk_rosh": "low"})
        assert rows_of(store, "situation")[-1][2:5] == ("risk_rosh", "low", made.ago(400).isoformat())
        self.change(tmp_path, store, KIT | {"risk_rosh": "Very high"})
        assert rows_of(store, "situation")[-1][2:5] == ("risk_rosh", "very_high", made.TODAY.isoformat())

    def test_supervision_that_was_held(self, tmp_path: Path, store: Store) -> None:
        """A planned session that was held: its children were discussed on the day it was."""
        head = ("supervision_id", "kind", "practitioner_id", "planned_for", "held_on", "children")
        first = [head, ("S1", "case", "P2", made.ago(5), "", "40217; 39980")]
        books.take(store, book(tmp_path, Supervisions=first))
        second = [head, ("S1", "case", "P2", made.ago(5), made.ago(4), "40217")]
        lines = self.change(tmp_path, store, Supervisions=second)
        assert lines == ["correct_supervision", "correct_discussion"]
        assert [row[4] for row in rows_of(store, "discussion")] == [made.ago(4).isoformat(), None]

    def test_action_that_was_done(self, tmp_path: Path, store: Store) -> None:
        """An action's outcome is taken over."""
        head = ("action_id", "what", "set_on", "done_on", "outcome")
        books.take(store, book(tmp_path, Actions=[head, ("A1", "Call", made.ago(9), "", "")]))
        lines = self.change(
            tmp_path, store, Actions=[head, ("A1", "Call", made.ago(9), made.ago(1), "They came")]
        )
        assert lines == ["correct_action"]

    def test_new_child_among_known_ones(self, tmp_path: Path, store: Store) -> None:
        """A row more is a child more."""
        lines = self.change(tmp_path, store, child("41000", initials="ZZ"))
        assert lines == ["add_child", "open_involvement", "allocate", "move_to_stage"]

    def test_another_service_of_a_known_child(self, tmp_path: Path, store: Store) -> None:
        """A second service of a child that is known is an involvement more."""
        rows = [TOM, TOM | {"service": "early_help", "opened_on": made.ago(8)}]
        assert self.change(tmp_path, store, *rows) == ["open_involvement", "allocate", "move_to_stage"]

    def test_joined_numbers(self, tmp_path: Path, store: Store) -> None:
        """A number that the file says was joined is joined, and what it held hangs on the other."""
        made.do(store, lambda c: add_child(c, "50001", "TB"))
        rows: list[dict[str, Any]] = [TOM, {"child_id": "50001", "initials": "TB", "joined_into": "40217"}]
        assert self.change(tmp_path, store, *rows) == ["join_children"]

    def test_report_of_changes(self, tmp_path: Path, store: Store) -> None:
        """What is changed of known children is told in sentences, by number and initials."""
        planned = books.plan(
            store,
            book(tmp_path, TOM | {"closed_on": made.ago(2)}, KIT | {"practitioner_id": "P3", "stage": 2}),
        )
        assert planned.changes == (
            "40217 TB: closed on Thu 19 Nov 2026.",
            "39980 KM: passed on from Priya Shah to Sam Obi, Sat 21 Nov 2026.",
            "39980 KM: to stage 2, Sat 21 Nov 2026.",
        )
