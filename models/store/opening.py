"""Opening an unlocked store, keeping its key files whole, and changing its keys."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlmodel import Session, select

from models.destruction import finish_cleaning
from models.errors import Refused
from models.store import keys as slots
from models.store.change import Change
from models.store.key_files import change_keys, differing, read_keys, write_keys
from models.store.keys import Cost, KeyFile
from models.store.making import NewStore, make_store
from models.store.place import Place
from models.store.store import Store, open_store
from models.store.unlocking import (
    Unlocked,
    needs_passphrase,
    unlock_place,
    unlock_place_with_cover,
    unlock_place_with_recovery,
)
from models.tables import StoreMark

if TYPE_CHECKING:
    from models.store.cover import CoverKey

__all__ = [
    "NewStore",
    "Unlocked",
    "adopt_recovery_key",
    "change_passphrase",
    "make_store",
    "marked_keys",
    "needs_passphrase",
    "new_recovery_key",
    "offer_recovery_key",
    "open_place",
    "read_keys",
    "set_cover",
    "unlock_place",
    "unlock_place_with_cover",
    "unlock_place_with_recovery",
    "write_keys",
]


def open_place(place: Place, unlocked: Unlocked, *, now: datetime, read_only: bool = False) -> Store:
    """Open an unlocked store, and mend its key files where one of the two was lost or damaged.

    A destruction that was broken off is finished. Opened with the organisation's key, it says so in its trail;
    to be read only it can't be opened so.
    """
    if unlocked.cover and read_only:
        raise Refused(
            "Opening with the organisation's key leaves a line in the trail, so the store can't be opened with "
            "it to be read only, nor on another day."
        )
    store = open_store(place, unlocked.secret, unlocked.keys.uuid, now=now, read_only=read_only)
    if not read_only:
        with suppress(Refused):  # what cannot be mended now is mended at the next opening
            _mend_keys(store, unlocked, now)
        finish_cleaning(store, now)
    if unlocked.cover:
        _note_cover(store, unlocked.cover, now)
    return store


def _note_cover(store: Store, key: str, now: datetime) -> None:
    try:
        store.change(
            lambda change: change.note("open_with_cover", "store", key=key),
            now=now,
            today=now.date(),
            actor=f"cover {key}",
        )
    except BaseException:
        store.close()
        raise
    store.steps.clear()


def set_cover(store: Store, cover: CoverKey | None, *, now: datetime, today: date, actor: str) -> KeyFile:
    """Let the organisation's key open the store from now on; None takes that away.

    Backups made before keep the slots they were made with. Raises Refused with the keys as they were.
    """
    from models.store.cover import covered_by, with_cover, without_cover

    keys = store.read(marked_keys)
    was = covered_by(keys)
    if cover is None and not was:
        raise Refused("No organisation's key opens this store.")
    changed = without_cover(keys) if cover is None else with_cover(keys, store.secret.data_key, cover)
    note = _marking(changed, "set_cover_key", was=was or None, became=cover.id if cover else None)
    change_keys(store.place, keys, changed, lambda: store.change(note, now=now, today=today, actor=actor))
    store.steps.clear()
    return changed


def marked_keys(session: Session) -> KeyFile:
    """Return the key slots as the store itself remembers them."""
    return slots.read_key_file(session.exec(select(StoreMark.key_slots)).one())


def change_passphrase(
    store: Store, passphrase: str, *, now: datetime, today: date, actor: str, cost: Cost | None = None
) -> KeyFile:
    """Give an open store another passphrase; return its new key file. The recovery key stays as it is.

    Raises Refused, with the old passphrase in force, if that cannot be written.
    """
    keys = store.read(marked_keys)
    changed = slots.with_passphrase(keys, store.secret.data_key, passphrase, cost)
    note = _marking(changed, "change_passphrase")
    change_keys(store.place, keys, changed, lambda: store.change(note, now=now, today=today, actor=actor))
    store.steps.clear()
    return changed


def offer_recovery_key(store: Store) -> tuple[KeyFile, str]:
    """Return key slots with another recovery key, and that key; the old one stays in force until adopted."""
    return slots.with_recovery(store.read(marked_keys), store.secret.data_key)


def adopt_recovery_key(store: Store, offered: KeyFile, *, now: datetime, today: date, actor: str) -> None:
    """Put an offered recovery key in force: the old one opens the store no more.

    Raises Refused, with the old recovery key in force, if that cannot be written.
    """
    note = _marking(offered, "change_recovery_key")
    change_keys(
        store.place,
        store.read(marked_keys),
        offered,
        lambda: store.change(note, now=now, today=today, actor=actor),
    )
    store.steps.clear()


def new_recovery_key(store: Store, *, now: datetime, today: date, actor: str) -> tuple[KeyFile, str]:
    """Give an open store another recovery key at once, so that the old one opens it no more; return it once.

    Raises Refused, with the old recovery key in force, if that cannot be written.
    """
    offered, text = offer_recovery_key(store)
    adopt_recovery_key(store, offered, now=now, today=today, actor=actor)
    return offered, text


def _marking(keys: KeyFile, action: str, **detail: str | None) -> Callable[[Change], None]:
    def mark(change: Change) -> None:
        change.update(change.session.exec(select(StoreMark)).one(), key_slots=keys.to_text())
        change.note(action, "store", None, **detail)

    return mark


def _mend_keys(store: Store, unlocked: Unlocked, now: datetime) -> None:
    """Write what is true of the keys wherever it does not stand.

    The slot that has just opened the store is right; for the others the store's own memory is, since
    a damaged slot looks like any other.
    """
    try:
        marked = store.read(marked_keys)
    except slots.NewerKeys:
        return
    except Refused:
        marked = unlocked.keys
    true = slots.with_slots_of(unlocked.keys, marked, but=unlocked.by)
    if differing(store.place, true):
        write_keys(store.place, true)
    if true != marked:
        store.change(_marking(true, "mend_keys"), now=now, today=now.date(), actor="footprint")
        store.steps.clear()
