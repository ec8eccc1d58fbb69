"""The records of a sitting: begun with it, one for each of its sessions, each on the form that fits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple

from sqlmodel import col, select

from forms.records.beginning import begin_answers, names_one
from forms.records.writing import Around, written
from forms.template.choosing import Occasion, fitting
from forms.template.form import Form
from models.changes.agenda import put_on_agenda
from models.changes.agenda_parts import NewItem
from models.changes.agenda_running import begin_session
from models.changes.record_parts import About
from models.changes.records import begin_record
from models.errors import Refused
from models.policy.pack import Pack
from models.reading.agenda.items import read_items
from models.reading.agenda.points import standing
from models.reading.agenda.sitting import SessionIn, Sitting
from models.reading.agenda.told import Whom
from models.reading.record_context import AskedFor, read_record_context
from models.reading.session_choices import children_on
from models.store.change import Change
from models.tables import Practitioner, Record


class Begun(NamedTuple):
    """A sitting that was begun or gone on with: its run, and how many records were begun for it."""

    run: int
    records: int


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a sitting is begun with: the pack, every form there is, the day it is held on, and the moment."""

    pack: Pack
    policy: str
    forms: Sequence[Form]
    day: date
    now: datetime


def begin_sitting(change: Change, sitting: Sitting, with_: Beginning) -> Begun:
    """Begin a sitting or go on with it: whoever is on a list has an item, every session has its record.

    What has a record already keeps it, so that going on writes nothing anew.
    """
    whom = _whom(change, sitting)
    for one in sitting.sessions:
        if form_for(with_, one, whom) is None:
            label = with_.pack.session_kind(one.kind).label
            raise Refused(f"No form of this policy is for this: {label}. Its page records it by hand.")
    run = begin_session(change, sitting.ids)
    for one in sitting.sessions:
        _complete_agenda(change, with_.pack, sitting, one, whom)
    made = sum(_begin_records(change, one, whom, with_) for one in sitting.sessions)
    return Begun(run.id, made)


def form_for(with_: Beginning, one: SessionIn, whom: Whom) -> Form | None:
    """Return the form that fits a session with someone most closely; None where the policy has none."""
    told = Occasion(
        with_.pack.names,
        records="session",
        session=with_.pack.session_kind(one.kind).code,
        occasion=one.occasion.replace(" ", "_"),
        service=whom.service,
        role=whom.roles[0] if whom.roles else "",
        frontline=whom.frontline if whom.id is not None else None,
    )
    loosely = replace(told, service="", role="", frontline=None)
    return next(iter((*fitting(with_.forms, told), *fitting(with_.forms, loosely))), None)


def _whom(change: Change, sitting: Sitting) -> Whom:
    person = (
        change.session.get(Practitioner, sitting.practitioner_id)
        if sitting.practitioner_id is not None
        else None
    )
    if person is None:
        return Whom()
    roles = tuple(filter(None, (person.role, person.also_role)))
    return Whom(person.id, person.name, person.service, roles, person.frontline)


def _complete_agenda(change: Change, pack: Pack, sitting: Sitting, one: SessionIn, whom: Whom) -> None:
    """Put on whoever is on the list without an item; an empty agenda of a group gets the policy's own points."""
    items = read_items(change.session, sitting.ids)
    there = {item.child_id for item in items}
    new = [
        NewItem("listed", f"child:{child_id}", child_id=child_id)
        for child_id in children_on(change.session, one.id)
        if child_id not in there
    ]
    if not items:
        new = [*_points(pack, one, whom), *new]
    if new:
        others = [each for each in sitting.ids if each != one.id]
        put_on_agenda(change, one.id, new, together_with=others)


def _points(pack: Pack, one: SessionIn, whom: Whom) -> Iterator[NewItem]:
    source = standing(pack, one, whom)
    for place, point in enumerate(source.points if source is not None else ()):
        if source is not None and point.takes != "children":
            yield NewItem("standing", f"{source.id}/{place + 1}", point.words, minutes=point.minutes)


def _begin_records(change: Change, one: SessionIn, whom: Whom, with_: Beginning) -> int:
    """Begin the records of a session that has none yet; return how many."""
    there = select(Record.id).where(col(Record.supervision_id) == one.id)
    form = form_for(with_, one, whom)
    if form is None or change.session.exec(there).first() is not None:
        return 0
    items = read_items(change.session, [one.id])
    kids = tuple(dict.fromkeys(item.child_id for item in items if item.child_id is not None))
    single = names_one(form) and len(kids) > 1
    groups = [(kid,) for kid in kids] if single else [kids]
    for group in groups:
        begin_for(change, form, one.id, group, with_)
    return len(groups)


def begin_for(
    change: Change, form: Form, supervision_id: int, children: tuple[int, ...], with_: Beginning
) -> int:
    """Begin a record of a session on a form, about these children, for the day it is held on."""
    asked = AskedFor(with_.day, supervision_id, None, children)
    known = replace(read_record_context(change.session, asked), session_date=with_.day)
    begun = begin_answers(form, known, with_.now)
    person = known.supervisee.id if known.supervisee else None
    about = About(with_.day, supervision_id, person, begun.children)
    numbers = {child.number: child.id for child in known.children}
    first = written(form, begun.answers, Around(about, numbers))
    return begin_record(change, form.code, with_.policy, first).id
