"""Words on a prep sheet that came back as text: ruled lines taken away, wrapped lines joined, a line for each item."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.changes.preparing import PreparedItem

_LONG = 50
"""From so many characters a line that goes on in the middle of a sentence was broken by an editor, not a person."""
_RULED = re.compile(r"(?m)^[\s._…=-]*[._…=-][\s._…=-]*$")
_BULLET = re.compile(r"^\s*(?:[-*•·–—]|\d{1,2}[.)])(?:\s+|$)")
_MINUTES = re.compile(
    r"(?i)(?:[\s,]*[(\[]\s*(?:about\s+)?(\d{1,3})\s*(?:min|mins|minutes)\.?\s*[)\]]"
    r"|\s*,\s*(?:about\s+)?(\d{1,3})\s*(?:min|mins|minutes))\.?\s*$"
)
_MOST = 240


def pattern_of(words: str, *, whole: bool = False) -> re.Pattern[str]:
    """Return what finds printed words however lines were broken since; ``whole``: with nothing else on their lines."""
    said = r"\s+".join(re.escape(word).replace("'", "['’‘]") for word in words.split())
    end = r"[^\S\n]*$" if whole else ""
    return re.compile(rf"(?m)^[^\S\n]*{said}{end}")


def without_ruled_lines(text: str) -> str:
    """Return text without lines of dots or dashes, and without blank lines around it."""
    return _RULED.sub("", text).strip("\n").rstrip()


def flowing(text: str) -> str:
    """Return text with the lines joined that an editor broke: a long one that goes on with a small letter.

    Every other line break is a person's own and stays; of several blank lines one does.
    """
    found: list[str] = []
    last = ""
    for line in text.split("\n"):
        said = line.strip()
        if found and said and _goes_on(last, said):
            found[-1] = f"{found[-1]} {said}"
        elif said or last:
            found.append(said)
        last = said
    return "\n".join(found).strip()


def items_in(text: str) -> list[PreparedItem]:
    """Return the items of a list, one a line; an indented or broken line goes on with the one above."""
    return [_item(line) for line in _items(text)]


def _items(text: str) -> Iterator[str]:
    now, last = "", ""
    for line in text.split("\n"):
        bullet = _BULLET.match(line)
        said = (line[bullet.end() :] if bullet else line).strip()
        goes_on = bool(now and said and last and not bullet and (line[:1].isspace() or len(last) >= _LONG))
        if not goes_on and now and (said or bullet):
            yield now
            now = ""
        if said:
            now = f"{now} {said}".strip()
        last = line.strip()
    if now:
        yield now


def _goes_on(last: str, said: str) -> bool:
    return len(last) >= _LONG and said[0].islower() and last[-1] not in ".!?:"


def _item(line: str) -> PreparedItem:
    found = _MINUTES.search(line)
    words = line[: found.start()].strip() if found else ""
    if found is None or not words:
        return PreparedItem(line)
    return PreparedItem(words, min(int(found[1] or found[2]), _MOST))
