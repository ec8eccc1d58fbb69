"""How a record begins: filled in with what the store knows, a part for each child it is about."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from sqlmodel import Session

from forms.answers.changing import add_part, add_row, begin, remove_row, rows_of, with_cell
from forms.answers.model import Answers, Value
from forms.answers.times import read_time
from forms.records.naming import named
from forms.records.took_part import with_here
from forms.template.form import Form
from models.dates import add_months
from models.moments import LONDON
from models.policy import Pack
from models.reading.record_context import Known, KnownChild, RecordContext
from models.reading.standing.how_often import read_how_often

Links = Mapping[str, int]
"""Which child a part of the answers is about, by the part's id; an empty id is the whole record."""


@dataclass(frozen=True, slots=True)
class Begun:
    """Answers a record begins with, and the children they are about, each with the part that is about them."""

    answers: Answers
    children: tuple[tuple[int, str], ...] = ()


def begin_answers(form: Form, known: RecordContext, now: datetime) -> Begun:
    """Return the answers a record on a form begins with, and its children.

    A form that repeats gets a part for each child, and one without a child where there is none yet. One
    that names a single child is about the first; one that names none is about all of them.
    """
    first = known.children[0] if known.children and form.each is None else None
    answers = begin(form, _fitting(form, _fills(form, known, first, now), each=False))
    if known.here:
        answers = with_here(form, answers, [one.cells for one in known.here])
    if form.each is None:
        about = known.children[:1] if names_one(form) else known.children
        answers = with_siblings(answers, form, about)
        return Begun(answers, tuple((child.id, "") for child in about))
    parts: list[tuple[int, str]] = []
    for child in known.children or (None,):
        answers, part_id = add_child_part(answers, form, known, child, now)
        if child is not None:
            parts.append((child.id, part_id))
    return Begun(answers, tuple(parts))


def with_ramp(session: Session, pack: Pack, form: Form, known: RecordContext, day: date) -> RecordContext:
    """Return what is known with how often the policy has someone new met, where the form says so (NCT-FA03)."""
    if known.supervisee is None or not any(one.fill == "ramp" for one in form.answered()):
        return known
    return replace(known, ramp=read_how_often(session, pack, known.supervisee.id, day))


def names_one(form: Form) -> bool:
    """Say whether a form that does not repeat has a field that names the one child it is about."""
    return form.each is None and any(one.kind == "child" for one in form.answered(each=False))


def apart_of(form: Form) -> str:
    """Return for whom a form has a record each in a session: ``child``, ``family``, or nobody."""
    return form.apart or ("child" if names_one(form) else "")


def too_many(form: Form, children: Sequence[KnownChild]) -> str:
    """Return why one record on a form can't be about all these children (HAV-FA01: siblings only); empty if it can."""
    if len(children) > 1 and apart_of(form) == "child":
        return f"{form.called} is about one child. Begin one for each, or choose another form."
    if len({child.family_id or -child.id for child in children}) > 1 and apart_of(form) == "family":
        return f"{form.called} is about one family. Begin one for each, or choose another form."
    return ""


def siblings_in(form: Form) -> tuple[str, str] | None:
    """Return the table, and its column, in which a form that does not repeat names the children it is about.

    Siblings stand together on such a form and nobody else does (HAV-FA01). None where it has no such table.
    """
    for one in form.answered(each=False) if form.apart == "family" else ():
        for column in one.columns if one.kind == "rows" else ():
            if column.kind == "child":
                return one.key, column.key
    return None


def with_siblings(answers: Answers, form: Form, about: Iterable[KnownChild]) -> Answers:
    """Return answers with each child in a row of the table that names them: the first that names nobody yet."""
    table = siblings_in(form)
    if table is None:
        return answers
    key, column = table
    for child in about:
        empty = (row.id for row in rows_of(answers, key) if not row.cells.get(column))
        row_id = next(empty, "")
        if not row_id:
            answers, row_id = add_row(answers, key)
        answers = with_cell(answers, key, row_id, column, named(child, form.naming_of(key)))
    return answers


def without_siblings(answers: Answers, form: Form, gone: Collection[str]) -> Answers:
    """Return answers without the rows that name children of these numbers and say nothing more of them."""
    table = siblings_in(form)
    for row in rows_of(answers, table[0]) if table is not None else ():
        cell = row.cells.get(table[1]) if table is not None else None
        if isinstance(cell, str) and set(cell.split()) & set(gone) and len(row.cells) == 1:
            answers = remove_row(answers, table[0] if table else "", row.id)
    return answers


def add_child_part(
    answers: Answers, form: Form, known: RecordContext, child: KnownChild | None, now: datetime
) -> tuple[Answers, str]:
    """Return answers with a part for a further child (or for one that is not chosen yet), and its id."""
    fills = _fills(form, known, child, now)
    if child is not None and form.each is not None:
        fills["child"] = named(child, form.naming_of(form.each.named_by))
    return add_part(answers, form, _fitting(form, fills, each=True))


def _fills(form: Form, known: RecordContext, child: KnownChild | None, now: datetime) -> dict[str, Value]:
    """Return what the program can fill in by itself, by the words of `forms.template.kinds.FILLS`."""
    local = now.astimezone(LONDON)
    found: dict[str, Value | None] = {
        **_names(form, known),
        "session_date": known.session_date,
        "session_time": _clock(known.session_time),
        "next_date": known.next_date,
        "next_time": _clock(known.next_time),
        "today": local.date(),
        "now": time(local.hour, local.minute),
        "team": known.team,
        "service": (child.service if child else "") or known.service,
        "review_date": add_months(known.session_date or local.date(), 12),
        "moved_reason": known.moved_reason,
        "ramp": known.ramp,
        "took_part": known.took_part,
        "apologies": known.apologies,
        "presenter": known.presenter,
    }
    if child is not None:
        found |= {"risk_level": child.risk, "child_kind": child.kind}
        fields = [one for one in form.answered() if one.fill == "child"]
        if fields:
            found["child"] = named(child, form.naming_of(fields[0].key))
    return {name: value for name, value in found.items() if value not in (None, "")}


def _names(form: Form, known: RecordContext) -> dict[str, Value | None]:
    """Return who is who. On a form that names the supervisor a further line manager is theirs (NCT-P30, HAV-N01)."""
    named = any(one.key == one.fill == "supervisor" for one in form.answered(each=False))

    def name(one: Known | None) -> str:
        return one.name if one else ""

    return {
        "supervisee": name(known.supervisee),
        "supervisee_job": known.supervisee.job if known.supervisee else "",
        "supervisor": name(known.supervisor),
        "supervisor_job": known.supervisor.job if known.supervisor else "",
        "line_manager": name(known.service_manager if named else known.line_manager),
        "service_manager": name(known.service_manager),
    }


def _fitting(form: Form, fills: Mapping[str, Value], *, each: bool) -> dict[str, Value]:
    """Return the fills that every field which asks for them can hold."""
    return {name: value for name, value in fills.items() if _fits(form, name, value, each=each)}


def _fits(form: Form, name: str, value: Value, *, each: bool) -> bool:
    asking: Iterable[str] = (
        code
        for one in form.answered(each=each)
        if one.fill == name and one.kind == "choice"
        for code in (option.code for option in one.options)
    )
    codes = set(asking)
    return not codes or value in codes


def _clock(text: str) -> Value | None:
    try:
        return read_time(text) if text else None
    except ValueError:
        return None
