"""Going on where the program was cut off: the session that ran, or the record that was being typed."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from models.errors import Refused

if TYPE_CHECKING:
    from tui.app import Footprint

GOES_ON = timedelta(hours=6)
"""How long after the program was ended in the middle of a session it is opened again by itself."""


async def go_on_where_cut_off(program: Footprint) -> None:
    """Open the session that ran, or the record that was typed, when the program was ended in the middle of it.

    What shows either is loaded only where there is one.
    """
    from models.reading.left_open import left_open, left_running
    from tui.own_editor import clear_left

    await asyncio.to_thread(clear_left)
    desk = program.desk
    if not desk.is_open or desk.read_only or program.private:
        return
    since = desk.clock.now() - GOES_ON
    with suppress(Refused):  # locked again meanwhile
        session = await desk.read(lambda session: left_running(session, since))
        if program.running is None and session is not None:
            await program.run_session([session])
        elif program.running is None:
            _open_left(program, await desk.read(left_open))


def _open_left(program: Footprint, found: int | None) -> None:
    there = {getattr(screen, "record_id", None) for screen in program.rooms()}
    if found is not None and found not in there:
        program.open_record(found)
