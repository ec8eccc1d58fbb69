"""Which kind of observation would settle a due line."""

from __future__ import annotations

from models.policy.pack import Pack
from models.reading.due.kinds import OBSERVATION
from models.reading.due.lines import DueLine
from models.reading.observing import OF_PRACTICE


def kind_of_line(line: DueLine, pack: Pack) -> str:
    """Return the kind of observation that would settle a due line; nothing where none would.

    What is due of one that took place, its papers and feedback, no other observation settles.
    """
    if line.about.entity == "observation":
        return ""
    if line.kind == OBSERVATION:
        return OF_PRACTICE
    return next(
        (one.code for one in pack.event_kinds if one.arranged and line.clock and line.clock in one.settles),
        "",
    )
