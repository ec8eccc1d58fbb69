"""Putting a backup back: checked with its own key first, and the present store is set aside, never deleted."""

from __future__ import annotations

import secrets
import shutil
from datetime import UTC, datetime
from pathlib import Path

from models.errors import Refused
from models.store import backup
from models.store.connection import connect
from models.store.cover import OpenCover
from models.store.files import clear_broken_off, patiently, sync_folder
from models.store.opening import (
    Unlocked,
    open_place,
    unlock_place,
    unlock_place_with_cover,
    unlock_place_with_recovery,
)
from models.store.place import Place
from models.store.store import take_lock
from models.store.swap import settle, swap, unused


def restore(
    place: Place,
    source: Path,
    secret_text: str,
    *,
    by_recovery: bool,
    now: datetime,
    cover: OpenCover | None = None,
) -> Path | None:
    """Put the backup ``source`` in the place of the store; return where the old store was set aside.

    ``secret_text`` is the passphrase (or the recovery key) the backup was made under; ``cover`` opens it
    instead. Raises Refused, with the present store untouched, if it cannot be opened or is not whole.
    """
    settle(place.folder)
    beside = place.folder.with_name(f".{place.folder.name}.restoring-{secrets.token_hex(4)}")
    try:
        beside.mkdir(parents=True, mode=0o700)
        clear_broken_off(beside, f".{place.folder.name}.restoring-*")
        unpacked = backup.unpack(source, beside)
        if cover is not None:
            unlocked = unlock_place_with_cover(unpacked, cover)
        else:
            unlock = unlock_place_with_recovery if by_recovery else unlock_place
            unlocked = unlock(unpacked, secret_text)
        _check(unpacked, unlocked, source)
        _note(unpacked, unlocked, source, now)
        return _swap(place, beside, now)
    except OSError as error:
        raise Refused(
            f"The backup could not be put back ({error.strerror or error}). Nothing was changed."
        ) from None
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _check(unpacked: Place, unlocked: Unlocked, source: Path) -> None:
    connection = connect(unpacked.database, unlocked.secret, mode="ro")
    try:
        damage = backup.damage_in(connection)
    finally:
        connection.close()
    if damage:
        raise Refused(f"{source.name} is damaged ({damage}). Choose another backup; nothing was changed.")


def _note(unpacked: Place, unlocked: Unlocked, source: Path, now: datetime) -> None:
    """Leave a line in the restored trail, so that a gap after it is explained."""
    store = open_place(unpacked, unlocked, now=now)
    try:
        store.change(
            lambda change: change.note("restore_backup", "store", backup=source.name),
            now=now,
            today=now.date(),
            actor="footprint",
        )
    finally:
        store.close()


def _swap(place: Place, beside: Path, now: datetime) -> Path | None:
    """Move the restored store into place. The old one's backups stay with the store in use."""
    if not place.folder.exists():
        patiently(lambda: beside.rename(place.folder))
        sync_folder(place.folder.parent)
        return None
    aside = unused(
        place.folder.with_name(f"{place.folder.name}-set-aside-{now.astimezone(UTC):%Y-%m-%dT%H%M%S}")
    )
    held = take_lock(place, now)
    try:
        if place.backups.exists():
            shutil.copytree(place.backups, beside / place.backups.name, dirs_exist_ok=True)
    finally:
        held.release()  # Windows moves no folder in which a file is open
    swap(place.folder, beside, aside)
    sync_folder(place.folder.parent)
    return aside
