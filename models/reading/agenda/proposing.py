"""Everything that could be on the agenda of a sitting, ranked: a pure function of what was read."""

from __future__ import annotations

from dataclasses import replace

from models.dates import counted, show
from models.reading.agenda.candidates import Candidate, Group, Proposal, ranked
from models.reading.agenda.children import all_children, child_candidates
from models.reading.agenda.points import (
    other_candidates,
    own_candidates,
    point_candidates,
    sources_for,
    standing,
)
from models.reading.agenda.sitting import JOINT, home_of_children
from models.reading.agenda.told import Told


def propose(told: Told) -> Proposal:
    """Return the candidates for a sitting, ranked, and the order in which an agenda of them stands."""
    points, slots = point_candidates(told)
    taken = [slot.takes for slot in slots if slot.key]
    others = [*other_candidates(told, taken), *own_candidates(told)]
    children = _merged(_children(told), others)
    pack, sitting = told.due.pack, told.sitting
    of_staff = set(sitting.kinds) == {JOINT} and not home_of_children(pack, sitting)
    if (sitting.is_group and "children" not in taken) or of_staff:
        children = [_picked(one) for one in children]
    rest = [one for one in others if one.child_id is None]
    return Proposal(
        ranked([*points, *children, *rest]), tuple(slots), told.next_day, told.next_why, _problems(told)
    )


def _children(told: Told) -> list[Candidate]:
    """Return every child there is a reason for, and the others as offered.

    Where a group goes through a case in steps, a case takes all of them (HAV-A05).
    """
    pack, sessions = told.due.pack, told.sitting.sessions
    home = home_of_children(pack, told.sitting)
    sources = {
        source.id: source
        for one in sessions
        for source in sources_for(pack, one, told.whom)
        if source.use in ("priorities", "each") or source is standing(pack, one, told.whom)
    }
    found = list(child_candidates(told, list(sources.values()), home))
    there = {one.key for one in found}
    found += [one for one in all_children(told, home) if one.key not in there]
    whole = sum(point.minutes for source in sources.values() if source.per_child for point in source.points)
    return (
        [replace(one, minutes=whole, least=whole) for one in found]
        if told.sitting.is_group and whole
        else found
    )


def _merged(children: list[Candidate], others: list[Candidate]) -> list[Candidate]:
    """Return the children with what either brought about them among their reasons; a second item stands alone."""
    brought: dict[int, list[Candidate]] = {}
    for one in others:
        if one.child_id is not None:
            brought.setdefault(one.child_id, []).append(one)
    merged = []
    for child in children:
        own = brought.get(child.child_id or 0)
        merged.append(_with(child, own.pop(0) if own else None))
    return [*merged, *(one for own in brought.values() for one in own)]


def _with(child: Candidate, own: Candidate | None) -> Candidate:
    if own is None:
        return child
    reasons = tuple(reason for reason in (*child.reasons, *own.reasons) if reason.group is not Group.OFFERED)
    return replace(child, reasons=reasons, whose=own.whose, item_id=own.item_id)


def _picked(one: Candidate) -> Candidate:
    """Return a child who is picked, or left: a group takes up cases of its own choice (HAV-A05, NCT-A04).

    A 3-way meeting is about the member of staff (BCT-P20).
    """
    listed = any(reason.group in (Group.OWN, Group.LEFT) for reason in one.reasons)
    return replace(one, must=False, picked=not listed)


def _problems(told: Told) -> tuple[str, ...]:
    """Return what stands in the way of a good proposal."""
    found = []
    if told.sitting.day < told.today and told.sitting.held_on is None:
        days = counted((told.today - told.sitting.day).days, "day")
        found.append(
            f"It was planned for {show(told.sitting.day)}, {days} ago: hold it, move it or cancel it."
        )
    pack = told.due.pack
    if told.children and not told.sitting.is_group and not home_of_children(pack, told.sitting):
        found.append(
            "None of its sessions is about children: the first child that is added plans one for the same day, "
            "so that both are recorded apart."
        )
    return tuple(found)
