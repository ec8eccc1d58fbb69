"""Prep sheets as plain text: laid out so that a person likes to fill them in, and a program reads them back.

Every line of ours that words go below begins and ends with ``==`` and names the child itself, so that a part that
was moved, copied or lost is known for what it is.
"""

from __future__ import annotations

import hashlib
import textwrap
from collections.abc import Iterator
from typing import NamedTuple

from exports.word.paper import Paper
from forms.answers.model import Part
from forms.template.form import Form
from forms.template.parts import Field
from models.dates import show

ITEMS, END = "items", "End of the sheet"
EXAMPLE = "00000"
"""The number in the part that is there to be copied where a sheet has no child yet."""
_WIDTH = 76
_STAYS = "\N{NO-BREAK SPACE}"
_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""None that is taken for another on paper."""

HOW = (
    "How to fill it in: write below the lines that begin with ==, as much as you like, and leave those lines as "
    "they are. Leave empty what you have nothing on. Save it as plain text, and send it back. For another child "
    "copy the part of one, and put the child's number into its == lines."
)
MINUTES = "(To ask for minutes, end the line with them: The rota in July (10 minutes).)"


class Code(NamedTuple):
    """What a sheet says it is for: the number of the session, and letters that only its own store gives it."""

    session: int
    letters: str

    def __str__(self) -> str:
        return f"{self.session}-{self.letters}"


def code_of(store_id: str, session: int) -> Code:
    """Return the code of the sheet for a session of a store."""
    digest = hashlib.sha256(f"prep sheet {store_id} {session}".encode()).digest()
    return Code(session, "".join(_LETTERS[byte % len(_LETTERS)] for byte in digest[:4]))


def heading(words: str) -> str:
    """Return a line that words go below."""
    return f"== {words} =="


def asked(form: Form) -> list[Field]:
    """Return what is asked about each child, in order."""
    return [one for one in form.answered(each=True) if one.kind == "long"]


def child_heading(subject: str, one: Field) -> str:
    """Return what the line says under which the words on a child go."""
    return f"{subject}: {label_of(one)}"


def label_of(one: Field) -> str:
    """Return what a field is called on the sheet."""
    return one.name.rstrip(": ")


def items_heading(form: Form) -> str:
    """Return what the line says under which the supervisee's own items go; empty where the sheet has none."""
    return next((s.heading or s.name for s in form.sections if any(f.key == ITEMS for f in s.fields)), "")


def printed_above(form: Form) -> list[str]:
    """Return the paragraphs that stand above the first of those lines."""
    return [form.title.upper(), *([form.face] if form.face else []), HOW]


def printed_under_items(form: Form) -> list[str]:
    """Return what stands below the line for the supervisee's own items."""
    says = [word for s in form.sections if any(f.key == ITEMS for f in s.fields) for word in s.says]
    return [*(f"({word})" for word in says), MINUTES]


def printed_under(one: Field) -> list[str]:
    """Return what stands below the line for one answer on a child."""
    return [f"({prompt.text})" for prompt in one.prompts]


def subject_of(form: Form, part: Part) -> str:
    """Return how a part of the sheet names its child; empty where it has none yet."""
    said = part.values.get(form.each.named_by) if form.each is not None else None
    return said if isinstance(said, str) else ""


def sheet_text(paper: Paper, code: Code) -> str:
    """Return a sheet as text."""
    return "\n".join(_lines(paper, code)) + "\n"


def as_file(text: str) -> bytes:
    """Return a sheet as every plain editor opens and saves it rightly: line ends of Windows, marked as UTF-8."""
    return text.replace("\n", "\r\n").encode("utf-8-sig")


def _lines(paper: Paper, code: Code) -> Iterator[str]:
    form = paper.form
    subjects = [said for part in paper.answers.parts if (said := subject_of(form, part))]
    yield from _above(paper, code, subjects)
    if items_heading(form):
        yield from ("", heading(items_heading(form)))
        for words in printed_under_items(form):
            yield from _wrapped(words)
        yield from ("", "- ", "- ", "- ", "")
    for subject in subjects or [EXAMPLE]:
        for one in asked(form):
            yield from ("", heading(child_heading(subject, one)))
            for words in printed_under(one):
                yield from _wrapped(words)
            yield from ("", "", "")
    yield from ("", heading(END))


def _above(paper: Paper, code: Code, subjects: list[str]) -> Iterator[str]:
    title, *face, how = printed_above(paper.form)
    yield from (title, "")
    for words in face:
        yield from (*_wrapped(words), "")
    for one in paper.form.answered(each=False):
        if one.fill == "supervisee":
            yield f"{label_of(one)}: {paper.subject}"
        elif one.fill == "session_date" and paper.day is not None:
            yield f"{label_of(one)}: {show(paper.day)}"
    if subjects:
        apart = ", ".join(subject.replace(" ", _STAYS) for subject in subjects)
        yield from (line.replace(_STAYS, " ") for line in _wrapped(f"Children: {apart}"))
    yield from (f"Sheet: {code}", "", *_wrapped(how), "")


def _wrapped(words: str) -> list[str]:
    return textwrap.wrap(words, _WIDTH, break_long_words=False, break_on_hyphens=False)
