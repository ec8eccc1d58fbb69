"""A worksheet to print and fill in by hand: its facts as they were filled in, room for every judgement."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from exports.report import Block, Heading, Report, Table, Words
from exports.word.paper import Paper
from forms.answers.showing import said
from forms.template.form import Section
from forms.template.parts import Column, Field


def worksheet_report(paper: Paper, day: date) -> Report:
    """Return a worksheet, or any form without parts, as a page to write on: what is empty is room."""
    blocks: list[Block] = []
    for section in paper.form.sections:
        if not section.each:
            blocks.append(Heading(section.heading or section.name))
            blocks += _section(paper, section)
    return Report(
        paper.form.title,
        paper.reference,
        day,
        tuple(blocks),
        paper.team,
        paper.authority,
        paper.form.face,
    )


def _section(paper: Paper, section: Section) -> Iterator[Block]:
    short: list[tuple[str, str]] = []
    for one in section.fields:
        if one.kind in ("rows", "long", "actions"):
            if short:
                yield Table(("Item", "Detail"), (34, 66), tuple(short), section.name, tall=True)
                short = []
            yield from _long(paper, one)
        elif one.answered:
            short.append((one.name, said(one, paper.answers.value(one.key))))
    if short:
        yield Table(("Item", "Detail"), (34, 66), tuple(short), section.name, tall=True)


def _long(paper: Paper, one: Field) -> Iterator[Block]:
    yield Heading(one.name, 3)
    for prompt in one.prompts:
        yield Words(prompt.text, "guidance")
    if one.kind == "rows" and one.rows:
        yield _rows(paper, one)
    elif one.kind == "actions":
        empty = tuple(("", "", "") for _ in range(3))
        yield Table(("What", "Who", "By when"), (60, 20, 20), empty, one.name, tall=True)
    else:
        value = paper.answers.value(one.key)
        if isinstance(value, str) and value.strip():
            yield Words(value, "answer")
        else:
            yield Table(("In your own words",), (100,), (("",), ("",)), one.name, tall=True)


def _rows(paper: Paper, one: Field) -> Table:
    value = paper.answers.value(one.key)
    cells = {row.id: row.cells for row in value} if isinstance(value, tuple) else {}
    header = tuple(column.line for column in one.columns)
    shares = tuple({"printed": 34, "choice": 22}.get(column.kind, 44) for column in one.columns)
    rows = tuple(
        tuple(
            row.label if column.kind == "printed" else _cell(column, cells.get(row.key, {}).get(column.key))
            for column in one.columns
        )
        for row in one.rows
    )
    return Table(header, shares, rows, one.name, tall=True)


def _cell(column: Column, value: object) -> str:
    """Return what stands in a cell; a choice that is open shows what can be ringed."""
    if isinstance(value, str) and value:
        option = next((one for one in column.options if one.code == value), None)
        return option.label if option is not None else value
    return " / ".join(one.label for one in column.options) if column.kind == "choice" else ""
