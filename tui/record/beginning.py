"""Beginning a record: which form, with whom, about which children, for which session; then its screen."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlmodel import Session

from forms.entry import Choice, EntryForm, Field
from forms.records.beginning import begin_answers, too_many, with_ramp
from forms.records.writing import Around, written
from forms.template.choosing import Occasion, fitting, told_apart
from forms.template.form import Form
from forms.template.kinds import NO_RECORD
from forms.template.load import forms_of
from models.changes.record_parts import About
from models.changes.records import begin_record
from models.dates import show
from models.errors import Refused
from models.policy import Pack
from models.reading.record_context import (
    AskedFor,
    Known,
    KnownChild,
    read_known_children,
    read_people,
    read_record_context,
)
from models.reading.records import RecordLine, Wanted, read_record_lines
from models.reading.session_choices import SessionLine, children_on, read_sessions_around
from models.store.change import Change
from tui.record.reading import form_called
from tui.refusals import only_looks
from tui.screens.fields import FieldsDialog
from tui.settings import own_forms

if TYPE_CHECKING:
    from tui.app import Footprint
    from tui.desk import Desk

Labelled = Callable[[SessionLine], str]
_SPLIT = re.compile(r"[,;]+")


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a new record is proposed to be about; empty and None: to be chosen."""

    practitioner_id: int | None = None
    children: tuple[int, ...] = ()
    supervision_id: int | None = None
    form: str = ""


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be chosen from for a new record."""

    forms: tuple[Form, ...]
    people: tuple[Known, ...]
    children: tuple[KnownChild, ...]
    sessions: tuple[SessionLine, ...]


async def begin(program: Footprint, proposed: Proposed | None = None) -> None:
    """Ask what the record is to be, begin it, and open it."""
    if only_looks(program):
        return
    offered = await read_offered(program.desk)
    dialog = BeginDialog(offered, proposed or Proposed(), program.desk)

    async def chosen(values: Mapping[str, Any] | None) -> None:
        if values is not None:
            await begin_with(program, values["form"], values["asked"])

    program.push_screen(dialog, chosen)


async def record_of_session(program: Footprint, supervision_id: int) -> None:
    """Open the record of a session; the list of them where there are several; ask for a new one where none is."""
    desk, names, today = program.desk, program.desk.pack.names, program.desk.today

    def query(session: Session) -> tuple[list[RecordLine], Proposed]:
        lines = read_record_lines(session, Wanted(supervision_id=supervision_id))
        known = read_record_context(session, AskedFor(today, supervision_id))
        forms, _ = forms_of(names, own_forms())
        occasion = Occasion(
            names,
            records="session",
            session=known.session_kind,
            occasion=known.session_occasion.replace(" ", "_"),
            service=known.service,
        )
        fit = fitting(forms, occasion)
        person = known.supervisee.id if known.supervisee else None
        kids = children_on(session, supervision_id)
        return lines, Proposed(person, kids, supervision_id, fit[0].code if fit else "")

    lines, proposed = await desk.read(query)
    if len(lines) == 1:
        program.open_record(lines[0].id)
    elif lines:
        program.open_records("of this session", supervision_id=supervision_id)
    else:
        await begin(program, proposed)


async def begin_with(program: Footprint, code: str, asked: AskedFor) -> None:
    """Begin a record on a form about what is asked for, and open it."""
    desk = program.desk
    form, now = form_called(code), desk.clock.now()

    def job(change: Change) -> int:
        return begin_on(change, form, asked, desk.team.policy, now, desk.pack)

    try:
        record_id = await desk.change(job)
    except Refused as refused:
        program.notify(str(refused), severity="error", markup=False)
    else:
        program.open_record(record_id)


def begin_on(
    change: Change, form: Form, asked: AskedFor, policy: str, now: Any, pack: Pack | None = None
) -> int:
    """Begin a record on a form with everything the store knows, and return its number.

    With a ``pack`` also with what the policy says of whom it is about.
    """
    known = read_record_context(change.session, asked)
    if pack is not None:
        known = with_ramp(change.session, pack, form, known, asked.day)
    begun = begin_answers(form, known, now)
    person = known.supervisee.id if known.supervisee else None
    about = About(known.session_date or asked.day, known.supervision_id, person, begun.children)
    numbers = {child.number: child.id for child in known.children}
    first = written(form, begun.answers, Around(about, numbers))
    return begin_record(change, form.code, policy, first).id


_NOT_OFFERED = (*NO_RECORD, "worksheet")
"""What is no record, or begins only from a sample that was drawn."""


async def read_offered(desk: Desk) -> Offered:
    """Return what a new record can be about."""
    today, names = desk.today, desk.pack.names

    def query(session: Session) -> Offered:
        forms, _ = forms_of(names, own_forms())
        fit = [form for form in fitting(forms, Occasion(names)) if form.records not in _NOT_OFFERED]
        fit = [form for form in fit if not _stands_in(form, fit)]
        return Offered(
            tuple(sorted(fit, key=lambda form: form.called.casefold())),
            tuple(read_people(session, today)),
            tuple(read_known_children(session, None, today)),
            tuple(read_sessions_around(session, today)),
        )

    return await desk.read(query)


def _stands_in(form: Form, fit: Sequence[Form]) -> bool:
    """Say whether a form of ours stands in for one that the policy has itself: then that one alone is offered."""
    return (
        form.text == "ours"
        and not form.local
        and form.records == "observation"
        and any(one.text != "ours" and (one.records, one.about) == (form.records, form.about) for one in fit)
    )


class BeginDialog(FieldsDialog):
    """Gives back the form's code under ``form`` and what the record is about under ``asked``, or None."""

    def __init__(self, offered: Offered, proposed: Proposed, desk: Desk) -> None:
        self._offered = offered
        super().__init__(begin_form(offered, proposed, desk.today, partial(session_label, desk.pack)))

    def finish(self, values: dict[str, Any]) -> None:
        """Give back what was chosen, or say what can't be."""
        try:
            children = children_called(values["children"], self._offered.children)
        except Refused as refused:
            self.say((str(refused), "warn"))
            self.field("children").focus()
            return
        held = next((one for one in self._offered.sessions if str(one.id) == values["session"]), None)
        person = int(values["practitioner"]) if values["practitioner"] else None
        if held is not None and person is None:
            person = held.practitioner_id
        form = next(one for one in self._offered.forms if one.code == values["form"])
        if wrong := too_many(form, [one for one in self._offered.children if one.id in children]):
            self.say((wrong, "warn"))
            return
        asked = AskedFor(values["day"], held.id if held else None, person, children)
        self.run_worker(self._give(values["form"], asked))

    async def _give(self, code: str, asked: AskedFor) -> None:
        """Give back what was chosen; without children those of the session's list are meant."""
        if asked.supervision_id is not None and not asked.children and form_called(code).each is not None:
            session_id = asked.supervision_id
            listed = await self.desk.read(lambda session: children_on(session, session_id))
            asked = AskedFor(asked.day, session_id, asked.practitioner_id, listed)
        self.dismiss({"form": code, "asked": asked})


def children_called(typed: str, children: Sequence[KnownChild]) -> tuple[int, ...]:
    """Return the children whose numbers were typed, each once; raise Refused for the first that is none."""
    found = []
    for token in _SPLIT.split(typed):
        if not token.strip():
            continue
        child = _child_called(token.strip(), children)
        if child is None:
            raise Refused(
                f"{token.strip()[:40]} is the number of no child with open work. Numbers, with commas between."
            )
        found.append(child.id)
    return tuple(dict.fromkeys(found))


def begin_form(offered: Offered, proposed: Proposed, today: date, label: Labelled) -> EntryForm:
    """Return the form that asks what a record is to be."""
    forms: tuple[Choice, ...] = told_apart(offered.forms)
    kids = [child.number for child in offered.children if child.id in proposed.children]
    form = Field("form", "Form", "choice", required=True, choices=forms, initial=proposed.form)
    children = Field(
        "children", "About", initial=", ".join(kids), hint="numbers: 40217, 39980; empty: no child"
    )
    practitioner, *others = about_fields(offered, proposed, today, label)
    return EntryForm("record:begin", "Begin a record", (form, practitioner, children, *others))


def about_fields(
    offered: Offered, proposed: Proposed, day: date, label: Labelled
) -> tuple[Field, Field, Field]:
    """Return the fields that ask with whom, for which session and for which day a record is."""
    people: tuple[Choice, ...] = tuple((str(one.id), one.name) for one in offered.people)
    sessions: tuple[Choice, ...] = tuple((str(one.id), label(one)) for one in offered.sessions)
    with_whom = str(proposed.practitioner_id or "")
    return (
        Field(
            "practitioner",
            "With",
            "choice",
            choices=people,
            initial=with_whom,
            hint="empty: the team, or no one",
        ),
        Field(
            "session",
            "Session",
            "choice",
            choices=sessions,
            initial=str(proposed.supervision_id or ""),
            hint="empty: none in the diary",
        ),
        Field(
            "day",
            "For the day",
            "date",
            required=True,
            initial=f"{day.day}/{day.month}/{day.year}",
            hint="a session has its own day",
        ),
    )


def session_label(pack: Pack, one: SessionLine) -> str:
    """Return a session as a list offers it: its day, kind, with whom, and whether it is still to come."""
    kind = pack.session_kind(one.kind).label
    who = f" with {one.practitioner}" if one.practitioner else ""
    return f"{show(one.day)} {kind}{who}{'' if one.held else ', planned'}"


def _child_called(token: str, children: Sequence[KnownChild]) -> KnownChild | None:
    """Return the child of a number, with or without initials behind it, or of initials only one has."""
    by_number = {child.number.casefold(): child for child in children}
    found = by_number.get(token.casefold()) or by_number.get(token.split()[0].casefold())
    if found is not None:
        return found
    same = [child for child in children if child.initials.casefold() == token.casefold()]
    return same[0] if len(same) == 1 else None
