"""Backups: verified, encrypted copies of the whole store, each one file.

A backup is a zip (stored, not compressed: its database is ciphertext) of the database, its key
slots and a manifest. It is made beside, opened and checked, and only then moved into place.
"""

from __future__ import annotations

import hashlib
import json
import re
import struct
import tempfile
import zipfile
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from models.errors import Refused
from models.store import schema
from models.store.connection import Secret, connect, explain
from models.store.files import (
    clear_broken_off,
    copy_private,
    make_durable,
    open_private,
    patiently,
    sync_folder,
)
from models.store.place import Place

SUFFIX = ".footprint"
DAILY, WEEKLY, MONTHLY = 7, 4, 12
BEFORE_UPDATE = "before-update"
"""Why a backup was made that is no ordinary one: the store is brought to a newer version."""
_WEEK = "%G-%V"
_LONGEST_KEPT = 31 * (MONTHLY + 1)
_MOMENT = "%Y-%m-%dT%H%M%S"
MAKING = ".making-"
# What the zip and JSON readers raise over a damaged file, beside what they say they raise.
_UNREADABLE = (
    OSError,
    zipfile.BadZipFile,
    ValueError,
    TypeError,
    LookupError,
    EOFError,
    RuntimeError,
    struct.error,
)
_NAME = re.compile(r"(\d{4}-\d{2}-\d{2}T\d{6})(?:-([a-z-]+))?\.footprint")


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup file, when it was made (UTC), and why: ``""`` for a daily or asked-for one."""

    path: Path
    made_at: datetime
    why: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself: the store, the schema, and the head of the trail at the time."""

    uuid: str
    version: int
    sha256: str
    trail_seq: int
    trail_hash: str


def list_backups(folder: Path) -> list[Backup]:
    """Return the backups in a folder, newest first."""
    found = []
    for path in folder.glob(f"*{SUFFIX}") if folder.is_dir() else ():
        named = _NAME.fullmatch(path.name)
        made = _moment(named[1]) if named else None
        if named and made:
            found.append(Backup(path, made, named[2] or ""))
    return sorted(found, key=lambda backup: (backup.made_at, backup.why), reverse=True)


def make(place: Place, secret: Secret, *, now: datetime, why: str = "", also: Path | None = None) -> Backup:
    """Make and verify a backup of the store at ``place``; copy it to ``also`` too, if given.

    Works beside the program that writes the store. Raises Refused with nothing left half-written.
    """
    made_at = now.astimezone(UTC)
    target = place.backups / f"{made_at:{_MOMENT}}{'-' + why if why else ''}{SUFFIX}"
    try:
        place.backups.mkdir(mode=0o700, exist_ok=True)
        with tempfile.TemporaryDirectory(
            dir=place.backups, prefix=MAKING, ignore_cleanup_errors=True
        ) as folder:
            clear_broken_off(Path(folder), f"{MAKING}*")
            made = _copy_and_check(place, secret, Path(folder))
            patiently(lambda: made.replace(target))
        sync_folder(place.backups)
    except OSError as error:
        raise Refused(
            f"The backup could not be written ({error.strerror or error}). The store itself is whole."
        ) from None
    if also is not None:
        _copy_also(target, also)
    return Backup(target, made_at, why)


def copy_to(backup: Path, folder: Path) -> Path:
    """Copy a finished backup into another folder, whole or not at all; raise OSError if it cannot be."""
    folder.mkdir(parents=True, exist_ok=True)
    beside = folder / f".{backup.name}.part"
    try:
        with backup.open("rb") as source:
            copy_private(source, beside)
        return patiently(lambda: beside.replace(folder / backup.name))
    finally:
        beside.unlink(missing_ok=True)


def is_due(place: Place, now: datetime) -> bool:
    """Say whether the newest backup is older than 20 hours, so that a morning's start makes one a day."""
    backups = list_backups(place.backups)
    return not backups or (now - backups[0].made_at).total_seconds() > 20 * 3600


def to_discard(backups: list[Backup]) -> list[Backup]:
    """Return the backups beyond seven daily, four weekly and twelve monthly ones.

    One made before an update goes once there are ordinary ones of four later weeks: each was opened and checked, so
    that the update has held. Data from before it are in the monthly ones for as long as in any.
    """
    kept: set[Path] = set()
    ordinary = [backup for backup in backups if not backup.why]
    for count, period in ((DAILY, "%Y-%m-%d"), (WEEKLY, _WEEK), (MONTHLY, "%Y-%m")):
        newest: dict[str, Backup] = {}
        for backup in ordinary:
            newest.setdefault(backup.made_at.strftime(period), backup)
        kept |= {backup.path for backup in list(newest.values())[:count]}
    beyond = [backup for backup in ordinary if backup.path not in kept]
    return [*beyond, *(each for each in backups if each.why == BEFORE_UPDATE and _has_held(each, ordinary))]


def _has_held(one: Backup, ordinary: list[Backup]) -> bool:
    """Say whether backups of so many weeks were made since one that was made before an update."""
    since = {each.made_at.strftime(_WEEK) for each in ordinary if each.made_at > one.made_at}
    return len(since - {one.made_at.strftime(_WEEK)}) >= WEEKLY


def falls_away(backups: list[Backup], now: datetime) -> dict[Path, date | None]:
    """Return by which day each backup is discarded at the latest, if one is made every day from now on.

    None for one that is never discarded by itself.
    """
    found: dict[Path, date | None] = {each.path: None for each in backups}
    waiting = {each.path for each in backups}
    present = list(backups)
    for day in range(1, _LONGEST_KEPT):
        made_at = now + timedelta(days=day)
        present.insert(0, Backup(Path(f"to come {day}"), made_at))
        gone = {each.path for each in to_discard(present)}
        for path in gone & waiting:
            found[path] = made_at.date()
        waiting -= gone
        present = [each for each in present if each.path not in gone]
        if not waiting:
            break
    return found


def discard_old(folder: Path) -> int:
    """Remove the backups that are no longer kept; return how many."""
    removed = 0
    for backup in to_discard(list_backups(folder)):
        with suppress(OSError):  # another program reads it just now: it goes the next time
            backup.path.unlink()
            removed += 1
    return removed


def read_manifest(path: Path) -> Manifest:
    """Read what a backup says of itself; raise Refused if the file is no whole backup."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sorted(archive.namelist()) != ["keys.json", "manifest.json", "store.db"]:
                raise Refused(f"{path.name} is not a Footprint backup.")
            _refuse_compressed(archive, path)
            return Manifest(**json.loads(archive.read("manifest.json")))
    except FileNotFoundError:
        raise Refused(f"There is no backup at {path}.") from None
    except PermissionError:
        raise Refused(f"You may not read {path}.") from None
    except _UNREADABLE:
        raise Refused(f"{path.name} is damaged or is not a Footprint backup.") from None


def unpack(path: Path, folder: Path) -> Place:
    """Unpack a backup into a folder and compare its contents with its manifest; raise Refused if they differ."""
    manifest, place = read_manifest(path), Place(folder)
    try:
        with zipfile.ZipFile(path) as archive:
            for inner, target in (
                ("store.db", place.database),
                ("keys.json", place.keys),
                ("keys.json", place.keys_copy),
            ):
                with archive.open(inner) as source:
                    copy_private(source, target)
    except OSError as error:
        raise Refused(f"{path.name} cannot be unpacked ({error.strerror or error}).") from None
    except _UNREADABLE:
        raise Refused(f"{path.name} is damaged: it cannot be unpacked. Choose another backup.") from None
    if _sha256(place.database) != manifest.sha256:
        raise Refused(f"{path.name} is damaged: its database is not the one its manifest names.")
    return place


def damage_in(connection: Any) -> str:
    """Return what is wrong with the pages and structure of an open database, or nothing."""
    import sqlcipher3.dbapi2 as driver

    try:
        pages = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        if pages:
            return f"{len(pages)} of its pages are not as they were written"
        found = [row[0] for row in connection.execute("PRAGMA integrity_check").fetchall()]
        return "" if found == ["ok"] else str(found[0])
    except driver.Error as error:
        return explain(error, Path("store.db"))


def _copy_and_check(place: Place, secret: Secret, folder: Path) -> Path:
    import sqlcipher3.dbapi2 as driver

    copy = folder / "store.db"
    open_private(copy).close()
    source = connect(place.database, secret, mode="ro")
    try:
        source.execute("VACUUM INTO ?", (str(copy),))
    except driver.Error as error:
        raise Refused(f"The backup failed: {explain(error, place.database)}") from None
    finally:
        source.close()
    manifest, keys = _look_over(copy, secret)
    made = folder / "backup"
    with open_private(made) as stream:
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
            archive.write(copy, "store.db")
            archive.writestr("keys.json", keys)
            archive.writestr("manifest.json", json.dumps(asdict(manifest), indent=1))
        stream.flush()
        make_durable(stream.fileno())
    return made


def _look_over(copy: Path, secret: Secret) -> tuple[Manifest, str]:
    """Open the copy with its key and check every page; return its manifest and its own key slots.

    The slots come from inside, where damage cannot hide, and not from a key file that may have some.
    """
    checked = connect(copy, secret, mode="ro")
    try:
        damage = damage_in(checked)
        if damage:
            raise Refused(
                f"The backup was made but is not whole ({damage}), so it was not kept. Check the disk."
            )
        head = checked.execute("SELECT seq, hash FROM trail ORDER BY seq DESC LIMIT 1").fetchone()
        uuid, keys = checked.execute("SELECT uuid, key_slots FROM store_mark").fetchone()
        version = schema.version_of(checked)
    finally:
        checked.close()
    seq, trail_hash = head or (0, "")
    return Manifest(uuid, version, _sha256(copy), seq, trail_hash), str(keys)


def _copy_also(made: Path, folder: Path) -> None:
    try:
        copy_to(made, folder)
    except OSError as error:
        raise Refused(
            f"The backup was made ({made}), but could not be copied to {folder} ({error.strerror or error})."
        ) from None


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found.replace(tzinfo=UTC) if f"{found:{_MOMENT}}" == text else None


def _refuse_compressed(archive: zipfile.ZipFile, path: Path) -> None:
    """A backup is stored as it is, so nothing in one can swell to more than its file."""
    if any(entry.compress_type != zipfile.ZIP_STORED for entry in archive.infolist()):
        raise Refused(f"{path.name} is damaged or is not a Footprint backup.")


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
