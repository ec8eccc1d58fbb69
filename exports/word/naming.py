"""What a file is called: a pattern of the person's own, filled in a sandbox, and safe on every system."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from exports.word.paper import Paper
from forms.clauses import clause_faults, fill_clause
from forms.records.parties import said
from models.errors import Refused
from models.file_names import is_there, safe

PATTERN = "{{ day }} {{ form }} {{ subject }} {{ kind }}"
"""The pattern where the settings name none."""
NAMES = ("day", "form", "code", "subject", "record", "team", "authority", "state", "kind")
"""What a pattern may hold in double braces; ``kind`` is empty for a signed record, DRAFT, or whom it is for."""


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


def unused(path: Path, taken: set[str]) -> Path:
    """Return a path beside this one that nothing has: the same with a number, if need be."""
    found, number = path, 2
    while found.name.casefold() in taken or is_there(found):
        found = path.with_name(f"{path.stem} ({number}){path.suffix}")
        number += 1
    return found


def _told(paper: Paper, kind: str, recipient: str) -> Mapping[str, str]:
    whose = f"for the {said(recipient)}" if recipient else ""
    kinds = {
        "working": whose or "working copy",
        "draft": " ".join(part for part in ("DRAFT", whose) if part),
        "final": whose,
    }
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
