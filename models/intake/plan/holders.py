"""Planning who holds what: the history a file brings, then the present holder."""

from __future__ import annotations

from datetime import date

from models.dates import show
from models.intake.incoming import AllocationIn, PeriodIn
from models.intake.plan.desk import Desk
from models.intake.plan.known import Image, touches
from models.intake.plan.periods import find_period
from models.intake.table.findings import Where, shown_number
from models.tables import Allocation, Involvement


def plan_history(desk: Desk) -> None:
    """Plan the allocations that a file lists one by one, in order of time."""
    for said in sorted(desk.incoming.allocations, key=lambda each: each.since):
        row = _involvement(desk, said)
        person = desk.known.people.get(said.holder)
        if row is None:
            continue
        if person is None:
            desk.problem(
                said.where, "practitioner_id", f"“{said.holder}”", "a practitioner of this file or the store"
            )
        elif row["id"] not in desk.stale and _in_post(desk, said.where, person, said.since):
            _plan_one(desk, said, row, person)
            if said.until is None:
                desk.last_holder[row["id"]] = person["id"]


def _involvement(desk: Desk, said: AllocationIn) -> Image | None:
    child = desk.known.child(said.child)
    if child is None:
        desk.problem(said.where, "child_id", shown_number(said.child), "a child of this file or the store")
        return None
    row = find_period(desk, child, said.child, said.service, said.opened_on, said.nth, said.since)
    if row is None:
        desk.problem(said.where, "from", show(said.since), "a day on which the service was open to the child")
        return None
    closed = row["closed_on"] or date.max
    if said.since < row["opened_on"] or max(said.since, said.until or said.since) > closed:
        desk.problem(
            said.where, "from", show(said.since), "days between the opening and the closing of the service"
        )
        return None
    return row


def _plan_one(desk: Desk, said: AllocationIn, row: Image, person: Image) -> None:
    held = desk.known.allocations[row["id"]]
    same = next((each for each in held if _is(desk, row, each, person, said.since)), None)
    if same is None and not desk.is_new(Involvement, row):
        own = [each for each in held if each["practitioner_id"] == person["id"]]
        same = next((each for each in own if touches(each, said.since, said.until)), None)
    if same is not None:
        _end(desk, said, row, same)
    elif desk.is_new(Involvement, row) or not any(_overlap(each, said) for each in held):
        _add(desk, row, person, said.since, said.at, said.until)
    elif said.since >= held[-1]["since"] and held[-1]["until"] is None:
        _hand_over(desk, row, held[-1], person, said.since, said)
    else:
        desk.differ_of(
            row,
            f"who held it from {show(said.since)} differs between the file and the store. "
            "It was left as it is.",
        )


def _end(desk: Desk, said: AllocationIn, row: Image, same: Image) -> None:
    if said.until is not None and same["until"] is None and not desk.is_new(Allocation, same):
        desk.change(Allocation, same, until=said.until)
        desk.note(
            "end_allocation", "involvement", row["id"], practitioner=same["practitioner_id"], until=said.until
        )
    if said.at is not None and same["at"] is None:
        desk.change(Allocation, same, at=said.at)
        desk.note("correct_allocation", "involvement", row["id"], at=said.at.isoformat())


def _is(desk: Desk, involvement: Image, row: Image, person: Image, since: date) -> bool:
    """Say whether an allocation is that person's from that day, or was until its day was put right."""
    same = bool(row["practitioner_id"] == person["id"])
    return same and desk.known.is_or_began(involvement, "allocation", row, "since", since)


def _overlap(row: Image, said: AllocationIn) -> bool:
    return bool(row["since"] < (said.until or date.max) and said.since < (row["until"] or date.max))


def plan_holders(desk: Desk) -> None:
    """Plan the present holder of every period the file names one for."""
    for said in desk.said_periods:
        row = desk.involvement(said)
        if row is None or not said.holder or row["id"] in desk.stale:
            continue
        person = desk.known.people[said.holder]
        if said.closed_on is None:
            _hold(desk, said, row, person)
        elif not desk.known.allocations[row["id"]]:
            since = said.held_since or said.opened_on
            if _in_post(desk, said.where, person, since):
                _add(desk, row, person, since, said.held_at, said.closed_on)


def _hold(desk: Desk, said: PeriodIn, row: Image, person: Image) -> None:
    held = desk.known.allocations[row["id"]]
    last = held[-1] if held else None
    if last is not None and last["until"] is None and last["practitioner_id"] == person["id"]:
        _put_day_right(desk, said, row, held)
        return
    fresh = desk.is_new(Involvement, row)
    usual = (last["until"] or desk.today) if last else said.opened_on
    since = said.held_since or (usual if fresh else desk.today)
    if not _in_post(desk, said.where, person, since):
        return
    if last is None:
        _add(desk, row, person, max(since, row["opened_on"]), said.held_at, None)
    elif desk.last_holder.get(row["id"], person["id"]) != person["id"]:
        desk.problem(
            said.where,
            "practitioner_id",
            f"“{said.holder}”",
            "the holder that the sheet Allocations names as the last",
        )
    elif since < (last["until"] or last["since"]) or any(
        _is(desk, row, each, person, since) for each in held
    ):
        desk.differ_of(
            row,
            f"the file gives it to {person['name']} from {show(since)}, and here it was passed on "
            "later than that. It was left as it is.",
        )
    elif last["until"] is None:
        _hand_over(desk, row, last, person, since, said)
    else:
        _add(desk, row, person, since, said.held_at, None)


def _hand_over(
    desk: Desk, row: Image, last: Image, person: Image, since: date, said: AllocationIn | PeriodIn
) -> None:
    """End the holder's time and begin the next one's."""
    at, until = (said.at, said.until) if isinstance(said, AllocationIn) else (said.held_at, None)
    was = last["practitioner_id"]
    desk.change(Allocation, last, until=since)
    desk.tell_of(row, f"passed on from {desk.person(was)} to {person['name']}, {show(since)}.")
    _add(desk, row, person, since, at, until, was=was)


def _put_day_right(desk: Desk, said: PeriodIn, row: Image, held: list[Image]) -> None:
    last, before = held[-1], held[-2] if len(held) > 1 else None
    since = said.held_since
    if since is None or desk.is_new(Allocation, last):
        return
    if not desk.known.is_or_began(row, "allocation", last, "since", since) and since >= (
        before["since"] if before else row["opened_on"]
    ):
        was = last["since"]
        if before is not None and before["until"] == was:
            desk.change(Allocation, before, until=since)
        desk.change(Allocation, last, since=since, at=said.held_at)
        desk.note("correct_date", "allocation", last["id"], field="since", was=was, became=since)
        desk.tell_of(row, f"allocated on {show(since)}, not {show(was)}.")
    elif said.held_at is not None and since == last["since"] and last["at"] != said.held_at:
        desk.change(Allocation, last, at=said.held_at)
        desk.note("correct_allocation", "involvement", row["id"], at=said.held_at.isoformat())


def _add(
    desk: Desk,
    row: Image,
    person: Image,
    since: date,
    at: object,
    until: date | None,
    was: int | None = None,
) -> None:
    if was is None and not desk.is_new(Involvement, row) and until is None:
        desk.tell_of(row, f"allocated to {person['name']}, {show(since)}.")
    added = desk.add(
        Allocation, involvement_id=row["id"], practitioner_id=person["id"], since=since, at=at, until=until
    )
    desk.known.allocations[row["id"]].append(added)
    desk.note(
        "allocate",
        "involvement",
        row["id"],
        practitioner=person["id"],
        was=was,
        since=since,
        until=until,
        at=at.isoformat() if hasattr(at, "isoformat") else None,
    )


def _in_post(desk: Desk, where: Where, person: Image, since: date) -> bool:
    """Say whether someone had not left by a day; list the row if they had."""
    if person["left_on"] is None or person["left_on"] >= since:
        return True
    desk.problem(
        where,
        "practitioner_id",
        f"{person['name']} from {show(since)}",
        f"someone in post; they left on {show(person['left_on'])}",
    )
    return False
