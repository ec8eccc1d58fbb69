"""Pictures of whole screens, kept beside the tests: how a screen looked when somebody last agreed to it.

``python3 tests tests/tui --snapshot-update`` takes them again; look at each before it is kept.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

from textual.pilot import Pilot
from textual.widgets import Input

from models.store.place import Place
from tests.tui.conftest import DAY, wait_for
from tests.tui.looking import picture
from tui.app import Footprint
from tui.desk import Desk
from tui.settings import Settings
from tui.when import Clock

Walk = Callable[[Pilot[Any]], Awaitable[None]]
FONTS = 'font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, "Liberation Mono", monospace'


class Pictured(Footprint):
    """The app, drawing itself into a file that needs nothing from anywhere else: no font is fetched."""

    def export_screenshot(self, *, title: str | None = None, simplify: bool = False) -> str:
        """Return the screen as an SVG with the fonts that a computer has."""
        drawn = super().export_screenshot(title=title, simplify=simplify)
        drawn = re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL)
        return re.sub(r"font-family: Fira Code[^;]*", FONTS, drawn)


class Picture:
    """One screen: compared with the kept picture, and the words that stand on it."""

    def __init__(self, compare: Callable[..., bool]) -> None:
        self._compare = compare
        self.words = ""

    def matches(self, place: Place, size: tuple[int, int], walk: Walk) -> bool:
        """Run the app over a store, walk to a screen, and compare it; nothing blinks."""
        app = Pictured(Desk(place, Clock(DAY)), Settings())
        app.animation_level = "none"

        async def before(pilot: Pilot[Any]) -> None:
            await walk(pilot)
            for field in app.screen.query(Input):
                field.cursor_blink = False
            await pilot.pause()
            self.words = picture(pilot)

        try:
            return self._compare(app, terminal_size=size, run_before=before)
        finally:
            app.desk.leave()


async def to_the_board(pilot: Pilot[Any]) -> None:
    """Wait for the board with everything that follows its first paint."""
    await wait_for(pilot, lambda: pilot.app.current_mode == "board" and "overdue" in picture(pilot))
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
