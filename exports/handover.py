"""A handover as a report: what is handed over, what the policy says of the records, the last records in full."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from sqlmodel import Session

from exports.report import Block, Heading, Record, Report, Table, Words
from exports.word.from_store import Place, read_ready
from exports.word.paper import Paper
from models.changes.handovers import SUPERVISOR
from models.dates import show
from models.reading.handover.reading import SORTS, HandoverPage, ItemView

FACE = (
    "Ours, not a form of the council's: made from what the store holds on this day. Children are numbers and "
    "initials. What is acknowledged here was acknowledged in the program."
)
KEPT_BACK = (
    "The last records are named here and not written out: the supervisor's copy goes to nobody. The one who was "
    "supervised has a copy of their own, and may pass it on."
)
SILENT = "The policy says nothing of what becomes of the records. They stay with the person they are about."


def handover_report(
    page: HandoverPage,
    day: date,
    team: str,
    authority: str,
    form_title: Callable[[str], str],
    papers: Sequence[Paper] = (),
) -> Report:
    """Return a handover as a report. ``papers`` are the records that go with it in full."""
    line = page.line
    what = "The supervision of" if line.kind == "supervisor" else "The work of"
    blocks: list[Block] = [
        Words(
            f"{what} {line.practitioner} goes to {line.to}. Made on {show(line.made_on)}; "
            f"{line.said_acknowledged}" + (f"; closed on {show(line.closed_on)}." if line.closed_on else ".")
        ),
        *(Words(f"{says} ({rule})") for rule, says in page.says),
    ]
    if not page.says:
        blocks.append(Words(SILENT, "guidance"))
    if page.keeps_back:
        blocks.append(Words(KEPT_BACK, "guidance"))
    if page.said_still_held:
        blocks.append(Words(page.said_still_held))
    for kind, heading in SORTS.items():
        own = [one for one in page.items if one.kind == kind]
        if own:
            blocks += [Heading(heading), _table(own, heading, form_title)]
        elif kind in ("action", "record", "disagreement", "agreement") and line.kind == "supervisor":
            blocks += [Heading(heading), Words("None.", "nothing")]
    blocks += [Record(paper) for paper in papers]
    return Report("Handover", f"{line.practitioner} to {line.to}", day, tuple(blocks), team, authority, FACE)


def read_papers(session: Session, page: HandoverPage, place: Place) -> list[Paper]:
    """Return the records that go with a handover: with someone's work only the parts about those children."""
    kids = {one.ref for one in page.items if one.kind == "child"}
    papers = []
    for one in page.records:
        paper = read_ready(session, one.id, place).paper
        others = {child.part for child in one.children if child.id not in kids}
        papers.append(paper if page.line.kind == SUPERVISOR else _without(paper, others - {""}))
    return papers


def _without(paper: Paper, parts: set[str]) -> Paper:
    """Return a record on its way to paper without the parts about children who are not handed over."""
    left = tuple(part for part in paper.answers.parts if part.id not in parts)
    return replace(paper, answers=replace(paper.answers, parts=left))


def _table(items: Sequence[ItemView], caption: str, form_title: Callable[[str], str]) -> Table:
    rows = tuple((one.label, item_text(one, form_title), one.said_state) for one in items)
    return Table(("Which", "What", "Acknowledged"), (24, 56, 20), rows, caption)


def item_text(one: ItemView, form_title: Callable[[str], str]) -> str:
    """Return what an item says, with what was added to it."""
    said = f"{form_title(one.record.form)}. {one.text}" if one.record is not None else one.text
    return "\n".join(part for part in (said, one.said_words) if part)
