"""A booked session on its page: opened from the overdue list, read, and its small forms filled in."""

from __future__ import annotations

from typing import Any

from textual.pilot import Pilot

from models.reading.sessions import SessionPage, read_session
from tests.tui.conftest import DAY, wait_for
from tests.tui.looking import app_of, words
from tui.screens.entry import EntryScreen
from tui.screens.session import SessionScreen


async def session_of(pilot: Pilot[Any], find: str) -> int:
    """Open the booked session of a line of the overdue list and return its id."""
    await pilot.press("f5")
    await app_of(pilot).dues.fresh()
    await pilot.pause()
    await pilot.press("slash", *find, "enter", "enter")
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, SessionScreen))
    await wait_for(pilot, lambda: "The session" in words(pilot, "#session"))
    screen = pilot.app.screen
    assert isinstance(screen, SessionScreen)
    return screen._session_id


async def page_of(pilot: Pilot[Any], session_id: int) -> SessionPage:
    """Return the session as the store has it."""
    return await app_of(pilot).desk.read(lambda session: read_session(session, session_id, DAY))


async def form(pilot: Pilot[Any], key: str, kind: type[Any] = EntryScreen) -> None:
    """Press a key and wait for its form."""
    await pilot.press(key)
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, kind))


async def saved(pilot: Pilot[Any], back_to: type[Any] = SessionScreen) -> None:
    """Save the form and wait for the page behind it."""
    await pilot.press("ctrl+s")
    await wait_for(pilot, lambda: type(pilot.app.screen) is back_to)
    await app_of(pilot).dues.fresh()
    await pilot.pause()
