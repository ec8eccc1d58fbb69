"""Commands about documents, found by name in the palette: writing records, taking copies in, verifying."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

from forms.entry import EntryForm, Field
from models.errors import Refused
from models.file_names import typed_path

if TYPE_CHECKING:
    from tui.app import Footprint

_IN_PRIVATE = "Whose it is, and the words, are not shown in projector mode. F10 ends it."


def records_to_word(program: Footprint) -> None:
    """Write everything since a day as Word documents."""
    from tui.word_leaving import ask_leaving

    ask_leaving(program)


def ask_returned(program: Footprint) -> None:
    """Ask which working copy came back, then show what it brings."""

    async def chosen(path: Path) -> None:
        from tui.screens.returned import ReturnedScreen, looked_at

        await looked_at(path)
        program.push_screen(ReturnedScreen(path))

    note = "Nothing is written before you have seen what it brings, field by field."
    _ask_file(program, "Take in a copy that came back", "returned", note, chosen)


def ask_verify(program: Footprint) -> None:
    """Ask which document is verified, then say how it stands."""

    async def chosen(path: Path) -> None:
        from exports.word.verify import as_sentences, verify
        from models.reading.signing import read_public_keys
        from tui.screens.verdict import VerdictDialog

        keys = await program.desk.read(read_public_keys)
        known = dict.fromkeys(keys, program.desk.team.name)
        verdict = await asyncio.to_thread(verify, path, known)
        sentences = [_IN_PRIVATE] if program.private else as_sentences(verdict)
        program.push_screen(VerdictDialog(good=verdict.good, sentences=sentences))

    _ask_file(program, "Verify a document", "verify", "It is only read.", chosen)


async def calendar_file(program: Footprint) -> None:
    """Write planned sessions and due days as a calendar file."""
    from exports.calendar_file import calendar, due_days, observations, sessions
    from models.reading.diary import read_diary
    from models.reading.holders import read_holders
    from models.reading.names import read_child_labels
    from models.reading.signing import read_store_id
    from tui.files_out import ask_file

    desk = program.desk
    today, due = desk.today, await program.dues.fresh()
    diary = await desk.read(lambda session: read_diary(session, today))
    initials = {key: one.initials for key, one in (await desk.read(read_holders)).items()}
    uuid, children = await desk.read(read_store_id), await desk.read(read_child_labels)
    entries = [
        *sessions(diary, desk.pack, initials, uuid, children),
        *observations(diary.observations, desk.pack, initials, uuid),
        *due_days(due, uuid),
    ]
    content = calendar(entries, f"Footprint: {desk.team.name}", desk.clock.now())
    note = "Numbers and initials only. The file is not encrypted."
    ask_file(program, "Write the calendar", f"footprint-{today.isoformat()}.ics", content, note=note)


def _ask_file(program: Footprint, title: str, key: str, note: str, chosen: Any) -> None:
    file = Field("file", "File", required=True, hint="ends in .docx", initial=_beginning(program))

    async def answered(values: dict[str, Any] | None) -> None:
        if values is None:
            return
        try:
            await chosen(typed_path(values["file"]))
        except Refused as refused:
            program.notify(str(refused), severity="error", markup=False, timeout=15)

    program.ask_fields(EntryForm(f"word:{key}", title, (file,), note=note), answered)


def _beginning(program: Footprint) -> str:
    folder = program.settings.export_folder
    return f"{folder}/" if folder else ""


WORD_COMMANDS = (
    (
        "Records to Word",
        "Everything since a day as documents, with a bar that can be stopped",
        records_to_word,
    ),
    ("Take in a returned copy", "A working copy that came back, field by field", ask_returned),
    ("Verify a document", "Whether it reads as it was sealed, and which words differ", ask_verify),
    ("Calendar to a file", "Planned sessions and due days, numbers and initials only", calendar_file),
)
