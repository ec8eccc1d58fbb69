"""The text of a form, piece or lens file, taken in with care: it may have come from anywhere."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from models.policy.parts import Problem
from models.policy.source import line_of

MAX_BYTES = 256 * 1024
"""How large a form file may be; the largest of ours is a twentieth of it."""


@dataclass(frozen=True)
class FormFile:
    """A file that was read: its text as TOML tables, or the problem that kept it from being read."""

    path: Path
    text: str
    tables: dict[str, object]
    problem: Problem | None = None

    @cached_property
    def fingerprint(self) -> str:
        """The first 16 digits of the SHA-256 of the text: which edition of the form this is."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:16]


def read_file(path: Path) -> FormFile:
    """Read a file; what keeps it from being read stands in ``problem``, nothing is raised."""
    try:
        if path.stat().st_size > MAX_BYTES:
            return _unread(path, f"the file is larger than {MAX_BYTES // 1024} KB; a form is a few pages")
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return _unread(path, "the file can't be read as a text file")
    try:
        return FormFile(path, text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as wrong:
        return _unread(path, f"this is no TOML: {wrong}", text, line_of(wrong))
    except (ValueError, RecursionError):
        return _unread(path, "this is no form: a number or a list in it is beyond all measure", text)


def _unread(path: Path, words: str, text: str = "", line: int = 0) -> FormFile:
    return FormFile(path, text, {}, Problem(line, path.name, words))
