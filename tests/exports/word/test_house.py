"""The house style: ours, a council's own, and what can't serve as one."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest

from exports.word.document import draft_document, sealed_document, working_document
from exports.word.house.building import REFERENCE, build
from exports.word.house.loading import load_house
from exports.word.verify import INTACT, verify
from models.errors import Refused
from tests.exports.word.councils import council
from tests.exports.word.lint import faults
from tests.exports.word.papers import (
    DOCUMENT,
    KNOWN,
    NOW,
    ORIGIN,
    audit,
    paper,
    parts,
    replace_text,
    rewrite,
    signed,
)

FIXTURES = Path(__file__).parent / "fixtures"


class TestOurs:
    """The reference document that comes with the program."""

    def test_is_what_its_script_makes(self, tmp_path: Path) -> None:
        """The file in the repository is the one that can be reviewed as a script, however the parts are packed."""
        made = tmp_path / "made.docx"
        made.write_bytes(build())
        assert parts(REFERENCE) == parts(made)

    def test_is_valid_and_small(self) -> None:
        """It is valid, under 15 KB, and has every style."""
        assert audit(REFERENCE) == []
        assert REFERENCE.stat().st_size < 15_000
        assert load_house().report[0] == "Styles: 24 of 24 found."


class TestCouncil:
    """A council's own document brings styles, logo, header and footer, and nothing else."""

    @pytest.fixture
    def made(self, tmp_path: Path) -> Path:
        """A draft in the council's style."""
        path = tmp_path / "draft.docx"
        path.write_bytes(draft_document(paper(supervisor="Morag Bell"), load_house(council(tmp_path)), NOW))
        return path

    def test_valid_and_readable(self, made: Path) -> None:
        """What is written in it is as valid and readable as in ours: A4, in the English of Britain."""
        assert audit(made) == []
        assert faults(made) == []

    def test_its_style_is_used(self, made: Path) -> None:
        """Its heading, its font, its header with the logo, its footer."""
        held = parts(made)
        assert b'<w:sz w:val="62"/>' in held["word/styles.xml"]
        assert b"Calibri" in held["word/styles.xml"]
        assert b"Northshire Council" in held["word/header_default.xml"]
        assert any(name.startswith("word/media/") for name in held)
        assert b"OFFICIAL" in held["word/footer_default.xml"]

    def test_its_text_is_not(self, made: Path) -> None:
        """Nothing of its text, and ours at head and foot beside its own: DRAFT, which record, page numbers."""
        held = parts(made)
        assert b"never used" not in held[DOCUMENT]
        assert b"DRAFT" in held["word/header_default.xml"]
        assert b"Record 12" in held["word/footer_default.xml"]
        assert b"NUMPAGES" in held["word/footer_default.xml"]

    def test_says_what_is_used(self, tmp_path: Path) -> None:
        """What was found, what was made, what is missing."""
        report = "\n".join(load_house(council(tmp_path)).report)
        assert "Made as in our own style: Form Face" in report
        assert "it has no description" in report
        assert "Paper: not A4 upright" in report
        assert "Header: yes" in report

    def test_missing_styles_are_made(self, tmp_path: Path) -> None:
        """Every style the text refers to is in the document."""
        path = tmp_path / "working.docx"
        path.write_bytes(working_document(paper(), load_house(council(tmp_path)), ORIGIN))
        assert audit(path) == []

    def test_sealed_and_verified(self, tmp_path: Path) -> None:
        """The council's header and footer are sealed with the record."""
        path = tmp_path / "sealed.docx"
        path.write_bytes(sealed_document(signed(paper()), load_house(council(tmp_path)), ORIGIN))
        assert verify(path, KNOWN).state == INTACT
        replace_text(path, "OFFICIAL", "PUBLIC", "word/footer_default.xml")
        assert not verify(path, KNOWN).good

    def test_different_first_page(self, tmp_path: Path) -> None:
        """A header of its own for the first page gets our lines too."""
        path = council(tmp_path)
        document = docx.Document(str(path))
        section = document.sections[0]
        section.different_first_page_header_footer = True
        section.first_page_header.paragraphs[0].text = "First page"
        section.first_page_footer.paragraphs[0].text = "First foot"
        document.save(str(path))
        made = tmp_path / "made.docx"
        made.write_bytes(draft_document(paper(), load_house(path), NOW))
        assert audit(made) == []
        assert b"DRAFT" in parts(made)["word/header_first.xml"]
        assert b"<w:titlePg/>" in parts(made)[DOCUMENT]

    def test_saved_by_libreoffice(self, tmp_path: Path) -> None:
        """A reference that LibreOffice saved gives a whole document, with one file of properties."""
        house = load_house(FIXTURES / "house-resaved.docx")
        path = tmp_path / "made.docx"
        path.write_bytes(draft_document(paper(), house, NOW))
        assert audit(path) == []
        assert faults(path) == []
        with zipfile.ZipFile(path) as package:
            assert len(package.namelist()) == len(set(package.namelist()))
        assert b"Northshire" in parts(path)["word/header_default.xml"]


class TestUnfit:
    """What can't serve, and what of it is left out."""

    def test_missing(self, tmp_path: Path) -> None:
        """A file that is not there is named, with the setting that names it."""
        with pytest.raises(Refused, match="house_style"):
            load_house(tmp_path / "none.docx")

    @pytest.mark.parametrize(
        "content", [b"", b"hello", b"PK\x05\x06" + b"\0" * 18, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
    )
    def test_no_document(self, tmp_path: Path, content: bytes) -> None:
        """Nothing, text, an empty package, an old or protected file: a sentence each."""
        path = tmp_path / "bad.docx"
        path.write_bytes(content)
        with pytest.raises(Refused, match=r"bad\.docx"):
            load_house(path)

    @pytest.mark.parametrize(
        ("kind", "says"), [("document.macroEnabled.main", "macros"), ("template.main", "template")]
    )
    def test_other_kinds(self, tmp_path: Path, kind: str, says: str) -> None:
        """A template or a document with macros is to be saved as .docx."""
        path = council(tmp_path)
        types = parts(path)["[Content_Types].xml"].replace(b"document.main", kind.encode())
        rewrite(path, {"[Content_Types].xml": types})
        with pytest.raises(Refused, match=says):
            load_house(path)

    @pytest.mark.parametrize(
        "field",
        [
            "INCLUDEPICTURE http://example.org/x.png",
            "DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe",
            "inCLUDEtext x",
        ],
    )
    def test_fields_that_reach_out(self, tmp_path: Path, field: str) -> None:
        """A header with a field that fetches something is left out, and that is said."""
        path = council(tmp_path, picture=False)
        with_field(path, field, cut=7)
        house = load_house(path)
        assert any("left out: it holds a field" in line for line in house.report)
        made = tmp_path / "made.docx"
        made.write_bytes(draft_document(paper(), house, NOW))
        assert b"instrText>INCLUDE" not in parts(made).get("word/header_default.xml", b"")
        assert audit(made) == []

    def test_pictures_from_elsewhere(self, tmp_path: Path) -> None:
        """A header whose picture lies on a server is left out: opening the record would tell that server."""
        path = council(tmp_path)
        name = next(name for name in parts(path) if name.startswith("word/_rels/header"))
        away = parts(path)[name].replace(
            b'Target="media/image1.png"', b'Target="http://example.org/x" TargetMode="External"'
        )
        rewrite(path, {name: away})
        assert any("reaches for something outside" in line for line in load_house(path).report)


def with_field(path: Path, field: str, cut: int) -> None:
    """Put a field into the header, cut into two runs as Word often does."""
    name = next(name for name in parts(path) if name.startswith("word/header"))
    runs = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{field[:cut]}</w:instrText></w:r><w:r><w:instrText>{field[cut:]}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    rewrite(path, {name: parts(path)[name].replace(b"</w:p>", runs.encode(), 1)})
