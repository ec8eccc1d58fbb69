"""The Footprint workbook, as people fill it in."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import Refused
from models.store.store import Store
from tests import made
from tests.models.intake import books
from tests.models.intake.books import child, found


class TestReading:
    """What a plain workbook becomes."""

    def test_small_team(self, tmp_path: Path) -> None:
        """Every row becomes a record, and nothing is complained of."""
        incoming = books.read(books.own_book(tmp_path / "team.xlsx"))
        assert incoming.shape == "workbook"
        assert found(incoming) == []
        assert incoming.team_row is not None
        assert incoming.team_row.name == "Riverside 2"
        assert [person.number for person in incoming.people] == ["P1", "P2", "P3"]
        assert incoming.people[1].values["role"] == "social_worker"
        assert incoming.people[2].values["fte"] == 0.6
        assert list(incoming.children) == ["40217", "40555", "40556"]
        assert incoming.periods[0].stage == 3

    def test_folder_of_csv(self, tmp_path: Path, empty: Store) -> None:
        """The same sheets as .csv files in a folder give the same plan."""
        sheets = {
            name: [[cell.isoformat() if hasattr(cell, "isoformat") else cell for cell in row] for row in rows]
            for name, rows in books.own_sheets().items()
        }
        folder = books.csv_folder(tmp_path / "team", sheets)
        by_folder = books.plan(empty, folder)
        by_book = books.plan(empty, books.own_book(tmp_path / "team.xlsx"))
        assert by_folder.inserts == by_book.inserts

    def test_single_csv_files(self, tmp_path: Path) -> None:
        """Files may be named one by one."""
        folder = books.csv_folder(tmp_path, {"Team": [("name",), ("A",)], "Practitioners": books.PEOPLE})
        incoming = books.read(folder / "Team.csv", folder / "Practitioners.csv")
        assert len(incoming.people) == 3

    @pytest.mark.parametrize("sheet", ["children", "CHILDREN", " Children "])
    def test_sheet_names_in_any_case(self, tmp_path: Path, sheet: str) -> None:
        """Sheet names are known whatever their case."""
        assert len(books.read(books.xlsx(tmp_path / "a.xlsx", {sheet: books.CHILDREN})).children) == 3

    def test_headings_in_any_order_case_and_space(self, tmp_path: Path) -> None:
        """Column order is free; case, surrounding and non-breaking spaces are ignored."""
        rows = [
            (" Opened\u00a0On ", "SERVICE", "Practitioner ID", "Child_ID\u00a0"),
            (made.ago(9), "early help", "P2", "40217"),
        ]
        incoming = books.read(books.xlsx(tmp_path / "a.xlsx", {"Children": rows}))
        assert found(incoming) == []
        assert incoming.periods[0].service == "early_help"

    def test_missing_optional_sheets_and_columns(self, tmp_path: Path) -> None:
        """A sheet Children of four columns is enough."""
        rows = [
            ("child_id", "service", "practitioner_id", "opened_on"),
            ("40217", "early_help", "", made.ago(1)),
        ]
        incoming = books.read(books.xlsx(tmp_path / "a.xlsx", {"Children": rows}))
        assert found(incoming) == []

    def test_lone_table_by_its_headings(self, tmp_path: Path) -> None:
        """A .csv of another name is known by its headings, and that is told."""
        folder = books.csv_folder(tmp_path, {"my caseload": books.table(child(opened_on="2026-09-01"))})
        incoming = books.read(folder / "my caseload.csv")
        assert list(incoming.children) == ["40217"]
        assert "my caseload was taken for Children" in " ".join(incoming.findings.notes)


class TestLayout:
    """Sheets that are not laid out as expected."""

    def test_unknown_columns_are_told_and_kept_out(self, tmp_path: Path, empty: Store) -> None:
        """A column that is not known is named, and nothing of it reaches the store."""
        path = books.children_book(tmp_path / "a.xlsx", child(school="Oak Tree Primary"))
        planned = books.take(empty, path)
        assert "left out: school" in " ".join(planned.notes)
        assert b"Oak Tree" not in repr(made.dump(empty)).encode()

    def test_missing_column_refuses_that_sheet_alone(self, tmp_path: Path) -> None:
        """Without a needed column the sheet is refused with a sentence; the others go on."""
        rows = [("child_id", "service", "opened_at", "initials"), ("40217", "early_help", made.ago(1), "TB")]
        incoming = books.read(books.own_book(tmp_path / "a.xlsx", Children=rows))
        assert found(incoming) == [
            ("Children", 0, "practitioner_id", "no such column"),
            ("Children", 0, "opened_on", "no such column (is it the one called “opened_at”?)"),
        ]
        assert len(incoming.people) == 3

    def test_title_above_the_header(self, tmp_path: Path) -> None:
        """A title, merged or not, and empty lines above the header do no harm, and are told."""
        rows = [("Caseload of Riverside 2, October",), (), *books.CHILDREN]
        incoming = books.read(books.own_book(tmp_path / "a.xlsx", Children=rows))
        assert len(incoming.children) == 3
        assert "headings were found in row 3" in " ".join(incoming.findings.notes)

    def test_merged_heading(self, tmp_path: Path) -> None:
        """A heading merged over two columns names the first of them; the second has none and is kept out."""
        rows = [
            ("child_id", "service", "practitioner_id", "opened_on", ""),
            ("40217", "early_help", "", made.ago(1), "x"),
        ]
        incoming = books.read(books.xlsx(tmp_path / "a.xlsx", {"Children": rows}))
        assert found(incoming) == []
        assert len(incoming.children) == 1

    def test_two_columns_of_one_name(self, tmp_path: Path) -> None:
        """Of two columns with one name the first is read, and that is told."""
        rows = [
            (*books.CHILDREN_HEAD, "service"),
            ("40217", "TB", "", "early_help", "", "", made.ago(1), "nonsense"),
        ]
        incoming = books.read(books.xlsx(tmp_path / "a.xlsx", {"Children": rows}))
        assert incoming.periods[0].service == "early_help"
        assert "two columns are called “service”" in " ".join(incoming.findings.notes)

    def test_empty_sheets(self, tmp_path: Path) -> None:
        """An empty needed sheet is told; an empty optional one is nothing."""
        incoming = books.read(books.own_book(tmp_path / "a.xlsx", Children=[], Moves=[]))
        assert [(sheet, row) for sheet, row, _, _ in found(incoming)] == [("Children", 0)]
        assert len(incoming.people) == 3

    def test_unknown_sheets_are_told(self, tmp_path: Path) -> None:
        """A sheet of another name is named and left out."""
        incoming = books.read(books.own_book(tmp_path / "a.xlsx", Budget=[("pounds",), (3,)]))
        assert "left out: Budget" in " ".join(incoming.findings.notes)

    def test_wrong_sheets_altogether(self, tmp_path: Path) -> None:
        """A workbook with none of the known sheets is refused: what was looked for, what was found."""
        path = books.xlsx(tmp_path / "a.xlsx", {"Sheet1": [("a",), (1,)], "Rota": [("b",)]})
        with pytest.raises(Refused, match=r"Looked for: the Footprint workbook.*Found: Sheet1, Rota"):
            books.read(path)

    def test_two_shapes_at_once(self, tmp_path: Path) -> None:
        """Files of two shapes are not mixed."""
        own = books.own_book(tmp_path / "a.xlsx")
        annex = books.annex_a(tmp_path / "b.xlsx", list_6=[books.in_need(1, made.ago(9))])
        with pytest.raises(Refused, match="more than one shape"):
            books.read(own, annex)


class TestWords:
    """People's words on their way in."""

    def test_text_that_begins_like_a_formula(self, tmp_path: Path, empty: Store) -> None:
        """It is kept as the text it is, and told."""
        rows = [
            ("action_id", "what", "set_on"),
            ("1", "=HYPERLINK(1)", made.ago(1)),
            ("2", "@home -1", made.ago(1)),
        ]
        planned = books.take(empty, books.own_book(tmp_path / "a.xlsx", Actions=rows))
        assert {row[2] for row in made.dump(empty)["action"]} == {"=HYPERLINK(1)", "@home -1"}
        assert "1 text begins with =" in " ".join(planned.notes)

    def test_hostile_text(self, tmp_path: Path, empty: Store) -> None:
        """Markup, control letters, emoji and right-to-left text arrive as they are, but for what no file can hold."""
        hostile = "[/b] {{7*7}} \u202eabc \U0001f469\u200d\U0001f467 <w:br/> &amp; ok"
        folder = books.csv_folder(
            tmp_path / "f",
            {
                **_as_text(books.own_sheets()),
                "Actions": [("action_id", "what", "set_on"), ("1", f"\x07{hostile}", "2026-11-01")],
            },
        )
        books.take(empty, folder)
        assert made.dump(empty)["action"][0][2] == hostile

    def test_names_become_initials(self, tmp_path: Path, empty: Store) -> None:
        """Whole names, in whichever column, leave nothing but initials in the store."""
        rows = books.table(
            child("1", initials="Thomasina Brandreth"),
            child("2", initials="", name="Thomasina Brandreth"),
            child("3", initials="", forename="Thomasina", surname="Brandreth"),
            child("5", initials="TB", family_id="Brandreth"),
            child("6", initials="TB", family_id="brandreth"),
        )
        planned = books.take(empty, books.own_book(tmp_path / "a.xlsx", Children=rows))
        assert [row[2] for row in made.dump(empty)["child"]] == ["TB"] * 5
        assert len(made.dump(empty)["family"]) == 1
        whole = repr(made.dump(empty)) + repr(made.trail_rows(empty)) + repr(planned.notes)
        assert "thomasina" not in whole.casefold()
        assert "brandreth" not in whole.casefold()
        assert "became initials" in " ".join(planned.notes)

    @pytest.mark.parametrize("heading", ["Child's Name", "Full Name", "Name of child", "Young person"])
    def test_headings_of_names(self, tmp_path: Path, empty: Store, heading: str) -> None:
        """A column that is plainly a child's name is known under its usual headings."""
        path = books.children_book(
            tmp_path / "a.xlsx", child(initials="", **{heading: "Brandreth, Thomasina"})
        )
        books.take(empty, path)
        assert [row[2] for row in made.dump(empty)["child"]] == ["TB"]


def _as_text(sheets: dict[str, books.Rows]) -> dict[str, books.Rows]:
    return {
        name: [[cell.isoformat() if hasattr(cell, "isoformat") else cell for cell in row] for row in rows]
        for name, rows in sheets.items()
    }
