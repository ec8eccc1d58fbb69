"""Seals: an Ed25519 key pair that belongs to one store, what it signs, and how that is checked anywhere."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

KEY_BYTES = 32
_PURPOSE = b"footprint seal 1\n"
_FINGERPRINT = 16
_LONE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class SealKey:
    """The half of a key pair that anyone may have: it checks seals and makes none."""

    public: bytes

    @property
    def id(self) -> str:
        """The first 16 digits of the SHA-256 of the key: what a document calls it."""
        return hashlib.sha256(self.public).hexdigest()[:_FINGERPRINT]

    @property
    def text(self) -> str:
        """The whole key as 64 digits, to be handed to others."""
        return self.public.hex()

    def made(self, content: bytes, signature: bytes) -> bool:
        """Say whether this key's owner sealed exactly this content."""
        from nacl.exceptions import CryptoError
        from nacl.signing import VerifyKey

        try:
            VerifyKey(self.public).verify(_PURPOSE + content, signature)
        except (CryptoError, ValueError):
            return False
        return True


@dataclass(frozen=True, slots=True)
class SealPair:
    """Both halves; ``secret`` never leaves the encrypted store and is never printed."""

    secret: bytes = field(repr=False)

    @property
    def key(self) -> SealKey:
        """The half that checks."""
        from nacl.signing import SigningKey

        return SealKey(bytes(SigningKey(self.secret).verify_key))

    def seal(self, content: bytes) -> bytes:
        """Return the seal of some content: 64 bytes."""
        from nacl.signing import SigningKey

        return bytes(SigningKey(self.secret).sign(_PURPOSE + content).signature)


def new_pair() -> SealPair:
    """Return a new random key pair."""
    from nacl.signing import SigningKey

    return SealPair(bytes(SigningKey.generate()))


def read_key(text: str) -> SealKey:
    """Read a key as others hand it over: 64 digits, spaces and line ends ignored. Raises ValueError otherwise."""
    plain = "".join(text.split()).removeprefix("ed25519:")
    try:
        public = bytes.fromhex(plain)
    except ValueError:
        public = b""
    if len(public) != KEY_BYTES:
        raise ValueError("a key is 64 digits of 0-9 and a-f, as “footprint key show” prints it")
    return SealKey(public)


def canonical(body: dict[str, Any]) -> bytes:
    """Return the one JSON text of a body: keys in order, no spaces, letters composed, no floats."""
    text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return _LONE.sub("\ufffd", unicodedata.normalize("NFC", text)).encode()


def digest(content: bytes) -> str:
    """Return the SHA-256 of some content, in digits."""
    return hashlib.sha256(content).hexdigest()


def as_text(content: bytes) -> str:
    """Return bytes as text for an XML part."""
    return base64.b64encode(content).decode()


def from_text(text: str) -> bytes:
    """Return the bytes of such a text. Raises ValueError if it is none."""
    return base64.b64decode("".join(text.split()), validate=True)
