"""Runs and paragraphs: text becomes text and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from exports.word.xml import Xml, joined, legal, text_of, w

_BREAKS = re.compile(r"([\n\t])")
_KEPT = re.compile(r"(<w:pPr><w:pStyle [^>]*/>(?:<w:keepNext/>)?(?:<w:keepLines/>)?)")
_STYLED = re.compile(r'(<w:p><w:pPr><w:pStyle w:val="[^"]*"/>)(?!<w:keepNext/>)')


def run(text: str, style: str = "", *, bold: bool = False, font: str = "") -> Xml:
    """Return one run; a line end in it is a break, a tab a tab. ``style`` is a character style's id."""
    return Xml(f"<w:r>{_run_marks(style, font, bold=bold)}{''.join(_pieces(legal(text)))}</w:r>")


@lru_cache(maxsize=64)
def _run_marks(style: str, font: str, *, bold: bool) -> Xml:
    marks = []
    if style:
        marks.append(w("rStyle", val=style))
    if font:
        marks.append(w("rFonts", ascii=font, hAnsi=font, eastAsia=font))
    if bold:
        marks.append(w("b"))
    return w("rPr", *marks) if marks else Xml("")


def _pieces(text: str) -> Iterator[Xml]:
    if "\n" not in text and "\t" not in text:
        if text:
            yield text_of("t", text)
        return
    for piece in _BREAKS.split(text):
        if piece == "\n":
            yield w("br")
        elif piece == "\t":
            yield w("tab")
        elif piece:
            yield text_of("t", piece)


def paragraph(style: str, *content: Xml, number: str = "", whole: bool = False) -> Xml:
    """Return a paragraph in a paragraph style; ``number`` is its list, ``whole`` keeps its lines on one page."""
    return Xml(f"<w:p>{_paragraph_marks(style, number, whole=whole)}{''.join(content)}</w:p>")


@lru_cache(maxsize=256)
def _paragraph_marks(style: str, number: str, *, whole: bool) -> Xml:
    marks = [w("pStyle", val=style)]
    if whole:
        marks.append(w("keepLines"))
    if number:
        marks.append(w("numPr", w("ilvl", val="0"), w("numId", val=number)))
    return w("pPr", *marks)


def paragraphs(style: str, text: str) -> list[Xml]:
    """Return text as paragraphs, one for each of its lines; an empty line is only space, not a paragraph."""
    return [paragraph(style, run(line)) for line in legal(text).split("\n") if line.strip()]


def kept_with_next(written: Xml) -> Xml:
    """Return paragraphs of ours so that each stays on the page of what follows it."""
    return Xml(_STYLED.sub(rf"\1{w('keepNext')}", written))


def on_new_page(written: Xml) -> Xml:
    """Return a paragraph of ours so that it begins a page."""
    return Xml(_KEPT.sub(rf"\1{w('pageBreakBefore')}", written, count=1))


def page_field(instruction: str) -> Xml:
    """Return the runs of a field that Word fills in: PAGE or NUMPAGES."""
    return joined(
        w("r", w("fldChar", fldCharType="begin")),
        w("r", text_of("instrText", f" {instruction} ")),
        w("r", w("fldChar", fldCharType="separate")),
        run("1"),
        w("r", w("fldChar", fldCharType="end")),
    )
