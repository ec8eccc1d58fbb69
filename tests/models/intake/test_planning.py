"""Files against a store that holds something: what changes, what is left, what is asked, and the way back."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from models import trail
from models.changes.children import add_child, join_children
from models.changes.corrections import correct_date
from models.changes.involvements import close_involvement, open_involvement
from models.changes.situations import add_situation
from models.changes.stages import move_to_stage
from models.errors import Refused
from models.intake.bring_in import Answers, bring_in
from models.intake.planning import make_plan
from models.intake.read import read_files
from models.reading.board import read_board
from models.store.change import Change
from models.store.store import Store
from models.tables import Discussion, Supervision
from tests import made
from tests.models.intake import books
from tests.models.intake.books import child, found

# The small team of the tests, as a workbook would tell of it.
TOM = child("40217", opened_on=made.ago(100), practitioner_id="P2")
ROSA = child("40555", initials="RO", family_id="F7", opened_on=made.ago(60), practitioner_id="P3")
RUBEN = child("40556", initials="RU", family_id="F7", opened_on=made.ago(60), practitioner_id="P3")
KIT = child("39980", initials="KM", opened_on=made.ago(400), practitioner_id="P2")
PEOPLE = [
    ("practitioner_id", "name", "role", "service", "started_on"),
    ("P1", "Morag Bell", "team_manager", made.SERVICE, made.ago(900)),
    ("P2", "Priya Shah", "social_worker", made.SERVICE, made.ago(900)),
    ("P3", "Sam Obi", "social_worker", made.SERVICE, made.ago(900)),
]


def book(tmp_path: Path, *rows: dict[str, Any], **sheets: books.Rows) -> Path:
    """Write the small team as a workbook; rows given stand in for those of their child."""
    changed = {row["child_id"] for row in rows}
    children = [*(row for row in (TOM, ROSA, RUBEN, KIT) if row["child_id"] not in changed), *rows]
    return books.own_book(
        tmp_path / "team.xlsx", **{"Practitioners": PEOPLE, "Children": books.table(*children)} | sheets
    )


def rows_of(store: Store, table: str) -> list[tuple[Any, ...]]:
    """Return the rows of a table."""
    return made.dump(store)[table]


def actions(store: Store, after: int) -> list[str]:
    """Return what the lines of the trail after one say was done."""
    return [line[3] for line in made.trail_rows(store)[after:]]


def whole(store: Store) -> bool:
    """Say whether the trail follows and every row belongs to something."""
    lines = (trail.Line(*line) for line in made.trail_rows(store))
    return not trail.first_fault(lines) and not store.driver().execute("PRAGMA foreign_key_check").fetchall()


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


EVERYTHING: dict[str, Any] = {
    "Involvements": [
        ("child_id", "service", "practitioner_id", "opened_on", "closed_on"),
        ("40555", "early_help", "P3", made.ago(200), made.ago(90)),
    ],
    "Moves": [
        ("child_id", "moved_on", "from", "to", "why"),
        ("40217", made.ago(100), "", 1, ""),
        ("40217", made.ago(70), 1, 2, "The plan was agreed"),
        ("40217", made.ago(70), 2, 3, ""),
    ],
    "Situations": [
        ("child_id", "situation", "since", "until", "value"),
        ("40217", "cin", made.ago(100), made.ago(31), ""),
        ("40217", "cp", made.ago(30), "", ""),
        ("40555", "risk_rosh", made.ago(30), "", "medium"),
    ],
    "Absences": [("practitioner_id", "from", "until", "kind"), ("P3", made.ago(20), made.ago(10), "leave")],
    "Supervisions": [
        (
            "supervision_id",
            "kind",
            "occasion",
            "practitioner_id",
            "planned_for",
            "held_on",
            "minutes",
            "children",
        ),
        ("S1", "case", "", "P2", made.ago(14), made.ago(14), 90, "40217; 39980"),
        ("S2", "case", "ad hoc", "P3", "", made.ago(7), 15, "40555"),
        ("S3", "personal", "formal", "P2", made.ago(-7), "", "", "40217"),
    ],
    "Actions": [
        ("action_id", "what", "child_id", "practitioner_id", "set_on", "due_on", "carried"),
        ("A1", "Call the school", "40217", "P2", made.ago(14), made.ago(-3), 2),
    ],
    "Observations": [("practitioner_id", "observed_on", "feedback_on"), ("P2", made.ago(50), made.ago(40))],
    "Agreements": [("practitioner_id", "signed_on", "weeks"), ("P2", made.ago(300), 4)],
}


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


class TestLeftAsItIs:
    """Where the file is older than the store, or contradicts it, nothing is changed and it is told."""

    def test_stage_that_moved_on(self, tmp_path: Path, store: Store) -> None:
        """A stage that the board has left since is not gone back to."""
        planned = books.plan(store, book(tmp_path, TOM | {"stage": 2, "stage_since": made.ago(70)}))
        assert planned.is_empty
        assert "on the board it moved to stage 3 after that" in planned.differences[0]

    def test_holder_who_passed_it_on(self, tmp_path: Path, store: Store) -> None:
        """A holder from before the present one does not get it back."""
        books.take(store, book(tmp_path, TOM | {"practitioner_id": "P3", "allocated_at": made.ago(5)}))
        planned = books.plan(
            store, book(tmp_path, TOM | {"practitioner_id": "P2", "allocated_at": made.ago(100)})
        )
        assert planned.is_empty
        assert "passed on later than that" in planned.differences[0]

    def test_closed_here(self, tmp_path: Path, store: Store) -> None:
        """What is closed here and open in the file stays closed, whatever else its row says."""
        made.do(store, lambda c: close_involvement(c, 1, made.ago(1)))
        planned = books.plan(store, book(tmp_path, TOM | {"practitioner_id": "P3", "stage": 6}))
        assert planned.is_empty
        assert "was left closed" in planned.differences[0]

    def test_signed_supervision(self, tmp_path: Path, store: Store) -> None:
        """A session that is signed here is not changed."""
        head = ("supervision_id", "kind", "practitioner_id", "held_on", "signed_on")
        books.take(store, book(tmp_path, Supervisions=[head, ("S1", "case", "P2", made.ago(9), made.ago(8))]))
        planned = books.plan(
            store, book(tmp_path, Supervisions=[head, ("S1", "case", "P2", made.ago(7), made.ago(6))])
        )
        assert planned.is_empty
        assert "Supervision S1 is signed here" in planned.differences[0]

    @pytest.mark.parametrize(
        ("row", "column"),
        [
            (TOM | {"closed_on": made.ago(50)}, "closed_on"),
            (TOM | {"opened_on": made.ago(50)}, "opened_on"),
            (TOM | {"opened_on": made.ago(90), "closed_on": made.ago(2)}, "opened_on"),
        ],
    )
    def test_dates_that_contradict_the_store(
        self, tmp_path: Path, store: Store, row: dict[str, Any], column: str
    ) -> None:
        """A day before what happened last, or another opening where something happened since, is listed."""
        planned = books.plan(store, book(tmp_path, row))
        assert [problem[2] for problem in found(planned)] == [column]
        assert planned.is_empty

    def test_situation_that_overlaps(self, tmp_path: Path, store: Store) -> None:
        """A level that would lie within another is listed."""
        made.do(store, lambda c: add_situation(c, made.KIT, "risk_rosh", made.ago(90), value="low"))
        sheet = [
            ("child_id", "situation", "since", "until", "value"),
            ("39980", "risk_rosh", made.ago(95), made.ago(80), "high"),
        ]
        assert [problem[:3] for problem in found(books.plan(store, book(tmp_path, Situations=sheet)))] == [
            ("Situations", 2, "since")
        ]


class TestPutRightByHand:
    """What the manager put right is not undone by a file that does not know it yet."""

    @pytest.mark.parametrize(
        ("entity", "row_id", "field", "day"),
        [
            ("involvement", 1, "opened_on", made.ago(105)),
            ("involvement", 5, "closed_on", made.ago(95)),
            ("involvement", 5, "opened_on", made.ago(210)),
            ("allocation", 1, "since", made.ago(98)),
            ("stage_move", 6, "moved_on", made.ago(65)),
            ("situation", 1, "since", made.ago(99)),
        ],
    )
    def test_corrected_day(
        self, tmp_path: Path, store: Store, entity: str, row_id: int, field: str, day: date
    ) -> None:
        """The old file changes nothing and adds nothing."""
        sheets: dict[str, Any] = {
            "Involvements": EVERYTHING["Involvements"],
            "Moves": [
                ("child_id", "moved_on", "from", "to"),
                ("40217", made.ago(100), "", 1),
                ("40217", made.ago(70), 1, 2),
                ("40217", made.ago(20), 2, 3),
            ],
            "Situations": [("child_id", "situation", "since"), ("40217", "cin", made.ago(100))],
            "Allocations": [
                ("child_id", "service", "practitioner_id", "from"),
                ("40217", made.SERVICE, "P2", made.ago(100)),
            ],
        }
        path = book(tmp_path, TOM | {"allocated_at": made.ago(100)}, **sheets)
        assert books.plan(store, path).is_empty
        made.do(store, lambda c: correct_date(c, entity, row_id, field, day, "Typed wrong"))
        planned = books.plan(store, path)
        assert (found(planned), planned.counts) == ([], {})

    def test_stage_of_an_old_file(self, tmp_path: Path, store: Store) -> None:
        """A file written earlier on the day of a move does not take the move back."""
        made.do(store, lambda c: move_to_stage(c, [1], 4, made.TODAY))
        path = book(tmp_path, TOM | {"stage": 4, "stage_since": made.TODAY})
        made.do(store, lambda c: move_to_stage(c, [1], 5, made.TODAY))
        planned = books.plan(store, path)
        assert planned.is_empty
        assert "It was left there" in planned.differences[0]

    def test_who_was_discussed(self, tmp_path: Path, store: Store) -> None:
        """A file that knows a session as planned does not say that all its children were discussed."""
        head = ("supervision_id", "kind", "practitioner_id", "planned_for", "children")
        path = book(tmp_path, Supervisions=[head, ("S1", "case", "P2", made.ago(5), "40217; 39980")])
        books.take(store, path)

        def hold(change: Change) -> None:
            change.update(change.session.get_one(Supervision, 1), held_on=made.ago(5))
            change.update(change.session.get_one(Discussion, 1), at=made.ago(5))
            change.note("hold", "supervision", 1)

        made.do(store, hold)
        assert books.plan(store, path).is_empty

    def test_initials_and_family(self, tmp_path: Path, store: Store) -> None:
        """The sector's files fill in what is not known of a child and change nothing that is."""
        head = ("Child Unique ID", "Forename", "Surname", "CIN Start Date")
        path = books.xlsx(tmp_path / "a.xlsx", {"List 6": [head, ("40217", "Zed", "Zulu", made.ago(100))]})
        assert "correct_child" not in books.plan(store, path).counts


class TestJoined:
    """Numbers that proved to be one child."""

    def test_old_number_is_followed(self, tmp_path: Path, store: Store) -> None:
        """A row under the old number is about the child it was joined into."""
        made.do(store, lambda c: add_child(c, "50001", "TB"))
        made.do(store, lambda c: join_children(c, 5, made.TOM))
        rows = {"child_id": "50001"}
        path = books.own_book(
            tmp_path / "a.xlsx",
            Practitioners=PEOPLE,
            Children=books.table(TOM | rows, ROSA, RUBEN, KIT),
            Situations=[("child_id", "situation", "since"), ("50001", "cp", made.ago(3))],
        )
        planned = books.take(store, path)
        assert (found(planned), planned.missing) == ([], ())
        assert planned.counts == {"add_situation": 1}
        assert rows_of(store, "situation")[-1][1] == made.TOM

    def test_twin_of_the_same_day(self, tmp_path: Path, store: Store) -> None:
        """Two numbers opened on one day, one closed and joined: the other stays open when the file comes again."""
        joined = RUBEN | {"closed_on": made.ago(2), "joined_into": "40555"}
        path = book(tmp_path, joined)
        books.take(store, path)
        assert [row[4] for row in rows_of(store, "involvement")[1:3]] == [None, made.ago(2).isoformat()]
        assert books.plan(store, path).is_empty

    def test_both_open(self, tmp_path: Path, store: Store) -> None:
        """Two numbers open in one service are listed and not joined."""
        made.do(store, lambda c: add_child(c, "50001", "TB"))
        made.do(store, lambda c: open_involvement(c, 5, made.SERVICE, made.ago(9), made.SAM))
        row = child("50001", opened_on=made.ago(9), practitioner_id="P3", joined_into="40217")
        planned = books.plan(store, book(tmp_path, row))
        assert ("Children", 6, "joined_into", "two numbers open in one service") in found(planned)

    def test_nowhere(self, tmp_path: Path, store: Store) -> None:
        """A number to join into that is nobody's is listed."""
        planned = books.plan(store, book(tmp_path, child("50001", joined_into="59999")))
        assert [problem[2] for problem in found(planned)] == ["joined_into"]


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
