"""Commands about the store: backups and where they go, the passphrase, the recovery key."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from forms.entry import EntryForm, Field
from models.errors import Refused
from models.file_names import is_folder, typed_path
from models.moments import ago
from models.store import backup

if TYPE_CHECKING:
    from tui.app import Footprint

OLD = timedelta(days=2)
"""The age of the newest backup from which it is said loudly: one a day is made by itself."""


UNCLEAN = (
    "A file was destroyed, but the pages behind it could not be cleaned yet: another program reads the store, or "
    "the disk is full. Put that right, then lock and unlock, or run “footprint file scrub”."
)


async def daily_backup(program: Footprint) -> None:
    """Back the store up if the newest backup is older than a day, and show how old the newest is."""
    desk, now = program.desk, program.desk.clock.now()
    if desk.kind == "real" and not desk.read_only and backup.is_due(desk.place, now):
        await back_up(program, quiet=True)
    show_backup_age(program)
    await tell_unclean(program)


async def tell_unclean(program: Footprint) -> None:
    """Say that the pages behind a destroyed file could not be cleaned at this opening either."""
    from models.changes.cleaning import cleaning_is_due

    if not program.desk.read_only and await program.desk.read(cleaning_is_due):
        program.notify(UNCLEAN, severity="warning", markup=False, timeout=15)


async def back_up(program: Footprint, *, quiet: bool = False) -> None:
    """Back the store up now, verified, and to the second place if there is one."""
    desk, now = program.desk, program.desk.clock.now()
    second = program.settings.second_backup_folder
    try:
        secret = await desk.with_store(lambda store, _: store.secret)
        made = await asyncio.to_thread(backup.make, desk.place, secret, now=now)
        if not quiet:
            program.notify(f"Backed up and verified: {made.path}", markup=False)
        backup.discard_old(desk.place.backups)
        if second:
            await asyncio.to_thread(backup.copy_to, made.path, Path(second))
    except (Refused, OSError) as error:
        program.notify(f"Backup: {error}", severity="error", markup=False, timeout=15)
    show_backup_age(program)


def show_backup_age(program: Footprint) -> None:
    """Show how old the newest backup is on the top line of every screen."""
    found = backup.list_backups(program.desk.place.backups)
    if program.desk.kind != "real":
        program.backup_age = ""  # only a real store is backed up by itself
    elif found:
        now, newest = program.desk.clock.now(), found[0].made_at
        age = f"backup {ago(newest, now)}"
        program.backup_age = f"LAST {age}".upper() if now - newest > OLD else age
    else:
        program.backup_age = "NO BACKUP YET"
    for screen in program.rooms():
        frame: Callable[[], None] | None = getattr(screen, "show_frame", None)
        if frame is not None and program.desk.is_open:
            frame()


def second_place(program: Footprint) -> None:
    """Ask where else each day's backup is copied to."""
    form = EntryForm(
        "second-place",
        "A second place for backups",
        (
            Field(
                "folder",
                "Folder",
                initial=program.settings.second_backup_folder,
                hint="empty: no second place",
            ),
        ),
        note="Encrypted. Ask your organisation which drive it may be: some forbid shared ones.",
    )

    def chosen(values: dict[str, Any] | None) -> None:
        if values is None:
            return
        folder = values["folder"]
        if folder and not is_folder(typed_path(folder)):
            program.notify(f"There is no folder {folder}. Make it first.", severity="error", markup=False)
            return
        program.remember("second_backup_folder", str(typed_path(folder)) if folder else "")
        program.notify(
            "Kept. Backups go there from the next one on." if folder else "No second place.", markup=False
        )

    program.ask_fields(form, chosen)


def ask_passphrase(program: Footprint, title: str = "Change the passphrase") -> None:
    """Ask for a new passphrase, twice, and change it."""
    from models.store.opening import change_passphrase
    from tui.screens.secret import PassphraseDialog

    async def chosen(passphrase: str | None) -> None:
        if passphrase is not None:
            done = "The passphrase is changed. Older backups still open with the old one."
            change = partial(change_passphrase, passphrase=passphrase)
            await _change_key(program, "The passphrase", change, done)

    program.push_screen(PassphraseDialog(title, gives_way=True), chosen)


async def make_recovery_key(program: Footprint) -> None:
    """Show another recovery key; once it is typed back, it is in force and the old one opens nothing."""
    from models.store.opening import adopt_recovery_key, offer_recovery_key
    from tui.screens.secret import RecoveryDialog

    desk = program.desk
    offered, text = await desk.with_store(lambda store, _: offer_recovery_key(store))

    async def shown(typed_back: bool | None) -> None:
        if not typed_back:
            program.notify("The recovery key is as it was: the new one was not typed back.", markup=False)
            return
        done = "The new recovery key is in force. Older backups still open with theirs."
        await _change_key(program, "The recovery key", partial(adopt_recovery_key, offered=offered), done)

    later = "The old recovery key stays in force, and this one opens nothing."
    program.push_screen(RecoveryDialog(text, later, gives_way=True), shown)


async def _change_key(program: Footprint, what: str, job: Callable[..., object], done: str) -> None:
    """Change what opens the store; say that it is done, or that it is as it was and why."""
    desk = program.desk
    now, today, actor = desk.clock.now(), desk.today, desk.actor
    try:
        await desk.with_store(lambda store, _: job(store, now=now, today=today, actor=actor))
    except (Refused, OSError) as error:
        program.notify(f"{what} is as it was: {error}", severity="error", markup=False)
    else:
        program.notify(done, markup=False)


STORE_COMMANDS = (
    ("Back up now", "A verified, encrypted copy of the whole store", back_up),
    ("Second place for backups", "Another folder each day's backup is copied to", second_place),
    ("Change the passphrase", "The recovery key stays the same", ask_passphrase),
    ("New recovery key", "The old one opens nothing any more", make_recovery_key),
)
