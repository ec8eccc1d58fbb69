"""A record as a file of plain text or Markdown: the whole of it, how it was signed, and later words."""

from __future__ import annotations

from collections.abc import Iterator

from exports.record_markdown import marked, record_markdown
from exports.record_text import record_text
from exports.report import Block, Heading, Table, Words, block_lines
from exports.report_markdown import blocks_markdown
from exports.word.paper import Paper
from forms.page.laying import Layout
from forms.records.without import HEADING, said_without
from models.dates import counted
from models.moments import show_moment
from models.signed import HOWS, WHAT_IT_IS, Signature, name_and_role

TEXT, MARKDOWN = "text", "markdown"
SUFFIXES = {TEXT: ".txt", MARKDOWN: ".md"}
"""What a record is written as beside Word, with the ending of the file."""
DRAFT = "DRAFT – not signed"
UNSEALED = "This copy is text and carries no seal: the Word document does."
_WIDTH = 100


def plain_record(paper: Paper, kind: str) -> bytes:
    """Return a record as text or as Markdown, by its kind."""
    return (_markdown(paper) if kind == MARKDOWN else _text(paper)).encode()


def _text(paper: Paper) -> str:
    head = [paper.letterhead(), paper.running_line(), _state(paper)]
    closing = [line for block in _closing(paper) for line in ("", *block_lines(block, _WIDTH))]
    whole = record_text(Layout(paper.form, paper.answers, paper.names))
    return "\n".join((*filter(None, head), "", whole.rstrip("\n"), *closing)) + "\n"


def _markdown(paper: Paper) -> str:
    head = [marked(line) for line in (paper.letterhead(), paper.running_line()) if line]
    whole = record_markdown(Layout(paper.form, paper.answers, paper.names)).rstrip("\n")
    return "\n\n".join((*head, f"**{_state(paper)}**", whole, *blocks_markdown(_closing(paper)))) + "\n"


def _state(paper: Paper) -> str:
    state = UNSEALED if paper.signed else DRAFT
    more = counted(len(paper.addenda), "addition") if paper.addenda else ""
    return f"{state} {more} after signing, at the end." if more else state


def _closing(paper: Paper) -> Iterator[Block]:
    if paper.without is not None:
        said = said_without(paper.form, paper.answers, paper.without)
        yield Heading(HEADING)
        yield from (Words(said.what), Words(said.reason, "answer"), Words(said.by))
    if paper.signatures:
        yield Heading("How this record was signed")
        header = ("Name", "Role", "When", "How", "Entered by")
        rows = tuple(
            (each.name, each.role, show_moment(each.at), HOWS[each.how], each.entered_by)
            for each in paper.signatures
        )
        yield Table(header, (23, 22, 22, 18, 15), rows, "Signatures")
        for each in paper.signatures:
            yield from _beside(each)
        yield Words(WHAT_IT_IS, "guidance")
    for added in paper.addenda:
        yield Heading(f"Added after signing, {show_moment(added.at)}")
        yield Words(added.text, "answer")
        yield Words(f"{name_and_role(added)}: {HOWS[added.how]}.")


def _beside(given: Signature) -> Iterator[Block]:
    if given.reason:
        yield Heading(f"Why {given.name} declined to sign", 3)
        yield Words(given.reason, "answer")
    if given.comment:
        yield Heading(f"Comment of {given.name}", 3)
        yield Words(given.comment, "answer")
