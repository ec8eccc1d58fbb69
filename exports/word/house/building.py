"""Our own ``reference.docx``, built from the styles beside this file: ``python -m exports.word.house.building``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from exports.word import package, settings
from exports.word.house.styles import FONT, STYLES, style_xml
from exports.word.house.theme import theme_part
from exports.word.package import Part, Relation, office
from exports.word.text import paragraph, run
from exports.word.xml import Xml, root, w

REFERENCE = Path(__file__).parent / "reference.docx"
_MARGINS = {
    "top": "1474",
    "right": "1134",
    "bottom": "1134",
    "left": "1134",
    "header": "567",
    "footer": "567",
}
"""The margins of a page of ours in twentieths of a point: two centimetres, and room for two lines at the head."""
_WRITTEN = datetime(2026, 1, 1, tzinfo=UTC)
_SAYS = (
    "This document carries the house style of Footprint's Word documents. Its text is never used.",
    "To make your own: copy it, change its styles, header, footer and logo in Word, save it as .docx, "
    "and name it in Footprint's settings as house_style.",
)


def build() -> bytes:
    """Return the reference document."""
    parts = (
        Part("word/document.xml", package.DOCUMENT, _document(), _needs()),
        Part("word/styles.xml", package.STYLES, _styles()),
        Part("word/numbering.xml", package.NUMBERING, _numbering()),
        Part(
            "word/settings.xml",
            package.SETTINGS,
            settings.settings_part(read_only=False, two_sided=False),
        ),
        Part("word/fontTable.xml", package.FONTS, settings.fonts_part(FONT)),
        Part("word/theme/theme1.xml", package.THEME, theme_part()),
        Part("word/header1.xml", package.HEADER, root("hdr", paragraph("Header"))),
        Part("word/footer1.xml", package.FOOTER, root("ftr", paragraph("Footer"))),
        Part(
            "docProps/core.xml",
            package.CORE,
            settings.core_part({"title": "House style", "creator": "Footprint"}, _WRITTEN),
        ),
        Part("docProps/app.xml", package.APP, settings.app_part()),
    )
    return package.to_bytes(
        parts,
        (
            Relation("rId1", office("officeDocument"), "word/document.xml"),
            Relation("rId2", package.CORE_RELATION, "docProps/core.xml"),
            Relation("rId3", office("extended-properties"), "docProps/app.xml"),
        ),
    )


def page_marks(references: Sequence[Xml], margins: Mapping[str, str], *, first_page: bool = False) -> Xml:
    """Return the section of a page: A4, with its headers and footers; a margin not given is ours."""
    return w(
        "sectPr",
        *references,
        w("pgSz", w="11906", h="16838"),
        w("pgMar", **{**_MARGINS, **margins}, gutter="0"),
        *([w("titlePg")] if first_page else []),
    )


def reference(kind: str, pages: str, relation: str) -> Xml:
    """Return that pages of a kind (default, first, even) have this header or footer."""
    return Xml(f'<w:{kind}Reference w:type="{pages}" r:id="{relation}"/>')


def _document() -> bytes:
    references = (reference("header", "default", "rId1"), reference("footer", "default", "rId2"))
    body = [paragraph("Heading1", run("House style")), *(paragraph("Normal", run(text)) for text in _SAYS)]
    return root("document", w("body", *body, page_marks(references, {})))


def _needs() -> tuple[Relation, ...]:
    return (
        Relation("rId1", office("header"), "header1.xml"),
        Relation("rId2", office("footer"), "footer1.xml"),
        Relation("rId3", office("styles"), "styles.xml"),
        Relation("rId4", office("numbering"), "numbering.xml"),
        Relation("rId5", office("settings"), "settings.xml"),
        Relation("rId6", office("fontTable"), "fontTable.xml"),
        Relation("rId7", office("theme"), "theme/theme1.xml"),
    )


def _styles() -> bytes:
    ids = {style.name: style.id for style in STYLES}
    fonts = w("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)
    lang = w("lang", val="en-GB", eastAsia="en-GB", bidi="ar-SA")
    defaults = w("docDefaults", w("rPrDefault", w("rPr", fonts, lang)), w("pPrDefault"))
    return root(
        "styles", defaults, *(style_xml(style, style.id, ids.get(style.based_on, "")) for style in STYLES)
    )


def _numbering() -> bytes:
    return root("numbering", *settings.abstract_lists(), settings.bullets())


if __name__ == "__main__":
    REFERENCE.write_bytes(build())
