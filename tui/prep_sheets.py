"""Prep sheets from an agenda: asked where to, written as Word or text, and taken in when they come back."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlmodel import Session

from exports.files import must_be_new, write_new
from forms.entry import EntryForm, Field
from forms.template.load import forms_of, load_form
from models.dates import counted
from models.errors import Refused
from models.file_names import typed_path
from models.reading.agenda.page import AgendaPage
from models.store.change import Change
from tui.files_out import NOT_ENCRYPTED, ask_where, file_field, folder_of
from tui.screens.fields import FieldsDialog
from tui.screens.prep_back import PrepBackDialog
from tui.settings import own_forms
from tui.sitting_rows import short_label

if TYPE_CHECKING:
    from exports.prep.sheet import Back, Sheet
    from tui.agenda.room import AgendaRoom


def children_of(page: AgendaPage) -> list[int]:
    """Return the children a sheet asks about: those on the agenda, or where there is none yet those who must be."""
    on = [item.child_id for item in page.items if item.child_id is not None]
    must = [one.child_id for one in page.missing if one.child_id is not None]
    return list(dict.fromkeys(on or must))


def ask_sheet(screen: AgendaRoom, page: AgendaPage) -> None:
    """Ask where the prep sheet goes, and write it."""
    name = f"preparing-{page.sitting.day.isoformat()}.docx"
    file = file_field(screen.program, name, ".docx or .txt: both come back by P")
    count = counted(len(children_of(page)), "child", "children")
    note = f"For the supervisee: their own items, and {count}. {NOT_ENCRYPTED}"
    ask_where(screen.program, "file:prep", "Write a prep sheet", file, partial(_write, screen, page), note)


async def _write(screen: AgendaRoom, page: AgendaPage, path: Path) -> None:
    from exports.prep.sheet import read_sheet
    from tui.word_house import house_of
    from tui.word_leaving import have_a_key

    must_be_new(path)
    desk, pack, now, kids = screen.desk, screen.desk.pack, screen.desk.clock.now(), children_of(page)
    if path.suffix.casefold() == ".docx" and not desk.read_only:
        await have_a_key(screen.program)

    def read(session: Session) -> Sheet:
        forms, _ = forms_of(pack.names, own_forms())
        return read_sheet(session, forms, pack, page.sitting, kids, now)

    sheet = await desk.read(read)
    house = house_of(screen.program.settings)
    content = await asyncio.to_thread(content_of, sheet, path, house)
    await asyncio.to_thread(write_new, path, content)


def content_of(sheet: Sheet, path: Path, house: Any) -> bytes:
    """Return a sheet as the ending of a file asks for."""
    if path.suffix.casefold() == ".txt":
        return sheet.text_file()
    if path.suffix.casefold() != ".docx":
        raise Refused(f"{path.name}: a prep sheet is written as .docx or as .txt.")
    return sheet.word(house)


def ask_back(screen: AgendaRoom, page: AgendaPage) -> None:
    """Ask which sheet came back, show what it would bring, and take it in."""
    folder = folder_of(screen.program)
    file = Field("file", "File", required=True, hint="ends in .docx or .txt", initial=f"{folder}/")
    note = "What it brings is shown first. Their items go onto the agenda as theirs, their words beside each child."

    async def chosen(values: dict[str, Any] | None) -> None:
        if values is None:
            return
        try:
            back = await _read(screen, typed_path(values["file"]), page)
        except Refused as refused:
            screen.say(str(refused), wrong=True)
        else:
            _show(screen, page, back)

    screen.program.push_screen(
        FieldsDialog(EntryForm("file:prep-back", "Take in a prep sheet", (file,), note=note)), chosen
    )


async def _read(screen: AgendaRoom, path: Path, page: AgendaPage) -> Back:
    from exports.prep.sheet import read_back

    desk, pack, today = screen.desk, screen.desk.pack, screen.desk.today
    forms, _ = forms_of(pack.names, own_forms())
    return await desk.read(
        lambda session: read_back(
            session,
            path,
            lambda code: load_form(code, own_forms()),
            forms,
            pack,
            today,
            page.home or page.sitting.ids[0],
        )
    )


def _show(screen: AgendaRoom, page: AgendaPage, back: Back) -> None:
    """Show what a sheet would bring; take it in once that is wanted."""
    from exports.prep.sheet import told, told_rest

    pack, sitting = screen.desk.pack, back.sitting
    said = told(back, short_label(sitting, pack))
    other = (
        ""
        if set(sitting.ids) & set(page.sitting.ids)
        else "It is for another session than the one shown here."
    )

    async def answered(wanted: str | None) -> None:
        if not wanted:
            return
        try:
            done = await _take(screen, back, rest=wanted == "all")
        except Refused as refused:
            screen.say(str(refused), wrong=True)
        else:
            await screen.reload()
            screen.say(f"{done} u takes it back.")

    screen.program.push_screen(PrepBackDialog(said, told_rest(back), other), answered)


async def _take(screen: AgendaRoom, back: Back, *, rest: bool) -> str:
    from exports.prep.sheet import take_in

    desk, pack = screen.desk, screen.desk.pack
    now, policy = desk.clock.now(), desk.team.policy
    forms, _ = forms_of(pack.names, own_forms())

    def job(change: Change) -> str:
        return take_in(change, back, pack, policy, forms, now, rest=rest)

    return await desk.change(job)
