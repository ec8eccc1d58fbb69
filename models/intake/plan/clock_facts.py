"""Planning what only the clock needs: shorter intervals and dated events."""

from __future__ import annotations

from models.intake.incoming import EventIn, IntervalIn
from models.intake.plan.desk import Desk
from models.intake.plan.known import Image
from models.intake.table.findings import shown_number
from models.tables import DatedEvent, ShorterInterval
from models.trail import Words

_SAME_INTERVAL = ("child_id", "practitioner_id", "since")
_SAME_EVENT = ("child_id", "practitioner_id", "type", "happened_on", "value")


def plan_clock_facts(desk: Desk) -> None:
    """Plan the shorter intervals and the events of the file: those the store has not are added."""
    for interval in desk.incoming.intervals:
        of = _whose(desk, interval)
        if of is not None:
            _plan_interval(desk, interval, of)
    for event in desk.incoming.events:
        of = _whose(desk, event)
        if of is not None:
            _plan_event(desk, event, of)


def _whose(desk: Desk, said: IntervalIn | EventIn) -> Image | None:
    """Return the columns that say whose a row is; None, and the row listed, where that is nobody known."""
    child = desk.known.child(said.child) if said.child else None
    person = desk.known.people.get(said.person) if said.person else None
    if said.child and child is None:
        desk.problem(said.where, "child_id", shown_number(said.child), "a child of this file or the store")
        return None
    if said.person and person is None:
        desk.problem(
            said.where, "practitioner_id", f"“{said.person}”", "a practitioner of this file or the store"
        )
        return None
    return {"child_id": child["id"] if child else None, "practitioner_id": person["id"] if person else None}


def _plan_interval(desk: Desk, said: IntervalIn, of: Image) -> None:
    wanted = of | {"days": said.days, "reason": said.reason, "since": said.since, "until": said.until}
    known = desk.known.intervals
    row = next((each for each in known if all(each[name] == wanted[name] for name in _SAME_INTERVAL)), None)
    if row is None:
        row = desk.add(ShorterInterval, **wanted)
        known.append(row)
        desk.said[ShorterInterval, row["id"]] = said.where
        desk.note(
            "set_interval",
            "shorter_interval",
            row["id"],
            child=of["child_id"],
            practitioner=of["practitioner_id"],
            days=said.days,
            since=said.since,
            until=said.until,
            reason=Words(said.reason),
        )
        return
    values = {name: wanted[name] for name in ("days", "reason", "until") if wanted[name]}
    if desk.says_otherwise(ShorterInterval, row, said.where, values):
        return
    changed = desk.change(ShorterInterval, row, **values)
    if changed and not desk.is_new(ShorterInterval, row):
        told = {name: Words(value) if name == "reason" else value for name, value in changed.items()}
        desk.note("correct_interval", "shorter_interval", row["id"], **told)


def _plan_event(desk: Desk, said: EventIn, of: Image) -> None:
    wanted = of | {"type": said.type, "happened_on": said.happened_on, "value": said.value}
    known = desk.known.events
    key = tuple(wanted[name] for name in _SAME_EVENT)
    if key in known:
        return
    known.add(key)
    row = desk.add(DatedEvent, **wanted)
    desk.note(
        "record_event",
        "dated_event",
        row["id"],
        child=of["child_id"],
        practitioner=of["practitioner_id"],
        type=said.type,
        on=said.happened_on,
        value=Words(said.value) if said.value else None,
    )
