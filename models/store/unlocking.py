"""Winning a store's secret from its key file, with the passphrase or the recovery key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from models.errors import Refused
from models.store import keys as slots
from models.store.connection import Secret
from models.store.key_files import read_copies, read_keys
from models.store.keys import KeyFile
from models.store.place import Place

if TYPE_CHECKING:
    from models.store.cover import OpenCover


@dataclass(frozen=True, slots=True)
class Unlocked:
    """A store's secret, won from its key file.

    ``repaired`` says that the second copy had to be used, ``by`` which kind of slot opened it; ``cover`` is
    the id of the organisation's key, where that did.
    """

    secret: Secret
    keys: KeyFile
    repaired: bool = False
    by: str = "passphrase"
    cover: str = ""

    def __repr__(self) -> str:
        return "<Unlocked>"


def unlock_place(place: Place, passphrase: str) -> Unlocked:
    """Win the store's secret with a passphrase; raise Refused if it is wrong or the key file is lost."""
    if not needs_passphrase(place):
        return _win(place, "open", slots.unlock_open)
    return _win(place, "passphrase", lambda keys: slots.unlock(keys, passphrase))


def unlock_place_with_recovery(place: Place, typed: str) -> Unlocked:
    """Win the store's secret with its recovery key; raise Refused if it is mistyped or another store's."""
    return _win(place, "recovery", lambda keys: slots.unlock_with_recovery(keys, typed))


def unlock_place_with_cover(place: Place, opened: OpenCover) -> Unlocked:
    """Win the store's secret with the organisation's key; raise Refused where it has no slot of that key."""
    from models.store.cover import KIND, unlock_with_cover

    won = _win(place, KIND, lambda keys: unlock_with_cover(keys, opened))
    return replace(won, cover=opened.key.id)


def needs_passphrase(place: Place) -> bool:
    """Say whether the store at ``place`` asks for a passphrase: a demo's does not."""
    return not read_keys(place)[0].is_open


def _win(place: Place, by: str, unlock: Callable[[KeyFile], bytes]) -> Unlocked:
    """Try the key file, and its second copy where that one differs: a slot of the first may be damaged."""
    copies = read_copies(place)
    if len(copies) > 1 and copies[0][1] == copies[1][1]:
        del copies[1]
    for number, (path, keys) in enumerate(copies, start=1):
        try:
            secret = Secret(unlock(keys), keys.database_salt)
        except Refused:
            if number == len(copies):
                raise
        else:
            return Unlocked(secret, keys, repaired=path == place.keys_copy, by=by)
    raise AssertionError("read_copies returns at least one key file")
