"""Rows of the page that closes a sitting, and whether two of its items are written up in one place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from forms.answers.showing import said
from forms.records.places import Taken
from models.dates import counted, show
from tui.record.state import RecordState
from tui.widgets.rows import Row


def meet(one: tuple[int, Taken] | None, other: tuple[int, Taken]) -> bool:
    """Say whether two items are written up in one place of one record: in a section, or in one field of it."""
    if one is None or one[0] != other[0] or one[1].section != other[1].section:
        return False
    pairs = (one[1].field, other[1].field), (one[1].row, other[1].row)
    return all(left == right or not (left and right) for left, right in pairs)


def under(title: str, rows: Iterator[Row] | Sequence[Row], otherwise: str = "") -> list[Row]:
    """Return rows below a heading; ``otherwise`` where there are none, and without that nothing."""
    found = list(rows)
    if not found and otherwise:
        found = [Row((otherwise,), kind="note")]
    return [Row((title,), kind="heading"), *found] if found else []


def part_label(state: RecordState, part: str) -> str:
    """Return what the part of a record is called by: its child, family or case."""
    form = state.form
    one = form.field(form.each.named_by) if form.each is not None else None
    value = state.answers.value(one.key, part) if one is not None else None
    return said(one, value) if one is not None and value is not None else ""


def dates_apart(records: Iterable[RecordState], day: date | None) -> Iterator[Row]:
    """Yield each record in which another day is written for the next session than the one that is planned."""
    for state in records:
        for one in state.form.answered(each=False):
            written = state.answers.value(one.key) if one.fill == "next_date" else None
            if isinstance(written, date) and written != day:
                words = f"{state.form.called} says {show(written)}: Esc goes back to put it right, n plans that day"
                yield Row(("Apart", words, ""), kind="warn")


def minutes(count: int) -> str:
    """Return a number of minutes in words; nothing where it is none."""
    return counted(count, "minute") if count else ""


def by(day: date | None) -> str:
    """Return by when something is to be done; nothing where that is open."""
    return f"by {show(day)}" if day else ""
