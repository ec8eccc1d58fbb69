"""A look at XML on its way through the gate: no document types, no entities, no odd encodings."""

from __future__ import annotations

import re

from models.errors import Refused

_TAIL = 1 << 12
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._\-]+)[\"']")
_FORBIDDEN = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
# Encodings in which the bytes of "<!DOCTYPE" look like "<!DOCTYPE": only in those can it be looked for.
_PLAIN = {b"utf-8", b"utf8", b"us-ascii", b"ascii", b"iso-8859-1", b"iso-8859-15", b"windows-1252"}


class XmlLook:
    """Sees one XML part piece by piece. ``window`` is the present piece with a tail of the one before."""

    def __init__(self, file: str) -> None:
        """``file`` is what a refusal calls the file."""
        self.window = b""
        self._file = file
        self._first = True

    def see(self, piece: bytes) -> None:
        """Look at the next piece; raise Refused for a document type, an entity or an unreadable encoding."""
        self.window = self.window[-_TAIL:] + piece
        if self._first:
            self._look_at_start(piece)
            self._first = False
        if _FORBIDDEN.search(self.window):
            raise Refused(
                f"{self._file} holds XML with declarations of its own (a document type), which no office "
                "program writes and which can be harmful. It was not opened."
            )

    def _look_at_start(self, piece: bytes) -> None:
        start = piece.removeprefix(b"\xef\xbb\xbf").lstrip()[:400]
        declared = _DECLARED.match(start)
        if b"\x00" in start[:8] or not start.startswith(b"<"):
            self._refuse_encoding()
        if declared and declared[1].lower() not in _PLAIN:
            self._refuse_encoding()

    def _refuse_encoding(self) -> None:
        raise Refused(
            f"{self._file} holds a part in an encoding that office programs do not write. "
            "It was not opened. Open it in Excel, save it as .xlsx and import that."
        )
