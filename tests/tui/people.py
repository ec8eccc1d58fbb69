"""Going to someone's page, and filling in the small forms that are opened from it."""

from __future__ import annotations

from typing import Any

from textual.pilot import Pilot

from models.reading.people import read_people
from tests.tui.conftest import DAY, wait_for
from tests.tui.looking import app_of, words
from tui.screens.person import PersonScreen


async def number_of(pilot: Pilot[Any], name: str) -> int:
    """Return the number of someone in the store."""
    people = await app_of(pilot).desk.read(lambda session: read_people(session, DAY))
    return next(one.id for one in people if one.name == name)


async def page_of(pilot: Pilot[Any], name: str) -> int:
    """Open someone's page, wait until the whole of it is there, and return their number."""
    person = await number_of(pilot, name)
    app_of(pilot).open_person(person)
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, PersonScreen) and pilot.app.screen.is_whole)
    return person


async def typed(pilot: Pilot[Any], *keys: str) -> str:
    """Press keys, save the small form, and return what the page says then."""
    await pilot.press(*keys, "ctrl+s")
    await wait_for(pilot, lambda: isinstance(app_of(pilot).screen, PersonScreen))
    return words(pilot, "#person")
