"""The package a Word document is: parts, what they are, how they hang together; written the same every time."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import quoteattr

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

DOCUMENT = f"{_WORD}.document.main+xml"
STYLES, NUMBERING, SETTINGS = f"{_WORD}.styles+xml", f"{_WORD}.numbering+xml", f"{_WORD}.settings+xml"
HEADER, FOOTER = f"{_WORD}.header+xml", f"{_WORD}.footer+xml"
FONTS = f"{_WORD}.fontTable+xml"
THEME = "application/vnd.openxmlformats-officedocument.theme+xml"
CORE = "application/vnd.openxmlformats-package.core-properties+xml"
APP = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
CUSTOM = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
CUSTOM_XML_PROPS = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
PLAIN_XML = "application/xml"

_SAME_DAY = (1980, 1, 1, 0, 0, 0)
_LEVEL = 3
"""How hard parts are packed: a record takes 7% more room than packed as usual, and a tenth less time."""


@dataclass(frozen=True, slots=True)
class Relation:
    """That a part needs another: its id there, what it is for, and where it is; ``outside`` is an address."""

    id: str
    kind: str
    target: str
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its name without a leading slash, what it is, its bytes, and what it needs."""

    name: str
    content_type: str
    content: bytes
    relations: tuple[Relation, ...] = ()


def office(kind: str) -> str:
    """Return the full name of a kind of relation of the office formats."""
    return f"{_OFFICE}/{kind}"


CORE_RELATION = f"{_PACKAGE}/relationships/metadata/core-properties"


def to_bytes(parts: tuple[Part, ...], relations: tuple[Relation, ...]) -> bytes:
    """Return a package of these parts; ``relations`` are the package's own. The same parts give the same bytes."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        _write(package, "[Content_Types].xml", _content_types(parts).encode())
        _write(package, "_rels/.rels", _relations(relations).encode())
        for part in parts:
            _write(package, part.name, part.content)
            if part.relations:
                folder, _, file = part.name.rpartition("/")
                _write(package, f"{folder}/_rels/{file}.rels", _relations(part.relations).encode())
    return stream.getvalue()


def _write(package: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _SAME_DAY)
    entry.compress_type = zipfile.ZIP_DEFLATED
    package.writestr(entry, content, compresslevel=_LEVEL)


def _content_types(parts: tuple[Part, ...]) -> str:
    return "".join(
        (
            f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
            f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
            f'<Default Extension="xml" ContentType="{PLAIN_XML}"/>',
            *_overrides(parts),
            "</Types>",
        )
    )


def _overrides(parts: tuple[Part, ...]) -> Iterator[str]:
    for part in parts:
        if part.content_type != PLAIN_XML:
            yield f"<Override PartName={quoteattr('/' + part.name)} ContentType={quoteattr(part.content_type)}/>"


def _relations(relations: tuple[Relation, ...]) -> str:
    rows = (
        f"<Relationship Id={quoteattr(each.id)} Type={quoteattr(each.kind)} Target={quoteattr(each.target)}"
        + (' TargetMode="External"/>' if each.outside else "/>")
        for each in relations
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(rows)}</Relationships>'
