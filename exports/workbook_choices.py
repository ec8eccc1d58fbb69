"""What a column of the workbook offers in its drop-down, and what the note on its heading says."""

from __future__ import annotations

from models.intake.table.codes import (
    CHILD_KINDS,
    DISCUSSION_KINDS,
    OCCASIONS,
    RISK_LEVELS,
    SESSION_KINDS,
    PackWords,
)
from models.intake.table.layout import Column
from models.policy.load import PACK_NAMES
from models.policy.parts import Coded

_OWN: dict[str, tuple[Coded, ...]] = {
    "session": SESSION_KINDS,
    "occasion": OCCASIONS,
    "risk": RISK_LEVELS,
    "child_kind": CHILD_KINDS,
    "discussion": DISCUSSION_KINDS,
}


def choices_of(column: Column, pack: PackWords) -> tuple[str, ...]:
    """Return what the drop-down of a column offers; nothing for a column without one."""
    if column.name == "policy":
        return PACK_NAMES
    if column.kind == "yes_no":
        return ("yes", "no")
    if column.kind == "stage":
        return tuple(str(stage.number) for stage in pack.stages)
    of_pack = {"service": pack.services, "role": pack.roles, "situation": (*pack.situations, *pack.flags)}
    return tuple(each.label for each in of_pack.get(column.kind, _OWN.get(column.kind, ())))


def note_of(column: Column, pack: PackWords) -> str:
    """Return the note on a column's heading: what it holds, whether it has to, and the policy's words for it."""
    parts = [column.note]
    if column.filled:
        parts.append("Has to be filled in.")
    if column.kind in ("day", "past_day"):
        parts.append("A date: 21/11/2026 or 2026-11-21.")
    if column.kind == "stage":
        parts += [f"{stage.number} {stage.name}" for stage in pack.stages]
    return "\n".join(part for part in parts if part)
