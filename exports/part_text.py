"""One child's part of a record as plain text for the case system: in the form's order, without anyone's full name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from forms.answers.model import Answers
from forms.page.blocks import Block, Facts, Grid, Heading, Items, Prose, Signs, Words
from forms.page.laying import Layout, lay_out, lay_out_part
from forms.template.form import Form, GoesTo
from models.words import clean_text, initials_of


def part_text(
    form: Form,
    answers: Answers,
    part_id: str = "",
    *,
    record: Mapping[str, str] | None = None,
    names: Iterable[str] = (),
) -> str:
    """Return what is written about one child, or the whole record where nothing repeats.

    What stays with the supervision record is left out. ``names`` are full names that become initials.
    """
    page = Layout(form, answers, record or {}, for_system=True)
    blocks = lay_out_part(page, part_id) if part_id else lay_out(page)
    text = "\n".join(_lines(blocks)).strip()
    return without_names(re.sub(r"\n{3,}", "\n\n", clean_text(text)), names) + "\n"


def without_names(text: str, names: Iterable[str]) -> str:
    """Return a text in which people's full names have become their initials."""
    for name in sorted({name.strip() for name in names}, key=len, reverse=True):
        if " " in name:
            text = re.sub(rf"\b{re.escape(name)}\b", initials_of(name), text, flags=re.IGNORECASE)
    return text


def system_for(form: Form, service: str) -> GoesTo | None:
    """Return where a record's text belongs for a service; None where the form names no system."""
    fitting = [one for one in form.goes_to if not one.services or service in one.services]
    return next(iter(fitting or form.goes_to), None)


def _lines(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(level=level, text=text):
            yield from ("", text if level > 2 else text.upper(), "")
        case Facts(facts=facts):
            yield from (f"{fact.label.rstrip(':')}: {fact.text}" for fact in facts if fact.text)
        case Prose(label=label, text=text) if text:
            yield from ("", label, text, "")
        case Items(label=label, items=items, place=place) if items and place is not None:
            yield from ("", label, *(f"- {item}" for item in items))
        case Grid(label=label, header=header, rows=rows):
            yield from _grid(label, header, rows)
        case Signs(signs=signs):
            yield from (f"{sign.label}: {sign.text}" for sign in signs if sign.text)
        case Words(kind="note" | "guidance" | "face" | "added" | "clause"):
            return


def _grid(label: str, header: Sequence[str], rows: Sequence[Sequence[object]]) -> Iterator[str]:
    told = []
    for row in rows:
        cells = [
            (name, str(getattr(cell, "text", "")))
            for name, cell in zip(header, row, strict=True)
            if str(getattr(cell, "text", "")).strip() and not getattr(cell, "printed", False)
        ]
        if cells:
            told.append("- " + "; ".join(f"{name}: {text}" if name else text for name, text in cells))
    if told:
        yield from ("", label, *told, "")
