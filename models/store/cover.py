"""The organisation's key: a further slot of a store, so that it can be opened while its owner can't open it.

The public half lies in a file that is named in the settings; whoever has it can seal a store's data key for the
organisation and open nothing. The secret half lies with the organisation, in a file under a passphrase of its
own. A slot is a sealed box (X25519, XSalsa20-Poly1305) that says which store it is of.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass, replace

from models.errors import Refused
from models.store import keys as slots
from models.store.keys import KEY_BYTES, SALT_BYTES, Cost, KeyFile, Slot, bound_to, stretch
from models.words import clean_line

KIND = "cover"
_PUBLIC, _SECRET = "footprint cover key, public half", "footprint cover key, secret half"
_LONGEST = 20_000
_DAMAGED = "The public half of the cover key is damaged: ask for the file again."


@dataclass(frozen=True, slots=True)
class CoverKey:
    """The public half: whose it is, and the key itself."""

    name: str
    public: bytes

    @property
    def id(self) -> str:
        """What it is called in the trail and on a screen: eight digits of its hash."""
        return hashlib.sha256(self.public).hexdigest()[:8]

    def to_text(self) -> str:
        """Return the text of the public file."""
        return f"{_PUBLIC}\nname: {self.name}\nid: {self.id}\nx25519: {_text(self.public)}\n"


@dataclass(frozen=True, slots=True)
class OpenCover:
    """The secret half, opened with its passphrase."""

    key: CoverKey
    secret: bytes

    def __repr__(self) -> str:
        return "<OpenCover>"


def make_pair(name: str, passphrase: str, cost: Cost | None = None) -> tuple[str, str]:
    """Return the texts of a new pair of files: the public one, and the secret one under a passphrase."""
    from nacl.public import PrivateKey
    from nacl.secret import Aead

    called, cost = clean_line(name), cost or slots.USUAL
    if not called:
        raise Refused("Say whose key it is: the team, the service, the council.")
    if not passphrase:
        raise Refused("An empty passphrase protects nothing. No key was made.")
    pair, salt = PrivateKey.generate(), secrets.token_bytes(SALT_BYTES)
    key = CoverKey(called, bytes(pair.public_key))
    wrapped = bytes(Aead(stretch(passphrase, salt, cost)).encrypt(bytes(pair), key.to_text().encode()))
    body = {
        _SECRET: 1,
        "name": called,
        "public": _text(key.public),
        "salt": _text(salt),
        "passes": cost.passes,
        "memory": cost.memory,
        "wrapped": _text(wrapped),
    }
    return key.to_text(), json.dumps(body, indent=1) + "\n"


def read_public(text: str) -> CoverKey:
    """Read the public half; raise Refused for anything else."""
    if _SECRET in text[:_LONGEST]:
        raise Refused(
            "That is the secret half, not the public half. It stays with whoever keeps it; name the file that ends "
            "in .pub."
        )
    lines = (line.partition(":") for line in text[:_LONGEST].splitlines())
    told = {name.strip(): value.strip() for name, _, value in lines}
    if "x25519" not in told and _PUBLIC not in told:
        raise Refused(
            "That is not the public half of a cover key. Name the file ending in .pub that “footprint key pair” wrote."
        )
    try:
        key = CoverKey(clean_line(told["name"]), base64.b64decode(told["x25519"], validate=True))
    except (KeyError, ValueError):
        raise Refused(_DAMAGED) from None
    if len(key.public) != KEY_BYTES or told.get("id") != key.id:
        raise Refused(_DAMAGED)
    return key


def open_secret(text: str, passphrase: str) -> OpenCover:
    """Open the secret half; raise Refused where it is damaged or the passphrase is wrong."""
    from nacl.exceptions import CryptoError
    from nacl.public import PrivateKey
    from nacl.secret import Aead

    try:
        body = json.loads(text[:_LONGEST])
        if body[_SECRET] != 1:
            raise ValueError("another format")
        key = CoverKey(str(body["name"]), _bytes(body["public"]))
        cost = Cost(int(body["passes"]), int(body["memory"]))
        salt, wrapped = _bytes(body["salt"]), _bytes(body["wrapped"])
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Refused(
            "That is not the secret half of a cover key. It is the file ending in .key that “footprint key pair” wrote."
        ) from None
    if not (1 <= cost.passes <= 100 and 8 <= cost.memory <= 4096):
        raise Refused("The secret half of the cover key is damaged.")
    try:
        secret = bytes(Aead(stretch(passphrase, salt, cost)).decrypt(wrapped, key.to_text().encode()))
    except (CryptoError, ValueError):
        raise Refused("That passphrase does not open the cover key.") from None
    except MemoryError:
        raise Refused("There is not enough free memory. Close other programs.") from None
    if bytes(PrivateKey(secret).public_key) != key.public:
        raise Refused("The secret half of the cover key is damaged.")
    return OpenCover(key, secret)


def with_cover(keys: KeyFile, data_key: bytes, cover: CoverKey) -> KeyFile:
    """Return the key file with a slot that only the organisation's secret half opens."""
    from nacl.exceptions import CryptoError
    from nacl.public import PublicKey, SealedBox

    blank = Slot(KIND, cover.public, b"")
    try:
        box = SealedBox(PublicKey(cover.public))
        wrapped = bytes(box.encrypt(data_key + _mark(keys, blank)))
    except (CryptoError, ValueError, RuntimeError):
        raise Refused("Nothing can be sealed with that cover key: ask for the file again.") from None
    return replace(without_cover(keys), slots=_sorted(keys, replace(blank, wrapped=wrapped)))


def without_cover(keys: KeyFile) -> KeyFile:
    """Return the key file without the organisation's slot."""
    return replace(keys, slots=tuple(slot for slot in keys.slots if slot.kind != KIND))


def covered_by(keys: KeyFile) -> str:
    """Return the id of the key that can open the store beside its owner's; empty where there is none."""
    return next((hashlib.sha256(slot.salt).hexdigest()[:8] for slot in keys.slots if slot.kind == KIND), "")


def unlock_with_cover(keys: KeyFile, opened: OpenCover) -> bytes:
    """Return the data key; raise Refused where the store has no slot of this key."""
    from nacl.exceptions import CryptoError
    from nacl.public import PrivateKey, SealedBox

    for slot in keys.slots:
        if slot.kind == KIND and slot.salt == opened.key.public:
            try:
                found = bytes(SealedBox(PrivateKey(opened.secret)).decrypt(slot.wrapped))
            except (CryptoError, ValueError):
                continue
            if found[KEY_BYTES:] == _mark(keys, slot):
                return found[:KEY_BYTES]
    if not covered_by(keys):
        raise Refused("This store has no slot for an organisation's key: its owner never named one.")
    raise Refused("That cover key does not open this store: it was sealed for another.")


def _mark(keys: KeyFile, slot: Slot) -> bytes:
    """Return what a sealed box vouches for beside the key: its store and its own parameters."""
    return hashlib.sha256(bound_to(keys, slot)).digest()


def _sorted(keys: KeyFile, slot: Slot) -> tuple[Slot, ...]:
    others = (one for one in keys.slots if one.kind != KIND)
    return tuple(sorted((*others, slot), key=lambda one: one.kind))


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _bytes(value: object) -> bytes:
    return base64.b64decode(str(value), validate=True)
