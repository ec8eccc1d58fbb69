"""Putting one folder in the place of another, so that a kill in the middle loses neither.

The one that leaves is parked under a hidden name first. Whoever looks for a folder next settles what
was broken off: the parked one comes back where nothing took its place, and is set aside where something did.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from models.store.files import patiently


def swap(folder: Path, beside: Path, aside: Path) -> None:
    """Put ``beside`` in the place of ``folder``, which becomes ``aside``, a name beside it.

    Raises OSError with ``folder`` where it was. Where only the last step fails, the next who settles does it.
    """
    parked = folder.with_name(f".{aside.name}")
    patiently(lambda: folder.rename(parked))
    try:
        patiently(lambda: beside.rename(folder))
    except OSError:
        patiently(lambda: parked.rename(folder))
        raise
    with suppress(OSError):
        patiently(lambda: parked.rename(aside))


def settle(folder: Path) -> None:
    """Finish a swap of ``folder`` that was broken off, or take it back; nothing happens where none was."""
    for parked in sorted(folder.parent.glob(f".{folder.name}-set-aside-*")):
        if folder.exists():
            parked.rename(parked.with_name(parked.name.removeprefix(".")))
        else:
            parked.rename(folder)


def unused(folder: Path) -> Path:
    """Return ``folder``, or the same name with a number where something has it already."""
    candidate, count = folder, 1
    while candidate.exists():
        count += 1
        candidate = folder.with_name(f"{folder.name}-{count}")
    return candidate
