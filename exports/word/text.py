"""Runs and paragraphs: text becomes text and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exports.word.xml import Xml, joined, legal, text_of, w

_BREAKS = re.compile(r"([\n\t])")
_STYLED = re.compile(r'(<w:p><w:pPr><w:pStyle w:val="[^"]*"/>)')


def run(text: str, style: str = "", *, bold: bool = False, font: str = "") -> Xml:
    """Return one run; a line end in it is a break, a tab a tab. ``style`` is a character style's id."""
    marks = list(_marks(style, bold=bold, font=font))
    return w("r", *([w("rPr", *marks)] if marks else []), *_pieces(text))


def _marks(style: str, *, bold: bool, font: str) -> Iterator[Xml]:
    if style:
        yield w("rStyle", val=style)
    if font:
        yield w("rFonts", ascii=font, hAnsi=font, eastAsia=font)
    if bold:
        yield w("b")


def _pieces(text: str) -> Iterator[Xml]:
    for piece in _BREAKS.split(legal(text)):
        if piece == "\n":
            yield w("br")
        elif piece == "\t":
            yield w("tab")
        elif piece:
            yield text_of("t", piece)


def paragraph(style: str, *content: Xml, number: str = "", whole: bool = False) -> Xml:
    """Return a paragraph in a paragraph style; ``number`` is its list, ``whole`` keeps its lines on one page."""
    marks = [w("pStyle", val=style)]
    if whole:
        marks.append(w("keepLines"))
    if number:
        marks.append(w("numPr", w("ilvl", val="0"), w("numId", val=number)))
    return w("p", w("pPr", *marks), *content)


def paragraphs(style: str, text: str) -> list[Xml]:
    """Return text as paragraphs, one for each of its lines; an empty line is only space, not a paragraph."""
    return [paragraph(style, run(line)) for line in legal(text).split("\n") if line.strip()]


def kept_with_next(written: Xml) -> Xml:
    """Return paragraphs of ours so that each stays on the page of what follows it."""
    return Xml(_STYLED.sub(rf"\1{w('keepNext')}", written))


def page_field(instruction: str) -> Xml:
    """Return the runs of a field that Word fills in: PAGE or NUMPAGES."""
    return joined(
        w("r", w("fldChar", fldCharType="begin")),
        w("r", text_of("instrText", f" {instruction} ")),
        w("r", w("fldChar", fldCharType="separate")),
        run("1"),
        w("r", w("fldChar", fldCharType="end")),
    )
