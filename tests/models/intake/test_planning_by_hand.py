"""Files that say less, or other, than what was entered in Footprint: what was put right by hand stays."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models.changes.children import add_child, join_children
from models.changes.corrections import correct_date
from models.changes.involvements import close_involvement, open_involvement
from models.changes.situations import add_situation
from models.changes.stages import move_to_stage
from models.store.change import Change
from models.store.store import Store
from models.tables import Discussion, Supervision
from tests import made
from tests.models.intake import books
from tests.models.intake.books import child, found
from tests.models.intake.team_book import EVERYTHING, KIT, PEOPLE, ROSA, RUBEN, TOM, book, rows_of


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
