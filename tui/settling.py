"""From a due thing to what would settle it: the right page or form, and the agenda of whoever's work it is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from forms.booking import FORMAL, TRANSITION, kind_for_children, kinds_of
from forms.keeping import OBSERVATION as OBSERVED
from models.clock.bases import PLAN_DAYS
from models.dates import show
from models.errors import Refused
from models.policy import Pack
from models.policy.rule import Interval
from models.reading.diary import Booked, Diary
from models.reading.due import DueLine
from models.reading.due.kinds import AGREEMENT, DEVELOPMENT, OBSERVATION, POLICY, RECORD, SESSION, TEAM
from models.reading.facts.observations import SETTLED_BY
from models.reading.observing import PlannedSeen
from models.reading.people import SessionView
from tui import booking, by_hand, keeping
from tui.by_hand import Entry
from tui.observing import took_place
from tui.observing_lines import planned_for
from tui.overdue_lines import booked_for
from tui.screens.entry import EntryScreen
from tui.widgets.rows import Rows

if TYPE_CHECKING:
    from tui.screens.base import Room

Done = Callable[[object], Awaitable[None]]


async def open_settling(room: Room, line: DueLine, done: Done) -> None:
    """Open what would settle a line: a child's, practitioner's, session's or the team's page, or a form."""
    program, entity = room.program, line.about.entity
    if entity == "child":
        program.open_child([line.about.entity_id])
    elif entity == "supervision":
        program.open_session(line.about.entity_id)
    elif line.kind == POLICY:
        await room.explain([line])
    elif (booked := _booked(room, line)) is not None:
        program.open_session(booked.id)
    elif (seen := planned_for(line, room.desk.pack, program.dues.diary or Diary())) is not None:
        if seen.day <= room.desk.today or _stands_on(room, seen):
            await took_place(room, seen)
        else:
            program.open_person(seen.practitioner_id)
    elif line.kind == TEAM or entity == "team":
        program.open_team()
    elif (entry := await _form(room, line)) is not None:
        program.push_screen(EntryScreen(*entry), done)
    elif line.practitioner_id is not None:
        program.open_person(line.practitioner_id)
    else:
        await room.explain([line])


def is_to_plan(line: DueLine, pack: Pack, diary: Diary | None) -> bool:
    """Say whether a line wants a session, or an observation, of one practitioner that nobody has planned yet."""
    known = diary or Diary()
    if line.kind != SESSION or line.about.entity != "practitioner" or told_by(line, pack):
        return False
    return booked_for(line, pack, known) is None and planned_for(line, pack, known) is None


def wants_plan(line: DueLine) -> bool:
    """Say whether a line is not worked out because nobody said how often a performance plan has the two meet."""
    rule = line.due.rule if line.due is not None else None
    wanted = rule.terms.every_from if rule is not None and isinstance(rule.terms, Interval) else ""
    return line.day is None and wanted == PLAN_DAYS


def told_by(line: DueLine, pack: Pack) -> str:
    """Return the kind of event that gives the figure a line is not worked out for want of (BCT-T54)."""
    rule = line.due.rule if line.due is not None else None
    wanted = rule.terms.every_from if rule is not None and isinstance(rule.terms, Interval) else ""
    if line.day is not None or not wanted:
        return ""
    return next((one.code for one in pack.event_kinds if one.value == wanted), "")


def _booked(room: Room, line: DueLine) -> Booked | None:
    """Return the session in the diary that settles a line; none where a figure is wanted first."""
    if told_by(line, room.desk.pack):
        return None
    return booked_for(line, room.desk.pack, room.program.dues.diary or Diary())


def _stands_on(room: Room, seen: PlannedSeen) -> bool:
    """Put the cursor on a planned observation where the page lists it already; say whether it does."""
    for rows in room.query(Rows):
        rows.stand_on(seen)
        if rows.ref == seen:
            return True
    return False


async def _form(room: Room, line: DueLine) -> Entry | None:
    """Return the form whose answer settles a line by itself, where there is one."""
    lists = await room.lists()
    person = line.practitioner_id
    if line.about.entity == "observation":
        seen = booking.With(person, line.person.name)
        day = line.about.day or room.desk.today
        return keeping.observation_part(lists, line.about.entity_id, seen, day, _part_of(line))
    if person is not None and (figure := told_by(line, room.desk.pack)):
        return keeping.event_of_person(lists, booking.With(person, line.person.name), figure)
    if person is None or line.kind == SESSION:
        return None
    if line.kind == AGREEMENT:
        return by_hand.agreement(lists, person)
    who = booking.With(person, line.person.name)
    if line.kind == OBSERVATION:
        return keeping.event_of_person(lists, who, OBSERVED)
    if line.kind == DEVELOPMENT:
        return keeping.event_of_person(lists, who, event_for(line, room.desk.pack))
    return None


def event_for(line: DueLine, pack: Pack) -> str:
    """Return the kind of event that would settle a line, where only one would; else nothing."""
    rule = line.due.rule if line.due is not None else None
    counted = getattr(rule.terms, "types", ()) if rule is not None else ()
    fitting = [
        one.code
        for one in pack.event_kinds
        if (line.clock and line.clock in one.settles) or one.code in counted
    ]
    return fitting[0] if len(fitting) == 1 else ""


def _part_of(line: DueLine) -> str:
    """Return which part of an observation is missing."""
    rule = line.due.rule if line.due is not None else None
    settled = getattr(rule.terms, "settled_by", ()) if rule is not None else ()
    return next((SETTLED_BY[name] for name in settled if name in SETTLED_BY), "feedback_on")


async def put_on_agenda(room: Room, line: DueLine, said: Callable[[str], None]) -> None:
    """Put a line on the agenda of the practitioner's next session, or offer to plan one (``g``)."""
    diary, person = room.program.dues.diary, line.practitioner_id
    if person is None or diary is None:
        said("It is nobody's own work, so it stands on nobody's agenda. Allocate it first.")
        return
    child = line.about.entity_id if line.about.entity == "child" else None
    name = line.whose(private=room.program.private)
    if child is not None and child in diary.listed:
        early = booked_for(line, room.desk.pack, diary) is None
        why = ", before the time for this: p plans another" if early else " already"
        said(f"It is on the list of {show(diary.listed[child].day)}{why}.")
        return
    booked = diary.next_for(person, kind_for_children(room.desk.pack))
    if booked is None:
        await plan_with(room, person, line.person.name, said, [child] if child is not None else [])
    elif line.kind == SESSION:
        said(f"It is the session itself: the next with {name} is planned for {show(booked.day)}.")
    else:
        try:
            await room.desk.change(booking.put_on_agenda(booked.id, line))
        except Refused as refused:
            said(str(refused))
            return
        await room.program.dues.fresh()
        what = line.label if child is not None else "Records" if line.kind == RECORD else line.what
        said(f"{what} is on {name}'s agenda of {show(booked.day)}. u takes it back.")


async def plan_with(
    room: Room,
    person: int | None,
    name: str,
    said: Callable[[str], None],
    children: list[int] | None = None,
    kind: str = "",
    transfer: DueLine | None = None,
) -> None:
    """Ask for a session with someone (or a group) and plan it; ``children`` go on its list.

    Where a ``transfer`` wants it, it is a transition supervision, on a day in its window.
    """
    due = await room.program.dues.fresh()
    wanted = children or []
    entry = await booking.plan(
        room.desk,
        await room.lists(),
        booking.With(person, name),
        due,
        kind=kind_for_children(room.desk.pack) if wanted else kind,
        children=wanted,
        by=(transfer.hold_by or transfer.day) if transfer is not None else None,
        occasion=TRANSITION if transfer is not None else FORMAL,
        note=f"{transfer.what}: by {show(transfer.day)} ({transfer.rule})."
        if transfer is not None and transfer.day
        else "",
    )

    async def planned(made: object) -> None:
        if made is not None:
            await room.reload()
            said("It is in the diary. u takes it back.")

    room.program.push_screen(EntryScreen(*entry), planned)


async def record_held(room: Room, line: DueLine, done: Done) -> None:
    """Ask for a session that stood in no diary in which a line's child was discussed (``d``)."""
    children = [line.about.entity_id] if line.about.entity == "child" else []
    who = booking.With(line.practitioner_id, line.person.name)
    await record_held_with(room, who, children, line.label if children else "", done)


def recorded(room: Room, rows: Rows) -> Done:
    """Return what goes on once a session is recorded on a page: stand on it, and say what its own page is for."""

    async def done(made: object) -> None:
        await room.read_afresh(made)
        if made is not None:
            rows.stand_where(lambda ref: isinstance(ref, SessionView) and ref.id == made)
            room.say("Recorded. Enter opens it: who was there, which children were discussed, its record.")

    return done


async def record_held_with(
    room: Room, who: booking.With, children: list[int], label: str, done: Done
) -> None:
    """Ask for a session held with someone that stood in no diary, with children discussed in it."""
    pack = room.desk.pack
    kinds = kinds_of(pack, group=who.is_group)
    kind = kind_for_children(pack) if children and not who.is_group else booking.soonest_kind(pack, None, who)
    note = f"{label} was discussed. An ad hoc talk settles no clock." if label else ""
    entry = keeping.held_unplanned(await room.lists(), who, kind or next(iter(kinds))[0], children, note)
    room.program.push_screen(EntryScreen(*entry), done)
