"""Dated events that a policy counts from or counts: recording them, and taking a wrong one away."""

from __future__ import annotations

from datetime import date

from sqlmodel import col, select

from models.changes import checks
from models.dates import show
from models.errors import Refused
from models.facts import NAMES
from models.policy.pack import Pack
from models.policy.parts import OF_PERSONS, EventKind
from models.store.change import Change
from models.tables import DatedEvent, Practitioner
from models.trail import Words
from models.typed_dates import read_date

_NO_WORDS = ("date", "number", "yes/no")


def record_event(
    change: Change,
    pack: Pack,
    code: str,
    happened_on: date,
    *,
    practitioner_id: int | None = None,
    child_id: int | None = None,
    value: str = "",
) -> DatedEvent:
    """Record that something happened on a day: an event of the pack, of a practitioner, a child or the team.

    Raises Refused for an event the policy does not know, one of somebody else, a day to come (unless the
    event is one that is noted ahead), a value that it does not ask for, or the same event on the same day.
    """
    kind = next((each for each in pack.event_kinds if each.code == code), None)
    if kind is None:
        raise Refused("The policy knows no such event. Choose one from the list.")
    if not kind.ahead:
        checks.not_future(happened_on, change.today, "The day of an event")
    person, child = _of(change, kind, practitioner_id, child_id)
    said = _value(kind, value, change.today)
    _refuse_same(change, code, happened_on, person, child)
    row = change.insert(
        DatedEvent(type=code, happened_on=happened_on, practitioner_id=person, child_id=child, value=said)
    )
    change.note(
        "record_event",
        "event",
        row.id,
        type=code,
        happened_on=happened_on,
        practitioner=person,
        child=child,
        value=said if not said or NAMES[kind.value].shape in _NO_WORDS else Words(said),
    )
    return row


def remove_event(change: Change, event_id: int) -> None:
    """Take away an event that was recorded by mistake."""
    row = checks.found(change.session, DatedEvent, event_id, "event")
    change.note(
        "remove_event",
        "event",
        row.id,
        type=row.type,
        happened_on=row.happened_on,
        practitioner=row.practitioner_id,
        child=row.child_id,
    )
    change.delete(row)


def _of(
    change: Change, kind: EventKind, practitioner_id: int | None, child_id: int | None
) -> tuple[int | None, int | None]:
    """Return whose event it is; raise Refused where that is not whom the policy means."""
    if kind.subject in OF_PERSONS:
        if practitioner_id is None or child_id is not None:
            raise Refused(f"“{kind.label}” belongs to a practitioner. Say whose it is.")
        return checks.found(change.session, Practitioner, practitioner_id, "practitioner").id, None
    if kind.subject == "child":
        if child_id is None or practitioner_id is not None:
            raise Refused(f"“{kind.label}” belongs to a child. Say whose it is.")
        return None, checks.child(change.session, child_id).id
    if practitioner_id is not None or child_id is not None:
        raise Refused(f"“{kind.label}” belongs to the {kind.subject}, not to one person.")
    return None, None


def _value(kind: EventKind, value: str, today: date) -> str:
    """Return an event's value in the form in which it is kept."""
    text = checks.line_of(value, "value")
    if not kind.value:
        if text:
            raise Refused(f"“{kind.label}” has a day and nothing else.")
        return ""
    asked = NAMES[kind.value]
    if not text:
        if kind.optional:
            return ""
        raise Refused(f"“{kind.label}” needs {asked.words}.")
    if asked.shape == "date":
        try:
            return read_date(text, today).isoformat()
        except ValueError as wrong:
            raise Refused(f"{asked.words[:1].upper()}{asked.words[1:]} is {wrong}.") from None
    if asked.shape == "yes/no" and text.casefold() not in ("yes", "no"):
        raise Refused(f"Say yes or no: {asked.words}.")
    if asked.shape == "number" and not text.replace(".", "", 1).isdigit():
        raise Refused(f"A number is wanted for {asked.words}.")
    return text.casefold() if asked.shape == "yes/no" else text


def _refuse_same(
    change: Change, code: str, day: date, practitioner_id: int | None, child_id: int | None
) -> None:
    same = select(DatedEvent.id).where(
        DatedEvent.type == code,
        DatedEvent.happened_on == day,
        col(DatedEvent.practitioner_id).is_(practitioner_id)
        if practitioner_id is None
        else DatedEvent.practitioner_id == practitioner_id,
        col(DatedEvent.child_id).is_(None) if child_id is None else DatedEvent.child_id == child_id,
    )
    if change.session.exec(same).first() is not None:
        raise Refused(f"That is recorded for {show(day)} already.")
