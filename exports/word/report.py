"""Reports as Word documents, in the house style: no seal, for they are no records."""

from __future__ import annotations

from datetime import datetime

from exports.report import Bar, Bullets, Heading, Record, Report, Table, Words
from exports.word import settings
from exports.word.assembly import Sheet, finish
from exports.word.body import Body
from exports.word.document import text_body
from exports.word.fills import AsText
from exports.word.house.house import House
from exports.word.paper import Paper
from exports.word.text import on_new_page, paragraph, run
from exports.word.xml import Xml
from forms.answers.model import Answers
from forms.template.form import Form

_TALL = 900
BLOCK = "\u2588"
"""What a bar is made of on paper: one sign only, so that bars of one share are of one length in any letter."""
_KINDS = {"note": "note", "guidance": "guidance", "answer": "answer", "nothing": "nothing"}


def report_document(report: Report, house: House, made_at: datetime) -> bytes:
    """Return a report as a document: the same bytes for the same report and moment."""
    paper = _paper(report)
    body = Body(paper, house, AsText(house.styles))
    body.heading(1, report.title)
    if report.subject:
        body.words("note", report.subject)
    if report.face:
        body.words("face", report.face)
    for block in report.blocks:
        _write(body, house, block)
    if report.copies:
        body.words("guidance", report.copies)
    sheet = Sheet(paper, house, body, foot=[("footer", report.running_line())])
    return finish(sheet, made_at, status="Report")


def _write(body: Body, house: House, block: Heading | Words | Bullets | Table | Record) -> None:
    if isinstance(block, Heading):
        body.heading(block.level, block.text)
    elif isinstance(block, Words):
        body.words(_KINDS[block.kind], block.text)
    elif isinstance(block, Bullets):
        style = house.styles["bullet"]
        body.elements.extend(paragraph(style, run(item), number=settings.BULLET_LIST) for item in block.items)
    elif isinstance(block, Table):
        columns = body.columns(block.header, block.shares)
        tall = _TALL if block.tall else 0
        rows = [
            columns.row(_cells(body, house, block, row), whole=True, tall=tall if "" in row else 0)
            for row in block.rows
        ]
        body.table(columns, rows, block.caption)
    else:
        _record(body, house, block.paper)


def _cells(body: Body, house: House, block: Table, row: tuple[str, ...]) -> list[list[Xml]]:
    """Return the cells of a row; where it is to be written in by hand an empty one stays empty."""
    made = body.plain_cells(*(_drawn(text) if isinstance(text, Bar) else text for text in row))
    if not block.tall:
        return made
    room = [paragraph(house.styles["cell"])]
    return [cell if text else room for cell, text in zip(made, row, strict=True)]


def _drawn(bar: Bar) -> str:
    """Return a bar of blocks, half as many as it has signs: they are wider, and stand on one line."""
    return BLOCK * max(bar.filled // 2, min(1, bar.filled))


def _record(body: Body, house: House, paper: Paper) -> None:
    """Write a record as it stands, on a page of its own: its title stands nowhere at the foot of another."""
    if body.ends_with_table:
        body.elements.append(body.gap())
    title, *rest = text_body(paper, house, body.lists).elements
    body.elements.extend((on_new_page(title), *rest))


def _paper(report: Report) -> Paper:
    form = Form(
        code="report",
        title=report.title,
        text="ours",
        use="",
        about="team",
        source="Footprint",
        naming="number_and_initials",
    )
    return Paper(
        form,
        Answers("report"),
        subject=report.subject,
        day=report.day,
        team=report.team,
        authority=report.authority,
    )
