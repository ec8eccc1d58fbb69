"""Forms that a policy names and does not print: listed, each with what to use instead."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from forms.template import readers as read
from models.policy.table import Table

_FILE = Path(__file__).parent.parent / "absent.toml"


@dataclass(frozen=True, slots=True)
class Absent:
    """A form of which a policy gives only the name: its ID, the name as printed, why we have none."""

    id: str
    name: str
    policy: str
    why: str
    source: str


@cache
def absent_forms() -> tuple[Absent, ...]:
    """Return every form that is named only and that no file of ours stands for."""
    rows = tomllib.loads(_FILE.read_text(encoding="utf-8"))["absent"]
    return tuple(_absent(Table(row)) for row in rows)


def _absent(table: Table) -> Absent:
    return Absent(
        table.need("id", read.rule_id, ""),
        table.need("name", read.said, ""),
        table.need("policy", read.key, ""),
        table.need("why", read.said, ""),
        table.need("source", read.said, ""),
    )
