"""Whole documents: a blank form, a working copy, a draft to read, a signed and sealed copy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from exports.word.assembly import Sheet, finish, margin_elements
from exports.word.body import Body
from exports.word.closing import add_addenda, add_signatures, add_without
from exports.word.controls import Register
from exports.word.envelope import Envelope, seal
from exports.word.fills import AsControls, AsRoom, AsText
from exports.word.house.house import House
from exports.word.house.loading import load_house
from exports.word.paper import Paper
from exports.word.sealing import body_of, sent_of, when
from exports.word.visible import lines
from exports.word.written import lines_of
from exports.word.xml import Element, Xml
from models.seals import SealPair
from models.trail import moment_text

DRAFT, TO_FILL_IN = "DRAFT – not signed", "TO FILL IN and to send back"
ADDED = "ADDED TO AFTER SIGNING: see the end"
"""What stands on every page of a record that was corrected or added to later: whoever reads one page knows."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document comes from and when: the store's id and key pair, and where its trail ended."""

    store: str
    pair: SealPair
    made_at: datetime
    trail_line: int = 0
    trail_head: str = ""


def blank_document(paper: Paper, house: House, made_at: datetime) -> bytes:
    """Return a form to print and fill by hand, with every section it can have."""
    body = Body(paper, house, AsRoom(house.styles))
    body.add(paper.blocks(kind="blank"))
    sheet = Sheet(paper, house, body, foot=[("footer", paper.form.title)])
    return finish(sheet, made_at, status="Blank form")


def draft_document(paper: Paper, house: House, made_at: datetime) -> bytes:
    """Return a record as it stands, to be read: DRAFT on every page, no seal."""
    sheet = Sheet(paper, house, text_body(paper, house), head=[("draft", DRAFT)])
    sheet.foot = _foot(paper)
    return finish(sheet, made_at, status="Draft")


def working_document(paper: Paper, house: House, origin: Origin, recipient: str = "") -> bytes:
    """Return a copy to fill in Word and to read back; what ``recipient`` does not fill is locked."""
    body, _ = working_body(paper, house, recipient)
    whom = f" for the {recipient.replace('_', ' ')}" if recipient else ""
    sheet = Sheet(paper, house, body, head=[("draft", DRAFT if paper.is_record else TO_FILL_IN)])
    made = when(moment_text(origin.made_at))
    sheet.foot = [("footer", paper.running_line()), ("seal", f"Working copy{whom}, made {made}")]
    sent = sent_of(paper, origin.store, origin.made_at, recipient, printed_lines(body))
    return finish(sheet, origin.made_at, status="Draft", envelope=seal(sent, origin.pair))


def sealed_document(paper: Paper, house: House, origin: Origin) -> bytes:
    """Return a signed record: plain text, no controls, sealed, opened by Word to be read only, “Final”."""
    head = [("draft", ADDED)] if paper.addenda else []
    sheet = Sheet(paper, house, text_body(paper, house), head=head, foot=_foot(paper))
    body = what_is_sealed(sheet, origin)
    sealed = seal(body, origin.pair)
    sheet.foot.append(("seal", seal_line(sealed, body)))
    return finish(sheet, origin.made_at, status="Final", envelope=sealed, final=True)


def _foot(paper: Paper) -> list[tuple[str, str]]:
    """Return what stands at the foot of every page of a record to read; whose copy it is, where it is somebody's."""
    whose = paper.copy_line()
    return [("footer", paper.running_line()), *([("seal", whose)] if whose else [])]


def text_body(paper: Paper, house: House, lists: list[Xml] | None = None) -> Body:
    """Return the body of a record as plain text, with its signatures and later words.

    ``lists`` are the numbered lists of the document it goes into, to which its own are added.
    """
    body = Body(paper, house, AsText(house.styles))
    body.lists = body.lists if lists is None else lists
    body.add(paper.blocks(kind="final"))
    add_without(body, paper)
    add_signatures(body, paper)
    add_addenda(body, paper)
    return body


def working_body(paper: Paper, house: House, recipient: str) -> tuple[Body, Register]:
    """Return the body of a working copy and the controls that are in it."""
    fill = AsControls(house.styles, paper, recipient)
    body = Body(paper, house, fill)
    body.add(paper.blocks(kind="working"))
    return body, fill.register


def what_is_sealed(sheet: Sheet, origin: Origin) -> dict[str, Any]:
    """Return the record as it is sealed: its answers, its signatures and later words, every line that can be read."""
    text = lines_of(sheet.body.elements)
    edges = edge_lines(margin_elements(sheet))
    trail = (origin.trail_line, origin.trail_head)
    return body_of(sheet.paper, origin.store, origin.made_at, trail, text, edges)


def edge_lines(margins: list[Element]) -> list[str]:
    """Return every different line at the head and foot of the pages, page numbers left out."""
    return sorted({line for each in margins for line in lines(each, fields=False)})


def rendered_lines(paper: Paper) -> list[str]:
    """Return the lines that a record gives as plain text, in our own house style."""
    return lines_of(text_body(paper, load_house()).elements)


def seal_line(sealed: Envelope, body: Mapping[str, Any] | None = None) -> str:
    """Return the line at the foot of every sealed page; ``body`` is what is sealed, where that is at hand."""
    told = sealed.body if body is None else body
    trail = told.get("trail", {})
    return (
        f"Sealed {when(str(told.get('sealed_at', '')))} · SHA-256 {sealed.hash[:16]} · "
        f"key {sealed.key.id} · trail {trail.get('line', 0)}:{str(trail.get('head', ''))[:8]} · footprint verify"
    )


def printed_lines(body: Body) -> list[str]:
    """Return the lines of a working copy that are not filled in: labels, headings, guidance."""
    return lines_of(body.elements, controls=False)
