"""The records of a sitting: begun with it, one for each of its sessions, each on the form that fits."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple

from sqlmodel import col, select

from forms.answers.model import Value
from forms.records.beginning import apart_of, begin_answers
from forms.records.closing import with_fills
from forms.records.writing import Around, written
from forms.template.choosing import Occasion, fitting
from forms.template.form import Form
from models.changes.agenda import put_on_agenda, take_off_agenda
from models.changes.agenda_parts import NewItem
from models.changes.agenda_running import begin_session
from models.changes.front_door import DRAWN
from models.changes.record_parts import About
from models.changes.records import begin_record
from models.errors import Refused
from models.policy.agendas import AgendaSource
from models.policy.pack import Pack
from models.reading.agenda.items import read_items
from models.reading.agenda.points import standing
from models.reading.agenda.running import behind_cases, point_of
from models.reading.agenda.sitting import SessionIn, Sitting
from models.reading.agenda.told import ItemView, Whom
from models.reading.open_work import read_open
from models.reading.record_context import AskedFor, read_record_context
from models.reading.session_choices import children_on
from models.store.change import Change
from models.tables import Child, Discussion, Practitioner, Record, RecordChild


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
    whom = whom_of(change, sitting)
    for one in sitting.sessions:
        if form_for(with_, one, whom) is None:
            label = with_.pack.session_kind(one.kind).label
            raise Refused(f"No form of this policy is for this: {label}. Its page records it by hand.")
    run = begin_session(change, sitting.ids)
    for one in sitting.sessions:
        _complete_agenda(change, with_.pack, sitting, one, whom)
    return Begun(run.id, begin_missing(change, sitting, with_))


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


def whom_of(change: Change, sitting: Sitting) -> Whom:
    """Return whom a sitting is with, as far as choosing a form needs it."""
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
    source = standing(pack, one, whom)
    if not items and source is not None and not source.per_child:
        points = _in_time(_points(source, board=not new), one.minutes)
        at = next((n for n, point in enumerate(source.points, 1) if point.takes == "cases"), len(points))
        new = [*points[:at], *new, *points[at:]]
    if new:
        others = [each for each in sitting.ids if each != one.id]
        before = behind_cases(pack, items)
        put_on_agenda(change, one.id, new, before=before, together_with=others)
    if source is not None and source.per_child and pack.session_kind(one.kind).group:
        for item in read_items(change.session, [one.id]):
            if item.child_id is not None and item.state == "open" and point_of(pack, item) is None:
                in_steps(change, source, item)


def _points(source: AgendaSource, child_id: int | None = None, *, board: bool = False) -> list[NewItem]:
    """Return the points of a source as items; one that takes up children is there where the ``board`` brings them."""
    return [
        NewItem("standing", f"{source.id}/{place + 1}", point.words, "policy", child_id, point.minutes)
        for place, point in enumerate(source.points)
        if point.takes != "children" or board
    ]


def _in_time(points: list[NewItem], length: int | None) -> list[NewItem]:
    """Return points in the time a session is planned for: shorter in proportion where they are more than that."""
    whole = sum(point.minutes for point in points)
    if not length or whole <= length:
        return points
    return [replace(point, minutes=max(1, point.minutes * length // whole)) for point in points]


def in_steps(change: Change, source: AgendaSource, item: ItemView) -> None:
    """Put the steps of a policy in the place of an item about a child: each with its minutes (HAV-A05)."""
    assert item.supervision_id is not None  # it stands on an agenda
    put_on_agenda(change, item.supervision_id, _points(source, item.child_id), before=item.id)
    take_off_agenda(change, item.id)


def begin_records(change: Change, one: SessionIn, whom: Whom, with_: Beginning, *, alone: bool = True) -> int:
    """Begin the records a session has none of yet; return how many.

    On a form that is apart each child or family has one of its own. What is about no child then stands on another:
    that of the sitting's other session, or, where it is ``alone``, on one that begins here.
    """
    there = _about(change, one.id)
    form = form_for(with_, one, whom)
    if form is None or (there and not apart_of(form)):
        return 0
    items = read_items(change.session, [one.id])
    kids = tuple(dict.fromkeys(item.child_id for item in items if item.child_id is not None))
    if not apart_of(form):
        begin_for(change, form, one.id, kids, with_)
        return 1
    groups = _apart(change, form, kids, {kid for about in there for kid in about})
    for group in groups:
        begin_for(change, form, one.id, group, with_)
    if not alone or () in there:
        return len(groups)
    own = any(item.child_id is None for item in items)
    if (own and form.otherwise) or (not there and (len(groups) != 1 if own else not groups)):
        code = form.otherwise or form.code
        begin_for(change, next(each for each in with_.forms if each.code == code), one.id, (), with_)
        return len(groups) + 1
    return len(groups)


def _about(change: Change, supervision_id: int) -> list[tuple[int, ...]]:
    """Return whom each record of a session is about; nothing of one that is about no child."""
    ids = change.session.exec(select(Record.id).where(col(Record.supervision_id) == supervision_id)).all()
    found: dict[int, list[int]] = {each: [] for each in ids}
    kids = select(RecordChild.record_id, RecordChild.child_id).where(col(RecordChild.record_id).in_(ids))
    for record_id, child_id in change.session.exec(kids).all():
        found[record_id].append(child_id)
    return [tuple(each) for each in found.values()]


def _apart(
    change: Change, form: Form, kids: tuple[int, ...], there: Collection[int]
) -> list[tuple[int, ...]]:
    """Return who stands together on each record that is still to begin: each child alone, or each family."""
    if apart_of(form) == "child":
        return [(kid,) for kid in kids if kid not in there]
    found: dict[int, list[int]] = {}
    begun = {_family(change, kid) for kid in there}
    for kid in kids:
        if (family := _family(change, kid)) not in begun:
            found.setdefault(family, []).append(kid)
    return [tuple(group) for group in found.values()]


def _family(change: Change, child_id: int) -> int:
    child = change.session.get(Child, child_id)
    return (child.family_id if child is not None else None) or -child_id


def begin_missing(change: Change, sitting: Sitting, with_: Beginning) -> int:
    """Begin whatever record a sitting has none of yet, such as that of a child put on its agenda; return how many."""
    whom, alone = whom_of(change, sitting), len(sitting.sessions) == 1
    return sum(begin_records(change, one, whom, with_, alone=alone) for one in sitting.sessions)


def begin_for(
    change: Change, form: Form, supervision_id: int, children: tuple[int, ...], with_: Beginning
) -> int:
    """Begin a record of a session on a form, about these children, for the day it is held on."""
    asked = AskedFor(with_.day, supervision_id, None, children)
    known = replace(read_record_context(change.session, asked), session_date=with_.day)
    begun = begin_answers(form, known, with_.now)
    answers = begun.answers
    for child_id, fills in _fills(change, supervision_id, children, with_.day).items():
        for part in [each for kid, each in begun.children if kid == child_id]:
            answers = with_fills(form, answers, fills, part)
    person = known.supervisee.id if known.supervisee else None
    about = About(with_.day, supervision_id, person, begun.children)
    numbers = {child.number: child.id for child in known.children}
    first = written(form, answers, Around(about, numbers))
    return begin_record(change, form.code, with_.policy, first).id


def _fills(
    change: Change, supervision_id: int, children: tuple[int, ...], day: date
) -> dict[int, Mapping[str, Value]]:
    """Return what is known of each child as the session begins: the stage, and what they were picked by."""
    found: dict[int, dict[str, Value]] = {child_id: {} for child_id in children}
    for each in read_open(change.session, day, col(Child.id).in_(children)):
        found[each.child_id]["stage"] = str(each.stage)
    listed = select(Discussion).where(Discussion.supervision_id == supervision_id)
    for one in change.session.exec(listed).all():
        if one.criterion and one.child_id in found:
            found[one.child_id]["criterion"] = one.criterion
    for item in read_items(change.session, [supervision_id]):
        if item.source == "front_door" and item.child_id in found:
            drawn = item.words.startswith(DRAWN)
            found[item.child_id]["chosen"] = "random" if drawn else item.whose
    return dict(found)


def add_child(
    change: Change, sitting: Sitting, one: SessionIn, child_id: int, with_: Beginning, *, before: int | None
) -> None:
    """Put a child on the agenda of a session that runs, in the policy's steps where it has such.

    On a form about one child or one family the record about them begins.
    """
    whom = whom_of(change, sitting)
    others = [each for each in sitting.ids if each != one.id]
    new = NewItem("own", f"child:{child_id}", whose="supervisor", child_id=child_id)
    (row,) = put_on_agenda(change, one.id, [new], before=before, together_with=others)
    source = standing(with_.pack, one, whom)
    if source is not None and source.per_child and with_.pack.session_kind(one.kind).group:
        in_steps(
            change, source, next(item for item in read_items(change.session, [one.id]) if item.id == row.id)
        )
    begin_missing(change, sitting, with_)
