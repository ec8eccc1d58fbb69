"""Putting a document together: body, head and foot of the pages, the house's parts, properties, the envelope."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import datetime

from exports.word import package, settings
from exports.word.body import Body
from exports.word.envelope import Envelope, parts_of
from exports.word.house.building import page_marks, reference
from exports.word.house.house import House, Margin
from exports.word.house.styles import FONT
from exports.word.package import Part, Relation, office
from exports.word.paper import Paper
from exports.word.text import page_field, paragraph, run
from exports.word.xml import Element, Xml, elements, name, root, to_bytes, w

_PACKAGE_NEEDS = (
    Relation("rId1", office("officeDocument"), "word/document.xml"),
    Relation("rId2", package.CORE_RELATION, "docProps/core.xml"),
    Relation("rId3", office("extended-properties"), "docProps/app.xml"),
    Relation("rId4", office("custom-properties"), "docProps/custom.xml"),
)

_LONGEST_BESIDE_PAGES = 78
"""How many characters stand at the foot of a page beside the page numbers; a longer line has them below."""


@dataclass(slots=True)
class Sheet:
    """A document in the making: its body, and lines at head and foot of every page, each with its style."""

    paper: Paper
    house: House
    body: Body
    head: list[tuple[str, str]] = field(default_factory=list)
    foot: list[tuple[str, str]] = field(default_factory=list)


def finish(
    sheet: Sheet, made_at: datetime, *, status: str, envelope: Envelope | None = None, final: bool = False
) -> bytes:
    """Return the document's bytes: the same every time for the same record and moment."""
    house = sheet.house
    carried = parts_of(envelope) if envelope else ()
    seal = {"Footprint seal": f"{envelope.hash} {envelope.key.id}"} if envelope and final else {}
    marks = settings.settings_part(read_only=final, two_sided=house.two_sided)
    parts = (
        Part("word/document.xml", package.DOCUMENT, _document(sheet), _needs(house, carried)),
        house.style_part,
        Part("word/numbering.xml", package.NUMBERING, to_bytes(_numbering(sheet))),
        Part("word/settings.xml", package.SETTINGS, marks),
        Part("word/fontTable.xml", package.FONTS, settings.fonts_part(FONT)),
        *_margin_parts(sheet),
        *house.extra,
        *carried,
        Part("docProps/core.xml", package.CORE, settings.core_part(_facts(sheet.paper, status), made_at)),
        Part("docProps/app.xml", package.APP, settings.app_part()),
        Part("docProps/custom.xml", package.CUSTOM, settings.custom_part(seal, final=final)),
    )
    return package.to_bytes(parts, _PACKAGE_NEEDS)


def margin_elements(sheet: Sheet) -> list[Element]:
    """Return every header and footer with our lines in it."""
    return [_margin(sheet, margin) for margin in sheet.house.margins]


def _margin_parts(sheet: Sheet) -> list[Part]:
    made = zip(sheet.house.margins, margin_elements(sheet), strict=True)
    return [replace(margin.part, content=to_bytes(element)) for margin, element in made]


def _facts(paper: Paper, status: str) -> dict[str, str]:
    return {
        "title": paper.form.title,
        "subject": paper.running_line(),
        "creator": paper.team or "Footprint",
        "identifier": paper.reference,
        "contentStatus": status,
    }


def _document(sheet: Sheet) -> bytes:
    house, body = sheet.house, sheet.body
    references = [
        reference(margin.kind, margin.pages, f"rIdM{number}") for number, margin in enumerate(house.margins)
    ]
    closing = [body.gap()] if body.ends_with_table else []
    section = page_marks(references, house.page, first_page=house.first_page)
    return root("document", w("body", *body.elements, *closing, section))


def _needs(house: House, carried: tuple[Part, ...]) -> tuple[Relation, ...]:
    found = [
        Relation("rIdS1", office("styles"), "styles.xml"),
        Relation("rIdS2", office("numbering"), "numbering.xml"),
        Relation("rIdS3", office("settings"), "settings.xml"),
        Relation("rIdS4", office("theme"), "theme/theme1.xml"),
        Relation("rIdS6", office("fontTable"), "fontTable.xml"),
    ]
    found += [
        Relation(f"rIdM{number}", office(margin.kind), margin.part.name.removeprefix("word/"))
        for number, margin in enumerate(house.margins)
    ]
    if carried:
        found.append(Relation("rIdS5", office("customXml"), "../customXml/item1.xml"))
    return tuple(found)


def _numbering(sheet: Sheet) -> Element:
    made = deepcopy(sheet.house.numbering)
    made.extend(elements(*sheet.body.lists))
    return made


def _margin(sheet: Sheet, margin: Margin) -> Element:
    made = deepcopy(margin.element)
    (_fill_head if margin.kind == "header" else _fill_foot)(sheet, made)
    for each in [each for each in made if _is_empty(each)]:
        if len(made) > 1:
            made.remove(each)
    if margin.kind == "header" and not sheet.house.own:
        made.extend(elements(sheet.body.gap()))  # or the text would begin right below a tall logo
    return made


def _fill_head(sheet: Sheet, made: Element) -> None:
    styles = sheet.house.styles
    for place, (style, text) in enumerate(sheet.head):
        made.insert(place, *elements(paragraph(styles[style], run(text))))
    letterhead = sheet.paper.letterhead()
    if sheet.house.own and letterhead:
        made.extend(elements(paragraph(styles["header"], run(letterhead))))


def _fill_foot(sheet: Sheet, made: Element) -> None:
    """Write our lines below the house's own footer, and page numbers where it has none."""
    numbered = _has_page_number(made)
    for style, text in sheet.foot:
        used = sheet.house.styles[style]
        pages = [] if numbered or style != "footer" else _page_numbers()
        if pages and len(text) > _LONGEST_BESIDE_PAGES:
            made.extend(elements(paragraph(used, run(text)), paragraph(used, *pages)))
        else:
            made.extend(elements(paragraph(used, run(text), *pages)))


def _page_numbers() -> list[Xml]:
    return [run("\tPage "), page_field("PAGE"), run(" of "), page_field("NUMPAGES")]


def _has_page_number(element: Element) -> bool:
    codes = [str(each.text or "") for each in element.iter(name("instrText"))]
    codes += [str(each.get(name("instr"), "")) for each in element.iter(name("fldSimple"))]
    return any(code.strip().upper().startswith("PAGE") for code in codes)


def _is_empty(element: Element) -> bool:
    return element.tag == name("p") and all(child.tag == name("pPr") for child in element)
