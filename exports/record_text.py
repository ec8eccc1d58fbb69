"""A record as plain text: all of it, or one child's part for the case system, without anyone's full name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from forms.page.blocks import Block, Facts, Grid, GridCell, Heading, Items, Prose, Sign, Signs, Words
from forms.page.laying import Layout, lay_out, lay_out_part
from models.dates import show
from models.words import clean_text, initials_of

_DEEPEST = 6
NOTHING = "–"
"""What stands where nothing was written."""


def record_text(page: Layout) -> str:
    """Return a whole record as text: every label in the form's order, and what was written under it."""
    return _text(line for block in lay_out(page) for line in _lines(block, whole=True))


def system_text(page: Layout, part_id: str = "", names: Iterable[str] = ()) -> str:
    """Return what goes on the case system about one child, or of a whole record where nothing repeats.

    In the policy's order, only what was written; what stays with the supervision record is left out.
    ``names`` are people's full names, which become initials. Raises KeyError if there is no such part.
    """
    bare = replace(page, for_system=True)
    blocks = lay_out_part(bare, part_id)[1:] if part_id else lay_out(bare)
    lines = [line for block in _with_answers(blocks) for line in _lines(block, whole=False)]
    return without_names(_text([_of_which_session(page), *lines] if part_id else lines), names)


def _of_which_session(page: Layout) -> str:
    """Return what the part is of, for the part of a record does not say it: the form and the day."""
    day = page.answers.value("session_date")
    return f"{page.form.called}, {show(day)}" if isinstance(day, date) else page.form.called


def _with_answers(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks that say something, and only the headings that have one of them below."""
    kept: list[Block] = []
    answered: set[int] = set()  # the levels of heading under which an answer would stand from here on
    for block in reversed(blocks):
        if isinstance(block, Heading):
            if block.level in answered:
                kept.append(block)
            answered -= set(range(block.level, _DEEPEST + 1))
        elif any(line.strip() for line in _lines(block, whole=False)):
            kept.append(block)
            answered = set(range(1, _DEEPEST + 1))
    return kept[::-1]


def without_names(text: str, names: Iterable[str]) -> str:
    """Return a text in which full names have become initials: whole words only, the longest names first."""
    for name in sorted({" ".join(name.split()) for name in names}, key=len, reverse=True):
        if " " in name:
            spaced = r"\s+".join(re.escape(word) for word in name.split(" "))
            text = re.sub(rf"(?<!\w){spaced}(?!\w)", initials_of(name), text, flags=re.IGNORECASE)
    return text


def _text(lines: Iterable[str]) -> str:
    text = clean_text("\n".join(lines)).strip("\n")
    return re.sub(r"\n{3,}", "\n\n", text) + "\n"


def _lines(block: Block, *, whole: bool) -> Iterator[str]:
    """Yield the lines of a block. ``whole``: with what the form prints, and with what nobody answered."""
    match block:
        case Heading(level=level, text=text):
            yield from ("", text.upper() if level < 3 else text, "")
        case Words(text=text):
            yield from ("", text) if whole else ()
        case Items():
            yield from _items(block, whole=whole)
        case Facts(facts=facts):
            answered = ((fact.label, fact.text) for fact in facts if fact.text or whole)
            yield from ("", *(_labelled(label, text) for label, text in answered))
        case Prose(label=label, text=text) if text or whole:
            yield from ("", label, text or NOTHING)
        case Grid():
            yield from _grid(block, whole=whole)
        case Signs(signs=signs):
            yield from ("", *(_sign(sign) for sign in signs if sign.text or whole))


def _items(block: Items, *, whole: bool) -> Iterator[str]:
    if block.place is None and not whole:
        return
    if not block.items and not whole:
        return
    yield from ("", block.label) if block.label else ("",)
    for number, item in enumerate(block.items, start=1):
        yield f"{number}. {item}" if block.numbered else f"- {item}"
    if not block.items:
        yield NOTHING


def _grid(block: Grid, *, whole: bool) -> Iterator[str]:
    rows = [row for row in block.rows if whole or any(cell.text and not cell.printed for cell in row)]
    if not rows and not whole:
        return
    yield from ("", block.label) if block.label else ("",)
    if whole:
        yield " · ".join(name for name in block.header if name)
    for row in rows:
        yield from _row(block.header, row)
    if not rows:
        yield NOTHING


def _row(header: Sequence[str], row: Sequence[GridCell]) -> Iterator[str]:
    """Yield a row as lines: what it is called, then each cell that holds something under its column."""
    cells = [(name, cell.text) for name, cell in zip(header, row, strict=True)]
    if row[0].printed:
        yield f"- {cells.pop(0)[1]}"
        yield from (f"  {_labelled(name, _indented(text, 4))}" for name, text in cells if text)
        return
    first, *others = [_labelled(name, _indented(text, 4)) for name, text in cells if text] or [NOTHING]
    yield f"- {first}"
    yield from (f"  {other}" for other in others)


def _indented(text: str, by: int) -> str:
    """Return text with its further lines set in, so that a row stays one to the eye."""
    return re.sub(r"\n(?=[^\n])", "\n" + " " * by, text)


def _labelled(label: str, text: str) -> str:
    said = text or NOTHING
    if not label:
        return said
    return f"{label} {said}" if label.endswith((":", "?", ".")) else f"{label}: {said}"


def _sign(sign: Sign) -> str:
    day = f"; {_labelled(sign.date_label, sign.date_text)}" if sign.date_place else ""
    return f"{_labelled(sign.label, sign.text)}{day}"
