"""Faults that no validator of the format sees and a reader, or Word, stumbles over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from exports.word.xml import Element, name, parse
from tests.exports.word.papers import parts

_LONGEST = 64
_SHORT = 400
_HEADINGS = {f"Heading{level}": level for level in range(1, 10)}


def faults(path: Path) -> list[str]:
    """Return every fault of a document."""
    held = parts(path)
    body = parse(held["word/document.xml"])[0]
    return [
        *_controls(body),
        *_headings(body),
        *_tables(body),
        *_paragraphs(body),
        *_widths(body),
        *_pictures(held),
        *_feet(held),
        *_words(held),
    ]


def _controls(body: Element) -> Iterator[str]:
    """No two controls share a number, a tag or a name; none is longer than Word allows; lists have no doubles."""
    for mark in ("id", "tag", "alias"):
        values = [
            each.get(name("val")) for each in body.iter(name(mark)) if each.getparent().tag == name("sdtPr")
        ]
        yield from (
            f"two controls with the {mark} {value}" for value, count in Counter(values).items() if count > 1
        )
        if mark != "id":
            yield from (f"{mark} too long: {value}" for value in values if not value or len(value) > _LONGEST)
        else:
            yield from (f"no 31-bit number: {value}" for value in values if not 0 < int(value) < 2**31)
    for each in body.iter(name("dropDownList")):
        values = [item.get(name("value")) for item in each]
        if len(set(values)) != len(values) or not all(values):
            yield f"choices that are double or empty: {values}"
    for each in body.iter(name("sdt")):
        if each.getparent().tag != name("p"):
            yield "a control that is not run-level"


def _headings(body: Element) -> Iterator[str]:
    """One heading of the first level, which comes first, and no level left out on the way down."""
    levels = [
        _HEADINGS[style.get(name("val"))]
        for style in body.iter(name("pStyle"))
        if style.get(name("val")) in _HEADINGS
    ]
    if levels.count(1) != 1 or levels[0] != 1:
        yield f"headings of level 1: {levels.count(1)}"
    for above, below in pairwise(levels):
        if below > above + 1:
            yield f"a heading of level {below} under one of level {above}"


def _tables(body: Element) -> Iterator[str]:
    """Every table has a heading row that repeats, a caption, no merged cells, and is not last nor runs on."""
    for table in body.iter(name("tbl")):
        head = table.find(name("tr"))
        if head.find(f"{name('trPr')}/{name('tblHeader')}") is None:
            yield "a table without a heading row"
        if table.find(f"{name('tblPr')}/{name('tblCaption')}") is None:
            yield "a table without a caption"
        for mark in ("gridSpan", "vMerge", "hMerge"):
            if next(table.iter(name(mark)), None) is not None:
                yield "merged cells"
        yield from _rows(table)
        for cell in table.iter(name("tc")):
            if cell[-1].tag != name("p"):
                yield "a cell that does not end with a paragraph"
        following = table.getnext()
        if following is None or following.tag in (name("tbl"), name("sectPr")):
            yield "a table that runs into another, or ends the text"


def _widths(body: Element) -> Iterator[str]:
    """Every table is as wide as the text, whatever the margins of the house style."""
    paper, margins = next(body.iter(name("pgSz"))), next(body.iter(name("pgMar")))
    wide = int(paper.get(name("w"))) - int(margins.get(name("left"))) - int(margins.get(name("right")))
    for table in body.iter(name("tbl")):
        columns = [int(each.get(name("w"))) for each in table.find(name("tblGrid"))]
        if sum(columns) != wide or table.find(f"{name('tblPr')}/{name('tblW')}").get(name("w")) != str(wide):
            yield f"a table of {sum(columns)} on a page with room for {wide}"


def _rows(table: Element) -> Iterator[str]:
    """A row that is short stays whole on its page."""
    for row in table.iter(name("tr")):
        said = "".join(each.text or "" for each in row.iter(name("t")))
        if len(said) < _SHORT and row.find(f"{name('trPr')}/{name('cantSplit')}") is None:
            yield f"a short row that may be split over two pages: {said[:40]}"


def _paragraphs(body: Element) -> Iterator[str]:
    """No two empty paragraphs stand one behind the other."""
    empty = [each.tag == name("p") and next(each.iter(name("t"), name("br")), None) is None for each in body]
    if any(first and second for first, second in pairwise(empty)):
        yield "two empty paragraphs in a row"


def _pictures(held: dict[str, bytes]) -> Iterator[str]:
    for part, content in held.items():
        if part.startswith("word/") and part.endswith(".xml"):
            for picture in parse(content).iter(name("wp:docPr")):
                if not picture.get("descr"):
                    yield f"a picture without a description in {part}"


def _feet(held: dict[str, bytes]) -> Iterator[str]:
    """Every kind of page has its number and how many there are."""
    feet = [content for part, content in held.items() if part.startswith("word/footer")]
    if not feet or any(b"NUMPAGES" not in content or b" PAGE " not in content for content in feet):
        yield "a page without its number"


def _words(held: dict[str, bytes]) -> Iterator[str]:
    """It has a title, and it is in the English of Britain, on A4."""
    core, styles, body = held["docProps/core.xml"], held["word/styles.xml"], held["word/document.xml"]
    if b"<dc:title>" not in core or b"<dc:language>en-GB" not in core:
        yield "no title or language"
    spoken = {each.get(name("val")) for each in parse(styles).iter(name("lang"))}
    if spoken != {"en-GB"} or b'"en-US"' in styles:
        yield "not in the English of Britain"
    if b'w:w="11906" w:h="16838"' not in body:
        yield "not on A4"
