"""Agendas and sittings on their way out: as calendar files, text, Word."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from models.reading.agenda.sitting import Sitting
from models.reading.holders import read_holders
from models.reading.signing import read_store_id

if TYPE_CHECKING:
    from tui.desk import Desk


async def sittings_ics(desk: Desk, sittings: Sequence[Sitting], name: str, now: datetime) -> bytes:
    """Return sittings as an .ics file, with initials only."""
    from exports.calendar_file import calendar
    from exports.sitting_calendar import sitting_entries

    initials = {key: one.initials for key, one in (await desk.read(read_holders)).items()}
    uuid = await desk.read(read_store_id)
    return calendar(sitting_entries(sittings, desk.pack, initials, uuid), name, now)
