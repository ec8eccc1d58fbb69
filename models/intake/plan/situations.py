"""Planning situations: what is new, what ends, and what the file dates differently."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from models.dates import show
from models.intake.incoming import SituationIn
from models.intake.plan.desk import Desk
from models.intake.plan.known import Image, touches
from models.intake.table.findings import shown_number
from models.tables import Child, Situation


def plan_situations(desk: Desk) -> None:
    """Plan every situation of the file, those with a day of their own first."""
    matched: set[int] = set()
    for said in sorted(desk.incoming.situations, key=lambda each: (each.assumed, each.since)):
        child = desk.known.child(said.child)
        if child is None:
            desk.problem(
                said.where, "child_id", shown_number(said.child), "a child of this file or the store"
            )
            continue
        rows = [row for row in desk.known.situations[child["id"]] if row["code"] == said.code]
        if said.assumed:
            _plan_assumed(desk, said, child, rows)
        else:
            desk.dated.add((child["id"], said.code))
            _plan(desk, said, child, rows, matched)


def _plan(desk: Desk, said: SituationIn, child: Image, rows: list[Image], matched: set[int]) -> None:
    free = [row for row in rows if row["id"] not in matched]
    exact = [
        row
        for row in free
        if row["value"] == said.value and desk.known.is_or_was("situation", row, "since", said.since)
    ]
    same = next((row for row in exact if row["until"] == said.until), exact[0] if exact else None)
    if same is not None:
        matched.add(same["id"])
        _end(desk, said, same)
        return
    stored = [row for row in free if not desk.is_new(Situation, row) and touches(row, said.since, said.until)]
    alike = [row for row in stored if row["value"] == said.value]
    if len(alike) == 1 and len(stored) == 1:
        matched.add(alike[0]["id"])
        _put_day_right(desk, said, alike[0])
        return
    earlier = [row for row in stored if row["since"] < said.since and row["until"] is None]
    if len(earlier) < len(stored):
        desk.problem(
            said.where,
            "since",
            show(said.since),
            f"a time that does not overlap the one recorded since {show(stored[0]['since'])}",
        )
        return
    for row in earlier:
        _stop(desk, row, said.since - timedelta(days=1))
    matched.add(_add(desk, said, child, said.since)["id"])


def _plan_assumed(desk: Desk, said: SituationIn, child: Image, rows: list[Image]) -> None:
    """Plan a situation whose day the file does not tell: one that runs already stands for it."""
    running = [row for row in rows if row["until"] is None]
    if any(row["value"] == said.value for row in running):
        return
    if (child["id"], said.code) in desk.dated:
        desk.problem(
            said.where,
            said.code,
            f"“{said.value}”",
            "the level that the sheet Situations gives; that one was taken",
        )
        return
    for row in running:
        if row["since"] >= desk.today:
            desk.differ_of(child, "another level is recorded for today already. It was left as it is.")
            return
        _stop(desk, row, desk.today - timedelta(days=1))
    latest = max((row["until"] for row in rows if row["until"] is not None), default=None)
    begins_afresh = running or (latest is not None and latest >= said.since)
    _add(desk, said, child, desk.today if begins_afresh else said.since)


def _end(desk: Desk, said: SituationIn, row: Image) -> None:
    if said.until is None or desk.is_new(Situation, row):
        return
    if desk.known.is_or_was("situation", row, "until", said.until):
        return
    was = row["until"]
    desk.change(Situation, row, until=said.until)
    desk.note("end_situation", "situation", row["id"], was=was, until=said.until)
    desk.tell_of(row, f"{_named(row)} until {show(said.until)}.")


def _put_day_right(desk: Desk, said: SituationIn, row: Image) -> None:
    was, until = row["since"], said.until or row["until"]
    if until is not None and until < said.since:
        desk.problem(said.where, "since", show(said.since), f"a day not after it ended, {show(until)}")
        return
    desk.change(Situation, row, since=said.since, until=until)
    desk.note("correct_date", "situation", row["id"], field="since", was=was, became=said.since, until=until)
    desk.tell_of(row, f"{_named(row)} since {show(said.since)}, not {show(was)}.")


def _stop(desk: Desk, row: Image, until: date) -> None:
    desk.change(Situation, row, until=until)
    desk.note("end_situation", "situation", row["id"], until=until)
    if not desk.is_new(Situation, row):
        desk.tell_of(row, f"{_named(row)} until {show(until)}.")


def _named(row: Image) -> str:
    return f"{row['code']} {row['value']}".strip().replace("_", " ")


def _add(desk: Desk, said: SituationIn, child: Image, since: date) -> Image:
    values: dict[str, Any] = {"code": said.code, "value": said.value, "since": since, "until": said.until}
    added = desk.add(Situation, child_id=child["id"], **values)
    desk.known.situations[child["id"]].append(added)
    if not desk.is_new(Child, child):
        desk.tell_of(child, f"{_named(added)} since {show(since)}.")
    desk.note("add_situation", "situation", added["id"], child=child["id"], **values)
    return added
