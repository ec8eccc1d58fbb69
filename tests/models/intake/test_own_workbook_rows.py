"""Rows of the Footprint workbook that can't be taken in as they are, each told with its cell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from models.store.store import Store
from tests import made
from tests.models.intake import books
from tests.models.intake.books import ago_text, child, found


class TestBadRows:
    """Rows that cannot be taken are listed; the good ones go in."""

    @pytest.mark.parametrize(
        ("values", "column"),
        [
            ({"opened_on": "31/02/2026"}, "opened_on"),
            ({"opened_on": "01/01/1850"}, "opened_on"),
            ({"opened_on": ago_text(-1)}, "opened_on"),
            ({"opened_on": ""}, "opened_on"),
            ({"service": "plumbing"}, "service"),
            ({"service": ""}, "service"),
            ({"child_id": ""}, "child_id"),
            ({"child_id": "Thomasina"}, "child_id"),
            ({"stage": "9"}, "stage"),
            ({"stage_since": ago_text(200)}, "stage_since"),
            ({"allocated_at": ago_text(200)}, "allocated_at"),
            ({"closed_on": ago_text(200)}, "closed_on"),
            ({"closed_on": ago_text(50), "stage": "2", "stage_since": ago_text(20)}, "closed_on"),
            ({"risk_rosh": "enormous"}, "risk_rosh"),
            ({"practitioner_id": "P99"}, "practitioner_id"),
            ({"joined_into": "40217"}, "joined_into"),
            ({"kind": "cousin"}, "kind"),
        ],
    )
    def test_listed_and_left_out(
        self, tmp_path: Path, empty: Store, values: dict[str, Any], column: str
    ) -> None:
        """Each fault is listed with its column, and only its row is missing."""
        path = books.children_book(tmp_path / "a.xlsx", child(**values), child("40555", initials="RO"))
        planned = books.take(empty, path)
        assert [problem[:3] for problem in found(planned)] == [("Children", 2, column)]
        assert [row[1] for row in made.dump(empty)["child"]] == ["40555"]

    def test_what_a_problem_says(self, tmp_path: Path, empty: Store) -> None:
        """A problem names file, sheet, row and column, what was found and what was expected."""
        path = books.children_book(tmp_path / "caseload.xlsx", child(opened_on="31/02/2026"))
        assert str(books.plan(empty, path).problems[0]) == (
            "caseload.xlsx, Children, row 2, opened_on: found “31/02/2026”, which is not in the calendar; "
            "expected a date such as 2026-11-21 or 21/11/2026"
        )

    def test_no_name_in_a_problem(self, tmp_path: Path, empty: Store) -> None:
        """Neither a name in a number's place nor one in the initials is ever shown."""
        path = books.children_book(
            tmp_path / "a.xlsx",
            child("Thomasina Brandreth"),
            child("40555", initials="Thomasina Brandreth", opened_on="x"),
            child("40556", family_id="Brandreth " * 9),
        )
        planned = books.plan(empty, path)
        assert len(planned.problems) == 3
        assert "Thomasina" not in repr(planned)
        assert "Brandreth" not in repr(planned)

    def test_unknown_practitioner_takes_the_child_and_what_hangs_on_it(
        self, tmp_path: Path, empty: Store
    ) -> None:
        """A practitioner's bad row, the child allocated to them and that child's situation are all listed."""
        people = [*books.PEOPLE, ("P4", "Ann Nother", "", "juggler", "", "")]
        path = books.own_book(
            tmp_path / "a.xlsx",
            Practitioners=people,
            Children=books.table(child(practitioner_id="P4"), child("40555")),
            Situations=[
                ("child_id", "situation", "since"),
                ("40217", "cin", made.ago(5)),
                ("40555", "cin", made.ago(5)),
            ],
        )
        planned = books.take(empty, path)
        assert [problem[:3] for problem in found(planned)] == [
            ("Practitioners", 5, "role"),
            ("Children", 2, "practitioner_id"),
            ("Situations", 2, "child_id"),
        ]
        assert len(made.dump(empty)["child"]) == 1
        assert len(made.dump(empty)["situation"]) == 1

    def test_child_twice_in_one_service(self, tmp_path: Path, empty: Store) -> None:
        """The second row of a child in the same service is listed; in another service it is a second row."""
        path = books.children_book(tmp_path / "a.xlsx", child(), child(), child(service="early_help"))
        planned = books.take(empty, path)
        assert [problem[:3] for problem in found(planned)] == [("Children", 3, "child_id")]
        assert len(made.dump(empty)["involvement"]) == 2

    def test_an_interval_twice(self, tmp_path: Path, empty: Store) -> None:
        """A second row about the same interval that says otherwise is listed, and taking it again changes nothing."""
        head = ("child_id", "practitioner_id", "days", "reason", "from", "until")
        until = (made.ago(-30), made.ago(-60), made.ago(-60))
        rows = [("40217", "", 14, "low stability", made.ago(10), each) for each in until]
        sheets = {"Practitioners": books.PEOPLE, "Children": books.table(child()), "Intervals": [head, *rows]}
        path = books.own_book(tmp_path / "a.xlsx", **sheets)
        for _ in range(2):
            planned = books.take(empty, path)
            assert [problem[:2] for problem in found(planned)] == [("Intervals", 3), ("Intervals", 4)]
            assert [row[6] for row in made.dump(empty)["shorter_interval"]] == [made.ago(-30).isoformat()]
        assert planned.is_empty

    def test_one_number_with_other_initials(self, tmp_path: Path, empty: Store) -> None:
        """A number that stands for other initials in another row is listed."""
        path = books.children_book(tmp_path / "a.xlsx", child(), child(service="early_help", initials="ZZ"))
        assert [problem[:3] for problem in found(books.plan(empty, path))] == [("Children", 3, "initials")]

    @pytest.mark.parametrize(
        ("sheet", "row", "column"),
        [
            ("Involvements", {"child_id": "40217", "service": "cin"}, "service"),
            ("Moves", {"child_id": "40217", "moved_on": made.ago(200), "to": 2}, "moved_on"),
            ("Moves", {"child_id": "49999", "moved_on": made.ago(2), "to": 2}, "child_id"),
            ("Moves", {"child_id": "40217", "moved_on": made.ago(2), "to": 12}, "to"),
            (
                "Situations",
                {"child_id": "40217", "situation": "astronaut", "since": made.ago(2)},
                "situation",
            ),
            (
                "Situations",
                {"child_id": "40217", "situation": "cin", "since": made.ago(2), "until": made.ago(9)},
                "until",
            ),
            ("Absences", {"practitioner_id": "P9", "from": made.ago(2)}, "practitioner_id"),
            ("Absences", {"practitioner_id": "P2", "from": made.ago(2), "until": made.ago(9)}, "until"),
            ("Supervisions", {"supervision_id": "1", "kind": "personal"}, "planned_for"),
            ("Supervisions", {"supervision_id": "1", "kind": "chat", "held_on": made.ago(2)}, "kind"),
            ("Supervisions", {"supervision_id": "1", "kind": "case", "held_on": made.ago(-2)}, "held_on"),
            (
                "Supervisions",
                {"supervision_id": "1", "kind": "case", "held_on": made.ago(2), "children": "49999"},
                "children",
            ),
            (
                "Supervisions",
                {"supervision_id": "1", "kind": "case", "held_on": made.ago(2), "signed_on": made.ago(9)},
                "signed_on",
            ),
            (
                "Actions",
                {"action_id": "1", "what": "Call", "set_on": made.ago(2), "child_id": "49999"},
                "child_id",
            ),
            ("Actions", {"action_id": "1", "what": "", "set_on": made.ago(2)}, "what"),
            ("Observations", {"practitioner_id": "P2", "observed_on": made.ago(-2)}, "observed_on"),
            ("Agreements", {"practitioner_id": "P2", "signed_on": made.ago(2), "weeks": 99}, "weeks"),
            (
                "Allocations",
                {"child_id": "40217", "service": "early_help", "practitioner_id": "P2", "from": made.ago(2)},
                "from",
            ),
            (
                "Discussions",
                {"supervision_id": "77", "child_id": "40217", "kind": "formal"},
                "supervision_id",
            ),
        ],
    )
    def test_in_every_sheet(
        self, tmp_path: Path, empty: Store, sheet: str, row: dict[str, object], column: str
    ) -> None:
        """A bad row of any sheet is listed under its column; the team goes in all the same."""
        rows = {
            "Involvements": [
                {"opened_on": made.ago(9), "closed_on": made.ago(3), "practitioner_id": ""} | row
            ],
        }.get(sheet, [row])
        planned = books.take(empty, books.own_book(tmp_path / "a.xlsx", **{sheet: books.table(*rows)}))
        assert [problem[:3] for problem in found(planned)] == [(sheet, 2, column)]
        assert len(made.dump(empty)["child"]) == 3

    def test_formula_without_a_value(self, tmp_path: Path) -> None:
        """A formula whose value was not saved is listed: it is never worked out."""
        heads = "".join(
            f'<c r="{letter}1" t="inlineStr"><is><t>{name}</t></is></c>'
            for letter, name in zip(
                "ABCD", ("child_id", "service", "practitioner_id", "opened_on"), strict=True
            )
        )
        cells = (
            '<c r="A2" t="inlineStr"><is><t>40217</t></is></c><c r="B2"><f>"early_"&amp;"help"</f></c>'
            '<c r="C2"><v></v></c><c r="D2"><v>46000</v></c>'
        )
        path = books.bare_xlsx(
            tmp_path / "f.xlsx", f'<row r="1">{heads}</row><row r="2">{cells}</row>', name="Children"
        )
        incoming = books.read(path)
        assert found(incoming)[0] == ("Children", 2, "service", "a formula without a saved value")
        assert incoming.periods == []


class TestLevels:
    """Situations that have a level."""

    @pytest.mark.parametrize(
        ("situation", "value"),
        [("rosh_very_high", ""), ("risk_rosh", "Very high"), ("Risk of serious harm", "very_high")],
    )
    def test_kept_apart(self, tmp_path: Path, empty: Store, situation: str, value: str) -> None:
        """However a level is said, it is kept apart from what it is a level of."""
        rows = [("child_id", "situation", "since", "value"), ("40217", situation, made.ago(9), value)]
        planned = books.take(empty, books.own_book(tmp_path / "a.xlsx", Situations=rows))
        assert found(planned) == []
        assert made.dump(empty)["situation"][0][2:4] == ("risk_rosh", "very_high")

    def test_no_level(self, tmp_path: Path, empty: Store) -> None:
        """A risk without a level, or with one there is not, is listed."""
        rows = [("child_id", "situation", "since", "value"), ("40217", "risk_sw", made.ago(9), "huge")]
        planned = books.plan(empty, books.own_book(tmp_path / "a.xlsx", Situations=rows))
        assert [problem[:3] for problem in found(planned)] == [("Situations", 2, "value")]
