"""Files of those who left: the small forms and what they change; the file as one export; the certificate."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exports.files import must_be_new, write_new
from forms.entry import EntryForm, Field
from models.certificates import Certificate
from models.changes.destroying import propose_destruction
from models.changes.exports import note_file_export
from models.changes.holds import lift_hold, place_hold
from models.dates import counted
from models.destruction import destroy_wholly
from models.errors import Refused
from models.file_names import typed_path
from models.policy.pack import Pack
from models.reading.leavers import FileLine, counts_in
from models.reading.subject_access import WholeFile, read_whole_file
from models.store.copies import copies_of
from tui.by_hand import Entry
from tui.files_out import NOT_ENCRYPTED, ask_where, file_field
from tui.reports_out import ask_report, gone_unless_noted
from tui.screens.fields import FieldsDialog
from tui.word_house import house_of, place_of_pack

if TYPE_CHECKING:
    from exports.report import Report
    from tui.app import Footprint
    from tui.desk import Desk


def holding(line: FileLine) -> Entry:
    """Hold a file: nothing of it is destroyed until the hold is lifted."""
    form = EntryForm(
        f"hold:person:{line.id}",
        f"Hold the file {line.number}",
        (Field("reason", "Why", required=True, hint="a claim, an inquiry, a request"),),
        note="A hold stands above the policy's period; a proposal to destroy the file is withdrawn.",
    )
    return form, lambda change, values: place_hold(change, line.id, values["reason"])


def lifting(line: FileLine) -> Entry:
    """Lift a hold."""
    hold = line.hold
    assert hold is not None
    form = EntryForm(
        f"hold:lift:{hold.id}",
        f"Lift the hold on {line.number}",
        (Field("because", "Why", required=True, hint="what has ended"),),
        note="The policy's period counts again.",
    )
    return form, lambda change, values: lift_hold(change, hold.id, values["because"])


async def proposing(desk: Desk, pack: Pack, line: FileLine) -> Entry:
    """Propose that a file be destroyed, having seen how much of what would go and what would stay."""
    note = await _to_go(desk, line)
    no_period = line.keeping.rule is None
    reason = Field("reason", "Why now", required=no_period, hint="needed where the policy sets no period")
    form = EntryForm(
        f"destroy:person:{line.id}", f"Propose to destroy the file {line.number}", (reason,), note=note
    )
    return form, lambda change, values: propose_destruction(change, pack, line.id, values["reason"] or "")


async def _to_go(desk: Desk, line: FileLine) -> str:
    """Say how much of what would go and what would stay, while nothing has gone yet."""
    gone, stayed, exported = await desk.read(lambda session: counts_in(session, line.id))
    said = Certificate(gone, stayed, exported).sentences()
    return " ".join(one.replace("Destroyed:", "To go:").replace("Stayed,", "To stay,") for one in said)


async def ask_destroying(program: Footprint, line: FileLine) -> None:
    """Ask for the number once more, then destroy the file; say what became of it."""
    desk, proposal = program.desk, line.destruction
    assert proposal is not None
    second = program.settings.second_backup_folder
    place = typed_path(second) if second else None
    copies = copies_of(desk.place, desk.clock.now(), place)
    held = f" {counted(len(copies), 'backup')} still hold it; the certificate names each." if copies else ""
    form = EntryForm(
        f"destroy:{proposal.id}",
        f"Destroy the file {line.number}",
        (Field("number", "Their number", required=True, hint="typed by you, to be sure"),),
        note=f"{await _to_go(desk, line)} This cannot be taken back, and nothing before it either.{held}",
    )

    async def chosen(values: dict[str, Any] | None) -> None:
        if values is None:
            return
        now, today, actor = desk.clock.now(), desk.today, desk.actor
        try:
            made = await desk.with_store(
                lambda store, _: destroy_wholly(
                    store,
                    desk.pack,
                    proposal.id,
                    values["number"],
                    now=now,
                    today=today,
                    actor=actor,
                    second=place,
                )
            )
        except Refused as refused:
            program.notify(str(refused), severity="error", markup=False, timeout=15)
        else:
            program.notify(made.sentences()[0], markup=False)
        desk.touched()
        await program.screen.refresh_if_old()  # type: ignore[attr-defined]

    program.push_screen(FieldsDialog(form), chosen)


def ask_certificate(program: Footprint, line: FileLine) -> None:
    """Ask where the certificate goes."""

    async def make() -> Report:
        from exports.certificate import certificate_report

        desk = program.desk
        return certificate_report(line, desk.today, desk.team.name, desk.pack.authority)

    ask_report(program, "The certificate as a document", f"certificate-{line.number}.docx", make)


def ask_own_file(program: Footprint, practitioner_id: int, number: str) -> None:
    """Ask where someone's own file goes, all of it in one (subject access)."""
    file = file_field(program, f"file-{number}-{program.desk.today.isoformat()}.zip", "ends in .zip")
    note = f"Everything about them, for a request of their own. {NOT_ENCRYPTED}"
    write = partial(write_own_file, program, practitioner_id)
    ask_where(program, f"own-file:{number}", f"The file {number} as one", file, write, note)


async def write_own_file(program: Footprint, practitioner_id: int, path: Path) -> str:
    """Write someone's own file, note that it left, and say what is in it."""
    from exports.file_words import FileWords
    from exports.subject_access import file_as_zip
    from exports.word.from_store import Ready, read_ready
    from tui.record.reading import form_called
    from tui.word_leaving import have_a_key

    must_be_new(path)
    await have_a_key(program)
    desk, place = program.desk, place_of_pack(program.desk.pack)

    def query(session: Any) -> tuple[WholeFile, list[Ready]]:
        file = read_whole_file(session, practitioner_id)
        return file, [read_ready(session, one.id, place) for one in file.records]

    file, records = await desk.read(query)
    house, now = house_of(program.settings), desk.clock.now()
    words = FileWords(desk.pack, lambda code: form_called(code).called)
    content = await asyncio.to_thread(file_as_zip, file, records, house, now, desk.team.name, words)
    write_new(path, content)
    numbers = [one.id for one in file.records]
    with gone_unless_noted(path):
        await desk.change(lambda change: note_file_export(change, practitioner_id, numbers))
    return f"Written: {path}, with {counted(len(numbers), 'record')}."
