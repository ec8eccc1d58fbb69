"""The house style, the file names and the place that the settings ask for; Word is loaded here, and not before."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from models.file_names import typed_path

if TYPE_CHECKING:
    from exports.word.from_store import Place
    from exports.word.house.house import House
    from exports.word.writing import Going
    from models.policy import Pack
    from tui.settings import Settings

NOT_ENCRYPTED = (
    "A Word document on disk is no longer encrypted: keep it where the council keeps such records, "
    "and not longer than it has to lie there."
)


def house_of(settings: Settings) -> House:
    """Return the house style: the council's own where the settings name one, else ours."""
    from exports.word.house.loading import load_house

    return load_house(typed_path(settings.house_style) if settings.house_style else None)


def place_of_pack(pack: Pack) -> Place:
    """Return the authority and where the person's own forms lie."""
    from exports.word.from_store import Place
    from tui.settings import own_forms

    return Place(pack.authority, tuple(own_forms()))


def going(
    settings: Settings, folder: Path, now: datetime, *, kind: str, recipient: str = "", there: str = "skip"
) -> Going:
    """Return how records are to be written into a folder."""
    from exports.word.naming import check_pattern
    from exports.word.writing import Going

    pattern = check_pattern(settings.file_name) if settings.file_name else ""
    return Going(folder, house_of(settings), now, kind, recipient, pattern, there)
