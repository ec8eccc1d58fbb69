"""Names of files that Windows, macOS and Linux all take.

What Windows does with others is worse than refusing them: “notes: P2.docx” becomes a hidden stream of a file
called “notes”, NUL.docx swallows what is written, and a dot at the end is dropped in silence.
"""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path

LONGEST = 120
"""How long a name may be without its suffix: a path on Windows ends at 260 characters."""

_HELD = '<>:"/\\\\|?*\x00-\x1f'
_UNSAFE = re.compile(f"[{_HELD}\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_TAKEN = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³]) *(\.|$)", re.IGNORECASE
)


def safe(text: str) -> str:
    """Return text as a name that Windows, macOS and Linux all take; empty if nothing of it is left."""
    plain = _UNSAFE.sub("-", unicodedata.normalize("NFC", text))
    plain = " ".join(plain.split())[:LONGEST].strip(" .-")
    return f"_{plain}" if _TAKEN.match(plain) else plain


def why_unfit(name: str) -> str:
    """Return why Windows would not keep a file under this name as it is typed, or nothing."""
    if _TAKEN.match(name):
        return f"no file can be called {name.partition('.')[0].strip()} on Windows"
    held = re.search(f"[{_HELD}]", name)
    if held:
        return f"the name of a file has no {held[0]} in it on Windows"
    if name.endswith((" ", ".")):
        return "the name of a file ends with no dot and no space on Windows"
    return ""


def typed_path(text: str | Path) -> Path:
    """Return the path that a person typed, with ``~`` as their home; one of nobody's (``~who``) stays as it is."""
    return Path(os.path.expanduser(text))  # noqa: PTH111 - pathlib raises where nobody is called so


def is_there(path: Path) -> bool:
    """Say whether there is a file or a folder of that name; a name that no system takes is none."""
    return os.path.exists(path)  # noqa: PTH110 - pathlib raises where a name is too long


def is_folder(path: Path) -> bool:
    """Say whether there is a folder of that name; a name that no system takes is none."""
    return os.path.isdir(path)  # noqa: PTH112 - pathlib raises where a name is too long
