"""The text of a prep sheet that came back, whichever editor saved it, and which session it says it is for."""

from __future__ import annotations

import re
from pathlib import Path

from exports.prep.text import Code
from models.decoded import OLDER, encoding_of
from models.errors import Refused
from models.words import clean_text

_MOST = 2_000_000
"""How many bytes a sheet has at most, ours: a thousand pages."""
_OLDER = "It was saved as Windows-1252: look at letters with accents."
_CODE = re.compile(
    r"^[\s>*_#=-]*sheet\W{1,4}(\d{1,9})\s?[-–—]\s?([a-z0-9]{4})\b", re.IGNORECASE | re.MULTILINE
)
_QUOTED = re.compile(r"^(?:> ?)+", re.MULTILINE)


def read_text_file(path: Path) -> tuple[str, tuple[str, ...]]:
    """Return the words in a file with plain line ends, and remarks on it; raise Refused for what is no text."""
    try:
        size, content = path.stat().st_size, path.read_bytes()[: _MOST + 1]
    except OSError as error:
        raise Refused(f"{path} cannot be read ({error.strerror or type(error).__name__}).") from None
    if size > _MOST:
        raise Refused(f"{path.name} is too large to be a prep sheet: {size // 1_000_000} MB.")
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"%PDF")):
        raise Refused(
            f"{path.name} is no plain text, whatever its name says. A Word document needs a name that ends in .docx; "
            "from another program save it as plain text."
        )
    text, notes = _decoded(path, content)
    text = clean_text(text)
    if re.search(r"^(?:> ?)+\s*==", text, re.MULTILINE):
        text = _QUOTED.sub("", text)
    return text, notes


def code_in(text: str, name: str) -> Code | None:
    """Return the session a sheet says it is for; None where that line is gone; Refused where it says several."""
    found = {Code(int(number), letters.upper()) for number, letters in _CODE.findall(text)}
    if len(found) > 1:
        raise Refused(f"{name} holds more than one sheet. Save each in a file of its own.")
    return next(iter(found), None)


def _decoded(path: Path, content: bytes) -> tuple[str, tuple[str, ...]]:
    encoding = encoding_of(content)
    try:
        return content.decode(encoding), (_OLDER,) if encoding == OLDER else ()
    except UnicodeDecodeError:
        raise Refused(f"{path.name} is not text that can be read. Save it as plain text (UTF-8).") from None
