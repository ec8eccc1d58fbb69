"""What a document carries with it, in a part of its own: sealed JSON, out of sight, kept by Word and LibreOffice."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from lxml import etree

from exports.word import package
from exports.word.door import Document
from exports.word.package import Part, Relation, office
from exports.word.xml import parse
from models.seals import SealKey, SealPair, as_text, canonical, digest, from_text, read_key

SPACE = "urn:footprint:sealed:1"
_ITEM_ID = "{7B1F0C5E-6E0B-4B57-9C2B-0F7C5A3E9D41}"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
_DATASTORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


@dataclass(frozen=True, slots=True)
class Envelope:
    """Sealed content: its bytes, its hash, whose key sealed it, and the seal itself."""

    content: bytes
    hash: str
    key: SealKey
    seal: bytes

    @property
    def body(self) -> dict[str, Any]:
        """What it says. Raises ValueError if it is no table of JSON."""
        found = json.loads(self.content)
        if not isinstance(found, dict):
            raise ValueError("no table")
        return found

    @property
    def holds(self) -> bool:
        """Whether hash and seal fit the content, whoever's key it is."""
        return digest(self.content) == self.hash and self.key.made(self.content, self.seal)


def seal(body: dict[str, Any], pair: SealPair) -> Envelope:
    """Return a body as canonical JSON, hashed and sealed."""
    content = canonical(body)
    return Envelope(content, digest(content), pair.key, pair.seal(content))


def parts_of(envelope: Envelope) -> tuple[Part, Part]:
    """Return the two parts that carry an envelope in a document."""
    element = etree.Element(f"{{{SPACE}}}sealed", nsmap={None: SPACE})
    element.set("sha256", envelope.hash)
    element.set("key", envelope.key.text)
    element.set("seal", as_text(envelope.seal))
    element.text = as_text(envelope.content)
    content = bytes(etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True))
    about = (
        f'{_HEAD}<ds:datastoreItem xmlns:ds="{_DATASTORE}" ds:itemID="{_ITEM_ID}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{SPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    ).encode()
    needs = (Relation("rId1", office("customXmlProps"), "itemProps1.xml"),)
    return (
        Part("customXml/item1.xml", package.PLAIN_XML, content, needs),
        Part("customXml/itemProps1.xml", package.CUSTOM_XML_PROPS, about),
    )


def find_envelope(document: Document) -> Envelope | None:
    """Return the envelope a document carries, whole or not, or None if it carries none that can be read."""
    for name in document.needed(document.main, "customXml"):
        content = document.read(name)
        found = _read(content) if content and SPACE.encode() in content else None
        if found is not None:
            return found
    return None


def _read(content: bytes) -> Envelope | None:
    try:
        element = parse(content)
        if element.tag != f"{{{SPACE}}}sealed":
            return None
        return Envelope(
            from_text(str(element.text or "")),
            str(element.get("sha256", "")),
            read_key(str(element.get("key", ""))),
            from_text(str(element.get("seal", ""))),
        )
    except ValueError:
        return None
