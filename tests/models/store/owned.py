"""A real store and what opens it: the folder and its recovery key, as the fixture of that name makes them."""

from __future__ import annotations

from models.errors import Refused
from models.store import opening
from models.store.place import Place
from tests import made

Owned = tuple[Place, str]


def opens(place: Place, passphrase: str) -> bool:
    """Say whether a passphrase opens the store and its rows can be read."""
    try:
        store = made.open_(place, opening.unlock_place(place, passphrase))
    except Refused:
        return False
    assert len(made.trail_rows(store)) > 10
    store.close()
    return True


def copies_agree(place: Place) -> bool:
    """Say whether both key files are the same."""
    return place.keys.read_bytes() == place.keys_copy.read_bytes()
