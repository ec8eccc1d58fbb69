"""From a row of a practitioner's page to what it stands for: papers, events, the file, disagreements, agreements."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from forms.by_hand import Lists
from forms.keeping import OBSERVATION as OBSERVED
from models.changes.events import remove_event
from models.changes.observations import remove_observation
from models.reading.disagreements import DisagreementView
from models.reading.observing import PlannedSeen
from models.reading.people import PersonPage
from models.reading.record_context import AskedFor
from models.reading.standing.file_list import FileLine
from models.reading.standing.papers import EventView, ObservationView, PaperView, named_in
from tui import by_hand, disagreeing, keeping, observing
from tui.booking import With
from tui.by_hand import Entry
from tui.person_reading import agreement_form
from tui.record.beginning import begin_with
from tui.refusals import only_looks

if TYPE_CHECKING:
    from tui.screens.base import Room
    from tui.widgets.rows import Rows


async def open_paper(room: Room, who: With, ref: Any) -> bool:
    """Open what a row of papers stands for; say whether it was one."""
    if isinstance(ref, PaperView):
        room.program.open_record(ref.record_id)
        return True
    if isinstance(ref, PlannedSeen):
        if ref.is_open:
            await observing.took_place(room, ref)
        return True
    entry = await _entry(room, who, ref)
    if entry is not None:
        room.ask(entry)
    return entry is not None or isinstance(ref, FileLine | DisagreementView)


async def _entry(room: Room, who: With, ref: Any) -> Entry | None:
    """Return the form behind a row; None where there is none, or something else was opened."""
    lists = await room.lists()
    if isinstance(ref, ObservationView):
        return keeping.observation_part(lists, ref.id, who, ref.observed_on, _next_part(ref))
    if isinstance(ref, EventView):
        return keeping.event_of_person(lists, who, ref.code)
    if isinstance(ref, DisagreementView):
        if ref.is_open:
            return disagreeing.taking(lists, ref, await _named(room, ref.practitioner_id))
        room.say("It is settled.")
    if isinstance(ref, FileLine):
        return await _file_entry(room, who, ref)
    return None


async def _named(room: Room, person: int) -> str:
    """Return the manager whom the two have named in their agreement."""
    form = agreement_form(room.desk.pack)
    if form is None:
        return ""
    code, keys = (
        form.code,
        [one.key for one in form.fields() if one.fill in ("line_manager", "service_manager")],
    )
    return await room.desk.read(lambda session: named_in(session, person, code, keys))


async def _file_entry(room: Room, who: With, line: FileLine) -> Entry | None:
    """Return the form that puts a thing into the file, or renews it; the records of the file are opened."""
    lists, person = await room.lists(), who.practitioner_id
    if person is None:
        return None
    if line.item.source == "event":
        return keeping.event_of_person(lists, who, line.item.event)
    if line.item.source == "observation":
        return keeping.event_of_person(lists, who, OBSERVED)
    if line.item.source == "agreement":
        return by_hand.agreement(lists, person)
    room.program.open_records(title=who.said(private=room.program.private), practitioner_id=person)
    return None


async def disagree(room: Room, who: With, rows: Rows, latest: Callable[[], object]) -> None:
    """Ask for a disagreement; then stand on it, far down the page: Enter there goes on with it."""
    room.ask(disagreeing.raising(await room.lists(), who), lambda _: rows.stand_on(latest()))


async def settle_disagreement(room: Room, ref: Any) -> bool:
    """Ask how the disagreement under the cursor was settled; say whether there is an open one."""
    if not isinstance(ref, DisagreementView) or not ref.is_open:
        return False
    room.ask(disagreeing.settling(await room.lists(), ref))
    return True


async def remove_paper(room: Room, ref: Any) -> None:
    """Take away the event or observation under the cursor, which was recorded by mistake."""
    if isinstance(ref, PlannedSeen):
        room.say("It has not taken place. x calls it off, with the reason.")
        return
    jobs = {EventView: remove_event, ObservationView: remove_observation}
    job = jobs.get(type(ref))
    if job is None:
        room.say("Put the cursor on something that took place, or on an observation.")
        return
    if await room.make(lambda change: job(change, ref.id)):
        room.say("Taken away. u brings it back.")


async def draw_up(room: Room, who: With) -> None:
    """Begin a record on the policy's form of agreement: at the first session, and when it is reviewed each year."""
    form = agreement_form(room.desk.pack)
    if form is None or who.practitioner_id is None:
        room.say("This policy has no form for an agreement. g records one that was signed.")
        return
    if only_looks(room.program):
        return
    await begin_with(room.program, form.code, AskedFor(room.desk.today, None, who.practitioner_id))


def ask_plan(room: Room, page: PersonPage, found: Lists) -> None:
    """Ask how often a performance plan has the two meet: it stands with what is known of the person (NCT-X20)."""
    form, change_it = by_hand.practitioner_facts(found, page)
    said = "“Performance plan, days” is how often the plan has the two meet."
    room.ask((replace(form, note=said), change_it))


def _next_part(one: ObservationView) -> str:
    """Return the part of an observation that comes next."""
    order = (
        ("observer_part_on", one.observer_part_on),
        ("practitioner_part_on", one.practitioner_part_on),
        ("feedback_on", one.feedback_on),
    )
    return next((name for name, day in order if day is None), "sent_on")
