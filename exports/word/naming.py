"""What a file is called: a pattern of the person's own, filled in a sandbox, and safe on every system."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from exports.word.paper import Paper
from forms.clauses import clause_faults, fill_clause
from forms.records.parties import said
from models.errors import Refused

PATTERN = "{{ day }} {{ form }} {{ subject }} {{ kind }}"
"""The pattern where the settings name none."""
NAMES = ("day", "form", "code", "subject", "record", "team", "authority", "state", "kind")
"""What a pattern may hold in double braces; ``kind`` is empty for a signed record, DRAFT, or whom it is for."""
LONGEST = 120
"""How long a name may be without its suffix: a path on Windows ends at 260 characters."""

_UNSAFE = re.compile('[<>:"/\\\\|?*\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]+')
_TAKEN = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.IGNORECASE)


def check_pattern(pattern: str) -> str:
    """Return a pattern; raise Refused, naming the setting, if it can't be filled."""
    for fault in clause_faults(pattern, set(NAMES)):
        raise Refused(f"The setting file_name can't be used: {fault}.")
    return pattern


def file_name(paper: Paper, kind: str, recipient: str = "", pattern: str = "") -> str:
    """Return what the file of a record is called, with its suffix."""
    told = fill_clause(
        check_pattern(pattern or PATTERN), _told(paper, kind, recipient), dict.fromkeys(NAMES, "")
    )
    return f"{safe(told) or safe(paper.reference) or 'Record'}.docx"


def safe(text: str) -> str:
    """Return text as a name that Windows, macOS and Linux all take; empty if nothing of it is left."""
    plain = _UNSAFE.sub("-", unicodedata.normalize("NFC", text))
    plain = " ".join(plain.split())[:LONGEST].strip(" .-")
    return f"_{plain}" if _TAKEN.match(plain) else plain


def unused(path: Path, taken: set[str]) -> Path:
    """Return a path beside this one that nothing has: the same with a number, if need be."""
    found, number = path, 2
    while found.name.casefold() in taken or found.exists():
        found = path.with_name(f"{path.stem} ({number}){path.suffix}")
        number += 1
    return found


def _told(paper: Paper, kind: str, recipient: str) -> Mapping[str, str]:
    kinds = {"working": f"for the {said(recipient)}" if recipient else "working copy", "draft": "DRAFT"}
    return {
        "day": paper.day.isoformat() if paper.day else "",
        "form": paper.form.title,
        "code": paper.form.code,
        "subject": paper.subject,
        "record": str(paper.number or ""),
        "team": paper.team,
        "authority": paper.authority,
        "state": "signed" if paper.signed else "unsigned",
        "kind": kinds.get(kind, ""),
    }
