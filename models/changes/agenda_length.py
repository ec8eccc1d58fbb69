"""How long a sitting is to take."""

from __future__ import annotations

from collections.abc import Sequence

from models.changes import sessions
from models.changes.agenda_parts import items_of, open_session
from models.errors import Refused
from models.store.change import Change
from models.tables import Supervision


def set_length(change: Change, supervision_ids: Sequence[int], minutes: int) -> None:
    """Set how long a sitting is to take; its sessions share that as the minutes of their items stand."""
    rows = [open_session(change, one) for one in supervision_ids]
    sessions.minutes_of(minutes)
    if sum(row.minutes or 0 for row in rows) == minutes:
        raise Refused(f"It is {minutes} minutes long already.")
    if minutes < len(rows):
        raise Refused("Each of its sessions takes a minute at least.")
    left = minutes
    for place, (row, share) in enumerate(zip(rows, _shares(change, rows, minutes), strict=True)):
        mine = left if place == len(rows) - 1 else min(share, left - (len(rows) - 1 - place))
        change.update(row, minutes=mine)
        left -= mine
    change.note("set_length", "supervision", supervision_ids[0], minutes=minutes)


def _shares(change: Change, rows: Sequence[Supervision], minutes: int) -> list[int]:
    asked = [sum(item.minutes for item in items_of(change, [row.id])) + 1 for row in rows]
    return [max(1, round(minutes * one / sum(asked))) for one in asked]
