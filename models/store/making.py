"""Making a new store, wholly or not at all."""

from __future__ import annotations

import secrets
import shutil
import uuid as uuids
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from models.errors import Refused
from models.store import keys as slots
from models.store import schema
from models.store.change import Change
from models.store.connection import Secret, connect, explain
from models.store.engines import engine_for
from models.store.files import clear_broken_off, open_private, patiently, sync_folder
from models.store.key_files import write_keys
from models.store.keys import Cost
from models.store.place import Place
from models.store.store import Store
from models.store.unlocking import Unlocked
from models.tables import StoreMark


@dataclass(frozen=True, slots=True)
class NewStore:
    """What a new store is made with. Without a passphrase its key lies open beside it (a demo's)."""

    kind: str
    passphrase: str | None
    now: datetime
    today: date
    actor: str
    cost: Cost | None = None


def make_store(place: Place, new: NewStore, first: Callable[[Change], None]) -> tuple[Unlocked, str]:
    """Make a store, filled by ``first``, wholly or not at all; return its secret and its recovery key.

    The recovery key is empty for a demo. Raises Refused if a store is there already, or cannot be made.
    """
    if place.exists():
        raise Refused(
            f"There is a store at {place.folder} already. Open it with “footprint”, or name another folder."
        )
    unlocked, recovery_key = _new_keys(new)
    beside = Place(place.folder.with_name(f".{place.folder.name}.making-{secrets.token_hex(4)}"))
    above: list[Path] = []
    try:
        above = [folder for folder in place.folder.parents if not folder.exists()]
        beside.folder.mkdir(parents=True, mode=0o700)
        clear_broken_off(beside.folder, f".{place.folder.name}.making-*")
        _fill(beside, unlocked, new, first)
        write_keys(beside, unlocked.keys)
        _move_into_place(beside.folder, place.folder)
    except OSError as error:
        raise Refused(f"A store cannot be made at {place.folder} ({error.strerror or error}).") from None
    except DBAPIError as error:
        raise Refused(explain(error.orig or error, place.database)) from None
    finally:
        shutil.rmtree(beside.folder, ignore_errors=True)
        with suppress(OSError):  # a folder that holds something, the new store for one, stays
            for folder in above:
                folder.rmdir()
    return unlocked, recovery_key


def _new_keys(new: NewStore) -> tuple[Unlocked, str]:
    keys, data_key = slots.new_key_file(str(uuids.uuid4())), slots.new_data_key()
    secret, recovery_key = Secret(data_key, keys.database_salt), ""
    if new.passphrase is None:
        return Unlocked(secret, slots.with_open_door(keys, data_key), by="open"), recovery_key
    keys = slots.with_passphrase(keys, data_key, new.passphrase, new.cost)
    keys, recovery_key = slots.with_recovery(keys, data_key)
    return Unlocked(secret, keys), recovery_key


def _fill(place: Place, unlocked: Unlocked, new: NewStore, first: Callable[[Change], None]) -> None:
    open_private(place.database).close()
    engine = engine_for(connect(place.database, unlocked.secret, mode="rwc"))
    store = Store(place, unlocked.secret, engine, None, unlocked.keys.uuid, new.kind)
    store.read_only = False

    def begin(change: Change) -> None:
        change.insert(
            StoreMark(
                uuid=unlocked.keys.uuid,
                kind=new.kind,
                made_at=new.now,
                key_slots=unlocked.keys.to_text(),
            )
        )
        change.note("make_store", "store", kind=new.kind)
        first(change)

    try:
        schema.create(engine)
        store.change(begin, now=new.now, today=new.today, actor=new.actor)
    finally:
        store.close()


def _move_into_place(beside: Path, folder: Path) -> None:
    if folder.exists():
        folder.rmdir()
    patiently(lambda: beside.rename(folder))
    sync_folder(folder.parent)
