"""Parts that say something about the whole document: settings, lists, properties."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

from exports.word.xml import Xml, legal, root, w

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_WORD_URI = "http://schemas.microsoft.com/office/word"
_CUSTOM_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"

BULLETS, NUMBERS = 9000, 9001
"""The lists that every document of ours has, by their abstract number, well above those of a house style."""
BULLET_LIST = "9000"
"""The list that bulleted items belong to."""


def settings_part(*, read_only: bool, two_sided: bool) -> bytes:
    """Return the settings: English of Britain, the present format, and whether Word opens it to be read only.

    Protection here is a courtesy that one click takes away; the seal is the evidence.
    """
    protection = [w("documentProtection", edit="readOnly", enforcement="1")] if read_only else []
    sides = [w("evenAndOddHeaders")] if two_sided else []
    return root(
        "settings",
        w("zoom", percent="100"),
        *protection,
        w("defaultTabStop", val="720"),
        *sides,
        w("characterSpacingControl", val="doNotCompress"),
        w("compat", w("compatSetting", name="compatibilityMode", uri=_WORD_URI, val="15")),
        w("themeFontLang", val="en-GB"),
        w("decimalSymbol", val="."),
        w("listSeparator", val=","),
    )


def fonts_part(font: str) -> bytes:
    """Return the table of fonts: the one our own styles use, with what may stand in for it."""
    marks = (w("altName", val="Liberation Sans"), w("family", val="swiss"), w("pitch", val="variable"))
    return root("fonts", w("font", *marks, name=font))


def abstract_lists() -> tuple[Xml, Xml]:
    """Return what a bulleted and a numbered list look like."""
    return _abstract(BULLETS, "bullet", "•"), _abstract(NUMBERS, "decimal", "%1.")


def bullets() -> Xml:
    """Return the one bulleted list."""
    return w("num", w("abstractNumId", val=str(BULLETS)), numId=BULLET_LIST)


def numbers(number: str) -> Xml:
    """Return a numbered list of its own, that begins with one."""
    begins = w("lvlOverride", w("startOverride", val="1"), ilvl="0")
    return w("num", w("abstractNumId", val=str(NUMBERS)), begins, numId=number)


def _abstract(number: int, form: str, sign: str) -> Xml:
    level = w(
        "lvl",
        w("start", val="1"),
        w("numFmt", val=form),
        w("lvlText", val=sign),
        w("lvlJc", val="left"),
        w("pPr", w("ind", left="454", hanging="454")),
        ilvl="0",
    )
    return w("abstractNum", w("multiLevelType", val="singleLevel"), level, abstractNumId=str(number))


def core_part(facts: Mapping[str, str], made_at: datetime) -> bytes:
    """Return the document's properties: ``title``, ``subject``, ``creator``, ``identifier``, ``contentStatus``."""
    spaces = {"contentStatus": "cp"}
    rows = "".join(
        f"<{spaces.get(key, 'dc')}:{key}>{escape(legal(text))}</{spaces.get(key, 'dc')}:{key}>"
        for key, text in facts.items()
        if text
    )
    moment = made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    when = "".join(
        f'<dcterms:{word} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{word}>'
        for word in ("created", "modified")
    )
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{rows}<dc:language>en-GB</dc:language>{when}</cp:coreProperties>"
    ).encode()


def app_part() -> bytes:
    """Return which program wrote the document."""
    return (
        f'{_HEAD}<Properties xmlns="{_OFFICE}/extended-properties"><Application>Footprint</Application>'
        "</Properties>"
    ).encode()


def custom_part(texts: Mapping[str, str], *, final: bool) -> bytes:
    """Return the custom properties; with ``final`` Word says that the document is marked as final."""
    rows = [
        f'<property fmtid={quoteattr(_CUSTOM_SET)} pid="{number}" name={quoteattr(key)}>'
        f"<vt:lpwstr>{escape(legal(text))}</vt:lpwstr></property>"
        for number, (key, text) in enumerate(texts.items(), start=2)
    ]
    if final:
        rows.append(
            f'<property fmtid="{_CUSTOM_SET}" pid="{len(rows) + 2}" name="_MarkAsFinal">'
            "<vt:bool>true</vt:bool></property>"
        )
    return (
        f'{_HEAD}<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
        f"{''.join(rows)}</Properties>"
    ).encode()
