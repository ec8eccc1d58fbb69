"""The only door for Word documents from outside: through the gate, then looked at before any library opens them."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from exports.word.package import DOCUMENT, Relation, office
from exports.word.xml import Element, parse
from models.errors import Refused
from models.intake import gate

WANTED = "a Word document (.docx)"
MOST_ELEMENTS = 1_500_000
"""How many tags one part may have; a record of 500 rows has some 40,000."""

_CONTENT_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_SAVED_OTHERWISE = {
    "macroEnabled": "holds macros. Save it as .docx, without macros, and take that.",
    "template": "is a template. Save it as .docx and take that.",
}
_MACROS = "vbaproject.bin"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/"


@dataclass(frozen=True, slots=True)
class Document:
    """A Word document that passed: its file, the name of its main part, and what its parts are."""

    path: Path
    main: str
    types: dict[str, str]

    def read(self, name: str) -> bytes | None:
        """Return a part's bytes, or None where there is no such part."""
        with zipfile.ZipFile(self.path) as package:
            try:
                return package.read(name)
            except KeyError:
                return None

    def xml(self, name: str) -> Element | None:
        """Return a part's XML, or None where there is none. Raises Refused if it cannot be read."""
        content = self.read(name)
        return None if content is None else _parsed(self.path, content)

    def needs(self, name: str = "") -> tuple[Relation, ...]:
        """Return what a part needs, with targets as names of parts; without a name, what the package needs."""
        folder, _, file = name.rpartition("/")
        element = self.xml(posixpath.join(folder, "_rels", f"{file}.rels") if name else "_rels/.rels")
        return tuple(_relations(element, folder)) if element is not None else ()

    def needed(self, name: str, kind: str) -> list[str]:
        """Return the names of the parts that a part needs for one purpose, such as ``header``."""
        return [each.target for each in self.needs(name) if not each.outside and each.kind == office(kind)]


def let_in(path: Path) -> Document:
    """Let a Word document in, or raise Refused with what is wrong with it. Nothing of it is trusted yet."""
    counted = dict[str, int]()

    def count(name: str, piece: bytes) -> None:
        counted[name] = counted.get(name, 0) + piece.count(b"<")
        if counted[name] > MOST_ELEMENTS:
            raise Refused(
                f"{path.name} holds more paragraphs than any record: a part of it has over "
                f"{MOST_ELEMENTS:,} tags. It was not opened."
            )

    gate.pass_zip(path, gate.DOCUMENT, WANTED, count)
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
        types = _types(path, package)
    if any(name.lower().endswith(_MACROS) for name in names):
        raise Refused(f"{path.name} {_SAVED_OTHERWISE['macroEnabled']}")
    found = Document(path, "", types)
    main = next(
        (each.target for each in found.needs() if each.kind.endswith("/officeDocument") and not each.outside),
        "",
    )
    if main not in names:
        raise Refused(f"{path.name} is not {WANTED}: it has no text in it.")
    _refuse_other_kinds(path, types.get(main, ""))
    return Document(path, main, types)


def _types(path: Path, package: zipfile.ZipFile) -> dict[str, str]:
    """Return what each part is, by its name."""
    try:
        element = _parsed(path, package.read("[Content_Types].xml"))
    except KeyError:
        raise Refused(f"{path.name} is not {WANTED}. Open it in Word and save it as .docx.") from None
    defaults = {
        str(each.get("Extension")).lower(): str(each.get("ContentType"))
        for each in element.iter(f"{_CONTENT_TYPES}Default")
    }
    types = {name: defaults.get(name.rpartition(".")[2].lower(), "") for name in package.namelist()}
    for each in element.iter(f"{_CONTENT_TYPES}Override"):
        types[str(each.get("PartName")).lstrip("/")] = str(each.get("ContentType"))
    return types


def _refuse_other_kinds(path: Path, content_type: str) -> None:
    if content_type == DOCUMENT:
        return
    for mark, words in _SAVED_OTHERWISE.items():
        if mark in content_type:
            raise Refused(f"{path.name} {words}")
    raise Refused(f"{path.name} is not {WANTED}. Open it in Word and save it as .docx.")


def _relations(element: Element, folder: str) -> Iterator[Relation]:
    for each in element:
        target, outside = str(each.get("Target", "")), each.get("TargetMode") == "External"
        if not outside:
            joined = target if target.startswith("/") else posixpath.join(folder, target)
            target = posixpath.normpath(joined).lstrip("/")
        kind = str(each.get("Type", "")).replace(_STRICT, office(""))
        yield Relation(str(each.get("Id", "")), kind, target, outside)


def _parsed(path: Path, content: bytes) -> Element:
    try:
        return parse(content)
    except ValueError:
        raise Refused(
            f"{path.name} is damaged: a part of it is not well-formed. Open it in Word, save it and take that."
        ) from None
