"""Copies of a store that still hold what is destroyed in it: its backups, those in a second place, stores set aside."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from models.certificates import Copy
from models.store.backup import falls_away, list_backups
from models.store.place import Place


def copies_of(place: Place, now: datetime, second: Path | None = None) -> tuple[Copy, ...]:
    """Return every copy that is known, the earliest to fall away first, those that never do last.

    Backups in a second folder and stores that a restore set aside fall away only by a person's hand.
    """
    own = list_backups(place.backups)
    days = falls_away(own, now)
    found = [Copy(one.path.name, days[one.path]) for one in own]
    found += [Copy(str(one.path)) for one in (list_backups(second) if second is not None else ())]
    aside = sorted(place.folder.parent.glob(f"{place.folder.name}-set-aside-*"))
    found += [Copy(str(one)) for one in aside if one.is_dir()]
    return tuple(sorted(found, key=lambda one: (one.falls_away is None, str(one.falls_away), one.name)))
