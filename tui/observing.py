"""Observations that are arranged: planned from a page or a due line, moved, called off, held and written up."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import TYPE_CHECKING, Any

from forms import observing_ahead as forms
from forms.records.observing_ahead import Seen, begin_observed, form_for
from forms.template.form import Form
from forms.template.load import forms_of
from models.changes import observing_ahead as changes
from models.changes.observing_ahead import Arranged
from models.dates import WorkingDays, show
from models.policy import Pack
from models.reading.due import DueLine
from models.reading.due.observed import kind_of_line
from models.reading.free_days import propose_day, read_away
from models.reading.observing import (
    OF_PRACTICE,
    PlannedSeen,
    called,
    is_meeting,
    kinds_arranged,
    read_planned,
)
from models.store.change import Change
from tui.booking import With
from tui.settings import own_forms
from tui.sitting_rows import SittingRef

if TYPE_CHECKING:
    from tui.app import Footprint
    from tui.screens.base import Room


def open_page(program: Footprint, ref: object) -> None:
    """Open the page of the session that a row is about; of a planned observation, its practitioner's."""
    if isinstance(ref, SittingRef):
        program.open_session(ref.supervision_id)
    elif isinstance(ref, PlannedSeen):
        program.open_person(ref.practitioner_id)


async def plan(room: Room, who: With, kind: str = "", line: DueLine | None = None) -> None:
    """Ask for an observation to come and plan it: as late as what is due allows, on a day nobody is away.

    Which one is said by its ``kind``, or by the due ``line`` it would settle.
    """
    kind = kind or (kind_of_line(line, room.desk.pack) if line is not None else "")
    person = who.practitioner_id
    if person is None:
        room.say("An observation is of one practitioner. Open their page: F6.")
        return
    due, pack, today = await room.program.dues.fresh(), room.desk.pack, room.desk.today
    lines = [one for one in due.lines if one.practitioner_id == person and kind_of_line(one, pack)]
    fitting = [one for one in lines if not kind or kind_of_line(one, pack) == kind]
    first = min((one for one in fitting if one.day), key=lambda one: one.day or date.max, default=None)
    kind = kind or (kind_of_line(first, pack) if first is not None else OF_PRACTICE)

    def query(session: Any) -> tuple[date, tuple[PlannedSeen, ...]]:
        there = tuple(one for one in read_planned(session, person) if one.kind == kind)
        away, taken = read_away(session, person, today), {one.day for one in there}
        by = (first.hold_by or first.day) if first is not None else None
        return propose_day(by, today, WorkingDays(pack.closure_days), away, taken), there

    day, there = await room.desk.read(query)
    said = [f"{one.what}: by {show(one.day)} ({one.rule})." for one in fitting if one.day is not None]
    said += [f"Planned already: {show(one.day)}." for one in there]
    kinds = kinds_arranged(pack)
    meetings = tuple(code for code, _ in kinds if is_meeting(pack, code))
    title = "Plan a day with" if meetings else "Plan an observation of"
    asked = forms.Asked(f"{title} {who.said(private=room.program.private)}", kinds, meetings)
    form = forms.planning(person, asked, kind, day, note=" ".join(dict.fromkeys(said)))

    def change_it(change: Change, values: dict[str, Any]) -> Any:
        wanted = Arranged(
            values["day"], values["kind"], values["starts_at"], values["observer"], values["what"]
        )
        return changes.plan_observation(change, pack, person, wanted)

    said_then = "It is planned, and stands on their page and in the diary. u takes it back."
    room.ask((form, change_it), lambda _: room.say(said_then))


def move(room: Room, seen: PlannedSeen) -> None:
    """Ask for another day, with the reason."""
    form = forms.moving(
        seen.id, f"Move: {_title(room, seen)}", max(seen.day, room.desk.today), seen.starts_at
    )
    room.ask(
        (
            form,
            lambda change, values: changes.move_observation(
                change,
                seen.id,
                values["day"],
                values["reason"],
                values["cause"],
                starts_at=values["starts_at"],
            ),
        )
    )


def call_off(room: Room, seen: PlannedSeen) -> None:
    """Ask why it is called off."""
    form = forms.calling_off(seen.id, f"Call off: {_title(room, seen)}")
    room.ask(
        (
            form,
            lambda change, values: changes.call_off_observation(
                change, seen.id, values["reason"], values["cause"]
            ),
        )
    )


async def took_place(room: Room, seen: PlannedSeen) -> None:
    """Ask when it took place, record that, and open its form for that day."""
    if seen.day > room.desk.today:
        room.say(
            f"It is planned for {show(seen.day)}. m moves it, x calls it off; Enter on the day records it."
        )
        return
    program, desk, private = room.program, room.desk, room.program.private
    form = None if private else await asyncio.to_thread(_form_of, desk.pack, seen.kind)
    arranged = f"Arranged: {seen.what.rstrip('.')}." if seen.what and not private else ""
    opens = f"Its form opens then: {form.called}." if form is not None else ""
    note = f"{arranged} {opens}".strip()
    who = forms.who_was_there(seen.observer, met=is_meeting(desk.pack, seen.kind))
    entry = forms.took_place(await room.lists(), seen.id, _title(room, seen), seen.day, who, note=note)
    opened: list[int] = []

    def change_it(change: Change, values: dict[str, Any]) -> bool:
        observer = values.get("observer", seen.observer)
        day = changes.hold_observation(change, desk.pack, seen.id, values["day"], observer)
        opened.clear()
        if form is not None:
            what = Seen(seen.practitioner_id, day, observer, seen.starts_at)
            opened.append(begin_observed(change, form, what, desk.team.policy, desk.clock.now()))
        return True

    room.ask((entry, change_it), lambda _: program.open_record(opened[0]) if opened else None)


def _form_of(pack: Pack, kind: str) -> Form | None:
    forms_there, _ = forms_of(pack.names, own_forms())
    return form_for(forms_there, pack.names, kind)


def _title(room: Room, seen: PlannedSeen) -> str:
    return f"{called(room.desk.pack, seen.kind)}, {show(seen.day)}"
