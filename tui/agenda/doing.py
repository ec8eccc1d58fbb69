"""The changes that building an agenda makes, each from what is known of its page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from forms.booking import kind_for_children
from models.changes import agenda, agenda_filling
from models.changes.agenda_parts import NewItem
from models.dates import counted
from models.policy import Pack
from models.reading.agenda.candidates import CHILD_MINUTES, REFERENCE_MINUTES, Candidate
from models.reading.agenda.filling import Filled
from models.reading.agenda.page import AgendaPage
from models.reading.agenda.running import behind_cases
from models.reading.agenda.told import ItemView
from models.store.change import Change

Job = Callable[[Change], Any]
LEAST = 5
"""Minutes an item is given when it is put on where no time is left: it is shown as over, not refused."""


def put_on(page: AgendaPage, pack: Pack, one: Candidate) -> Job:
    """Put a candidate on the agenda, with as many of its minutes as are left and no fewer than it needs."""
    before = behind_cases(pack, page.items) if one.child_id is not None else None
    kind = kind_for_children(pack)
    free = page.length - page.minutes
    minutes = max(min(one.minutes, free), min(one.minutes, LEAST), one.least)
    return lambda change: agenda_filling.put_candidate(
        change, page, one, kind, minutes=minutes, before=before
    )


def fill(page: AgendaPage, pack: Pack, filled: Filled) -> Job:
    """Make the agenda what it was filled with."""
    kind = kind_for_children(pack)
    return lambda change: agenda_filling.fill_agenda(change, page, filled, kind)


def move(page: AgendaPage, item: ItemView, by: int) -> Job | None:
    """Move an item up or down; None where it stands at that end already."""
    ids = [each.id for each in page.items]
    at = ids.index(item.id)
    to = max(0, min(at + by, len(ids) - 1))
    if to == at:
        return None
    ids.insert(to, ids.pop(at))
    return lambda change: agenda.order_agenda(change, ids)


def minutes(item: ItemView, wanted: int) -> Job:
    """Give an item other minutes."""
    return lambda change: agenda.time_items(change, {item.id: max(0, wanted)})


def refer(item: ItemView) -> Job:
    """Make an item about a child an entry by reference, or a full one again."""
    short = not item.by_reference
    wanted = REFERENCE_MINUTES if short else CHILD_MINUTES
    return lambda change: agenda.refer_item(change, item.id, by_reference=short, minutes=wanted)


def own(page: AgendaPage, words: str, whose: str) -> Job:
    """Put an item of the manager's or the supervisee's on the agenda."""
    sitting = page.sitting

    def job(change: Change) -> Any:
        if sitting.practitioner_id is not None:
            brought = agenda.bring_item(change, sitting.practitioner_id, words, whose, minutes=LEAST)
            new = NewItem("own", "own", words, whose, minutes=LEAST, item_id=brought.id)
        else:
            new = NewItem("own", "own", words, whose, minutes=LEAST)
        before = first_child(page) if whose != "policy" else None
        return agenda.put_on_agenda(
            change, sitting.ids[0], [new], before=before, together_with=sitting.ids[1:]
        )

    return job


def first_child(page: AgendaPage) -> int | None:
    """Return the first item about a child: what either brings comes before the children."""
    return next((item.id for item in page.items if item.child_id is not None), None)


def agree(page: AgendaPage, day: date) -> Job:
    """Record that both have agreed the agenda."""
    return lambda change: agenda.agree_agenda(change, page.sitting.ids, day)


def said_of(filled: Filled) -> str:
    """Say what filling came to: how much fits, how much does not, and the sum."""
    if not filled.lines:
        return (
            "The policy puts nothing on it by itself: Enter puts on what stands at the left, a adds an item."
        )
    left = [one for one in filled.left if one.by is not None]
    said = f"Filled: {counted(len(filled.lines), 'item')}, {filled.minutes} of {filled.length} minutes."
    referred = sum(line.by_reference for line in filled.lines)
    if referred:
        said += f" {counted(referred, 'entry', 'entries')} by reference."
    if left:
        said += f" {counted(len(left), 'child', 'children')} late before the next time did not fit: s."
    return said
