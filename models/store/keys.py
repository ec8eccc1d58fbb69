"""Key slots: one random data key, wrapped by the passphrase and by the recovery key.

The passphrase never meets the database. Because a slot authenticates what it wraps, a wrong
passphrase is known before the database is touched, and an unreadable database then means damage.
Changing the passphrase rewrites one slot and re-encrypts nothing.
"""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from models.errors import Refused
from models.store import recovery

KEY_BYTES = 32
SALT_BYTES = 16
FORMAT = 1
_MEBIBYTE = 1024 * 1024


class NewerKeys(Refused):
    """The key file was written by a newer Footprint."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at a passphrase costs: Argon2id passes and memory in MiB."""

    passes: int = 3
    memory: int = 256


USUAL = Cost()
"""What a guess costs where nothing else is asked for."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One wrapping of the data key. ``kind`` is passphrase, recovery or open (a demo's, no secret at all)."""

    kind: str
    salt: bytes
    wrapped: bytes
    cost: Cost = field(default_factory=Cost)


@dataclass(frozen=True, slots=True)
class KeyFile:
    """Everything in the key file: which store it opens, the database's salt, and the slots."""

    uuid: str
    database_salt: bytes
    slots: tuple[Slot, ...]

    @property
    def is_open(self) -> bool:
        """Say whether no passphrase is needed: a demo's store, whose data are made up."""
        return any(slot.kind == "open" for slot in self.slots)

    def to_text(self) -> str:
        """Return the file's text."""
        slots = [
            {
                "kind": slot.kind,
                "salt": _text(slot.salt),
                "passes": slot.cost.passes,
                "memory": slot.cost.memory,
                "wrapped": _text(slot.wrapped),
            }
            for slot in self.slots
        ]
        body = {"footprint": FORMAT, "uuid": self.uuid, "salt": _text(self.database_salt), "slots": slots}
        return json.dumps(body, indent=1) + "\n"


def read_key_file(text: str) -> KeyFile:
    """Read a key file's text; raise Refused if it is damaged, `NewerKeys` if it is of a newer version."""
    try:
        body = json.loads(text)
        if body["footprint"] > FORMAT:
            raise NewerKeys(
                "The key file is of a newer Footprint than this one. Update Footprint, then open it again."
            )
        if body["footprint"] < 1:
            raise ValueError("no such format")
        slots = tuple(_slot(entry) for entry in body["slots"])
        return KeyFile(str(body["uuid"]), _bytes(body["salt"]), slots)
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Refused("The key file is damaged: it cannot be read as key slots.") from None


def _slot(entry: dict[str, Any]) -> Slot:
    cost = Cost(int(entry["passes"]), int(entry["memory"]))
    if not (1 <= cost.passes <= 100 and 8 <= cost.memory <= 4096):
        raise ValueError("cost out of range")
    return Slot(str(entry["kind"]), _bytes(entry["salt"]), _bytes(entry["wrapped"]), cost)


def new_data_key() -> bytes:
    """Return a random 256-bit data key."""
    return secrets.token_bytes(KEY_BYTES)


def new_key_file(uuid: str) -> KeyFile:
    """Return a key file without slots for a new store."""
    return KeyFile(uuid, secrets.token_bytes(SALT_BYTES), ())


def with_passphrase(keys: KeyFile, data_key: bytes, passphrase: str, cost: Cost | None = None) -> KeyFile:
    """Return the key file with its passphrase slot wrapping ``data_key`` under ``passphrase``.

    Where the machine cannot give the memory asked for, half is taken, down to 64 MiB.
    """
    salt, cost = secrets.token_bytes(SALT_BYTES), cost or USUAL
    while True:
        try:
            wrapping = stretch(passphrase, salt, cost)
            break
        except MemoryError:
            if cost.memory <= 64:
                raise Refused(
                    "There is not enough free memory to protect the store. Close other programs."
                ) from None
            cost = replace(cost, memory=cost.memory // 2)
    return _with_slot(keys, "passphrase", salt, cost, wrapping, data_key)


def with_recovery(keys: KeyFile, data_key: bytes) -> tuple[KeyFile, str]:
    """Return the key file with a new recovery slot, and the recovery key to be shown once."""
    secret, salt = secrets.token_bytes(recovery.SECRET_BYTES), secrets.token_bytes(SALT_BYTES)
    made = _with_slot(keys, "recovery", salt, Cost(), _spread(secret, salt), data_key)
    return made, recovery.to_text(secret)


def with_slots_of(keys: KeyFile, others: KeyFile, *, but: str) -> KeyFile:
    """Return the key file with the slots of another file of its store, ``but`` with its own of that kind."""
    own = tuple(slot for slot in keys.slots if slot.kind == but)
    return replace(keys, slots=_sorted((*own, *(slot for slot in others.slots if slot.kind != but))))


def with_open_door(keys: KeyFile, data_key: bytes) -> KeyFile:
    """Return the key file of a demo: its key lies beside it, because its data are made up."""
    salt = secrets.token_bytes(SALT_BYTES)
    return _with_slot(keys, "open", salt, Cost(), _spread(b"made up", salt), data_key)


def unlock(keys: KeyFile, passphrase: str) -> bytes:
    """Return the data key; raise Refused if the passphrase is wrong."""
    return _unwrap(keys, "passphrase", lambda slot: stretch(passphrase, slot.salt, slot.cost), "passphrase")


def unlock_with_recovery(keys: KeyFile, typed: str) -> bytes:
    """Return the data key for a typed recovery key; raise Refused if it is mistyped or another store's."""
    try:
        secret = recovery.from_text(typed)
    except ValueError as mistake:
        raise Refused(f"That is not a recovery key: {mistake}.") from None
    return _unwrap(keys, "recovery", lambda slot: _spread(secret, slot.salt), "recovery key")


def unlock_open(keys: KeyFile) -> bytes:
    """Return the data key of a demo's store; raise Refused for any other."""
    return _unwrap(keys, "open", lambda slot: _spread(b"made up", slot.salt), "key")


def _unwrap(keys: KeyFile, kind: str, wrapping: Callable[[Slot], bytes], name: str) -> bytes:
    from nacl.exceptions import CryptoError
    from nacl.secret import Aead

    for slot in keys.slots:
        if slot.kind == kind:
            try:
                return bytes(Aead(wrapping(slot)).decrypt(slot.wrapped, bound_to(keys, slot)))
            except (CryptoError, ValueError):
                continue
            except MemoryError:
                raise Refused(
                    "There is not enough free memory to open the store. Close other programs."
                ) from None
    if not any(slot.kind == kind for slot in keys.slots):
        raise Refused(f"This store has no {name}.")
    raise Refused(f"That {name} does not open this store.")


def _with_slot(
    keys: KeyFile, kind: str, salt: bytes, cost: Cost, wrapping: bytes, data_key: bytes
) -> KeyFile:
    from nacl.secret import Aead

    blank = Slot(kind, salt, b"", cost)
    wrapped = bytes(Aead(wrapping).encrypt(data_key, bound_to(keys, blank)))
    others = tuple(slot for slot in keys.slots if slot.kind != kind)
    return replace(keys, slots=_sorted((*others, replace(blank, wrapped=wrapped))))


def _sorted(slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
    return tuple(sorted(slots, key=lambda slot: slot.kind))


def bound_to(keys: KeyFile, slot: Slot) -> bytes:
    """Return what a slot vouches for beside the key: its store and its own parameters."""
    return json.dumps(
        [
            FORMAT,
            keys.uuid,
            _text(keys.database_salt),
            slot.kind,
            _text(slot.salt),
            slot.cost.passes,
            slot.cost.memory,
        ]
    ).encode()


def stretch(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """Return the wrapping key of a passphrase: Argon2id, with the interpreter free meanwhile."""
    import unicodedata

    from nacl.exceptions import RuntimeError as SodiumError
    from nacl.pwhash import argon2id

    typed = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    try:
        return bytes(
            argon2id.kdf(KEY_BYTES, typed, salt, opslimit=cost.passes, memlimit=cost.memory * _MEBIBYTE)
        )
    except SodiumError:
        raise MemoryError from None


def _spread(secret: bytes, salt: bytes) -> bytes:
    """Return the wrapping key of a secret that is random already."""
    from nacl.encoding import RawEncoder
    from nacl.hash import blake2b

    return bytes(
        blake2b(secret, digest_size=KEY_BYTES, salt=salt, person=b"footprint slot", encoder=RawEncoder)
    )


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _bytes(value: str) -> bytes:
    return base64.b64decode(value, validate=True)
