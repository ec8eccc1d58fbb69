"""Agendas and sittings on their way out: as calendar files, text, Word."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from exports.files import must_be_new, write_new
from models.reading.agenda.page import AgendaPage
from models.reading.agenda.sitting import Sitting
from models.reading.holders import read_holders
from models.reading.observing import PlannedSeen
from models.reading.signing import read_store_id
from tui.files_out import NOT_ENCRYPTED, ask_where, file_field

if TYPE_CHECKING:
    from tui.app import Footprint
    from tui.desk import Desk


async def sittings_ics(
    desk: Desk,
    sittings: Sequence[Sitting],
    name: str,
    now: datetime,
    agendas: Mapping[int, Sequence[str]] | None = None,
    minutes: int = 90,
    observed: Sequence[PlannedSeen] = (),
) -> bytes:
    """Return sittings, and observations that are planned, as an .ics file, with initials only."""
    from exports.calendar_file import calendar, observations
    from exports.sitting_calendar import sitting_entries

    initials = {key: one.initials for key, one in (await desk.read(read_holders)).items()}
    uuid = await desk.read(read_store_id)
    entries = [
        *sitting_entries(sittings, desk.pack, initials, uuid, agendas, minutes),
        *observations(observed, desk.pack, initials, uuid),
    ]
    return calendar(entries, name, now)


def ask_agenda(program: Footprint, page: AgendaPage) -> None:
    """Ask where the agenda goes, and write it: Word, text or a calendar entry by the ending of the file."""
    file = file_field(program, f"agenda-{page.sitting.day.isoformat()}.docx", ".docx, .txt, .md, or .ics")
    write = partial(write_agenda, program, page)
    ask_where(program, "file:agenda", "Write the agenda", file, write, NOT_ENCRYPTED)


async def write_agenda(program: Footprint, page: AgendaPage, path: Path) -> None:
    """Write an agenda into a file that is not there yet; raise Refused where that can't be."""
    from exports.agenda_report import agenda_lines, agenda_report
    from tui.reports_out import content_of

    must_be_new(path)
    desk, now = program.desk, program.desk.clock.now()
    if path.suffix.casefold() == ".ics":
        lines = {page.sitting.ids[0]: agenda_lines(page)}
        content = await sittings_ics(
            desk, [page.sitting], f"Footprint: {desk.team.name}", now, lines, page.length
        )
    else:
        report = agenda_report(page, desk.pack, desk.today, desk.team.name)
        content = await asyncio.to_thread(content_of, path, report, program.settings, now)
    await asyncio.to_thread(write_new, path, content)
