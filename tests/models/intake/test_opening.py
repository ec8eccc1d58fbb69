"""Opening files: text in every encoding, workbooks with odd sheets, and the sentences for what is neither."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from models.errors import Refused
from models.intake.files.sheets import Sheet, open_files
from models.intake.table.findings import Findings
from tests.models.intake import books


def opened(path: Path) -> tuple[list[Sheet], list[str]]:
    """Open one file; return its sheets and what is told about it."""
    findings = Findings()
    return open_files([path], findings), findings.notes


def cells(path: Path) -> list[tuple[int, list[object]]]:
    """Return the rows of a file's first sheet."""
    return [(number, list(row)) for number, row in opened(path)[0][0].rows()]


class TestText:
    """.csv files as programs of all ages write them."""

    @pytest.mark.parametrize(
        ("encoding", "told"),
        [
            ("utf-8", ""),
            ("utf-8-sig", ""),
            ("utf-16", "UTF-16"),
            ("utf-16-le", "UTF-16"),
            ("utf-16-be", "UTF-16"),
            ("cp1252", "Windows-1252"),
        ],
    )
    def test_encodings(self, tmp_path: Path, encoding: str, told: str) -> None:
        """Each encoding gives the same letters, and any but UTF-8 is told."""
        path = tmp_path / "people.csv"
        path.write_bytes("name,role\r\nZoë Núñez – “Zed”,nqsw\r\n".encode(encoding))
        assert cells(path) == [(1, ["name", "role"]), (2, ["Zoë Núñez – “Zed”", "nqsw"])]
        notes = " ".join(opened(path)[1])
        assert told in notes
        assert bool(notes) == bool(told)

    def test_no_encoding_at_all(self, tmp_path: Path) -> None:
        """Bytes that are text in none of them are refused."""
        path = tmp_path / "noise.csv"
        path.write_bytes(b"name,role\n\x81\x8d\x8f\x90\x9d\xff,x\n")
        with pytest.raises(Refused, match="not text in UTF-8 or Windows-1252"):
            opened(path)

    @pytest.mark.parametrize(
        ("sign", "called"), [(";", "semicolons"), ("\t", "tabs"), ("|", "vertical bars")]
    )
    def test_separators(self, tmp_path: Path, sign: str, called: str) -> None:
        """Another separator is found by the header, and told."""
        path = tmp_path / "people.csv"
        path.write_text(books.csv_text([("a", "b,c", "d"), ("1", "2", "3")], sign), encoding="utf-8")
        assert cells(path)[1] == (2, ["1", "2", "3"])
        assert called in opened(path)[1][0]

    def test_separator_line(self, tmp_path: Path) -> None:
        """The line with which some programs tell Excel the separator is understood."""
        path = tmp_path / "people.csv"
        path.write_text("sep=;\na;b\n1;2\n", encoding="utf-8")
        assert cells(path)[2] == (3, ["1", "2"])

    def test_lines_within_cells(self, tmp_path: Path) -> None:
        """A row's number is that of the line it begins in."""
        path = tmp_path / "actions.csv"
        path.write_text('what,why\n"one\ntwo",x\nthree,y\n', encoding="utf-8")
        assert cells(path)[1:] == [(2, ["one\ntwo", "x"]), (4, ["three", "y"])]

    def test_nothing_but_a_cell_that_never_ends(self, tmp_path: Path) -> None:
        """A quotation mark that is never closed is named with its line, and no memory is spent on it."""
        path = tmp_path / "broken.csv"
        path.write_text('a,b\n1,"' + "x" * 3_000_000, encoding="utf-8")
        with pytest.raises(Refused, match=r"line 2.*quotation mark"):
            cells(path)

    def test_empty(self, tmp_path: Path) -> None:
        """An empty file is said to be empty."""
        (tmp_path / "none.csv").touch()
        with pytest.raises(Refused, match="is empty"):
            opened(tmp_path / "none.csv")

    def test_workbook_called_csv(self, tmp_path: Path) -> None:
        """A workbook with the wrong name is told by its first bytes."""
        path = books.own_book(tmp_path / "team.xlsx").rename(tmp_path / "team.csv")
        with pytest.raises(Refused, match="is a workbook"):
            opened(path)


class TestFolders:
    """A folder of .csv files."""

    def test_each_file_is_a_sheet(self, tmp_path: Path) -> None:
        """Every .csv in the folder is a table of the file's name; other files are left alone."""
        folder = books.csv_folder(tmp_path / "out", {"Team": [("name",)], "Children": [("child_id",)]})
        (folder / "readme.md").write_text("hello")
        assert sorted(sheet.name for sheet in opened(folder)[0]) == ["Children", "Team"]

    def test_empty_folder(self, tmp_path: Path) -> None:
        """A folder without .csv files is refused."""
        with pytest.raises(Refused, match=r"holds no \.csv"):
            opened(tmp_path)


class TestOtherKinds:
    """Files of kinds that are not read."""

    @pytest.mark.parametrize(
        ("name", "says"),
        [
            ("a.xls", "old Excel"),
            ("a.ods", "OpenDocument"),
            ("a.pdf", "PDF"),
            ("a.zip", "unpack"),
            ("a.foo", "kind"),
        ],
    )
    def test_named(self, tmp_path: Path, name: str, says: str) -> None:
        """Each is called by its name, with what to save instead."""
        (tmp_path / name).write_text("x")
        with pytest.raises(Refused, match=says):
            opened(tmp_path / name)

    def test_absent(self, tmp_path: Path) -> None:
        """A file that is not there, whatever it would be."""
        for name in ("a.xlsx", "a.csv", "a.foo"):
            with pytest.raises(Refused, match="There is no file"):
                opened(tmp_path / name)

    def test_nothing_named(self) -> None:
        """No file at all is a sentence too."""
        with pytest.raises(Refused, match="Name a file"):
            open_files([], Findings())


class TestSheets:
    """Workbooks whose sheets are not as expected."""

    def test_rows_keep_their_places(self, tmp_path: Path) -> None:
        """A table that begins at C5 keeps its row numbers and its columns."""
        path = books.xlsx(
            tmp_path / "a.xlsx", {"S": [(), (), (), (), ("", "", "id", "name"), ("", "", 1, "x")]}
        )
        assert cells(path) == [(5, ["", "", "id", "name"]), (6, ["", "", 1.0, "x"])]

    def test_empty_sheet(self, tmp_path: Path) -> None:
        """An empty sheet has no rows."""
        assert cells(books.xlsx(tmp_path / "a.xlsx", {"S": []})) == []

    @pytest.mark.parametrize(
        "far",
        [
            '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
            '<row r="90000"><c r="ZZ90000"><v>1</v></c></row>',
            "<row>" + "<c><v>1</v></c>" * 9_000 + "</row>" + "<row><c><v>1</v></c></row>" * 2_000,
        ],
        ids=["the last cell there is", "a stray cell", "cells without a place"],
    )
    def test_stray_cells_cost_nothing(self, tmp_path: Path, far: str) -> None:
        """A cell far out, for which a reader would set aside gigabytes, is refused at once."""
        path = books.bare_xlsx(tmp_path / "far.xlsx", f'<row r="1"><c r="A1"><v>1</v></c></row>{far}')
        began = time.process_time()
        with pytest.raises(Refused, match="stray cells"):
            opened(path)
        assert time.process_time() - began < 5

    def test_wide_but_short_is_fine(self, tmp_path: Path) -> None:
        """A sheet of 700 columns and a few rows is read."""
        path = books.xlsx(tmp_path / "wide.xlsx", {"S": [tuple(range(700))] * 3})
        assert len(cells(path)[2][1]) == 700

    def test_a_dimension_that_lies(self, tmp_path: Path) -> None:
        """What a sheet says of its own size is not believed."""
        path = books.bare_xlsx(
            tmp_path / "a.xlsx",
            '<row r="1"><c r="A1"><v>7</v></c></row>',
            before='<dimension ref="A1:XFD1048576"/>',
        )
        assert cells(path) == [(1, [7.0])]

    def test_broken_xml(self, tmp_path: Path) -> None:
        """A sheet whose XML breaks off is a sentence."""
        path = books.bare_xlsx(tmp_path / "a.xlsx", '<row r="1"><c r="A1"><v>7</v></row></oops>')
        with pytest.raises(Refused, match=r"damaged|can be read"):
            cells(path)

    def test_not_a_workbook_inside(self, tmp_path: Path) -> None:
        """A package that holds no workbook is a sentence."""
        path = books.package(tmp_path / "a.xlsx", {"word/document.xml": "<a/>"})
        with pytest.raises(Refused, match="not an Excel workbook"):
            opened(path)


class TestFormulas:
    """Formulas: their saved values are read, nothing is worked out."""

    def test_cells_without_a_value_are_known(self, tmp_path: Path) -> None:
        """A formula whose value was not saved is found with its place; one with a value is read."""
        path = books.bare_xlsx(
            tmp_path / "f.xlsx",
            '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>1+1</f></c><c r="C1"><f>2</f><v>2</v></c>'
            '<c r="D1" t="str"><f>"x"</f><v></v></c><c r="AA1"><f t="shared" si="0"/><v/></c></row>',
        )
        sheets, notes = opened(path)
        assert sheets[0].lost_formulas == {(1, 2), (1, 4), (1, 27)}
        assert "4 cells hold a formula" in notes[0]
        assert cells(path)[0][1][:3] == [1.0, "", 2.0]

    def test_with_a_prefix(self, tmp_path: Path) -> None:
        """Programs that write their XML with a prefix are understood."""
        path = books.bare_xlsx(tmp_path / "f.xlsx", "")
        text = (
            '<?xml version="1.0"?><x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            '<x:sheetData><x:row r="1"><x:c r="A1"><x:f>1+1</x:f></x:c></x:row></x:sheetData></x:worksheet>'
        )
        import zipfile

        with zipfile.ZipFile(path) as stream:
            parts = {name: stream.read(name) for name in stream.namelist()}
        books.package(path, parts | {"xl/worksheets/sheet1.xml": text})
        assert opened(path)[0][0].lost_formulas == {(1, 1)}

    def test_days_from_1904(self, tmp_path: Path) -> None:
        """A workbook that counts its days from 1904 says so."""
        path = books.bare_xlsx(tmp_path / "mac.xlsx", "", properties='<workbookPr date1904="1"/>')
        assert opened(path)[0][0].from_1904
