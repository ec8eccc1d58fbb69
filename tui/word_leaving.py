"""Records that leave as Word documents: what is asked first, and the writing behind a bar that can be stopped."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from forms.entry import EntryForm, Field
from forms.records.parties import recipients_of, said
from models.changes.signing import make_signing_key
from models.dates import counted
from models.errors import Refused
from models.file_names import is_folder, typed_path
from models.reading.agenda.sitting import read_sitting
from models.reading.records import RecordLine, Wanted, read_record_lines
from models.reading.signing import read_pair
from models.store.change import Change
from tui.files_out import folder_of
from tui.record.reading import form_called
from tui.screens.fields import FieldsDialog
from tui.settings import own_forms
from tui.word_house import NOT_ENCRYPTED, going, place_of_pack

if TYPE_CHECKING:
    from exports.word.from_store import Ready
    from exports.word.writing import Going
    from tui.app import Footprint

KINDS = (
    ("final", "as it stands"),
    ("working", "a copy to fill in Word"),
    ("text", "plain text"),
    ("markdown", "Markdown"),
)
MOST = 100_000
THIS, SESSION, FILE, SINCE = "this", "session", "file", "since"


@dataclass(frozen=True, slots=True)
class Leaving:
    """Which records are to leave, and how."""

    wanted: Wanted
    going: Going


def ask_leaving(program: Footprint, record_id: int | None = None) -> None:
    """Ask what leaves, as what, for whom and where to; a record comes with what it belongs to."""
    program.run_worker(_ask(program, record_id))


async def _ask(program: Footprint, record_id: int | None) -> None:
    line = await _line(program, record_id) if record_id is not None else None
    recipients = recipients_of(form_called(line.form)) if line is not None else ()
    form = EntryForm(
        "leaving",
        "To Word",
        (
            Field("what", "What", "choice", True, choices=_what(line), initial=THIS if line else SINCE),
            Field("since", "Since", "date", hint="from this day on; narrows a file too"),
            Field(
                "kind",
                "As",
                "choice",
                True,
                choices=KINDS,
                initial="final",
            ),
            Field(
                "recipient",
                "For",
                "choice",
                choices=tuple((party, said(party)) for party in recipients),
                hints_by="kind",
                hints=(
                    ("working", "who fills it in; the rest is locked"),
                    ("final", "whose copy it is"),
                ),
            ),
            Field("folder", "Folder", required=True, initial=str(folder_of(program))),
        ),
        note="" if program.settings.told_unencrypted else NOT_ENCRYPTED,
    )

    async def chosen(values: dict[str, Any] | None) -> None:
        if values is not None:
            program.remember("told_unencrypted", True)
            await _chosen(program, line, values)

    program.push_screen(FieldsDialog(form), chosen)


async def _chosen(program: Footprint, line: RecordLine | None, values: dict[str, Any]) -> None:
    wanted = _wanted(line, values, await of_its_sitting(program, line))
    if wanted is None:
        program.notify("Say since which day.", severity="error", markup=False)
        return
    folder = typed_path(values["folder"])
    recipient = values["recipient"] if values["kind"] in ("working", "final") else ""
    try:
        chosen = going(
            program.settings, folder, program.desk.clock.now(), kind=values["kind"], recipient=recipient
        )
    except Refused as refused:
        program.notify(str(refused), severity="error", markup=False)
        return
    program.remember("export_folder", str(folder))
    await leave(program, Leaving(wanted, chosen))


async def leave(program: Footprint, leaving: Leaving) -> None:
    """Ask what to do with files that are there already, then write."""
    from exports.word.from_store import in_order
    from exports.word.writing import NUMBER, REPLACE, SKIP
    from tui.screens.export import ExportDialog

    desk = program.desk
    found = in_order(await desk.read(lambda session: read_record_lines(session, leaving.wanted)))
    if not found:
        program.notify("There is no record to write.", markup=False)
        return
    there = await _there(program, leaving.going, found)
    if not there:
        program.push_screen(ExportDialog(leaving.going, found))
        return
    choices = ((NUMBER, "keep both"), (REPLACE, "replace them"), (SKIP, "leave them as they are"))
    names = ", ".join(path.name for path in there[:2]) + (" …" if len(there) > 2 else "")
    form = EntryForm(
        "there",
        f"{counted(len(there), 'file')} there already",
        (Field("there", "What with them", "choice", True, choices=choices, initial=NUMBER),),
        note="" if program.private else names,
    )

    def answered(values: dict[str, Any] | None) -> None:
        if values is not None:
            program.push_screen(ExportDialog(replace(leaving.going, there=values["there"]), found))

    program.push_screen(FieldsDialog(form), answered)


async def _there(program: Footprint, chosen: Going, record_ids: list[int]) -> list[Path]:
    from exports.word.writing import there_already

    if not is_folder(chosen.folder):
        return []
    read = reader(program, asyncio.get_running_loop())
    return await asyncio.to_thread(lambda: there_already(chosen, map(read, record_ids)))


def reader(program: Footprint, loop: asyncio.AbstractEventLoop) -> Callable[[int], Ready]:
    """Return what reads a record in the store's thread, to be called from a thread that writes files."""
    from exports.word.from_store import read_ready

    desk, place = program.desk, place_of_pack(program.desk.pack)

    def read(record_id: int) -> Ready:
        job = desk.read(lambda session: read_ready(session, record_id, place))
        return asyncio.run_coroutine_threadsafe(job, loop).result()

    return read


def noter(
    program: Footprint, loop: asyncio.AbstractEventLoop, suffix: str
) -> Callable[[int, str, str], None]:
    """Return what notes that a record has left, called from the thread that writes."""
    from exports.word.from_store import note_leaving

    desk, forms = program.desk, own_forms()

    def note(record_id: int, kind: str, recipient: str) -> None:
        job = desk.change(lambda change: note_leaving(change, record_id, kind, recipient, forms, suffix))
        asyncio.run_coroutine_threadsafe(job, loop).result()

    return note


async def have_a_key(program: Footprint) -> None:
    """Make the key pair of the store, where it has none yet."""
    if await program.desk.read(read_pair) is None:

        def make(change: Change) -> None:
            make_signing_key(change)

        await program.desk.change(make)


async def _line(program: Footprint, record_id: int) -> RecordLine | None:
    found = await program.desk.read(lambda session: read_record_lines(session, Wanted(ids=(record_id,))))
    return found[0] if found else None


def _what(line: RecordLine | None) -> tuple[tuple[str, str], ...]:
    found = []
    if line is not None:
        found.append((THIS, "this record"))
        if line.session is not None:
            found.append((SESSION, "all records of its session"))
        if line.practitioner_id is not None:
            found.append((FILE, "the practitioner's file"))
    return (*found, (SINCE, "everything since a day"))


async def of_its_sitting(program: Footprint, line: RecordLine | None) -> tuple[int, ...]:
    """Return the sessions that were held in one go with a record's own, that one among them."""
    if line is None or line.session is None:
        return ()
    one, pack = line.session.id, program.desk.pack
    sitting = await program.desk.read(lambda session: read_sitting(session, pack, one))
    return sitting.ids if sitting is not None else (one,)


def _wanted(line: RecordLine | None, values: dict[str, Any], sitting: tuple[int, ...]) -> Wanted | None:
    since: date | None = values["since"]
    if line is not None and values["what"] == THIS:
        return Wanted(ids=(line.id,), limit=MOST)
    if line is not None and line.session is not None and values["what"] == SESSION:
        return Wanted(sessions=sitting, since=since, limit=MOST)
    if line is not None and values["what"] == FILE:
        return Wanted(practitioner_id=line.practitioner_id, since=since, limit=MOST)
    return Wanted(since=since, limit=MOST) if since is not None else None
