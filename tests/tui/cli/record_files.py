"""``footprint record`` over the small team's store: a case record in a file, and what the command prints."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.store.place import Place
from tui.main import main

CASE = """
supervisee = "Priya Shah"
session_date = 2026-11-20
service = "childrens_social_work"

[[parts]]
child = "40217 TB"
experience = "Tom drew his house. Priya Shah was there."
to_child = "We will visit you on Tuesday."
actions = [{ what = "Ring the school", who = "Priya Shah", by_when = 2026-11-24 }]

[[parts]]
child = "39980 KM"
experience = "Kit is settled."
to_child = "You told us that you like it."
"""


def said(capsys: pytest.CaptureFixture[str], place: Place, *arguments: str) -> tuple[int, str, str]:
    """Run ``footprint record`` over a store; return its code, what it printed and its complaints."""
    capsys.readouterr()
    code = main(["record", *arguments, "--store", str(place.folder), "--today", "2026-11-21"])
    found = capsys.readouterr()
    return code, found.out, found.err


def file(tmp_path: Path, text: str, name: str = "answers.toml") -> str:
    """Write a file of answers."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return str(path)
