"""The recovery key as a person keeps it: nine groups of four letters and digits, typed back without fear.

Crockford's alphabet has no I, L, O or U; what people type for them is understood. The last group is
the number's rest by a prime, so that one wrong character, or two neighbours swapped, is always noticed.
"""

from __future__ import annotations

import re

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans("OILU", "011V")
SECRET_BYTES = 20
_LETTERS = 32
_CHECK_LETTERS = 4
_PRIME = 1048573  # the largest that four letters hold: no single slip is a multiple of it


def to_text(secret: bytes) -> str:
    """Return 160 secret bits as nine groups of four, the last one a check."""
    number = int.from_bytes(secret, "big")
    letters = _encode(number, _LETTERS) + _encode(number % _PRIME, _CHECK_LETTERS)
    return "-".join(letters[n : n + 4] for n in range(0, len(letters), 4))


def from_text(typed: str) -> bytes:
    """Return the secret bits of a typed recovery key; raise ValueError with a sentence if it is mistyped."""
    letters = re.sub(r"[\W_]+", "", typed.upper()).translate(_READ_AS)
    if any(letter not in _ALPHABET for letter in letters):
        raise ValueError("a recovery key has only plain letters and digits")
    if len(letters) != _LETTERS + _CHECK_LETTERS:
        raise ValueError(
            f"a recovery key has nine groups of four; this has {len(letters)} characters, not 36"
        )
    number = _decode(letters[:_LETTERS])
    if number % _PRIME != _decode(letters[_LETTERS:]):
        raise ValueError("one of the groups is mistyped: compare each with what you wrote down")
    return number.to_bytes(SECRET_BYTES, "big")


def _encode(number: int, length: int) -> str:
    letters = []
    for _ in range(length):
        number, digit = divmod(number, 32)
        letters.append(_ALPHABET[digit])
    return "".join(reversed(letters))


def _decode(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 32 + _ALPHABET.index(letter)
    return number
