"""Writing small form files for tests: a head that is right, and sections to put under it."""

from __future__ import annotations

from pathlib import Path

HEAD = """\
code = "mine"
title = "Mine"
text = "ours"
face = "Ours."
use = "Trying things out"
about = "session"
who = "supervisor"
naming = "anonymous"
source = "Ours"
"""
SECTION = """\
[[section]]
key = "s"
name = "S"
"""
NOTE = """\
[[section.field]]
key = "note"
kind = "long"
label = "Note"
"""
CHOICE = """\
[[section.field]]
key = "point"
kind = "choice"
label = "Point"
options = [
  { code = "a", label = "A" },
  { code = "b", label = "B" },
]
"""


def form_text(*parts: str, head: str = HEAD) -> str:
    """Return a form: the head, a section, and its fields; a note where none are given."""
    return head + SECTION + "".join(parts or (NOTE,))


def write(folder: Path, text: str, code: str = "mine") -> Path:
    """Write a form, piece or lens file into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{code}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def line_of(text: str, words: str) -> int:
    """Return the number of the first line that begins with these words."""
    return next(number for number, line in enumerate(text.splitlines(), 1) if line.strip().startswith(words))
