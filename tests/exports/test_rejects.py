"""The file of rejected rows."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from exports.rejects import write_rejects
from models.errors import Refused
from models.store.store import Store
from tests import made
from tests.models.intake import books
from tests.models.intake.books import child


def book(tmp_path: Path) -> Path:
    """Write a workbook with two good rows and three bad ones, one of them with a name."""
    return books.own_book(
        tmp_path / "team.xlsx",
        Children=books.table(
            child("1", school="Oak Tree"),
            child("2", opened_on="31/02/2026", initials="Thomasina Brandreth"),
            child("3", service="=plumbing"),
            child("4"),
        ),
        Situations=[("child_id", "situation", "since"), ("9", "cin", made.ago(9))],
    )


def rows_of(path: Path) -> list[list[str]]:
    """Return the rows of a .csv file."""
    return list(csv.reader(StringIO(path.read_text(encoding="utf-8-sig"))))


class TestCsv:
    """As .csv."""

    def test_rows_as_found(self, tmp_path: Path, empty: Store) -> None:
        """Each rejected row stands below its sheet's headings, with its number and the reason."""
        path = book(tmp_path)
        planned = books.plan(empty, path)
        out = tmp_path / "rejects.csv"
        assert write_rejects(out, [path], planned.problems) == 3
        rows = rows_of(out)
        assert rows[1][:5] == ["team.xlsx", "Children", "headings", "", "child_id"]
        assert rows[2][:3] == ["team.xlsx", "Children", "3"]
        assert rows[2][3].startswith(
            "opened_on: found “31/02/2026”, which is not in the calendar; expected a date"
        )
        assert rows[2][4:8] == ["2", "TB", "childrens_social_work", "P2"]
        assert rows[-1][:3] == ["team.xlsx", "Situations", "2"]
        assert rows[-1][4:] == ["9", "cin", made.ago(9).isoformat()]

    def test_no_formula_and_no_name(self, tmp_path: Path, empty: Store) -> None:
        """Text that would be a formula is made harmless; names are initials; columns not read stay behind."""
        path = book(tmp_path)
        out = tmp_path / "rejects.csv"
        write_rejects(out, [path], books.plan(empty, path).problems)
        text = out.read_text(encoding="utf-8-sig")
        assert "'=plumbing" in text
        assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows_of(out) for cell in row)
        assert "Thomasina" not in text
        assert "school" not in text

    def test_whole_sheets(self, tmp_path: Path, empty: Store) -> None:
        """A sheet that was refused is there with its reason, without rows."""
        path = books.own_book(tmp_path / "team.xlsx", Children=[("child_id",), ("1",)])
        out = tmp_path / "rejects.csv"
        assert write_rejects(out, [path], books.plan(empty, path).problems) == 0
        assert "without it the sheet was not read" in out.read_text(encoding="utf-8-sig")


class TestXlsx:
    """As a workbook."""

    def test_put_right_and_imported(self, tmp_path: Path, empty: Store) -> None:
        """The file has the same sheets and headings: put right, it can be imported itself."""
        path = book(tmp_path)
        planned = books.take(empty, path)
        out = tmp_path / "rejects.xlsx"
        assert write_rejects(out, [path], planned.problems) == 3
        written = CalamineWorkbook.from_path(str(out))
        assert written.sheet_names == ["Children", "Situations", "Problems"]
        head, first, second = written.get_sheet_by_name("Children").to_python()
        assert head[-2:] == ["row", "reason"]
        assert (first[0], first[-2], second[2]) == ("2", 3.0, "=plumbing")
        first[head.index("opened_on")] = made.ago(8)
        second[head.index("service")] = "early help"
        again = books.xlsx(tmp_path / "again.xlsx", {"Children": [head, first, second]})
        assert books.take(empty, again).problems == ()
        assert sorted(row[1] for row in made.dump(empty)["child"]) == ["1", "2", "3", "4"]

    def test_every_problem(self, tmp_path: Path, empty: Store) -> None:
        """The last sheet lists every problem by its place."""
        path = book(tmp_path)
        out = tmp_path / "rejects.xlsx"
        write_rejects(out, [path], books.plan(empty, path).problems)
        table = CalamineWorkbook.from_path(str(out)).get_sheet_by_name("Problems").to_python()
        assert [row[1:4] for row in table[1:]] == [
            ["Children", 3.0, "opened_on"],
            ["Children", 4.0, "service"],
            ["Situations", 2.0, "child_id"],
        ]

    def test_names_of_sheets(self, tmp_path: Path, empty: Store) -> None:
        """Tables with long names, and two of one name, become sheets all the same."""
        long_name = "ssd_person " + "x" * 40
        files = [
            books.csv_folder(tmp_path / str(n), {long_name: [("pers_person_id",), ("no digit",)]})
            / f"{long_name}.csv"
            for n in range(2)
        ]
        out = tmp_path / "rejects.xlsx"
        write_rejects(out, files, books.plan(empty, *files).problems)
        assert len(CalamineWorkbook.from_path(str(out)).sheet_names) >= 2


class TestOtherwise:
    """Where it cannot be written."""

    def test_suffix(self, tmp_path: Path) -> None:
        """A name that is neither is refused."""
        with pytest.raises(Refused, match=r"ends in \.csv or \.xlsx"):
            write_rejects(tmp_path / "rejects.txt", [], [])

    def test_folder(self, tmp_path: Path) -> None:
        """A folder that is not there is a sentence."""
        with pytest.raises(Refused, match="can't be written"):
            write_rejects(tmp_path / "gone" / "rejects.csv", [], [])

    def test_nothing_rejected(self, tmp_path: Path, empty: Store) -> None:
        """Without problems the file holds its headings alone."""
        path = books.own_book(tmp_path / "team.xlsx")
        assert write_rejects(tmp_path / "r.csv", [path], books.plan(empty, path).problems) == 0
