"""A small pack of a made-up borough, whole or with one part changed, and what a check finds in it."""

from __future__ import annotations

from pathlib import Path

from models.policy import Problem
from models.policy.check import check_pack

HEAD = """\
name = "borough"
prefix = "BOR"
title = "Policy"
authority = "A borough"
source = "2026"
review = ""
effective_from = 2026-01-01
stages_note = "Borrowed."

[labels]
child = "child"

[clocks]
one_to_one = "personal"
sessions = ["personal"]

[board]
usual_days = [30]
usual_note = "Ours."
move_reason = "asked"
closing_gate = ""

[[stage]]
number = 1
name = "Work"
short = "Work"

[[service]]
code = "team"
label = "Team"

[[role]]
code = "worker"
label = "Worker"

[[situation]]
code = "cin"
label = "Child in need"
short = "CIN"

[[flag]]
code = "risk"
label = "Risk"

"""
RULE = """\
[[rule]]
id = "BOR-1"
kind = "interval"
subject = "practitioner"
clock = "personal"
what = "Supervision"
says = "Every four weeks."
heading = "Section 1"
force = "minimum"
counted_from = "the last session"
every = "4w"
"""


def problems(folder: Path, rule: str = RULE, head: str = HEAD) -> list[Problem]:
    """Check a small pack made of a head and rules."""
    path = folder / "borough.toml"
    path.write_text(head + rule, encoding="utf-8")
    return check_pack(path)


def changed(old: str, new: str) -> str:
    """Return the rule with one part changed."""
    assert old in RULE
    return RULE.replace(old, new)
