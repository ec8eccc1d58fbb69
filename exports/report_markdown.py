"""A report as Markdown: headings, paragraphs, lists, tables; what people wrote stands in it as words only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exports.record_markdown import marked, one_line, record_markdown, table_lines
from exports.report import NOTHING, Block, Bullets, Heading, Report, Table, Words
from forms.page.laying import Layout
from models.dates import show


def report_markdown(report: Report) -> str:
    """Return a report as Markdown (CommonMark, with tables)."""
    head = " · ".join(bit for bit in (report.authority, report.team) if bit)
    about = f"{report.subject}, {show(report.day)}".strip(", ")
    parts = [one_line(head), f"# {one_line(report.title)}", one_line(about)]
    if report.face:
        parts.append(_grey(report.face))
    parts += blocks_markdown(report.blocks)
    if report.copies:
        parts.append(_grey(report.copies))
    return "\n\n".join(part for part in parts if part) + "\n"


def blocks_markdown(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield each block as Markdown."""
    for block in blocks:
        yield _block(block)


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {one_line(block.text)}"
    if isinstance(block, Words):
        return _grey(block.text) if block.kind in ("guidance", "nothing") else marked(block.text)
    if isinstance(block, Bullets):
        return "\n".join(f"- {one_line(item)}" for item in block.items)
    if isinstance(block, Table):
        rows = [[cell or NOTHING for cell in row] for row in block.rows]
        return "\n".join(table_lines(block.header, rows))
    return record_markdown(Layout(block.paper.form, block.paper.answers, block.paper.names)).rstrip("\n")


def _grey(text: str) -> str:
    return f"*{one_line(text)}*" if text.strip() else ""
