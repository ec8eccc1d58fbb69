"""How wide the columns of a table are: by their shares, and no narrower than the longest word in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_LETTER, _MARGINS = 125, 260
"""A letter of the size of a cell, and what is left free on both sides of one, in twentieths of a point."""
_STEP = 20
"""What the widest column gives at a time."""
_LONGEST = 16
"""Up to how many letters a word is kept whole; a longer one (a link, a row of letters) may be broken."""


def widths_of(shares: Sequence[int], texts: Iterable[Sequence[str]], width: int) -> list[int]:
    """Return the columns' widths; ``texts`` are rows of what stands in them.

    A column in which a word would be broken takes room from the widest that have some to spare. Where there is
    not room for all words the shares alone say.
    """
    plain = [width * share // sum(shares) for share in shares]
    rows = list(texts)
    least = [_least(row[n] for row in rows if n < len(row)) for n in range(len(shares))]
    if sum(least) > width:
        return _filled(plain, width)
    found = [max(one, need) for one, need in zip(plain, least, strict=True)]
    while sum(found) > width:
        free = [n for n, need in enumerate(least) if found[n] > need]
        at = max(free, key=lambda n: found[n])
        found[at] = max(least[at], found[at] - _STEP)
    return _filled(found, width)


def _least(texts: Iterable[str]) -> int:
    longest = max((len(word) for text in texts for word in text.split()), default=0)
    return min(longest, _LONGEST) * _LETTER + _MARGINS if longest else 0


def _filled(widths: list[int], width: int) -> list[int]:
    """Let the widest column have what rounding left over or took too much."""
    at = widths.index(max(widths))
    return [one + (width - sum(widths) if n == at else 0) for n, one in enumerate(widths)]
