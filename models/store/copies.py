"""Copies of a store that still hold what is destroyed in it: its backups, those in a second place, stores set aside."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from models.certificates import Copy
from models.store.backup import MAKING, falls_away, list_backups
from models.store.place import Place


def copies_of(place: Place, now: datetime, second: Path | None = None) -> tuple[Copy, ...]:
    """Return every copy that is known, the earliest to fall away first, those that never do last.

    Backups in a second folder and stores that a restore set aside fall away only by a person's hand; a backup
    that was broken off is cleared away by a later one, once it is a day old.
    """
    own = list_backups(place.backups)
    days = falls_away(own, now)
    found = [Copy(one.path.name, days[one.path]) for one in own]
    found += [Copy(str(one.path)) for one in (list_backups(second) if second is not None else ())]
    cleared = now.date() + timedelta(days=2)
    found += [Copy(one.name, cleared) for one in sorted(place.backups.glob(f"{MAKING}*"))]
    name = place.folder.name
    for pattern in (f"{name}-set-aside-*", f".{name}-set-aside-*", f".{name}.restoring-*"):
        found += [Copy(str(one)) for one in sorted(place.folder.parent.glob(pattern)) if one.is_dir()]
    return tuple(sorted(found, key=lambda one: (one.falls_away is None, str(one.falls_away), one.name)))
