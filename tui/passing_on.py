"""Work that was passed on from the board: whose it was, and handing over what belongs to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from models.changes.handovers import PRACTITIONER, start_handover
from models.dates import show_short
from models.errors import Refused
from models.reading.board import Tile
from models.reading.handover.proposing import propose_items
from models.reading.open_work import read_open
from models.store.change import Change
from models.tables import Child
from models.words import said_name

if TYPE_CHECKING:
    from tui.app import Footprint

PassedOn = Mapping[int, tuple[int, ...]]
"""The children whose work was passed on, by whoever held it before."""


def passed_on(tiles: Iterable[Tile]) -> PassedOn:
    """Return what is passed on when tiles go to someone else; what nobody held is not."""
    found: dict[int, tuple[int, ...]] = {}
    for tile in tiles:
        if tile.practitioner_id is not None:
            found[tile.practitioner_id] = (*found.get(tile.practitioner_id, ()), *tile.children)
    return found


def said_off(off: object, today: date, *, private: bool) -> str:
    """Say off whose lists children went with the work, or with its end; nothing where they stood on none."""
    by_list: dict[tuple[str, date], list[str]] = {}
    for one in off if isinstance(off, tuple) else ():
        whose = said_name(one.practitioner, private=private) if one.practitioner else "the group"
        by_list.setdefault((whose, one.day), []).append(one.child)
    said = [
        f"Off {name}'s list of {show_short(day, today)}: {', '.join(children)}."
        for (name, day), children in by_list.items()
    ]
    return " ".join(said)


async def hand_over_passed(program: Footprint, passed: PassedOn) -> None:
    """Begin a handover for each who held the work before, to whoever holds it now, and open the last."""
    due, today = await program.dues.fresh(), program.desk.today

    def job(change: Change) -> int:
        made = 0
        for before, children in passed.items():
            work = read_open(change.session, today, Child.id.in_(children))  # type: ignore[attr-defined]
            now = next(
                (one.practitioner_id for one in work if one.practitioner_id not in (None, before)), None
            )
            if now is None:
                continue
            items = propose_items(change.session, due, PRACTITIONER, before, children)
            made = start_handover(change, PRACTITIONER, before, items, to_id=now).id
        if not made:
            raise Refused("The work went back to whoever held it before: there is nothing to hand over.")
        return made

    try:
        number = await program.desk.change(job)
    except Refused as refused:
        program.notify(str(refused), severity="error", markup=False)
    else:
        program.open_handover(number)
