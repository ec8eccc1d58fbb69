"""Building an agenda by keys: to the list, into the builder, what its status line says."""

from __future__ import annotations

from typing import Any

from textual.pilot import Pilot

from tests.tui.conftest import wait_for
from tests.tui.looking import picture, words
from tui.screens.builder import BuilderScreen


async def to_the_list(pilot: Pilot[Any]) -> None:
    """Press F3 and wait for the list of sittings."""
    await pilot.press("f3")
    await wait_for(pilot, lambda: pilot.app.current_mode == "agenda" and "Next with each" in picture(pilot))


async def build(pilot: Pilot[Any], name: str) -> BuilderScreen:
    """Open the agenda of the next session with someone."""
    await to_the_list(pilot)
    for _ in range(20):
        if name in next((line for line in picture(pilot).splitlines() if line.startswith(">")), ""):
            break
        await pilot.press("down")
    await pilot.press("enter")
    await wait_for(
        pilot, lambda: isinstance(pilot.app.screen, BuilderScreen) and "could be" in picture(pilot)
    )
    screen = pilot.app.screen
    assert isinstance(screen, BuilderScreen)
    return screen


def status(pilot: Pilot[Any]) -> str:
    """Return what is said at the foot."""
    return words(pilot, "#status")
