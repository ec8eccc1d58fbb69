"""Planning involvements: each period of the file is one of the store's, or new, or contradicts the store."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from models.dates import show
from models.intake.incoming import PeriodIn
from models.intake.plan.desk import Desk
from models.intake.plan.known import Image
from models.intake.table.findings import shown_number
from models.tables import Allocation, Child, Involvement, StageMove
from models.trail import Words


def plan_periods(desk: Desk) -> None:
    """Plan every period: first those the store has under the same day, then the others in order of opening."""
    unknown, by_id = _by_child(desk)
    for period in unknown:
        desk.problem(
            period.where, "child_id", shown_number(period.child), "a child of this file or the store"
        )
    for child_id, periods in by_id.items():
        rows = desk.known.involvements[child_id]
        others = [period for period in periods if not _is_known(desk, period, periods, rows)]
        still_open = {row["service"] for row in rows if row["closed_on"] is None}
        # what is open finds its own before what is closed is taken for something new
        others.sort(key=lambda period: period.service in still_open and period.closed_on is not None)
        for period in others:
            _fit(desk, period, rows, desk.known.children_by_id[child_id])


def _by_child(desk: Desk) -> tuple[list[PeriodIn], dict[int, list[PeriodIn]]]:
    """Return the periods of no known child, and those of each child, joined numbers together, by opening."""
    unknown: list[PeriodIn] = []
    found: dict[int, list[PeriodIn]] = defaultdict(list)
    for period in sorted(desk.said_periods, key=lambda each: (each.opened_on, each.nth)):
        child = desk.known.child(period.child)
        if child is None:
            unknown.append(period)
        else:
            found[child["id"]].append(period)
    return unknown, found


def find_period(
    desk: Desk, child: Image, number: str, service: str, opened_on: date | None, nth: int, day: date
) -> Image | None:
    """Return the involvement another sheet's row is about: by its opening, else by the day something happened.

    ``number`` is the child's as the row gives it.

    Where it is open, or begins, on that day the one opened last is meant; None where several services fit.
    """
    rows = [row for row in desk.known.involvements[child["id"]] if service in ("", row["service"])]
    if opened_on is not None:
        same = [row for row in rows if desk.known.is_or_was("involvement", row, "opened_on", opened_on)]
        if len({row["service"] for row in same}) > 1:
            return None
        said = desk.periods.get((number, same[0]["service"], opened_on, nth)) if same else None
        return said or (same[nth - 1] if nth <= len(same) else None)
    fits = [row for row in rows if row["opened_on"] <= day <= (row["closed_on"] or date.max)]
    if len({row["service"] for row in fits}) > 1:
        return None
    return max(fits, key=lambda row: (row["opened_on"], row["id"]), default=None)


def _is_known(desk: Desk, said: PeriodIn, periods: list[PeriodIn], rows: list[Image]) -> bool:
    """Say whether the store has this period under the same day; if so, plan what is different of it."""
    exact = [
        row
        for row in rows
        if row["service"] == said.service
        and desk.known.is_or_was("involvement", row, "opened_on", said.opened_on)
    ]
    row = None if said.assumed else _meant(desk, said, periods, exact)
    if row is None:
        return False
    desk.stand_for(said, row)
    _update(desk, said, row)
    return True


def _meant(desk: Desk, said: PeriodIn, periods: list[PeriodIn], exact: list[Image]) -> Image | None:
    """Return which of the involvements of one day a period is: one that ended alike, else the one in its place."""
    free = [row for row in exact if row["id"] not in desk.taken]
    for row in free:
        if row["closed_on"] == said.closed_on:
            return row
    alike = [each for each in periods if (each.service, each.opened_on) == (said.service, said.opened_on)]
    ends = {each.closed_on for each in alike if each is not said}
    place = alike.index(said) if len(alike) == len(exact) else said.nth - 1
    fits = place < len(exact) and exact[place] in free and exact[place]["closed_on"] not in ends
    return exact[place] if fits else None


def _fit(desk: Desk, said: PeriodIn, rows: list[Image], child: Image) -> None:
    """Plan a period that the store does not have under that day: new, or the open one with its day put right."""
    still = next((row for row in rows if row["service"] == said.service and row["closed_on"] is None), None)
    taken = still is not None and still["id"] in desk.taken
    if still is None or (said.closed_on is not None and (taken or said.closed_on <= still["opened_on"])):
        _add(desk, said, rows, child)
    elif taken:
        desk.problem(
            said.where, "service", f"{said.child} twice at one time in one service", "one row at a time"
        )
    elif said.assumed or (said.closed_on is None and _reopened_on(desk, said, still)):
        desk.stand_for(said, still)
        _update(desk, said, still)
    else:
        _contradicts(desk, said, still)


def _contradicts(desk: Desk, said: PeriodIn, row: Image) -> None:
    desk.problem(
        said.where,
        "opened_on",
        show(said.opened_on),
        f"{show(row['opened_on'])}, the day since which it is open in the store, or the day that one was closed",
    )


def _add(desk: Desk, said: PeriodIn, rows: list[Image], child: Image) -> None:
    if not desk.is_new(Child, child):
        desk.tell_of(child, f"opened on {show(said.opened_on)}.")
    row = desk.add(
        Involvement,
        child_id=child["id"],
        service=said.service,
        opened_on=said.opened_on,
        closed_on=said.closed_on,
        closing_reason=said.closing_reason,
        transfer_on=said.transfer_on,
    )
    rows.append(row)
    desk.stand_for(said, row)
    desk.note(
        "open_involvement",
        "involvement",
        row["id"],
        child=child["id"],
        service=said.service,
        opened_on=said.opened_on,
        closed_on=said.closed_on,
        reason=Words(said.closing_reason) if said.closing_reason else None,
    )


def _reopened_on(desk: Desk, said: PeriodIn, row: Image) -> bool:
    """Put another day of opening right, with what hung on it. False where something happened in between."""
    day, was = said.opened_on, row["opened_on"]
    moves, held = desk.known.moves[row["id"]], desk.known.allocations[row["id"]]
    later = [move["moved_on"] for move in moves[1:]] + [each["since"] for each in held[1:]]
    later += [each["until"] for each in held if each["until"] is not None]
    if any(other < day for other in later):
        return False
    desk.change(Involvement, row, opened_on=day)
    for move in moves[:1]:
        if move["moved_on"] == was or move["moved_on"] < day:
            desk.change(StageMove, move, moved_on=day)
    for each in held[:1]:
        if each["since"] == was or each["since"] < day:
            desk.change(Allocation, each, since=day)
    desk.note("correct_date", "involvement", row["id"], field="opened_on", was=was, became=day)
    desk.tell_of(row, f"opened on {show(day)}, not {show(was)}.")
    return True


def _update(desk: Desk, said: PeriodIn, row: Image) -> None:
    if said.closed_on is None and row["closed_on"] is not None:
        desk.stale.add(row["id"])
        desk.differ_of(
            row,
            f"is open in the file and closed here since {show(row['closed_on'])}. It was left closed; "
            "open it again from the child’s page if that closing was a mistake.",
        )
        return
    known = desk.known.is_or_was("involvement", row, "closed_on", said.closed_on)
    if said.closed_on is not None and not known and not _close(desk, said, row):
        return
    given = {"closing_reason": said.closing_reason, "transfer_on": said.transfer_on}
    changed = desk.change(Involvement, row, **{name: value for name, value in given.items() if value})
    if changed:
        reason = Words(said.closing_reason) if "closing_reason" in changed else None
        desk.note(
            "correct_involvement",
            "involvement",
            row["id"],
            transfer_on=changed.get("transfer_on"),
            reason=reason,
        )


def _close(desk: Desk, said: PeriodIn, row: Image) -> bool:
    """Close an involvement, or put its day of closing right, with the holder's last day."""
    day, was = said.closed_on, row["closed_on"]
    assert day is not None
    held = desk.known.allocations[row["id"]]
    last = held[-1] if held else None
    latest = [move["moved_on"] for move in desk.known.moves[row["id"]][-1:]] + (
        [last["since"]] if last else []
    )
    if any(other > day for other in latest):
        desk.problem(
            said.where,
            "closed_on",
            show(day),
            f"a day not before what happened last in it, {show(max(latest))}",
        )
        return False
    desk.change(Involvement, row, closed_on=day)
    if last is not None and last["until"] == was:
        desk.change(Allocation, last, until=day)
    if was is None:
        desk.note("close_involvement", "involvement", row["id"], closed_on=day)
        desk.tell_of(row, f"closed on {show(day)}.")
    else:
        desk.note("correct_date", "involvement", row["id"], field="closed_on", was=was, became=day)
        desk.tell_of(row, f"closed on {show(day)}, not {show(was)}.")
    return True
