"""Records in the demo for tests of the screens: begun below the screen, opened on it."""

from __future__ import annotations

from typing import Any

from textual.pilot import Pilot

from forms.template.load import load_form
from models.reading.record_context import AskedFor, read_known_children, read_people
from models.reading.records import RecordView, read_record
from models.store.change import Change
from tests.tui.conftest import DAY, wait_for
from tests.tui.looking import app_of
from tui.record.beginning import begin_on
from tui.screens.record import RecordScreen

SAM, SAMS = "Sam Whitlock", ("38897", "39326")
"""A practitioner of the Kent demo, and two of his children with actions that were carried."""


async def begun(pilot: Pilot[Any], form: str = "kent_case", numbers: tuple[str, ...] = SAMS) -> int:
    """Begin a record about children with whoever holds them, and return its number."""
    desk = app_of(pilot).desk

    def job(change: Change) -> int:
        known = read_known_children(change.session, None, DAY)
        kids = tuple(next(kid.id for kid in known if kid.number == number) for number in numbers)
        sam = next(one.id for one in read_people(change.session, DAY) if one.name == SAM)
        asked = AskedFor(DAY, None, sam, kids)
        return begin_on(change, load_form(form), asked, "kent", desk.clock.now())

    return await desk.change(job)


async def opened(pilot: Pilot[Any], record_id: int) -> RecordScreen:
    """Open a record, and return its screen once it is shown."""
    app_of(pilot).open_record(record_id)
    return await shown_record(pilot)


async def shown_record(pilot: Pilot[Any]) -> RecordScreen:
    """Wait for a record's screen, and return it."""
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, RecordScreen) and pilot.app.screen.is_open)
    screen = pilot.app.screen
    assert isinstance(screen, RecordScreen)
    await pilot.pause()
    return screen


async def stored(pilot: Pilot[Any], record_id: int) -> RecordView:
    """Return a record as it is in the store."""
    return await app_of(pilot).desk.read(lambda session: read_record(session, record_id))


EXPERIENCE = ["right"] * 3


async def kept(pilot: Pilot[Any], screen: RecordScreen) -> None:
    """Wait until the store has everything that was typed."""
    await wait_for(pilot, lambda: not screen.keeper.waits)
