"""Case files: worked examples in TOML, each with the facts of one subject and what the policy makes of them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from models.errors import Refused
from models.facts import SUBJECTS

CASE_KINDS = ("due", "dues", "window", "count", "duration", "gate", "content", "retention", "none")


@dataclass(frozen=True, slots=True)
class Case:
    """One case as it stands in the file; ``wrong`` says why it can't be run, if it can't."""

    id: str
    policy: str
    kind: str
    rules: tuple[str, ...]
    given: Mapping[str, Any]
    expect: Mapping[str, Any]
    title: str = ""
    alternative: Mapping[str, Any] = field(default_factory=dict)
    work: Mapping[str, Any] = field(default_factory=dict)
    wrong: str = ""


def read_cases(path: Path) -> list[Case]:
    """Return the cases of a file, the malformed ones too. Raises Refused if it is no TOML with cases."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        raise Refused(f"The case file {path.name} can't be read as a text file.") from None
    except tomllib.TOMLDecodeError as wrong:
        raise Refused(f"The case file {path.name} can't be read: {wrong}.") from None
    rows = tables.get("case")
    if not isinstance(rows, list) or not rows:
        raise Refused(f"The case file {path.name} holds no [[case]].")
    return [_case(row, number) for number, row in enumerate(rows, start=1)]


def _case(row: object, number: int) -> Case:
    table: Mapping[str, Any] = row if isinstance(row, dict) else {}
    rules = table.get("rules", [])
    given, expect = table.get("given"), table.get("expect")
    return Case(
        id=str(table.get("id", f"case {number}")),
        policy=str(table.get("policy", "")),
        kind=str(table.get("kind", "")),
        rules=tuple(str(rule) for rule in rules) if isinstance(rules, list) else (),
        given=given if isinstance(given, dict) else {},
        expect=expect if isinstance(expect, dict) else {},
        title=str(table.get("title", "")),
        alternative=_table(table.get("alternative")),
        work=_table(table.get("work")),
        wrong=_wrong(table),
    )


def _table(found: object) -> Mapping[str, Any]:
    return found if isinstance(found, dict) else {}


def _wrong(table: Mapping[str, Any]) -> str:
    for key in ("id", "policy", "kind", "given", "expect"):
        if key not in table:
            return f"{key} is missing"
    if table["kind"] not in CASE_KINDS:
        return f"{table['kind']!r} is no kind of case; the kinds are {', '.join(CASE_KINDS)}"
    if not isinstance(table["given"], dict) or not isinstance(table["expect"], dict):
        return "given and expect are tables"
    if not table["given"].get("as_of"):
        return "given.as_of, the day to look from, is missing"
    subject = table["given"].get("subject")
    return "" if subject in SUBJECTS else f"given.subject {subject!r} is none of {', '.join(SUBJECTS)}"
