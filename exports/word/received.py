"""What a document that came back holds: its controls, its comments, its tracked changes, who saved it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from exports.word.controls import TICKED, WORDS_OWN_PROMPTS
from exports.word.door import Document
from exports.word.visible import lines, text_in
from exports.word.xml import Element, name
from models.words import clean_text

_MARKS, _CONTENT, _VALUE = name("sdtPr"), name("sdtContent"), name("val")
_ROW, _PARAGRAPH = name("tr"), name("p")
_TRACKED = (name("ins"), name("del"), name("moveFrom"), name("moveTo"))
_CHECKED = name("w14:checked")
_APPLICATION = re.compile(rb"<Application>([^<]{0,200})</Application>")
_LIBRE = re.compile(r"LibreOffice/(\d+)\.(\d+)")
_OLD_LIBRE = (24, 2)
"""From this release of LibreOffice on, every control of ours comes through whole."""


@dataclass(frozen=True, slots=True)
class Found:
    """One content control as it came back. ``row`` is the number of the table row it stands in, 0 outside."""

    tag: str
    alias: str
    kind: str
    text: str
    day: date | None
    ticked: bool
    row: int


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment that someone set beside the text in Word."""

    author: str
    text: str


def controls_in(body: Element) -> list[Found]:
    """Return every content control, in order; one that still shows a prompt holds no text."""
    rows = {row: number for number, row in enumerate(body.iter(_ROW), start=1)}
    return list(_controls(body, rows))


def remarks_in(document: Document) -> list[Remark]:
    """Return the comments in the margin."""
    found = []
    for part in document.needed(document.main, "comments"):
        element = document.xml(part)
        for each in element.iter(name("comment")) if element is not None else ():
            author = clean_text(str(each.get(name("author"), "")))[:80]
            found.append(Remark(author, "\n".join(lines(each))))
    return found


def tracked_changes(body: Element) -> int:
    """Return how many tracked changes there are: those inserted are read, those deleted are not."""
    return sum(1 for _ in body.iter(*_TRACKED))


def saved_by(document: Document) -> str:
    """Return which program says that it saved the document."""
    for part in (each.target for each in document.needs() if each.kind.endswith("/extended-properties")):
        found = _APPLICATION.search(document.read(part) or b"")
        if found:
            return found[1].decode("utf-8", "replace")
    return ""


def loses_controls(program: str) -> bool:
    """Say whether a program is known to lose some of our controls when it saves."""
    found = _LIBRE.search(program)
    return bool(found) and (int(found[1]), int(found[2])) < _OLD_LIBRE if found else False


def _controls(body: Element, rows: dict[Element, int]) -> Iterator[Found]:
    for each in body.iter(name("sdt")):
        marks, content = each.find(_MARKS), each.find(_CONTENT)
        if marks is None or content is None:
            continue
        text = _text(content)
        if text.strip() in WORDS_OWN_PROMPTS:
            text = ""
        row = next((above for above in each.iterancestors(_ROW)), None)
        yield Found(
            _mark(marks, "tag"),
            _mark(marks, "alias"),
            _kind(marks),
            text,
            _day(marks),
            _is_ticked(marks, text),
            rows.get(row, 0),
        )


def _text(content: Element) -> str:
    """Return the text of a control; one that was made to hold paragraphs has them as lines."""
    paragraphs = list(content.iter(_PARAGRAPH))
    if not paragraphs:
        return clean_text(text_in(content))
    return clean_text("\n".join(text_in(each) for each in paragraphs))


def _mark(marks: Element, tag: str) -> str:
    found = marks.find(name(tag))
    return "" if found is None else str(found.get(_VALUE, ""))


def _kind(marks: Element) -> str:
    for tag, kind in (
        ("date", "date"),
        ("dropDownList", "choice"),
        ("comboBox", "choice"),
        ("w14:checkbox", "tick"),
    ):
        if marks.find(name(tag)) is not None:
            return kind
    return "text"


def _day(marks: Element) -> date | None:
    found = marks.find(name("date"))
    raw = "" if found is None else str(found.get(name("fullDate"), ""))
    try:
        return date.fromisoformat(raw[:10])
    except ValueError:
        return None


def _is_ticked(marks: Element, text: str) -> bool:
    found = next(marks.iter(_CHECKED), None)
    if found is not None:
        return found.get(name("w14:val"), "0") in ("1", "true", "on")
    return TICKED in text
