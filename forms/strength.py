"""How strong a passphrase is, in words. Shown while it is typed, a weak one asked about; nothing is forbidden."""

from __future__ import annotations

import math
import re

_COMMON = {
    "password",
    "passphrase",
    "letmein",
    "welcome",
    "footprint",
    "qwerty",
    "123456",
    "abc123",
    "supervision",
}


def bits(passphrase: str) -> float:
    """Return about how many bits a guesser would need: words count as words, repeats count once."""
    lowered = passphrase.casefold()
    for common in _COMMON:
        lowered = lowered.replace(common, "")
    words = re.findall(r"[^\W\d_]{3,}", lowered)
    rest = re.sub(r"[^\W\d_]{3,}", "", lowered)
    found = len(set(words)) * 11.0 + sum(max(0, len(word) - 6) * 1.5 for word in set(words))
    return found + len(set(rest.replace(" ", ""))) * 4.0


WEAK = 28
"""Below so many bits a passphrase is weak."""


def is_weak(passphrase: str) -> bool:
    """Say whether a passphrase is so weak that it is asked about once before it is taken."""
    return bits(passphrase) < WEAK


def strength(passphrase: str) -> str:
    """Say how strong a passphrase is, with what it would take to find it by guessing."""
    if not passphrase:
        return ""
    worth = bits(passphrase)
    # One guess costs about a third of a second here (Argon2id); a thousand machines guess together.
    years = 2 ** (worth - 1) * 0.3 / 1000 / (365.25 * 24 * 3600)
    for limit, words in (
        (WEAK, "weak: guessed in hours or days"),
        (40, "fair: a determined guesser finds it in time"),
        (52, "good"),
    ):
        if worth < limit:
            return words
    return f"strong: about 10^{int(math.log10(years))} years for a thousand machines"
