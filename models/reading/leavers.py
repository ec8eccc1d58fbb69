"""Files of those who left: how long each is kept, what holds it, what was proposed or destroyed, what may go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from models.certificates import Certificate, read_certificate
from models.changes.file_parts import counts_of, find_file, kept_of
from models.dates import show
from models.moments import in_london
from models.policy.pack import Pack
from models.reading.keeping import Keeping, keeping_of
from models.reading.rows import rows
from models.tables import Destruction, LegalHold, Practitioner

HELD, PROPOSED, MAY_GO, KEPT, NO_PERIOD, DESTROYED, IN_POST = (
    "held",
    "proposed",
    "may go",
    "kept",
    "no period",
    "destroyed",
    "in post",
)
"""How a file stands."""
TO_CLEAN = (
    "Its pages are still to be cleaned: whenever the store is opened, or now by “footprint file scrub”."
)


@dataclass(frozen=True, slots=True)
class HoldView:
    """A running legal hold."""

    id: int
    placed_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class DestructionView:
    """A destruction that is proposed, or done: then with its certificate."""

    id: int
    rule: str
    keep_until: date | None
    reason: str
    proposed_on: date
    proposed_by: str
    destroyed_at: datetime | None
    destroyed_by: str
    cleaned_at: datetime | None = None
    certificate: Certificate | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    """What those who proposed and destroyed it are called now, by their numbers."""

    def called(self, number: str, *, private: bool) -> str:
        """Return whoever did something by name; by number where others may look, or it is all there is."""
        return number if private else self.names.get(number, number)


@dataclass(frozen=True, slots=True)
class FileLine:
    """The file of one person who left, is to leave, or whose file is held."""

    id: int
    number: str
    name: str
    left_on: date | None
    keeping: Keeping
    hold: HoldView | None = None
    destruction: DestructionView | None = None
    today: date = date.min

    @property
    def state(self) -> str:
        """How it stands: one of the words above."""
        if self.destruction is not None:
            return PROPOSED if self.destruction.destroyed_at is None else DESTROYED
        if self.hold is not None:
            return HELD
        if self.left_on is None or self.left_on >= self.today:
            return IN_POST
        if self.keeping.rule is None:
            return NO_PERIOD
        return MAY_GO if self.keeping.is_over else KEPT

    def text(self, *, private: bool = False) -> str:
        """Return how it stands as a sentence or two; ``private`` names nobody and gives no reason."""
        done = self.destruction
        if done is not None and done.destroyed_at is not None:
            by = done.called(done.destroyed_by, private=private)
            said = f"Destroyed on {show(in_london(done.destroyed_at).date())} by {by}."
            return said if done.cleaned_at is not None else f"{said} {TO_CLEAN}"
        if done is not None:
            by = done.called(done.proposed_by, private=private)
            why = f" {done.reason}" if done.reason and not private else ""
            return f"Destruction proposed on {show(done.proposed_on)} by {by}.{why}"
        if self.hold is not None:
            why = "" if private else f": {self.hold.reason}"
            return f"Held since {show(self.hold.placed_on)}{why}. {self.keeping.text(held=True)}".strip()
        return self.keeping.text()


def read_files(session: Session, pack: Pack, today: date) -> list[FileLine]:
    """Return the files of all who left or are to leave, and of whoever's file is held: what may go comes first."""
    holds = _holds(session)
    gone = _destructions(session)
    statement = select(
        col(Practitioner.id),
        col(Practitioner.number),
        col(Practitioner.name),
        col(Practitioner.left_on),
        col(Practitioner.frontline),
    )
    edition = pack.at(today)
    found = [
        FileLine(
            number,
            own,
            name,
            left_on,
            keeping_of(edition, own, left_on, today, family_facing=frontline),
            holds.get(number),
            gone.get(number),
            today,
        )
        for number, own, name, left_on, frontline in rows(session, statement)
        if left_on is not None or number in holds or number in gone
    ]
    order = (PROPOSED, MAY_GO, HELD, NO_PERIOD, KEPT, IN_POST, DESTROYED)
    return sorted(found, key=lambda one: (order.index(one.state), one.left_on or today, one.number))


def counts_in(session: Session, practitioner_id: int) -> tuple[Mapping[str, int], Mapping[str, int], int]:
    """Return how many of each sort would go, how many stay for children's files, how many documents had left."""
    found = find_file(session, practitioner_id)
    return counts_of(found), kept_of(found), found.exported


def _holds(session: Session) -> dict[int, HoldView]:
    statement = select(
        col(LegalHold.practitioner_id), col(LegalHold.id), col(LegalHold.placed_on), col(LegalHold.reason)
    ).where(col(LegalHold.lifted_on).is_(None))
    return {person: HoldView(*rest) for person, *rest in rows(session, statement)}


def _destructions(session: Session) -> dict[int, DestructionView]:
    statement = (
        select(
            col(Destruction.practitioner_id),
            col(Destruction.id),
            col(Destruction.rule),
            col(Destruction.keep_until),
            col(Destruction.reason),
            col(Destruction.proposed_on),
            col(Destruction.proposed_by),
            col(Destruction.destroyed_at),
            col(Destruction.destroyed_by),
            col(Destruction.cleaned_at),
            col(Destruction.certificate),
        )
        .where(col(Destruction.withdrawn_on).is_(None))
        .order_by(col(Destruction.id))
    )
    names = dict(rows(session, select(col(Practitioner.number), col(Practitioner.name))))
    return {row[0]: _destruction(row, names) for row in rows(session, statement)}


def _destruction(row: Any, names: Mapping[str, str]) -> DestructionView:
    certificate = read_certificate(row[-1]) if row[-1] else None
    return replace(DestructionView(*row[1:-1]), certificate=certificate, names=names)
