"""A child's part for the case system of a record that may have been put right or added to after it was signed.

The signed text stays as it is. What goes on another system is a copy, and a copy that names the wrong child or
day would put the mistake there: it says the right ones, and that they were put right. It does not say whose
number stood there: that is another child's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from exports.record_text import system_text, without_names
from forms.answers.changing import with_value
from forms.page.laying import Layout
from models.dates import show
from models.moments import show_moment
from models.reading.later import Later
from models.reading.records import RecordLine


def part_for_system(
    page: Layout, line: RecordLine, later: Later, part: str = "", names: Iterable[str] = ()
) -> str:
    """Return a child's part as text (`system_text`), with what was put right of it at the top."""
    people = tuple(names)
    child = next((one for one in line.children if one.part == part), None)
    mixed_up = later.mixed_up(child.number) if child is not None else None
    if child is not None and mixed_up is not None:
        page = _about(page, child.label, part)
    text = system_text(page, part, people)
    said = list(_said(line, later, mixed_up))
    if not said:
        return text
    title, _, rest = text.partition("\n")
    return "\n".join((title, "", without_names("\n".join(said), people), rest))


def _about(page: Layout, label: str, part: str) -> Layout:
    """Return a page whose own child is the right one."""
    keys = [one.key for one in page.form.answered(each=bool(part)) if one.kind == "child"]
    answers = page.answers
    for key in keys:
        answers = with_value(answers, key, label, part)
    return replace(page, answers=answers)


def _said(line: RecordLine, later: Later, mixed_up: date | None) -> Iterator[str]:
    if mixed_up is not None:
        yield f"Put right on {show(mixed_up)}: it was written down as another child's, and is this child's."
    day = later.day()
    if day is not None:
        was, became = (show(date.fromisoformat(one)) for one in (day.was, day.became))
        yield f"Put right on {show(day.corrected_on)}: the session was held on {became}, not on {was}."
    if len({one.id for one in line.children}) == 1:
        yield from (f"Added on {show_moment(one.at)} by {one.name}: {one.text}" for one in later.words)
