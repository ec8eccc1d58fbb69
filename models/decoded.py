"""Text out of a file, whichever editor saved it."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
OLDER = "cp1252"
"""What Windows wrote before UTF-8, and some editors still do."""


def encoding_of(content: bytes) -> str:
    """Return how a text was saved: as its mark says, as UTF-16 or UTF-8 without one, or as Windows-1252."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    if content[:512].count(0) > len(content[:512]) // 4:
        return "utf-16-le" if content[1:2] == b"\x00" else "utf-16-be"
    try:
        content.decode()
    except UnicodeDecodeError:
        return OLDER
    return "utf-8"
