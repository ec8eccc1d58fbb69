"""Files from outside: what may cost or harm is refused before any library opens it."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from exports.word.door import let_in
from exports.word.house.loading import load_house
from exports.word.returned import read_returned
from exports.word.verify import verify
from forms.template.load import load_form
from models.errors import Refused
from tests.exports.word.papers import DOCUMENT, KNOWN, paper, parts, rewrite, working_file

Spoil = Callable[[Path], None]
_ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(8)
)
_SPACE = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def bomb(path: Path) -> None:
    """A part that unpacks to 40 MB."""
    rewrite(path, {DOCUMENT: b"<w:document " + _SPACE + b">" + b" " * 40_000_000 + b"</w:document>"})


def paragraphs(path: Path) -> None:
    """Three million paragraphs in a file of some ten KB."""
    rewrite(
        path,
        {
            DOCUMENT: b"<w:document "
            + _SPACE
            + b"><w:body>"
            + b"<w:p/>" * 3_000_000
            + b"</w:body></w:document>"
        },
    )


def some_paragraphs(path: Path) -> None:
    """Fewer than a bomb would need, and still far more than a record has."""
    rewrite(
        path,
        {
            DOCUMENT: b"<w:document "
            + _SPACE
            + b"><w:body>"
            + b"<w:p/>" * 1_600_000
            + b"</w:body></w:document>"
        },
    )


def entities(path: Path) -> None:
    """Entities that grow a thousand million times."""
    rewrite(path, {DOCUMENT: f"{_ENTITIES}]><w:document>&h;</w:document>".encode()})


def entities_elsewhere(path: Path) -> None:
    """The same in a part that no one looks at."""
    rewrite(path, {"docProps/core.xml": f"{_ENTITIES}]><x>&h;</x>".encode()})


def file_reader(path: Path) -> None:
    """An entity that reads a file of this computer."""
    rewrite(
        path,
        {DOCUMENT: b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document>&a;</w:document>'},
    )


def deep(path: Path) -> None:
    """Ten thousand elements within one another."""
    rewrite(path, {DOCUMENT: b"<a>" * 10_000 + b"</a>" * 10_000})


def macros(path: Path) -> None:
    """A program in the file."""
    rewrite(path, {"word/vbaProject.bin": b"program"})


def macro_kind(path: Path) -> None:
    """A document that says it is one with macros."""
    types = parts(path)["[Content_Types].xml"]
    rewrite(
        path,
        {"[Content_Types].xml": types.replace(b"wordprocessingml.document.main", b"x.macroEnabled.main")},
    )


def pointing_out(path: Path) -> None:
    """A part whose name leads out of the file."""
    rewrite(path, {"../../evil.txt": b"x"})


def doubled(path: Path) -> None:
    """Two parts of one name."""
    with zipfile.ZipFile(path, "a") as package, pytest.warns(UserWarning, match="Duplicate"):
        package.writestr(DOCUMENT, b"<other/>")


def cut_short(path: Path) -> None:
    """A download that broke off."""
    path.write_bytes(path.read_bytes()[:-200])


def one_bit(path: Path) -> None:
    """One bit flipped in the middle of a part."""
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 4
    path.write_bytes(bytes(content))


def nothing_in_it(path: Path) -> None:
    """A package that says nothing about itself."""
    rewrite(path, {"[Content_Types].xml": None})


def no_text(path: Path) -> None:
    """A package without its text."""
    rewrite(path, {DOCUMENT: None})


def not_xml(path: Path) -> None:
    """A text that is no XML."""
    rewrite(path, {DOCUMENT: b"<w:document"})


SPOILT = (
    *(bomb, paragraphs, some_paragraphs, entities, entities_elsewhere, file_reader, deep, macros, macro_kind),
    *(pointing_out, doubled, cut_short, one_bit, nothing_in_it, no_text, not_xml),
)


@pytest.mark.parametrize("spoil", SPOILT, ids=[spoil.__name__ for spoil in SPOILT])
class TestRefused:
    """Every door refuses it: reading back, verifying, the house style."""

    def test_at_every_door(self, tmp_path: Path, spoil: Spoil) -> None:
        """With a sentence that names the file, quickly, and with nothing of it believed."""
        sent = paper()
        path = working_file(tmp_path, sent)
        spoil(path)
        began = time.process_time()
        for door in (
            lambda: read_returned(path, load_form, {}),
            lambda: verify(path, KNOWN),
            lambda: load_house(path),
        ):
            with pytest.raises(Refused, match=r"working\.docx") as refused:
                door()
            assert "passwd" not in str(refused.value)
        assert time.process_time() - began < 5


class TestLetIn:
    """What office programs write."""

    def test_ours_and_resaved(self, tmp_path: Path) -> None:
        """Our own documents and those another program saved go through."""
        assert let_in(working_file(tmp_path, paper())).main == DOCUMENT
        for path in (Path(__file__).parent / "fixtures").glob("*.docx"):
            assert let_in(path).main == DOCUMENT

    def test_missing(self, tmp_path: Path) -> None:
        """A file that is not there."""
        with pytest.raises(Refused, match="There is no file"):
            let_in(tmp_path / "none.docx")
