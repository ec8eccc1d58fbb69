"""The text a person sees in a document, line by line, whatever program saved it last."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from exports.word.disguise import Disguise, is_on
from exports.word.xml import Element, name

_PARAGRAPH, _RUN, _MARKS, _HIDDEN = name("p"), name("r"), name("rPr"), name("vanish")
_FALLBACK, _CONTROL = name("mc:Fallback"), name("sdtContent")
_SIGNS = {name("tab"): "\t", name("br"): "\n", name("cr"): "\n", name("noBreakHyphen"): "-"}
_TEXT = name("t")
_GONE = {name("del"), name("moveFrom")}
_FIELD, _FIELD_KIND, _SIMPLE_FIELD = name("fldChar"), name("fldCharType"), name("fldSimple")
_PICTURES = (name("drawing"), name("pict"), name("object"))


def lines(
    element: Element, *, fields: bool = True, controls: bool = True, disguise: Disguise | None = None
) -> list[str]:
    """Return the text of every paragraph that shows any, in order, tidied of what no one can see.

    What is deleted with tracked changes or hidden does not count, what is inserted does. Without
    ``fields`` the results of fields, such as page numbers, are left out; without ``controls`` what stands
    in run-level content controls; with a ``disguise`` what is hidden by it.
    """
    reader = _Reader(fields=fields, controls=controls, disguise=disguise)
    found = (tidy(reader.text(paragraph)) for paragraph in _paragraphs(element))
    return [line for text in found for line in text.split("\n") if line]


def text_in(element: Element) -> str:
    """Return the text within one element, as it was typed: its breaks as line ends."""
    return _Reader(fields=True, controls=True, disguise=None).text(element)


def tidy(text: str) -> str:
    """Return text as it is compared: letters composed, any run of spaces one, none at the ends of a line."""
    plain = text if text.isascii() else unicodedata.normalize("NFC", text).replace("\u00a0", " ")
    if "\n" not in plain:
        return " ".join(plain.split())
    return "\n".join(" ".join(line.split()) for line in plain.split("\n"))


def said(texts: Iterable[str]) -> list[str]:
    """Return lines of text as `lines` would find them."""
    return [line for text in texts for line in tidy(text).split("\n") if line]


def pictures(element: Element) -> int:
    """Return how many pictures and embedded things an element holds."""
    return sum(1 for _ in element.iter(*_PICTURES))


def _paragraphs(element: Element) -> Iterator[Element]:
    copies = any(True for _ in element.iter(_FALLBACK))
    for each in element.iter(_PARAGRAPH):
        if not copies or not any(above.tag == _FALLBACK for above in each.iterancestors()):
            yield each


class _Reader:
    """Reading the text of paragraphs, each by itself: those nested in it (text boxes) are read on their own."""

    def __init__(self, *, fields: bool, controls: bool, disguise: Disguise | None) -> None:
        self._fields = fields
        self._controls = controls
        self._disguise = disguise
        self._depth = 0

    def text(self, paragraph: Element) -> str:
        self._depth = 0
        if self._disguise is not None and self._disguise.hides_paragraph(paragraph):
            return ""
        return "".join(self._pieces(paragraph))

    def _pieces(self, element: Element) -> Iterator[str]:
        for child in element:
            tag = child.tag
            if tag == _RUN:
                yield from self._run(child)
            elif not len(child) or self._is_left_out(tag):
                continue
            else:
                yield from self._pieces(child)

    def _is_left_out(self, tag: str) -> bool:
        if tag in _GONE or tag == _PARAGRAPH:
            return True
        return (tag == _SIMPLE_FIELD and not self._fields) or (tag == _CONTROL and not self._controls)

    def _run(self, run: Element) -> Iterator[str]:
        for child in run:
            tag = child.tag
            if tag == _MARKS:
                if is_on(child, _HIDDEN) or (self._disguise is not None and self._disguise.hides_run(child)):
                    return
            elif tag == _FIELD and not self._fields:
                self._depth += {"begin": 1, "end": -1}.get(child.get(_FIELD_KIND), 0)
            elif self._depth <= 0:
                if tag == _TEXT:
                    yield child.text or ""
                elif tag in _SIGNS:
                    yield _SIGNS[tag]
