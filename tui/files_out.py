"""Files that a person asks for: where to, written whole, and never over one that is there."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exports.files import write_new
from forms.entry import EntryForm, Field
from models.errors import Refused
from models.file_names import is_there, safe, typed_path

if TYPE_CHECKING:
    from tui.app import Footprint

NOT_ENCRYPTED = "The file is not encrypted."
Write = Callable[[Path], Awaitable[str | None]]
"""Writes the file that was named; raises Refused. What it returns is said in place of where the file is."""


def folder_of(program: Footprint) -> Path:
    """Return the folder that is proposed for what leaves: where documents went last, at first one of our own."""
    folder = program.settings.export_folder
    return Path(folder) if folder else Path.home() / "Documents" / "Footprint"


def proposed(program: Footprint, name: str) -> str:
    """Return a file that is not there yet in the folder that is proposed: with a number, where need be.

    ``name`` may hold what was typed: a child's number with a slash in it names no folder.
    """
    stem, dot, suffix = name.rpartition(".")
    path = found = folder_of(program) / f"{safe(stem)}{dot}{suffix}"
    number = 2
    while is_there(found):
        found = path.with_name(f"{path.stem} ({number}){path.suffix}")
        number += 1
    return str(found)


def ask_where(
    program: Footprint, form: str, title: str, file: Field, write: Write, note: str, said: str = NOT_ENCRYPTED
) -> None:
    """Ask where a file goes and have it written there; say where it is with ``said``, or why it is not there.

    ``note`` stands below the question.
    """

    async def chosen(values: dict[str, Any] | None) -> None:
        if values is None:
            return
        path = typed_path(values["file"])
        try:
            written = await write(path)
        except Refused as refused:
            program.notify(str(refused), severity="error", timeout=15)
        else:
            program.notify(f"{written or f'Written: {path}.'} {said}".strip())

    program.ask_fields(EntryForm(form, title, (file,), note=note), chosen)


def file_field(program: Footprint, name: str, hint: str = "") -> Field:
    """Return the question for a file; ``name`` is proposed in the folder where files went last."""
    return Field("file", "File", required=True, initial=proposed(program, name), hint=hint)


def ask_file(
    program: Footprint,
    title: str,
    name: str,
    content: bytes | Callable[[Path], bytes],
    *,
    note: str = NOT_ENCRYPTED,
    hint: str = "",
) -> None:
    """Ask where to write something that is made already, or is made by the ending of the file that is named."""

    async def write(path: Path) -> None:
        await asyncio.to_thread(write_new, path, content if isinstance(content, bytes) else content(path))

    below = " ".join(filter(None, (note, hint)))
    ask_where(program, f"file:{name}", title, file_field(program, name), write, below, note)


def copy_out(program: Footprint, text: str) -> None:
    """Send text to the terminal, which may or may not put it on the clipboard; say so."""
    program.copy_to_clipboard(text)
    program.notify("Sent to the terminal. Not every terminal takes it; a file always does.", markup=False)
