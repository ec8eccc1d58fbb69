"""The report: as text for a person, as data for a script."""

from __future__ import annotations

import json
from pathlib import Path

from models.intake.bring_in import bring_in
from models.intake.report import as_data, as_text
from models.store.store import Store
from tests import made
from tests.models.intake import books
from tests.models.intake.books import child, in_need


class TestText:
    """Plain lines."""

    def test_before_and_after(self, tmp_path: Path, empty: Store) -> None:
        """A rehearsal says what would be added; the import says what was."""
        planned = books.plan(empty, books.own_book(tmp_path / "team.xlsx"))
        text = as_text(planned)
        assert text.startswith("team.xlsx: a Footprint workbook.\n")
        assert "Would add: 1 team, 3 practitioners, 3 children, 1 family, 3 involvements" in text
        bring_in(empty, planned, **made.HOW)
        assert "Added: 1 team, 3 practitioners" in as_text(planned, done=True)

    def test_nothing_to_do(self, tmp_path: Path, empty: Store) -> None:
        """A file that changes nothing says so."""
        path = books.own_book(tmp_path / "team.xlsx")
        books.take(empty, path)
        assert "Nothing to do" in as_text(books.plan(empty, path))

    def test_teams(self, tmp_path: Path, empty: Store) -> None:
        """Teams are listed with their counts, and how to name one."""
        rows = [in_need(1, made.ago(9)), in_need(2, made.ago(9), team="Other")]
        text = as_text(books.plan(empty, books.annex_a(tmp_path / "a.xlsx", list_6=rows)))
        assert "Teams in it: Locality 4 Unit 1 (1 child), Other (1 child)." in text
        assert "--team" in text

    def test_problems_missing_and_team(self, tmp_path: Path, store: Store) -> None:
        """What was not taken, what is not in the file and how the team differs each have their lines."""
        path = books.own_book(
            tmp_path / "a.xlsx",
            Team=[("name",), ("Riverside 3",)],
            Children=books.table(child(), child("1", stage=9)),
        )
        text = as_text(books.plan(store, path))
        assert "Not taken (1):\n  a.xlsx, Children, row 3, stage: found “9”; expected a stage" in text
        assert (
            "39980 KM, open since Fri 17 Oct 2025, is not in the file. Is it closed, and since when?" in text
        )
        assert (
            "The file calls the team’s name “Riverside 3”; here it is “Riverside 2”. Which is right?" in text
        )

    def test_long_lists(self, tmp_path: Path, empty: Store) -> None:
        """A long list shows its beginning and how many more there are."""
        rows = [child(str(n), opened_on="x") for n in range(50)]
        text = as_text(books.plan(empty, books.children_book(tmp_path / "a.xlsx", *rows)), most=10)
        assert "Not taken (50):" in text
        assert "… and 40 more." in text


class TestData:
    """What a script reads."""

    def test_is_json(self, tmp_path: Path, store: Store) -> None:
        """Everything of the report is there, as JSON can hold it."""
        path = books.own_book(
            tmp_path / "a.xlsx",
            Team=[("name",), ("Riverside 3",)],
            Children=books.table(child(), child("1", stage=9)),
        )
        data = json.loads(json.dumps(as_data(books.plan(store, path))))
        assert data["shape"] == "workbook"
        assert data["team_differs"] == {"name": ["Riverside 2", "Riverside 3"]}
        assert data["problems"][0] == {
            "file": "a.xlsx",
            "sheet": "Children",
            "row": 3,
            "column": "stage",
            "found": "“9”",
            "expected": data["problems"][0]["expected"],
        }
        assert {each["label"] for each in data["missing"]} == {"39980 KM", "40555 RO", "40556 RU"}
        assert data["missing"][0]["since"] == made.ago(400).isoformat()
        assert not data["nothing_to_do"]
