"""The XML of WordprocessingML: written as text by one function, read from outside with every door shut."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NewType

from lxml import etree

from models.words import clean_text

Element = Any
"""An lxml element: something that was read."""
Xml = NewType("Xml", str)
"""XML that `w` or `text_of` wrote: the only text that is ever put into a part without being escaped."""

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PREFIXES = {
    "w": W,
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}
_SPACES = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in _PREFIXES.items())
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_UNTIDY = re.compile("[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPECIAL = re.compile('[&<>"\t\n]')
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;"}


@cache
def name(tag: str) -> str:
    """Return the full name of a prefixed tag or attribute; without a prefix it is of WordprocessingML."""
    prefix, _, local = tag.rpartition(":")
    return f"{{{_PREFIXES[prefix or 'w']}}}{local}"


def w(tag: str, *children: Xml, **attributes: str) -> Xml:
    """Return an element of WordprocessingML with its children and attributes."""
    return prefixed("w", tag, *children, **attributes)


def prefixed(prefix: str, tag: str, *children: Xml, **attributes: str) -> Xml:
    """Return an element of another of the formats, whose attributes are of the same."""
    said = "".join([f' {prefix}:{key}="{_escaped(value)}"' for key, value in attributes.items()])
    if not children:
        return Xml(f"<{prefix}:{tag}{said}/>")
    return Xml(f"<{prefix}:{tag}{said}>{''.join(children)}</{prefix}:{tag}>")


def text_of(tag: str, text: str) -> Xml:
    """Return an element that holds text just as it is, spaces at its ends too."""
    kept = ' xml:space="preserve"' if text != text.strip() or "  " in text else ""
    return Xml(f"<w:{tag}{kept}>{_escaped(text)}</w:{tag}>")


def joined(*pieces: Xml) -> Xml:
    """Return pieces of XML one behind the other."""
    return Xml("".join(pieces))


def root(tag: str, *children: Xml) -> bytes:
    """Return a part: its outermost element with every prefix we use."""
    return f'{_HEAD}<w:{tag} {_SPACES} mc:Ignorable="w14">{"".join(children)}</w:{tag}>'.encode()


def elements(*pieces: Xml) -> list[Element]:
    """Return pieces of XML of ours as elements, to be put into something that was read."""
    return list(etree.fromstring(f"<w:x {_SPACES}>{''.join(pieces)}</w:x>".encode()))


def legal(text: str) -> str:
    """Return text that XML can hold, cleaned as the store cleans it, with one sort of line end."""
    return clean_text(text) if _UNTIDY.search(text) else text


def to_bytes(element: Element) -> bytes:
    """Return the XML of a part that was read."""
    return bytes(etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True))


def parse(content: bytes) -> Element:
    """Read XML that may have come from anywhere: no entities, no network, no giant trees.

    Raises ValueError, without a word of the content, if it is not XML or too deep.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        raise ValueError("not well-formed") from None


def _escaped(value: str) -> str:
    if not _SPECIAL.search(value):
        return value
    return _SPECIAL.sub(lambda found: _ESCAPES[found[0]], value)
