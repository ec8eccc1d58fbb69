"""Handing over: someone's supervision to another supervisor, or their work to another practitioner, item by item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from models.changes import checks
from models.dates import counted, show
from models.errors import Refused
from models.store.change import Change
from models.tables import Handover, HandoverItem, Practitioner
from models.trail import Words
from models.words import clean_text

SUPERVISOR, PRACTITIONER = "supervisor", "practitioner"
MOST = 1_000
MAX_WORDS = 5_000


@dataclass(frozen=True, slots=True)
class NewItem:
    """One thing to hand over: the row it stands for, or the rule of a clock with its day, or a note's words."""

    kind: str
    ref: int | None = None
    rule: str = ""
    due_on: date | None = None
    words: str = ""


def start_handover(
    change: Change,
    kind: str,
    practitioner_id: int,
    items: Sequence[NewItem],
    *,
    to_id: int | None = None,
    to_name: str = "",
) -> Handover:
    """Begin to hand over, to someone of this store (``to_id``) or to someone named.

    Raises Refused where one of the same kind is open for the same person already, or nothing is in it.
    """
    if kind not in (SUPERVISOR, PRACTITIONER):
        raise Refused("What is handed over is someone's supervision, or someone's work.")
    person = checks.found(change.session, Practitioner, practitioner_id, "practitioner")
    name = checks.line_of(to_name, "name")
    taker = _taker(change, person, to_id, name)
    open_one = select(Handover).where(
        Handover.practitioner_id == person.id, Handover.kind == kind, col(Handover.closed_on).is_(None)
    )
    running = change.session.exec(open_one).first()
    if running is not None:
        raise Refused(f"A handover of this is open since {show(running.made_on)}. Go on with that one.")
    if not items:
        raise Refused("There is nothing to hand over: no work, no action, no date.")
    if len(items) > MOST:
        raise Refused(f"That is more than {MOST} items in one handover: {len(items)}.")
    row = change.insert(
        Handover(
            kind=kind,
            practitioner_id=person.id,
            to_id=taker,
            to_name="" if taker is not None else name,
            made_on=change.today,
        )
    )
    for place, one in enumerate(items):
        _insert(change, row.id, place, one)
    change.note(
        "start_handover",
        "handover",
        row.id,
        kind=kind,
        practitioner=person.id,
        to=taker,
        items=len(items),
        to_name=Words(row.to_name) if row.to_name else None,
    )
    return row


def acknowledge_item(change: Change, item_id: int, words: str = "") -> HandoverItem:
    """Record that the one who takes over has this item; ``words`` are what they asked or said about it."""
    item, row = _item(change, item_id)
    if item.acknowledged_on is not None:
        raise Refused(f"It was acknowledged on {show(item.acknowledged_on)}.")
    said = _fits(words)
    joined = "\n".join(part for part in (item.words, said) if part)
    change.update(item, acknowledged_on=change.today, words=joined)
    change.note("acknowledge_item", "handover", row.id, item=item.id, words=Words(said) if said else None)
    return item


def dispute_item(change: Change, item_id: int, words: str) -> HandoverItem:
    """Record that the one who takes over says an item is not so, or not clear: it stays open until they have it."""
    item, row = _item(change, item_id)
    if item.acknowledged_on is not None:
        raise Refused(f"It was acknowledged on {show(item.acknowledged_on)}. u takes that back at once.")
    said = _fits(words)
    if not said:
        raise Refused("Say what is not so, or not clear.")
    joined = "\n".join(part for part in (item.words, said) if part)
    change.update(item, disputed_on=change.today, words=joined)
    change.note("dispute_item", "handover", row.id, item=item.id, words=Words(said))
    return item


def add_note(change: Change, handover_id: int, words: str) -> HandoverItem:
    """Add a note to a handover: something the other should know that stands nowhere else."""
    row = _open(change, handover_id)
    said = _fits(words)
    if not said:
        raise Refused("Write what the one who takes over should know.")
    last = select(HandoverItem).where(HandoverItem.handover_id == row.id)
    place = max((one.place for one in change.session.exec(last).all()), default=-1) + 1
    item = _insert(change, row.id, place, NewItem("note", words=said))
    change.note("add_note", "handover", row.id, item=item.id, words=Words(said))
    return item


def close_handover(change: Change, handover_id: int) -> Handover:
    """Close a handover once every item is acknowledged; the new supervisor is from then on the supervisor.

    Handed to someone outside the store, nobody in it supervises them any more: the handover says who does.

    The records stay with the person they are about, and so go to the new supervisor (HAV-P18, BCT-P14).
    """
    row = _open(change, handover_id)
    _refuse_while_open(change, row)
    change.update(row, closed_on=change.today)
    was = None
    if row.kind == SUPERVISOR:
        person = checks.found(change.session, Practitioner, row.practitioner_id, "practitioner")
        was = person.supervisor_id
        change.update(person, supervisor_id=row.to_id)
    change.note(
        "close_handover", "handover", row.id, practitioner=row.practitioner_id, was=was, became=row.to_id
    )
    return row


def drop_handover(change: Change, handover_id: int) -> None:
    """Take back a handover that was begun by mistake, with all its items."""
    row = _open(change, handover_id)
    items = select(HandoverItem).where(HandoverItem.handover_id == row.id).order_by(col(HandoverItem.id))
    for item in change.session.exec(items).all():
        change.delete(item)
    change.note("drop_handover", "handover", row.id, practitioner=row.practitioner_id)
    change.delete(row)


def _taker(change: Change, person: Practitioner, to_id: int | None, name: str) -> int | None:
    if to_id is None:
        if not name:
            raise Refused("Say who takes over: someone of the team, or a name.")
        return None
    taker = checks.found(change.session, Practitioner, to_id, "practitioner")
    if taker.id == person.id:
        raise Refused("Nobody hands over to themself. Choose who takes over.")
    if taker.left_on is not None and taker.left_on < change.today:
        raise Refused(f"They left on {show(taker.left_on)}. Choose someone who is in post.")
    return taker.id


def _insert(change: Change, handover_id: int, place: int, one: NewItem) -> HandoverItem:
    return change.insert(
        HandoverItem(
            handover_id=handover_id,
            place=place,
            kind=one.kind,
            ref=one.ref,
            rule=one.rule,
            due_on=one.due_on,
            words=_fits(one.words),
        )
    )


def _item(change: Change, item_id: int) -> tuple[HandoverItem, Handover]:
    item = checks.found(change.session, HandoverItem, item_id, "item")
    return item, _open(change, item.handover_id)


def _open(change: Change, handover_id: int) -> Handover:
    row = checks.found(change.session, Handover, handover_id, "handover")
    if row.closed_on is not None:
        raise Refused(f"It was closed on {show(row.closed_on)}. Begin a new one.")
    return row


def _refuse_while_open(change: Change, row: Handover) -> None:
    waiting = select(HandoverItem).where(
        HandoverItem.handover_id == row.id, col(HandoverItem.acknowledged_on).is_(None)
    )
    left = change.session.exec(waiting).all()
    disputed = sum(one.disputed_on is not None for one in left)
    if left:
        of_them = f"{disputed} of them" if disputed < len(left) else ""
        said = f", and {of_them} disputed".replace("  ", " ") if disputed else ""
        raise Refused(f"{counted(len(left), 'item is', 'items are')} not acknowledged yet{said}.")


def _fits(words: str) -> str:
    said = clean_text(words).strip()
    if len(said) > MAX_WORDS:
        raise Refused(f"That is longer than {MAX_WORDS} characters: {len(said)}.")
    return said
