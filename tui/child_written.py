"""What was written about a child, as a section of their page: notes of oversight by their point among it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from forms.template.form import Form
from models.dates import show
from models.errors import Refused
from models.reading.standing.papers import EventView
from models.reading.written import WrittenView
from tui.person_page import Looking, value_of
from tui.record.reading import form_called
from tui.widgets.rows import Row

MOST = 12


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a child's own trail: what was written, and what took place."""

    written: tuple[WrittenView, ...] = ()
    events: tuple[EventView, ...] = ()


def beside_rows(beside: Beside, how: Looking) -> list[Row]:
    """Return both sections: what took place only where something did."""
    rows = []
    if beside.events:
        rows.append(Row(("What took place, or is to",), kind="heading"))
        rows += [Row((show(one.happened_on), one.label, value_of(one, how)), one) for one in beside.events]
    return [*rows, *written_rows(beside.written, private=how.private)]


def written_rows(found: Sequence[WrittenView], *, private: bool) -> list[Row]:
    """Return the section; Enter opens the record, w lists all of them. In projector mode none is opened."""
    rows = [Row(("Written",), kind="heading"), *(_row(one, private=private) for one in found[:MOST])]
    if len(found) > MOST:
        rows.append(Row(("Earlier ones: w lists them all.",), kind="note"))
    return (
        rows
        if found
        else [*rows, Row(("Nothing yet. o notes oversight; F4, a begins a record.",), kind="note")]
    )


def _row(one: WrittenView, *, private: bool) -> Row:
    draft = one.state == "draft"
    state = "not finished" if draft else one.state
    return Row((show(one.day), _called(one), state), None if private else one, "amber" if draft else "")


def _called(one: WrittenView) -> str:
    """Return what a record is called: the point of oversight it was written at, where it names one."""
    try:
        form = form_called(one.form)
    except Refused:
        return one.form
    point = _point(form, one.point)
    return f"{point} ({form.called})" if point else form.called


def _point(form: Form, code: str) -> str:
    field = form.field("point")
    return next((option.label for option in field.options if option.code == code), "") if field else ""
