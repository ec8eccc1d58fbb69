"""Files that a person asks for: where to, written whole, and never over one that is there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exports.files import write_new
from forms.entry import EntryForm, Field
from models.errors import Refused
from models.file_names import safe

if TYPE_CHECKING:
    from tui.app import Footprint

NOT_ENCRYPTED = "The file is not encrypted."


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
    while found.exists():
        found = path.with_name(f"{path.stem} ({number}){path.suffix}")
        number += 1
    return str(found)


def ask_file(
    program: Footprint,
    title: str,
    name: str,
    content: bytes | Callable[[Path], bytes],
    *,
    note: str = NOT_ENCRYPTED,
    hint: str = "",
) -> None:
    """Ask where to write something, write it, and say where it is; ``name`` is proposed where files went last.

    ``content`` may depend on the file that was named: on its ending.
    """
    file = Field("file", "File", required=True, initial=proposed(program, name))

    async def chosen(values: dict[str, Any] | None) -> None:
        if values is not None:
            path = Path(values["file"]).expanduser()
            made = content if isinstance(content, bytes) else content(path)
            try:
                await asyncio.to_thread(write_new, path, made)
            except Refused as refused:
                program.notify(str(refused), severity="error", markup=False)
            else:
                program.notify(f"Written: {path}. {note}", markup=False)

    form = EntryForm(f"file:{name}", title, (file,), note=" ".join(filter(None, (note, hint))))
    program.ask_fields(form, chosen)


def copy_out(program: Footprint, text: str) -> None:
    """Send text to the terminal, which may or may not put it on the clipboard; say so."""
    program.copy_to_clipboard(text)
    program.notify("Sent to the terminal. Not every terminal takes it; a file always does.", markup=False)
