"""Booking supervisions: planning, moving and cancelling, joined to the changes they make."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from forms import booking as forms
from forms.by_hand import Lists
from models.changes import agenda, planning, rearranging
from models.changes.agenda_parts import NewItem, items_of
from models.changes.planning import Plan
from models.dates import Span, WorkingDays, parse_span, show
from models.errors import Refused
from models.policy import Pack
from models.policy.rule import Interval
from models.reading.agenda.candidates import CHILD_LEAST, CHILD_MINUTES
from models.reading.agenda.sitting import read_sitting
from models.reading.diary import read_diary
from models.reading.due import DueLine, DueList
from models.reading.due.changing import back_after, read_terms
from models.reading.due.kinds import RECORD
from models.reading.free_days import propose_day, read_away, read_taken
from models.reading.sessions import SessionPage
from models.series import days_of_series
from models.store.change import Change
from models.words import said_name
from tui.by_hand import Entry
from tui.desk import Desk


@dataclass(frozen=True, slots=True)
class With:
    """With whom a session is: one practitioner, or (without an id) a group."""

    practitioner_id: int | None
    name: str

    @property
    def is_group(self) -> bool:
        """Say whether it is a group."""
        return self.practitioner_id is None

    def said(self, *, private: bool) -> str:
        """Return the name as it may be shown."""
        return self.name if self.is_group else said_name(self.name, private=private)


def with_person(due: DueList | None, practitioner_id: int, name: str = "") -> With:
    """Return that a session is with a practitioner."""
    person = due.facts.people.get(practitioner_id) if due is not None else None
    return With(practitioner_id, person.name if person is not None else name)


# -- planning ------------------------------------------------------------------------------------


async def plan(
    desk: Desk,
    lists: Lists,
    who: With,
    due: DueList | None,
    *,
    kind: str = "",
    children: Iterable[int] = (),
    note: str = "",
    by: date | None = None,
    occasion: str = forms.FORMAL,
) -> Entry:
    """Plan one session or a series; the next day is proposed by what is due, with no weekend and no absence.

    ``by`` is the last day it should be on, where that is not what is due of such a session; ``occasion`` stands in
    its field already.
    """
    pack, wanted = lists.pack, tuple(children)
    kind = kind or soonest_kind(pack, due, who)
    line = due_of_kind(pack, due, who, kind)
    by = by or ((line.hold_by or line.day) if line is not None else None)
    day = await proposed_day(desk, who, kind, by)
    booked = await desk.read(
        lambda session: read_diary(session, desk.today).next_for_kind(who.practitioner_id, kind)
    )
    there = f"One is in the diary already: {show(booked.day)}." if booked is not None else ""
    if wanted:
        there = there or "No session is planned with them yet."
        note = f"{note} The child goes on its list.".strip()
    said = " ".join(part for part in (note or _dues_in_words(pack, due, who), there, _away(due, who)) if part)
    form = forms.planning(
        lists,
        f"{who.practitioner_id or 'group'}:{'-'.join(map(str, wanted))}",
        f"Plan a session with {who.said(private=lists.private)}",
        kind,
        day,
        group=who.is_group,
        every=every_of(line),
        note=said,
        occasion=occasion,
    )
    return form, lambda change, values: _plan(change, who.practitioner_id, values, wanted)


def _plan(
    change: Change, practitioner_id: int | None, values: dict[str, Any], children: tuple[int, ...]
) -> Any:
    one = Plan(
        values["kind"],
        practitioner_id,
        values["day"],
        values["starts_at"],
        values["occasion"] or "formal",
        values["minutes"],
    )
    count = values["count"] or 1
    if count == 1:
        return planning.plan_supervision(change, one, children)
    try:
        every = parse_span(values["every"])
    except ValueError as wrong:
        raise Refused(f"Every: {wrong}.") from None
    if every.count < 1 or every.unit in ("h", "min"):
        raise Refused("Every: a series goes by days, weeks or months, such as 2w or 1m.")
    days = days_of_series(one.day, every, count, WorkingDays())
    made = planning.plan_series(change, one, days)
    if children:
        planning.put_on_list(change, made[0].id, children)
    return made[0]


def put_on(session_id: int, children: Iterable[int]) -> Any:
    """Return the change that puts children on the list of a planned session."""
    wanted = tuple(children)
    return lambda change: planning.put_on_list(change, session_id, wanted)


def soonest_kind(pack: Pack, due: DueList | None, who: With) -> str:
    """Return the kind of session that is due first with someone; without one, that of the one-to-one."""
    kinds = [code for code, _ in forms.kinds_of(pack, group=who.is_group)]
    dated = [
        (line.day, kind)
        for kind in kinds
        if (line := due_of_kind(pack, due, who, kind)) is not None and line.day is not None
    ]
    if dated:
        return min(dated, key=lambda each: each[0])[1]
    one_to_one = [one.code for one in pack.session_kinds if pack.one_to_one in one.settles and not one.group]
    return next(iter(kinds if who.is_group else one_to_one or kinds), "")


def due_of_kind(pack: Pack, due: DueList | None, who: With, kind: str) -> DueLine | None:
    """Return what such a session would settle, the most urgent first."""
    settles = pack.session_kind(kind).settles
    entity = "team" if who.is_group else "practitioner"
    lines = due.lines if due is not None else ()
    return next(
        (
            line
            for line in lines
            if line.clock in settles
            and line.about.entity == entity
            and (who.is_group or line.about.entity_id == who.practitioner_id)
        ),
        None,
    )


async def proposed_day(desk: Desk, who: With, kind: str, by: date | None) -> date:
    """Return a free day for a session: as late as ``by`` allows."""
    today, working = desk.today, WorkingDays(desk.pack.closure_days)

    def query(session: Any) -> date:
        away = read_away(session, who.practitioner_id, today)
        taken = read_taken(session, who.practitioner_id, kind, today)
        return propose_day(by, today, working, away, taken)

    return await desk.read(query)


def _dues_in_words(pack: Pack, due: DueList | None, who: With) -> str:
    said = []
    for code, label in forms.kinds_of(pack, group=who.is_group):
        line = due_of_kind(pack, due, who, code)
        if line is not None and line.day is not None:
            said.append(f"{label}: by {show(line.day)} ({line.rule})")
    return ". ".join(dict.fromkeys(said)) + "." if said else ""


def _away(due: DueList | None, who: With) -> str:
    person = due.facts.people.get(who.practitioner_id or 0) if due is not None else None
    if person is None or not person.is_away:
        return ""
    until = f"until {show(person.away_until)}" if person.away_until else "and nobody knows until when"
    return f"They are away, {until}."


def every_of(line: DueLine | None) -> str:
    """Return the interval of the rule that stands, as a series would have it."""
    rule = line.due.rule if line is not None and line.due is not None else None
    steps = rule.terms.steps if rule is not None and isinstance(rule.terms, Interval) else ()
    span = steps[0].every if steps else Span(4, "w")
    return f"{span.count}{span.unit}"


def put_on_agenda(session_id: int, line: DueLine) -> Any:
    """Return the change that puts a due thing on the agenda of a planned session; a child on its list too."""
    new = _item_of(line)

    def job(change: Change) -> None:
        if new.child_id is None and any(one.key == new.key for one in items_of(change, [session_id])):
            raise Refused("It stands on that agenda already.")
        agenda.put_on_agenda(change, session_id, [new])

    return job


def _item_of(line: DueLine) -> NewItem:
    """Return what a due thing is on an agenda, under the key by which it would be proposed."""
    if line.about.entity == "child":
        child_id = line.about.entity_id
        return NewItem("due", f"child:{child_id}", child_id=child_id, minutes=CHILD_MINUTES)
    if line.kind == RECORD:
        return NewItem("records", "records", "Records", minutes=CHILD_LEAST)
    return NewItem("near", f"near:{line.rule}:{line.clock}", line.what, minutes=CHILD_LEAST)


async def replace(desk: Desk, page: SessionPage, title: str) -> Entry:
    """Plan what makes up for a cancelled session."""
    day = await proposed_day(desk, With(page.practitioner_id, ""), page.kind, page.day)
    form = forms.replacing(page.id, title, day, page.starts_at)
    return form, lambda change, values: planning.plan_supervision(
        change,
        Plan(
            page.kind, page.practitioner_id, values["day"], values["starts_at"], page.occasion, page.minutes
        ),
        replaces_id=page.id,
    )


# -- moving and cancelling -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a session could go: a day the policy's window allows, and what is held in the same sitting."""

    day: date
    others: tuple[int, ...] = ()
    together: str = ""

    def ids(self, page: SessionPage, values: dict[str, Any]) -> tuple[int, ...]:
        """Return the sessions that go: this one, and with it those of its sitting unless that was denied."""
        return (page.id, *(self.others if values.get("both") == "yes" else ()))


async def slot(desk: Desk, page: SessionPage) -> Slot:
    """Propose where a session could go: within the policy's window, no weekend, no holiday, nobody away."""
    pack, today = desk.pack, desk.today
    start = max(today, page.day)

    def query(session: Any) -> Slot:
        terms = read_terms(session, pack, page.id, today, returned_on=back_after(session, pack, page.id))
        by = min([start + timedelta(days=7), *(term.by for term in terms if term.by is not None)])
        away = read_away(session, page.practitioner_id, today)
        taken = read_taken(session, page.practitioner_id, page.kind, today) | {page.day}
        day = propose_day(by, start, WorkingDays(pack.closure_days), away, taken)
        sitting = read_sitting(session, pack, page.id)
        others = [one for one in sitting.sessions if one.id != page.id] if sitting is not None else []
        labels = ", ".join(pack.session_kind(one.kind).label for one in others)
        return Slot(day, tuple(one.id for one in others), labels)

    return await desk.read(query)


def move(page: SessionPage, pack: Pack, title: str, to: Slot) -> Entry:
    """Move a planned session, with what is held in the same sitting."""
    form = forms.moving(page.id, title, to.day, page.starts_at, to.together)

    def change_it(change: Change, values: dict[str, Any]) -> None:
        for one in to.ids(page, values):
            rearranging.move_supervision(
                change,
                pack,
                one,
                values["day"],
                values["reason"],
                values["cause"],
                starts_at=values["starts_at"],
            )

    return form, change_it


def cancel(page: SessionPage, pack: Pack, title: str, to: Slot) -> Entry:
    """Cancel a planned session, with or without one that makes up for it, with what is held in the same sitting."""
    form = forms.cancelling(
        page.id, title, to.day, page.starts_at, gate=forms.has_gate(pack), together=to.together
    )

    def change_it(change: Change, values: dict[str, Any]) -> None:
        for one in to.ids(page, values):
            rearranging.cancel_supervision(
                change,
                pack,
                one,
                values["reason"],
                values["cause"],
                new_day=values["day"],
                starts_at=values["starts_at"],
                passed=values.get("passed", ""),
            )

    return form, change_it
