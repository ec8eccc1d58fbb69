"""Front Door supervision: the families that were drawn or highlighted go on the list, by number only (KCC-P44)."""

from __future__ import annotations

from collections.abc import Mapping

from sqlmodel import select

from models.changes import sessions
from models.changes.agenda_parts import NewItem, insert_item, items_of
from models.errors import Refused
from models.store.change import Change
from models.tables import Discussion

DRAWN = "Drawn"
"""With which word an item begins whose family was drawn at random."""
LEAST = 2
"""How many families a session has at the least (KCC-T36)."""


def put_families(
    change: Change,
    supervision_id: int,
    criteria: Mapping[int, str],
    *,
    seed: int | None = None,
    minutes: int = 30,
) -> list[int]:
    """Put families on the agenda of a session, each (by one of its children) with what it was picked by.

    ``seed`` is what they were drawn with, so that the draw can be repeated; without one they were
    highlighted by one of the two.
    """
    row = sessions.planned(change, supervision_id)
    if not criteria:
        raise Refused("Nothing was drawn.")
    there = items_of(change, [row.id])
    for place, (child_id, criterion) in enumerate(criteria.items()):
        words = f"{DRAWN} with seed {seed}" if seed is not None else "Highlighted"
        new = NewItem(
            "front_door", f"child:{child_id}", words, "supervisor", child_id, minutes // len(criteria)
        )
        insert_item(change, row, new, len(there) + place)
        listed = select(Discussion).where(
            Discussion.supervision_id == row.id, Discussion.child_id == child_id
        )
        for one in change.session.exec(listed).all():
            change.update(one, criterion=criterion)
    change.note(
        "put_families",
        "supervision",
        row.id,
        children=list(criteria),
        criteria=list(criteria.values()),
        seed=seed,
    )
    return list(criteria)
