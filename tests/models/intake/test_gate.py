"""The gate: what may be opened by a library, and the sentence for what may not."""

from __future__ import annotations

import os
import struct
import zipfile
from pathlib import Path

import pytest

from models.errors import Refused
from models.intake import gate
from tests.models.intake import books

_WANTED = "an Excel workbook (.xlsx)"


def refused(path: Path, says: str, limits: gate.Limits = gate.SPREADSHEET) -> None:
    """Assert that a file is refused with these words, in a sentence that names it."""
    with pytest.raises(Refused, match=says) as found:
        gate.pass_zip(path, limits, _WANTED)
    assert path.name in str(found.value)
    assert str(found.value).endswith(".")


class TestGood:
    """Files as office programs write them."""

    def test_workbook_passes(self, tmp_path: Path) -> None:
        """A real workbook goes through."""
        gate.pass_zip(books.own_book(tmp_path / "team.xlsx"), gate.SPREADSHEET, _WANTED)

    def test_stored_parts_pass(self, tmp_path: Path) -> None:
        """Parts that are not packed go through too."""
        path = books.package(tmp_path / "a.xlsx", {"a.xml": "<a/>"}, zipfile.ZIP_STORED)
        gate.pass_zip(path, gate.SPREADSHEET, _WANTED)

    def test_watch_sees_every_byte(self, tmp_path: Path) -> None:
        """What watches the parts is shown all of their XML, however it is cut."""
        content = b"<a>" + bytes(range(65, 91)) * 40_000 + b"</a>"
        seen = bytearray()
        path = books.package(tmp_path / "a.xlsx", {"xl/a.xml": content}, zipfile.ZIP_STORED)
        gate.pass_zip(path, gate.SPREADSHEET, _WANTED, lambda _, window: seen.extend(window))
        assert content[:5000] in bytes(seen)
        assert bytes(seen).endswith(content[-5000:])


class TestBombs:
    """Files that would cost far more than they are worth."""

    def test_zip_bomb(self, tmp_path: Path) -> None:
        """A part that unpacks to hundreds of times its size is refused before it has."""
        refused(books.package(tmp_path / "bomb.xlsx", {"xl/a.xml": b"<a>" + b" " * 300_000_000}), "unpack")

    def test_a_size_that_lies(self, tmp_path: Path) -> None:
        """A part whose header says that it is small is counted, not believed."""
        path = books.package(tmp_path / "liar.xlsx", {"xl/a.xml": b"<a>" + b" " * 50_000_000})
        content = bytearray(path.read_bytes())
        for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
            start = content.index(mark) + place
            content[start : start + 4] = struct.pack("<I", 3)
        path.write_bytes(bytes(content))
        refused(path, "unpack|damaged")

    def test_many_middling_parts(self, tmp_path: Path) -> None:
        """Many parts that are each allowed are refused together."""
        small = gate.Limits(file=10**7, entries=100, entry=10**6, total=3 * 10**6, ratio=10**6)
        parts = {f"xl/{n}.xml": b"<a>" + b" " * 900_000 for n in range(8)}
        refused(books.package(tmp_path / "many.xlsx", parts), "unpack", small)

    def test_too_many_parts(self, tmp_path: Path) -> None:
        """Thousands of parts are refused."""
        refused(books.package(tmp_path / "parts.xlsx", {f"{n}.txt": "" for n in range(3_001)}), "3001 parts")

    def test_too_large_a_file(self, tmp_path: Path) -> None:
        """A file over the limit is not even opened."""
        path = books.own_book(tmp_path / "large.xlsx")
        refused(path, "too large", gate.Limits(file=100, entries=9, entry=9, total=9))


class TestHarmfulXml:
    """XML that can do more than hold text."""

    @pytest.mark.parametrize(
        "declaration", ["<!DOCTYPE a>", '<!doctype a [<!ENTITY b "c">]>', "<!ENTITY x 'y'>"]
    )
    def test_declarations(self, tmp_path: Path, declaration: str) -> None:
        """A document type or an entity is refused, in any part."""
        path = books.package(
            tmp_path / "dtd.xlsx", {"docProps/core.xml": f'<?xml version="1.0"?>{declaration}<a/>'}
        )
        refused(path, "declarations of its own")

    def test_declaration_across_pieces(self, tmp_path: Path) -> None:
        """A declaration is found wherever the inflated pieces happen to be cut."""
        for gap in range(262_130, 262_150, 3):
            content = b"<a>" + b"x" * gap + b"<!DOCTYPE a>"
            refused(
                books.package(tmp_path / "cut.xlsx", {"a.xml": content}, zipfile.ZIP_STORED), "declarations"
            )

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "utf-7"])
    def test_other_encodings(self, tmp_path: Path, encoding: str) -> None:
        """XML in an encoding that would hide a declaration is refused."""
        text = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a><a/>'
        content = text.encode("ascii" if encoding == "utf-7" else encoding)
        refused(books.package(tmp_path / "coded.xlsx", {"a.xml": content}), "encoding|declarations")

    def test_doctype_in_a_picture_is_no_matter(self, tmp_path: Path) -> None:
        """Only XML is looked at for declarations."""
        path = books.package(tmp_path / "a.xlsx", {"xl/media/a.png": b"<!DOCTYPE a>", "a.xml": "<a/>"})
        gate.pass_zip(path, gate.SPREADSHEET, _WANTED)


class TestDamaged:
    """Packages that are not whole, or not what they seem."""

    @pytest.mark.parametrize("kept", [10, 400, -30])
    def test_cut_short(self, tmp_path: Path, kept: int) -> None:
        """A file that was cut short is said to be damaged."""
        path = books.own_book(tmp_path / "cut.xlsx")
        path.write_bytes(path.read_bytes()[:kept])
        refused(path, "damaged")

    def test_flipped_bit(self, tmp_path: Path) -> None:
        """A part whose content is not what was written is refused."""
        path = books.package(
            tmp_path / "bit.xlsx", {"a.xml": "<a>" + "text " * 50 + "</a>"}, zipfile.ZIP_STORED
        )
        path.write_bytes(path.read_bytes().replace(b"text ", b"tex! ", 1))
        refused(path, "damaged")

    def test_two_parts_of_one_name(self, tmp_path: Path) -> None:
        """Two parts of one name, in any case, are refused: readers disagree about which counts."""
        path = tmp_path / "double.xlsx"
        books.package(path, {"a.xml": "<a/>", "b.xml": "<b/>"}, zipfile.ZIP_STORED)
        path.write_bytes(path.read_bytes().replace(b"b.xml", b"A.xml"))
        refused(path, "two parts of one name")

    @pytest.mark.parametrize("name", ["../a.xml", "/etc/a.xml", "a/../../b.xml", "a\\b.xml"])
    def test_parts_that_point_outside(self, tmp_path: Path, name: str) -> None:
        """A part that would land outside the package is refused."""
        refused(books.package(tmp_path / "out.xlsx", {name: "<a/>"}), "points outside")

    def test_empty_file(self, tmp_path: Path) -> None:
        """A file of no bytes is said to be empty."""
        (tmp_path / "none.xlsx").touch()
        refused(tmp_path / "none.xlsx", "is empty")


class TestOtherFiles:
    """Files that are told apart, each with what to do."""

    def test_password(self, tmp_path: Path) -> None:
        """An encrypted workbook asks for a copy without a password."""
        path = tmp_path / "secret.xlsx"
        path.write_bytes(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
        )
        refused(path, "password")

    def test_password_on_a_part(self, tmp_path: Path) -> None:
        """So does a zip whose parts are encrypted."""
        path = books.package(tmp_path / "locked.xlsx", {"a.xml": "<a/>"})
        content = bytearray(path.read_bytes())
        content[content.index(b"PK\x01\x02") + 8] |= 1
        path.write_bytes(bytes(content))
        refused(path, "password")

    def test_old_format(self, tmp_path: Path) -> None:
        """A workbook of before 2007 is to be saved anew."""
        path = tmp_path / "old.xlsx"
        path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "Workbook".encode("utf-16-le"))
        refused(path, "before 2007")

    def test_text_by_another_name(self, tmp_path: Path) -> None:
        """A text file called .xlsx is to be called .csv."""
        (tmp_path / "text.xlsx").write_text("child_id,initials\n1,AB\n")
        refused(tmp_path / "text.xlsx", "holds plain text and is not .*csv")

    def test_web_page(self, tmp_path: Path) -> None:
        """A report that is HTML with another name, as case systems export, is told."""
        (tmp_path / "page.xlsx").write_text("<html><table></table></html>")
        refused(tmp_path / "page.xlsx", "web page")


class TestOutOfReach:
    """Files that the system does not let us read."""

    def test_absent(self, tmp_path: Path) -> None:
        """A file that is not there is said so."""
        with pytest.raises(Refused, match="There is no file"):
            gate.pass_zip(tmp_path / "gone.xlsx", gate.SPREADSHEET, _WANTED)

    def test_locked_by_another_program(self, tmp_path: Path) -> None:
        """What Windows answers for a file that is open elsewhere becomes a sentence with a way out."""
        sentence = gate.why_unread(tmp_path / "open.xlsx", PermissionError(13, "Permission denied"))
        assert "another program has it open" in sentence
        assert "save a copy" in sentence

    @pytest.mark.skipif(
        os.name == "nt" or os.geteuid() == 0, reason="the system lets this user read anything"
    )
    def test_no_permission(self, tmp_path: Path) -> None:
        """A file without permission to read is refused, not a crash."""
        path = books.own_book(tmp_path / "closed.xlsx")
        path.chmod(0)
        refused(path, "cannot be opened")

    def test_folder(self, tmp_path: Path) -> None:
        """A folder is no file."""
        assert "folder" in gate.why_unread(tmp_path, IsADirectoryError(21, "Is a directory"))
