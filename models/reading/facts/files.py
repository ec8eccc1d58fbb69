"""The facts of supervision files: until when those of leavers are kept, and what in others carries its own date."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from models.dates import iso_day
from models.facts import Facts
from models.policy.relations import FileItem
from models.reading.facts.about import About
from models.reading.facts.desk import Desk
from models.tables import DatedEvent, Destruction, LegalHold

RUNS_OUT = "expires_on"


def read_files(desk: Desk) -> list[About]:
    """Return the file of everyone who has left by the day, and of those in post each check that may run out."""
    return [*_of_leavers(desk), *_checks(desk)]


def _of_leavers(desk: Desk) -> list[About]:
    """Return the files whose period runs: not those that are held, nor those that are destroyed already."""
    if not desk.wants("left_on"):
        return []
    apart = _apart(desk)
    return [
        About(
            Facts("file", row.number, more={"left_on": row.left_on, "family_facing": row.frontline}),
            "practitioner",
            row.id,
            row.name,
            row.id,
        )
        for row in desk.staff_rows
        if row.left_on is not None
        and row.left_on <= desk.as_at
        and desk.is_asked(row.id)
        and row.id not in apart
    ]


def _apart(desk: Desk) -> set[int]:
    held = select(col(LegalHold.practitioner_id)).where(
        col(LegalHold.placed_on) <= desk.as_at,
        col(LegalHold.lifted_on).is_(None) | (col(LegalHold.lifted_on) > desk.as_at),
    )
    gone = select(col(Destruction.practitioner_id)).where(col(Destruction.destroyed_at).is_not(None))
    return {person for statement in (held, gone) for (person,) in desk.rows(statement)}


def _checks(desk: Desk) -> list[About]:
    """Return, of everyone in post, the latest of each check that says on which day it runs out."""
    items = {one.event: one for one in desk.pack.file_items if one.event}
    if not items:
        return []
    staff = {row.id: row for row in desk.staff_rows if row.left_on is None or row.left_on >= desk.as_at}
    latest = {(person, code): value for person, code, value in desk.rows(_statement(desk, list(items)))}
    return [
        _check(staff[person], items[code], day)
        for (person, code), value in latest.items()
        if person in staff and desk.is_asked(person) and (day := iso_day(value)) is not None
    ]


def _statement(desk: Desk, codes: list[str]) -> Any:
    """Return every such check up to the day, the latest of each last."""
    statement = (
        select(col(DatedEvent.practitioner_id), col(DatedEvent.type), col(DatedEvent.value))
        .where(
            col(DatedEvent.type).in_(codes),
            col(DatedEvent.practitioner_id).is_not(None),
            col(DatedEvent.happened_on) <= desk.as_at,
        )
        .order_by(col(DatedEvent.happened_on), col(DatedEvent.id))
    )
    return desk.some_people(statement, DatedEvent.practitioner_id)


def _check(row: Any, item: FileItem, day: date) -> About:
    facts = Facts("file", f"{row.number}/{item.code}", more={RUNS_OUT: day})
    return About(facts, "practitioner", row.id, item.label, row.id, day=day)
