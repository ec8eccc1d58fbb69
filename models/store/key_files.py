"""The key file and its second copy: reading whichever is whole, writing both, telling what is lost.

The database keeps a third copy of the slots (`models.tables.StoreMark`), for which its encryption
vouches: the two files are mended from it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from models.errors import Refused
from models.store import keys as slots
from models.store.files import patiently, stage, sync_folder, write_whole
from models.store.keys import KeyFile
from models.store.place import Place
from models.store.swap import settle


def read_copies(place: Place) -> list[tuple[Path, KeyFile]]:
    """Return the copies that can be read, the first file before the second.

    Raises Refused, saying what to do, where neither can be, and `models.store.keys.NewerKeys` where
    the reason is a newer Footprint.
    """
    settle(place.folder)
    found: list[tuple[Path, KeyFile]] = []
    troubles: list[Exception] = []
    for path in (place.keys, place.keys_copy):
        try:
            found.append((path, slots.read_key_file(path.read_text(encoding="utf-8"))))
        except (OSError, UnicodeDecodeError, Refused) as trouble:
            troubles.append(trouble)
    if not found:
        raise _lost(place, troubles)
    return found


def read_keys(place: Place) -> tuple[KeyFile, bool]:
    """Return the key file, and whether its second copy had to be used. Raises Refused if both are lost."""
    path, keys = read_copies(place)[0]
    return keys, path == place.keys_copy


def write_keys(place: Place, keys: KeyFile) -> None:
    """Write the second copy and then the key file itself, each whole.

    Raises Refused if one cannot be written; the key file is then as it was.
    """
    text = keys.to_text().encode()
    try:
        write_whole(place.keys_copy, text)
        write_whole(place.keys, text)
    except OSError as error:
        raise _unwritten(error) from None


def change_keys(place: Place, was: KeyFile, becomes: KeyFile, remember: Callable[[], None]) -> None:
    """Change both key files, then let the store ``remember``; put them back where it cannot.

    The old slots are staged beside the new ones first, so that not even a full disk keeps them from
    coming back. Raises Refused with the files as they were.
    """
    paths = (place.keys_copy, place.keys)
    staged: dict[str, list[Path]] = {"new": [], "old": []}
    try:
        for name, keys in (("new", becomes), ("old", was)):
            for path in paths:
                staged[name].append(stage(path, keys.to_text().encode(), name))
        try:
            _move(staged["new"], paths)
            remember()
        except BaseException:
            _move(staged["old"], paths)
            raise
    except OSError as error:
        raise _unwritten(error) from None
    finally:
        for beside in staged["new"] + staged["old"]:
            with suppress(OSError):
                beside.unlink()


def _move(staged: list[Path], paths: tuple[Path, ...]) -> None:
    for beside, path in zip(staged, paths, strict=True):
        patiently(partial(beside.replace, path))
    sync_folder(paths[0].parent)


def _unwritten(error: OSError) -> Refused:
    return Refused(
        f"The key file could not be written ({error.strerror or error}), so the keys of the store "
        "are as they were. Free some space, or ask for write access to the folder."
    )


def differing(place: Place, keys: KeyFile) -> list[Path]:
    """Return the key files that do not read exactly as ``keys``."""
    text = keys.to_text()
    return [path for path in (place.keys, place.keys_copy) if _text_of(path) != text]


def _text_of(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def _lost(place: Place, troubles: list[Exception]) -> Refused:
    for trouble in troubles:
        if isinstance(trouble, slots.NewerKeys):
            return trouble
        if isinstance(trouble, PermissionError):
            return Refused(f"You may not read {place.keys}. Ask for access to {place.folder}.")
    if not place.exists():
        return Refused(f"There is no store at {place.folder}. Make one with “footprint init”.")
    missing = all(isinstance(trouble, FileNotFoundError) for trouble in troubles)
    return Refused(
        f"{place.keys} is {'missing' if missing else 'damaged'}, and so is its second copy. Without a key "
        "file the store stays closed: put a backup back with “footprint restore”, which carries its own."
    )
