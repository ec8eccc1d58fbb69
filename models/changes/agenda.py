"""Agendas: items put on, taken off, ordered, timed, split; agreed by both; filled in one go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import select

from models.changes import checks, sessions
from models.changes.agenda_parts import (
    MOST,
    NewItem,
    insert_item,
    item_found,
    items_of,
    minutes_of,
    note_of,
    open_session,
    other_items,
    put_in_order,
    remove_item,
    whose_of,
)
from models.errors import Refused
from models.store.change import Change
from models.tables import AgendaItem, Practitioner
from models.trail import Words


@dataclass(frozen=True, slots=True)
class Placed:
    """One line of a whole agenda: the session it belongs to, and a new item or one that stays (its id)."""

    supervision_id: int
    item: NewItem | int
    minutes: int
    by_reference: bool = False


def put_on_agenda(
    change: Change,
    supervision_id: int,
    items: Sequence[NewItem],
    *,
    before: int | None = None,
    together_with: Sequence[int] = (),
) -> list[AgendaItem]:
    """Put items on a session's agenda, at the end or ``before`` another; children go on its list too.

    ``together_with`` are the other sessions of the same sitting, whose items stand in one order with these.
    """
    row = open_session(change, supervision_id)
    there = items_of(change, {supervision_id, *together_with})
    if len(there) + len(items) > MOST:
        raise Refused(f"An agenda has at most {MOST} items.")
    at = next((n for n, one in enumerate(there) if one.id == before), len(there))
    made = [insert_item(change, row, new, at + n) for n, new in enumerate(items)]
    other_items(change, row)
    put_in_order(change, [*there[:at], *made, *there[at:]])
    change.note(
        "put_on_agenda",
        "supervision",
        row.id,
        items=[one.id for one in made],
        keys=[one.key for one in made],
        children=[one.child_id for one in made if one.child_id is not None],
    )
    return made


def take_off_agenda(change: Change, item_id: int) -> None:
    """Take an item off an agenda, and its child off the list; what one of the two brought waits for next time."""
    item = item_found(change, item_id)
    other_items(change, open_session(change, item.supervision_id))
    change.note(
        "take_off_agenda",
        "supervision",
        item.supervision_id,
        item=item.id,
        key=item.key,
        child=item.child_id,
    )
    remove_item(change, item)


def order_agenda(change: Change, item_ids: Sequence[int]) -> None:
    """Put the items of an agenda in this order."""
    items = [item_found(change, item_id) for item_id in dict.fromkeys(item_ids)]
    for supervision_id in {one.supervision_id for one in items}:
        open_session(change, supervision_id)
    if not items or [one.place for one in items] == list(range(len(items))):
        raise Refused("They stand in that order already.")
    put_in_order(change, items)
    change.note("order_agenda", "supervision", items[0].supervision_id, items=[one.id for one in items])


def time_items(change: Change, minutes: Mapping[int, int]) -> None:
    """Give items other minutes, by their ids."""
    items = {item_id: item_found(change, item_id) for item_id in minutes}
    changed = [item for item_id, item in items.items() if item.minutes != minutes[item_id]]
    if not changed:
        raise Refused("They have those minutes already.")
    for item in changed:
        open_session(change, item.supervision_id)
        was = item.minutes
        change.update(item, minutes=minutes_of(minutes[item.id]))
        change.note("time_items", "agenda_item", item.id, was=was, became=item.minutes)


def word_item(change: Change, item_id: int, words: str, *, whose: str | None = None) -> AgendaItem:
    """Say an item in other words, or whose it is."""
    item = item_found(change, item_id)
    line = checks.line_of(words, "item")
    if not line and item.child_id is None:
        raise Refused("Say in a few words what is to be talked about.")
    change.update(item, words=line, whose=whose_of(whose or item.whose))
    change.note("word_item", "agenda_item", item.id, words=Words(line), whose=item.whose)
    return item


def note_on_item(change: Change, item_id: int, note: str) -> AgendaItem:
    """Keep a note with an item: what to bring, where it was left."""
    item = item_found(change, item_id)
    change.update(item, note=note_of(note))
    change.note("note_on_item", "agenda_item", item.id, note=Words(item.note))
    return item


def refer_item(change: Change, item_id: int, *, by_reference: bool, minutes: int) -> AgendaItem:
    """Make an item an entry by reference to talks that were recorded, or a full one again (NCT-T33)."""
    item = item_found(change, item_id)
    open_session(change, item.supervision_id)
    if item.child_id is None:
        raise Refused("Only what is about a child can refer to talks that were recorded.")
    change.update(item, by_reference=by_reference, minutes=minutes_of(minutes))
    change.note("refer_item", "agenda_item", item.id, by_reference=by_reference, minutes=item.minutes)
    return item


def split_item(change: Change, item_id: int, words: str, *, together_with: Sequence[int] = ()) -> AgendaItem:
    """Split an item in two: the second part follows it with its own words, and they share the minutes.

    ``together_with`` are the other sessions of the same sitting.
    """
    item = item_found(change, item_id)
    open_session(change, item.supervision_id)
    line = checks.line_of(words, "second part")
    if not line:
        raise Refused("Say in a few words what the second part is about.")
    part = change.insert(
        AgendaItem(
            supervision_id=item.supervision_id,
            practitioner_id=item.practitioner_id,
            place=item.place,
            source=item.source,
            key=item.key,
            whose=item.whose,
            words=line,
            child_id=item.child_id,
            minutes=item.minutes - (item.minutes + 1) // 2,
            split_from_id=item.split_from_id or item.id,
        )
    )
    change.update(item, minutes=(item.minutes + 1) // 2)
    there = [one for one in items_of(change, _sitting(item, together_with)) if one.id != part.id]
    at = there.index(item) + 1
    put_in_order(change, [*there[:at], part, *there[at:]])
    change.note("split_item", "agenda_item", item.id, part=part.id, words=Words(line))
    return part


def bring_item(
    change: Change,
    practitioner_id: int,
    words: str,
    whose: str,
    *,
    child_id: int | None = None,
    minutes: int = 0,
    source: str = "own",
) -> AgendaItem:
    """Note an item for the next session with a practitioner; it waits until it is put on an agenda."""
    line = checks.line_of(words, "item")
    if not line and child_id is None:
        raise Refused("Say in a few words what is to be talked about.")
    person = checks.found(change.session, Practitioner, practitioner_id, "practitioner")
    child = checks.child(change.session, child_id).id if child_id is not None else None
    row = change.insert(
        AgendaItem(
            practitioner_id=person.id,
            source=source,
            key=f"child:{child}" if child is not None else source,
            whose=whose_of(whose),
            words=line,
            child_id=child,
            minutes=minutes_of(minutes),
        )
    )
    change.note(
        "bring_item",
        "agenda_item",
        row.id,
        practitioner=person.id,
        child=child,
        whose=whose,
        words=Words(line) if line else None,
    )
    return row


def drop_item(change: Change, item_id: int) -> None:
    """Drop an item that waits for a session: nobody wants to talk about it any more."""
    item = item_found(change, item_id)
    if item.supervision_id is not None:
        raise Refused("It stands on an agenda. Take it off there.")
    change.note(
        "drop_item", "agenda_item", item.id, practitioner=item.practitioner_id, words=Words(item.words)
    )
    for part in change.session.exec(select(AgendaItem).where(AgendaItem.split_from_id == item.id)).all():
        change.update(part, split_from_id=None)
    change.delete(item)


def set_agenda(change: Change, supervision_ids: Sequence[int], lines: Sequence[Placed]) -> list[AgendaItem]:
    """Make the agenda of a sitting what these lines say, in one step; items not among them are taken off."""
    rows = {one: open_session(change, one) for one in supervision_ids}
    if len(lines) > MOST:
        raise Refused(f"An agenda has at most {MOST} items.")
    kept = {line.item for line in lines if isinstance(line.item, int)}
    for item in items_of(change, supervision_ids):
        if item.id not in kept:
            remove_item(change, item)
    made = []
    for place, line in enumerate(lines):
        if isinstance(line.item, int):
            item = item_found(change, line.item)
            change.update(item, minutes=minutes_of(line.minutes), by_reference=line.by_reference)
        else:
            item = insert_item(change, rows[line.supervision_id], line.item, place)
            change.update(item, minutes=minutes_of(line.minutes), by_reference=line.by_reference)
        made.append(item)
    put_in_order(change, made)
    for row in rows.values():
        other_items(change, row)
    change.note(
        "set_agenda",
        "supervision",
        supervision_ids[0],
        items=[one.id for one in made],
        minutes=[one.minutes for one in made],
    )
    return made


def agree_agenda(change: Change, supervision_ids: Sequence[int], agreed_on: date) -> None:
    """Record that both have agreed what is on the agenda (NCT-A01)."""
    checks.not_future(agreed_on, change.today, "The day an agenda was agreed")
    for supervision_id in supervision_ids:
        row = sessions.session_found(change, supervision_id)
        change.update(row, agenda_agreed_on=agreed_on)
    change.note("agree_agenda", "supervision", supervision_ids[0], agreed_on=agreed_on)


def _sitting(item: AgendaItem, together_with: Sequence[int]) -> list[int]:
    assert item.supervision_id is not None  # it stands on an agenda
    return [item.supervision_id, *together_with]
