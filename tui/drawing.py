"""Drawing text that people typed: exactly so many cells wide, and never able to move the terminal's cursor."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from rich.cells import cell_len, set_cell_size

# Marks that turn a line around would draw over what stands beside them.
_TURNING = set("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c")
_MARKS = 16
"""How many letters at the most are thought to share a cell: one, and marks above and below it."""


def plain(text: str) -> str:
    """Return text as one drawable line: no control characters, no line breaks, no direction marks."""
    if text.isprintable():
        return text
    return "".join(_drawable(letter) for letter in text)


def drawn_alike(text: str) -> str:
    """Return text letter for letter as it can be drawn, for an editor that counts its letters."""
    if text.isprintable():
        return text
    return "".join("\u200b" if letter in _TURNING else _drawable(letter) or "\u200b" for letter in text)


def fit(text: str, width: int) -> str:
    """Return text in exactly ``width`` cells: padded, or cut with an ellipsis."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(set_cell_size(text, width - 1).rstrip() + "…", width)


def both_ends(text: str, width: int) -> str:
    """Return text in at most ``width`` cells: what is in the middle gives way to what it begins and ends with."""
    if cell_len(text) <= width:
        return text
    if width < 12:
        return fit(text, width)
    end = ""
    for letter in reversed(text.rstrip()):
        if cell_len(end) + cell_len(letter) > width // 2 - 1:
            break
        end = letter + end
    whole = end.partition(" ")[2] if " " in end[: len(end) // 2] else end
    return f"{set_cell_size(text, width - cell_len(whole) - 2).rstrip()}… {whole.lstrip()}"


def spread(left: str, right: str, width: int) -> str:
    """Return ``left`` and ``right`` at the two ends of ``width`` cells; the left one gives way."""
    room = width - cell_len(right) - 1
    if not right or room < 3:
        return fit(left, width)
    return f"{fit(left, room)} {right}"


def wrap(text: str, width: int) -> list[str]:
    """Return text in lines of at most ``width`` cells, broken between words, after a ``/``, or anywhere."""
    if cell_len(text) <= width:
        return [text]
    lines: list[str] = []
    line = ""
    for word in _pieces(text, width):
        candidate = f"{line}{word}"
        if cell_len(candidate.rstrip()) <= width or not line:
            line = candidate
        else:
            lines.append(line.rstrip())
            line = word
    return [*lines, line.rstrip()]


def _pieces(text: str, width: int) -> Iterator[str]:
    """Yield words with the space behind them; a word that is too wide for a line, in parts."""
    for word in text.split():
        spaced = f"{word} "
        if cell_len(word) <= width:
            yield spaced
            continue
        for part in re.split(r"(?<=/)", spaced):
            yield from _cut(part, width)


def _cut(part: str, width: int) -> Iterator[str]:
    """Yield a word in parts of at most ``width`` cells: for each of them only so many letters are looked at."""
    at, most = 0, width * _MARKS
    while at < len(part):
        ahead = part[at : at + most]
        fits = cell_len(ahead.rstrip()) <= width
        cut = len(ahead) if fits else max(1, len(set_cell_size(ahead, width).rstrip()))
        yield ahead[:cut]
        at += cut


def _drawable(letter: str) -> str:
    if letter in "\n\t\r":
        return " "
    if letter in _TURNING or unicodedata.category(letter) in ("Cc", "Cs", "Cn", "Co"):
        return "·" if unicodedata.category(letter) != "Cf" else ""
    return letter
