"""What stands at the end of a record: what it was completed without, how it was signed, and later words."""

from __future__ import annotations

from exports.word.body import Body
from exports.word.paper import Paper
from forms.records.without import HEADING, said_without
from models.moments import show_moment
from models.signed import HOWS, WHAT_IT_IS, Signature, name_and_role


def add_without(body: Body, paper: Paper) -> None:
    """Write what the record was completed without, why, by whom and when: nobody takes the gap for an oversight."""
    if paper.without is None:
        return
    said = said_without(paper.form, paper.answers, paper.without)
    body.heading(2, HEADING)
    body.words("note", said.what)
    body.words("answer", said.reason)
    body.words("note", said.by)


def add_signatures(body: Body, paper: Paper) -> None:
    """Write who signed, in which role, when and how, their comments, and what these signatures are."""
    if not paper.signatures:
        return
    body.heading(2, "How this record was signed")
    columns = body.columns(("Name", "Role", "When", "How", "Entered by"), (23, 22, 22, 18, 15))
    rows = [columns.row(body.plain_cells(*_row(each)), whole=True) for each in paper.signatures]
    body.table(columns, rows, "Signatures")
    for each in paper.signatures:
        if each.reason:
            body.heading(3, f"Why {each.name} declined to sign")
            body.words("answer", each.reason)
        if each.comment:
            body.heading(3, f"Comment of {each.name}")
            body.words("answer", each.comment)
    body.words("guidance", WHAT_IT_IS)


def add_addenda(body: Body, paper: Paper) -> None:
    """Write later words, each with its day and who signed it."""
    if paper.addenda:
        body.heading(2, "Added after signing")
    for each in paper.addenda:
        body.heading(3, f"Addendum of {show_moment(each.at)}")
        body.words("answer", each.text)
        entered = f" Entered by {each.entered_by}." if each.entered_by else ""
        body.words("note", f"{name_and_role(each)}: {HOWS[each.how]}.{entered}")


def _row(given: Signature) -> tuple[str, ...]:
    return given.name, given.role, show_moment(given.at), HOWS[given.how], given.entered_by
