"""Taking a reference document apart: ours, or a council's own, of which only the style is used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.opc.part import Part as DocxPart

from exports.word import package, settings
from exports.word.door import let_in
from exports.word.house.building import REFERENCE
from exports.word.house.house import House, Margin
from exports.word.house.styles import BY_KEY, STYLES, style_xml
from exports.word.house.theme import theme_part
from exports.word.package import Part, Relation, office
from exports.word.text import paragraph
from exports.word.xml import Element, W, elements, name, parse, root, to_bytes, w
from models.dates import counted
from models.errors import Refused

_HARMLESS_FIELDS = {
    *("PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "DATE", "TIME", "TITLE", "SUBJECT", "AUTHOR"),
    *("FILENAME", "STYLEREF", "DOCPROPERTY", "CREATEDATE", "SAVEDATE", "PRINTDATE", "COMPANY"),
}
_MARGIN_LIMITS = {"top": 3402, "bottom": 3402, "left": 2268, "right": 2268, "header": 1700, "footer": 1700}
_SMALLEST_MARGIN = 283
_A4 = ("11906", "16838")
_WEB = re.compile(r"(https?://|mailto:)", re.IGNORECASE)


def load_house(path: Path | None = None) -> House:
    """Return the house style of a reference document; without a path, ours.

    A document from outside passes the door first. Raises Refused, naming it, if it cannot be used at all.
    """
    chosen = path or REFERENCE
    try:
        found = chosen.stat()
    except OSError:
        raise Refused(
            f"There is no house style {chosen}. Name another file in the settings (house_style), or none."
        ) from None
    return _load(chosen, own=path is None, _stamp=(found.st_mtime_ns, found.st_size))


@lru_cache(maxsize=4)
def _load(path: Path, *, own: bool, _stamp: tuple[int, int]) -> House:
    if not own:
        let_in(path)
    try:
        document = docx.Document(BytesIO(path.read_bytes()))
        return _Taking(document, own=own).house()
    except (ValueError, LookupError, AttributeError, TypeError, SyntaxError) as wrong:
        raise Refused(
            f"{path.name} can't serve as a house style ({type(wrong).__name__}). Open it in Word, save it as "
            ".docx and name it again; or leave the setting house_style empty."
        ) from None


class _Taking:
    """One reference document being taken apart; ``report`` fills up."""

    def __init__(self, document: Any, *, own: bool) -> None:
        self._document = document
        self._own = own
        self._extra: dict[str, Part] = {}
        self._report: list[str] = []

    def house(self) -> House:
        """Return what the document brings."""
        styles, style_part = self._styles()
        section = self._section()
        margins = tuple(self._margins(section))
        self._say_margins(margins)
        self._say_paper(section)
        self._theme()
        return House(
            styles=styles,
            style_part=style_part,
            numbering=self._numbering(),
            margins=margins or _plain_margins(styles),
            extra=tuple(self._extra.values()),
            page=_page(section),
            first_page=any(each.pages == "first" for each in margins),
            two_sided=any(each.pages == "even" for each in margins),
            own=self._own,
            report=tuple(self._report),
        )

    def _styles(self) -> tuple[dict[str, str], Part]:
        """Find every style we need by its name, and make those that are missing."""
        element = _plain_copy(self._document.styles.element)
        known = {
            (each.get(name("type")), _style_name(each)): str(each.get(name("styleId")))
            for each in element.iter(name("style"))
        }
        ids: dict[str, str] = {}
        made = []
        taken = set(known.values())
        for style in STYLES:
            found = known.get((style.kind, style.name.lower()))
            if found is None:
                found = style.id if style.id not in taken else f"Footprint{style.id}"
                based_on = next((ids[key] for key, each in BY_KEY.items() if each.name == style.based_on), "")
                element.extend(elements(style_xml(style, found, based_on)))
                made.append(style.name)
            ids[style.key] = found
        _speak_english(element)
        self._report.append(f"Styles: {len(STYLES) - len(made)} of {len(STYLES)} found.")
        if made:
            self._report.append(f"Made as in our own style: {', '.join(made)}.")
        return ids, Part("word/styles.xml", package.STYLES, to_bytes(element))

    def _section(self) -> Element:
        """Return the first section that has a header or a footer, else the last."""
        sections = [_plain_copy(section._sectPr) for section in self._document.sections]
        if not sections:
            raise ValueError("no section")
        kinds = (name("headerReference"), name("footerReference"))
        return next((each for each in sections if any(child.tag in kinds for child in each)), sections[-1])

    def _margins(self, section: Element) -> Iterator[Margin]:
        """Yield the headers and footers that may be used."""
        even = bool(self._document.settings.odd_and_even_pages_header_footer)
        first = section.find(name("titlePg")) is not None
        for reference in section:
            kind = {name("headerReference"): "header", name("footerReference"): "footer"}.get(reference.tag)
            pages = reference.get(name("type"), "default")
            if kind is None or (pages == "first" and not first) or (pages == "even" and not even):
                continue
            source = self._document.part.related_parts[reference.get(name("r:id"))]
            yield from self._margin(kind, pages, source)

    def _margin(self, kind: str, pages: str, source: DocxPart) -> Iterator[Margin]:
        element = parse(source.blob)
        wrong = _unwanted(element, source)
        if wrong:
            self._report.append(f"The {kind} ({pages} pages) is left out: it {wrong}.")
            return
        number = f"{kind}_{pages}"
        needs = tuple(self._needs(source, number))
        if kind == "header":
            self._describe_pictures(element)
        content_type = package.HEADER if kind == "header" else package.FOOTER
        yield Margin(kind, pages, element, Part(f"word/{number}.xml", content_type, b"", needs))

    def _needs(self, source: DocxPart, number: str) -> Iterator[Relation]:
        """Yield what a header needs: its pictures, which are taken along, and links to the web."""
        for relation in source.rels.values():
            if relation.is_external:
                yield Relation(relation.rId, relation.reltype, relation.target_ref, outside=True)
            elif relation.reltype == RELATION.IMAGE:
                picture = relation.target_part
                suffix = picture.partname.ext
                target = f"media/{number}_{relation.rId}.{suffix}"
                self._extra[target] = Part(f"word/{target}", picture.content_type, picture.blob)
                yield Relation(relation.rId, office("image"), target)

    def _describe_pictures(self, element: Element) -> None:
        for picture in element.iter(name("wp:docPr")):
            if picture.get("descr"):
                self._report.append("Logo: yes, with a description for those who can't see it.")
            else:
                picture.set("descr", "Logo")
                self._report.append(
                    "Logo: yes, but it has no description; “Logo” is put there. Word: right-click, View Alt Text."
                )

    def _theme(self) -> None:
        """Take the theme along, or ours where there is none, or one that needs more than itself."""
        found = (
            each.target_part
            for each in self._document.part.rels.values()
            if each.reltype == RELATION.THEME and not each.is_external and not each.target_part.rels
        )
        blob = next((part.blob for part in found), theme_part())
        self._extra["theme"] = Part("word/theme/theme1.xml", package.THEME, blob)

    def _numbering(self) -> Element:
        """Return the document's lists, for styles that number, with ours among them."""
        made = parse(root("numbering"))
        theirs: list[Element] = []
        if any(each.reltype == RELATION.NUMBERING for each in self._document.part.rels.values()):
            source = _plain_copy(self._document.part.part_related_by(RELATION.NUMBERING)._element)
            theirs = [each for each in source if _list_number(each) < settings.BULLETS]
        abstract, lists = name("abstractNum"), name("num")
        made.extend(each for each in theirs if each.tag == abstract and not _has_pictures(each))
        made.extend(elements(*settings.abstract_lists()))
        made.extend(each for each in theirs if each.tag == lists)
        made.extend(elements(settings.bullets()))
        return made

    def _say_margins(self, margins: tuple[Margin, ...]) -> None:
        for kind in ("header", "footer"):
            pages = [each.pages for each in margins if each.kind == kind]
            self._report.append(
                f"{kind.title()}: {'yes, ' + counted(len(pages), 'kind') if pages else 'none'}."
            )

    def _say_paper(self, section: Element) -> None:
        size = section.find(name("pgSz"))
        if size is not None and (size.get(name("w")), size.get(name("h"))) != _A4:
            self._report.append("Paper: not A4 upright; A4 upright is used.")


def _plain_copy(element: Element) -> Element:
    """Return a copy that is free of the classes of the library it was read with."""
    from lxml import etree

    return parse(etree.tostring(element))


def _style_name(style: Element) -> str:
    found = style.find(name("name"))
    return "" if found is None else str(found.get(name("val"))).lower()


def _speak_english(element: Element) -> None:
    """Set the language of the styles to that of Britain, whatever they were written in."""
    defaults = element.find(name("docDefaults"))
    if defaults is None:
        (defaults,) = elements(w("docDefaults"))
        element.insert(0, defaults)
    marks = _within(_within(defaults, "rPrDefault", first=True), "rPr")
    for lang in element.iter(name("lang")):
        lang.set(name("val"), "en-GB")
        if str(lang.get(name("eastAsia"), "")).startswith("en"):
            lang.set(name("eastAsia"), "en-GB")
    if marks.find(name("lang")) is None:
        marks.extend(elements(w("lang", val="en-GB", eastAsia="en-GB", bidi="ar-SA")))


def _within(element: Element, tag: str, *, first: bool = False) -> Element:
    found = element.find(name(tag))
    if found is None:
        (found,) = elements(w(tag))
        element.insert(0, found) if first else element.append(found)
    return found


def _unwanted(element: Element, source: DocxPart) -> str:
    """Return why a header can't be used, or nothing."""
    for relation in source.rels.values():
        if relation.is_external and not (
            relation.reltype == RELATION.HYPERLINK and _WEB.match(relation.target_ref)
        ):
            return "reaches for something outside the file"
        if not relation.is_external and relation.reltype != RELATION.IMAGE:
            return "holds more than text and pictures"
        if not relation.is_external and not relation.target_part.content_type.startswith("image/"):
            return "holds a picture that is none"
    if any(True for _ in element.iter(name("object"), name("control"), name("altChunk"))):
        return "holds an embedded program"
    for code in _fields(element):
        word = code.strip().split(" ")[0].upper()
        if word not in _HARMLESS_FIELDS:
            return f"holds a field that is not let in ({word[:20]})"
    return ""


def _fields(element: Element) -> Iterator[str]:
    """Yield what every field says, also where it is cut into several runs."""
    yield from (str(each.get(name("instr"), "")) for each in element.iter(name("fldSimple")))
    said, open_ = "", False
    for each in element.iter(name("fldChar"), name("instrText")):
        if each.tag == name("instrText"):
            said += str(each.text or "")
        elif each.get(name("fldCharType")) == "begin":
            if open_ and said.strip():
                yield said
            said, open_ = "", True
        elif open_:
            yield said
            said, open_ = "", False


def _list_number(element: Element) -> int:
    number = element.get(name("abstractNumId")) or element.get(name("numId"))
    return int(number) if number and number.isdigit() else settings.BULLETS


def _has_pictures(element: Element) -> bool:
    return element.find(f".//{{{W}}}lvlPicBulletId") is not None


def _page(section: Element) -> dict[str, str]:
    """Return the page's margins, each kept within what leaves room to write."""
    found = section.find(name("pgMar"))
    margins: dict[str, str] = {}
    for side, most in _MARGIN_LIMITS.items():
        raw = "" if found is None else found.get(name(side), "")
        size = abs(int(raw)) if raw.lstrip("-").isdigit() else 1134
        margins[side] = str(max(_SMALLEST_MARGIN, min(most, size)))
    return margins


def _plain_margins(styles: dict[str, str]) -> tuple[Margin, ...]:
    """Return an empty header and footer, for a document that has neither."""
    return tuple(
        Margin(
            kind,
            "default",
            parse(root(tag, paragraph(styles[kind]))),
            Part(f"word/{kind}_default.xml", content, b""),
        )
        for kind, tag, content in (("header", "hdr", package.HEADER), ("footer", "ftr", package.FOOTER))
    )
